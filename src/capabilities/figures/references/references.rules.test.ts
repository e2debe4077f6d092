import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../platform/calendar/calendar.rules.ts';
import type { Post } from '../../../platform/identity/caller.ts';
import type { Line } from '../../../platform/journal/line.rules.ts';
import { countsOf } from './references.figures.ts';
import { appointmentFor } from './references.rights.ts';
import {
  changeAfter,
  endFaults,
  fold,
  heldOn,
  nearestTarget,
  type Reference,
  rivalFrom,
  setFaults,
  valueFault,
  type What,
} from './references.rules.ts';

const TODAY = '2026-11-27';
const D = '330702';
type Said = { readonly recorded?: string; readonly from?: string; readonly to?: string; readonly value?: number };

/** The line after a state: a value from a day, or an end after one. */
const line = (before: Reference | null, what: What, territory: string, said: Said): Line => ({
  district: D,
  id: 'line',
  subject: 'subject',
  n: (before?.n ?? 0) + 1,
  kind: said.to === undefined ? 'reference.set' : 'reference.ended',
  origin: 'live',
  happened: `${said.recorded ?? TODAY}T10:00:00.000+08:00`,
  recorded: `${said.recorded ?? TODAY}T10:00:00.000+08:00`,
  by: null,
  post: null,
  territory,
  body:
    said.to === undefined
      ? { as: 'leader', what, value: said.value ?? 0, from: said.from ?? TODAY, source: '公报' }
      : { as: 'leader', to: said.to },
});
const told = (what: What, territory: string, ...all: Said[]): Reference =>
  all.reduce<Reference | null>((before, one) => fold(before, line(before, what, territory, one)), null) as Reference;
const share = { unit: 'share', better: 'more' } as const;
const given = { what: 'target:closingRate' as What, value: 0.9, from: '2026-01-01', source: '年度目标' };
const why = (faults: readonly { path: string; why: string }[]) => faults.map((one) => `${one.path} ${one.why}`);

describe('what a figure is held against', () => {
  const target = told(
    'target:closingRate',
    D,
    { from: '2026-01-01', value: 0.9, recorded: '2025-12-20' },
    { from: '2026-07-01', value: 0.95, recorded: '2026-06-20' },
    { to: '2026-12-31', recorded: '2026-08-01' },
  );
  it('holds from a day until the next that is set, or until its last', () => {
    const values = ['2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01', '2026-12-31', '2027-01-01'];
    expect(values.map((day) => heldOn(target.steps, day)?.value ?? null)).toEqual([null, 0.9, 0.9, 0.95, 0.95, null]);
    expect(changeAfter(target.steps, '2026-01-01')?.held?.value).toBe(0.95);
    expect(changeAfter(target.steps, '2026-11-27')).toEqual({ from: '2027-01-01', held: null });
    expect(changeAfter(target.steps, '2027-01-01')).toBeNull();
  });
  it('is known on a past day as far as it had been set by then', () => {
    expect(heldOn(target.steps, '2026-10-01', '2026-06-19')?.value).toBe(0.9);
    expect(heldOn(target.steps, '2026-10-01', '2026-06-20')?.value).toBe(0.95);
    expect(heldOn(target.steps, '2027-03-01', '2026-07-31')?.value).toBe(0.95);
    expect(heldOn(target.steps, '2026-10-01', '2025-12-19')).toBeNull();
  });
  it('is set right from the same day on, and an end that is still to come is taken back by what is set before it', () => {
    const again = told(
      'base:residents',
      D,
      { value: 10 },
      { value: 12 },
      { to: '2027-05-01' },
      { from: '2027-01-01', value: 20 },
    );
    expect(heldOn(again.steps, TODAY)?.value).toBe(12);
    expect(heldOn(again.steps, '2028-01-01')?.value).toBe(20);
  });
  it('is the nearest target: the territory’s own, else that of the town or the district above it', () => {
    const town = told('target:closingRate', `${D}001`, { from: '2026-03-01', value: 0.8 });
    const other = told('target:onTimeRate', `${D}001002`, { from: '2026-01-01', value: 0.1 });
    const asked = (territory: string, day = TODAY) =>
      nearestTarget([target, town, other], { code: 'closingRate', territory, day, known: null });
    expect(asked(`${D}001002`)).toMatchObject({ value: 0.8, territory: `${D}001`, from: '2026-03-01' });
    expect(asked(`${D}002`)).toMatchObject({ value: 0.95, territory: D });
    // Before the town had one of its own, the district's held for it.
    expect(asked(`${D}001`, '2026-02-01')).toMatchObject({ value: 0.9, territory: D });
    expect(asked(D, '2025-01-01')).toBeNull();
  });
});

