import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../platform/calendar/calendar.rules.ts';
import type { Caller } from '../../platform/identity/caller.ts';
import { readsAll } from './figures.rights.ts';
import { chosen, FLOOR, floored, SETTLED_DAYS, settledMonths } from './withheld.rules.ts';

describe('of what is hidden the public reads', () => {
  it('a month’s number where it is large enough, and below that always the same, nought included', () => {
    expect(new Set(Array.from({ length: FLOOR }, (_, n) => floored(n)))).toEqual(new Set([null]));
    expect([floored(FLOOR), floored(40)]).toEqual([FLOOR, 40]);
  });

  it('whole months alone, and each only when it has been over for a week', () => {
    expect(settledMonths('2026-01-15', '2026-05-30', '2026-12-01')).toEqual(['2026-02-01', '2026-03-01', '2026-04-01']);
    expect(settledMonths('2026-01-01', '2026-05-31', '2026-12-01')).toHaveLength(5);
    expect(settledMonths('2026-02-02', '2026-02-28', '2026-12-01')).toEqual([]);
    const told = (today: string) => settledMonths('2026-01-01', '2026-12-31', today).at(-1);
    expect([told('2026-03-07'), told('2026-03-08')]).toEqual(['2026-01-01', '2026-02-01']);
  });

  it('never a part of a month, whatever days are asked for', () => {
    const day = fc.integer({ min: 0, max: 900 }).map((n) => addDays('2025-01-01', n));
    fc.assert(
      fc.property(day, day, day, (from, to, today) => {
        for (const month of settledMonths(from, to, today)) {
          expect(month.endsWith('-01') && month >= from).toBe(true);
          const next = addDays(month, 31).slice(0, 8) + '01';
          expect(addDays(next, -1) <= to && addDays(next, SETTLED_DAYS) <= today).toBe(true);
        }
      }),
    );
  });
});

it('a choice of kinds is all of them, a group or one, and never what only begins alike', () => {
  const kinds = ['hazard.fire', 'hazard.fire-lane', 'help.lost'];
  expect(chosen(kinds, '')).toEqual(kinds);
  expect(chosen(kinds, 'hazard.')).toEqual(['hazard.fire', 'hazard.fire-lane']);
  expect(chosen(kinds, 'hazard.fire')).toEqual(['hazard.fire']);
  expect(chosen(kinds, 'dispute.')).toEqual([]);
});

it('every figure is read by who holds a post and by machines that were let in for it, and by nobody else', () => {
  const held = { id: 'a', post: 'auditor', body: null, territory: '330702', deputyOf: null } as const;
  const callers: [Caller, boolean][] = [
    [{ is: 'nobody' }, false],
    [{ is: 'resident', resident: 'r' }, false],
    [{ is: 'staff', person: 'p', appointments: [] }, false],
    [{ is: 'staff', person: 'p', appointments: [held] }, true],
    [{ is: 'machine', person: 'm', appointments: [], scopes: ['open311', 'exchange'] }, false],
    [{ is: 'machine', person: 'm', appointments: [] }, false],
    [{ is: 'machine', person: 'm', appointments: [], scopes: ['figures'] }, true],
  ];
  for (const [caller, may] of callers) expect(readsAll(caller)).toBe(may);
});