describe('setting a target or a base', () => {
  it('refuses the target of a figure that scores nobody, or of none', () => {
    expect(why(setFaults(given, share, null, TODAY))).toEqual([]);
    expect(why(setFaults(given, { unit: 'count', better: null }, null, TODAY))).toEqual(['what noTarget']);
    expect(why(setFaults(given, null, null, TODAY))).toEqual(['what unknownFigure']);
  });
  it('refuses what cannot be a value of the unit', () => {
    const ok = [valueFault('share', 0), valueFault('share', 1), valueFault('stars', 5), valueFault('minutes', 1)];
    expect(ok).toEqual([null, null, null, null]);
    expect([valueFault('share', 95), valueFault('share', -0.1)]).toEqual(['valueShare', 'valueShare']);
    expect([valueFault('stars', 0.5), valueFault('minutes', 0)]).toEqual(['valueStars', 'valueMinutes']);
    expect([valueFault('count', 1.5), valueFault('count', -1), valueFault('share', 1 / 3)]).toEqual([
      'valueCount',
      'valueCount',
      'decimals',
    ]);
  });
  it('refuses a first day before that of what was set last, far from now, and numbers of a person', () => {
    const before = told('target:closingRate', D, { from: '2026-07-01', value: 0.9 });
    expect(why(setFaults({ ...given, from: '2026-06-30' }, share, before, TODAY))).toEqual(['from beforeLast']);
    expect(setFaults({ ...given, from: '2026-07-01' }, share, before, TODAY)).toEqual([]);
    expect(why(setFaults({ ...given, from: '1989-12-31' }, share, null, TODAY))).toEqual(['from tooEarly']);
    expect(why(setFaults({ ...given, from: '2046-01-01' }, share, null, TODAY))).toEqual(['from tooLate']);
    expect(why(setFaults({ ...given, source: '问 13905790088' }, share, null, TODAY))).toEqual(['source numbers']);
    expect(setFaults({ ...given, source: '婺政〔2026〕8号' }, share, null, TODAY)).toEqual([]);
  });
  it('ends once, not before what was set last; the day before it began takes that back', () => {
    const before = told('base:residents', D, { from: '2026-07-01', value: 9 });
    expect(endFaults(before, '2026-06-30', TODAY)).toEqual([]);
    expect(why(endFaults(before, '2026-06-29', TODAY))).toEqual(['to endsEarly']);
    const ended = told('base:residents', D, { from: '2026-07-01', value: 9 }, { to: '2026-12-31' });
    expect(why(endFaults(ended, '2026-12-31', TODAY))).toEqual(['to ended']);
    expect(endFaults(ended, '2026-12-30', TODAY)).toEqual([]);
  });
});

describe('a base', () => {
  const base = (territory: string, ...all: Said[]) => told('base:residents', territory, ...all);
  it('is refused while one above or below has it in force', () => {
    const town = base(`${D}001`, { from: '2026-01-01', value: 5 }, { to: '2026-06-30' });
    expect(rivalFrom([town], '2026-06-30')).toBe(town);
    expect(rivalFrom([town], '2026-07-01')).toBeNull();
    // One that begins later is in the way as well.
    expect(rivalFrom([base(`${D}001`, { from: '2027-01-01', value: 5 })], '2026-07-01')).not.toBeNull();
    // What was taken back altogether is in nobody's way.
    expect(
      rivalFrom([base(`${D}001`, { from: '2026-01-01', value: 5 }, { to: '2025-12-31' })], '2020-01-01'),
    ).toBeNull();
  });
  it('counts what each line changes in it, so that the stock on every day, as known on every day, is what was in force', () => {
    const day = fc.nat(60).map((n) => addDays('2026-01-01', n));
    const said = fc.record({ value: fc.nat(1000), day, ends: fc.boolean(), later: fc.nat(20) });
    let ends = 0;
    fc.assert(
      fc.property(fc.array(said, { minLength: 1, maxLength: 8 }), day, day, (all, on, known) => {
        let before: Reference | null = null;
        let recorded = '2026-01-01';
        const counted: { day: string; n: number; recorded: string }[] = [];
        for (const { value, day: at, ends: isEnd, later } of all) {
          recorded = addDays(recorded, later);
          const next: Said = isEnd ? { recorded, to: at } : { recorded, from: at, value };
          const faults =
            before === null && isEnd
              ? ['nothing yet']
              : isEnd
                ? endFaults(before as unknown as Reference, at, TODAY)
                : setFaults({ what: 'base:residents', value, from: at, source: '公报' }, null, before, TODAY);
          if (faults.length > 0) continue;
          if (isEnd) ends += 1;
          const after: Reference = fold(before, line(before, 'base:residents', D, next));
          counted.push(...countsOf(before, after).map((one) => ({ day: one.day, n: one.n, recorded })));
          before = after;
        }
        const steps = (before as Reference | null)?.steps ?? [];
        const sum = counted.filter((one) => one.day <= on && one.recorded <= known).reduce((n, one) => n + one.n, 0);
        expect(sum).toBe(heldOn(steps, on, known)?.value ?? 0);
      }),
      { numRuns: 2_000 },
    );
    expect(ends).toBeGreaterThan(200);
  });
  it('counts nothing where it is a target', () => {
    expect(countsOf(null, told('target:closingRate', D, { value: 0.9 }))).toEqual([]);
  });
});

describe('who may set', () => {
  const leader = (territory: string) => [{ post: 'leader', territory } as const];
  const may = (appointments: Parameters<typeof appointmentFor>[0], what: What, territory: string) =>
    appointmentFor(appointments, { what, territory, district: D }) !== null;
  it('a target: a leader above the territory, never its own, but of the district', () => {
    const asked = [D, `${D}001`, `${D}001002`, `${D}002`].map((territory) => [
      may(leader(D), 'target:x', territory),
      may(leader(`${D}001`), 'target:x', territory),
    ]);
    expect(asked).toEqual([
      [true, false],
      [true, false],
      [true, true],
      [true, false],
    ]);
  });
  it('a norm: a leader above the place, of the district its own, and nobody who is to meet it', () => {
    const norm = (post: Post, territory: string) =>
      [D, `${D}001`, `${D}001002`].map((one) => may([{ post, territory }], 'norm:monthlyVisits', one));
    expect(norm('leader', D)).toEqual([true, true, true]);
    expect(norm('leader', `${D}001`)).toEqual([false, false, true]);
    expect(norm('coordinator', `${D}001`)).toEqual([false, false, false]);
    expect(norm('liaison', `${D}001002`)).toEqual([false, false, false]);
  });

  it('a base: a leader or coordinator of the place or above it', () => {
    const coordinator = [{ post: 'coordinator', territory: `${D}001` } as const];
    expect([D, `${D}001`, `${D}001002`, `${D}002`].map((one) => may(coordinator, 'base:residents', one))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(may(coordinator, 'target:x', `${D}001002`)).toBe(false);
    expect(may([{ post: 'auditor', territory: D }], 'base:residents', D)).toBe(false);
    expect(may([{ post: 'leader', territory: null }], 'base:residents', D)).toBe(false);
  });
});
