import { describe, expect, it } from 'vitest';
import type { Appointment, Caller, Post } from '../../platform/identity/caller.ts';
import type { Line } from '../../platform/journal/line.rules.ts';
import { abilities, desksOf, type Move, mayRead, refusal } from './handover.rights.ts';
import { fold, type Handover, isLeft, LEFT_MINUTES, MOST_NAMED, named, type State } from './handover.rules.ts';

const held = (post: Post, territory: string | null, body: string | null = 'centre'): Appointment => ({
  id: `${post}-${territory}`,
  post,
  body,
  territory,
  deputyOf: null,
});
const who = (person: string, ...appointments: Appointment[]): Caller => ({ is: 'staff', person, appointments });
const first = who('first', held('duty', '330702'));
const second = who('second', held('duty', '330702'));
const head = who('head', held('leader', '330702'));
const townHead = who('townHead', held('leader', '330702001'));
const town = who('town', held('coordinator', '330702001', 'town'));
const elsewhere = who('elsewhere', held('duty', '330702', 'another'));

const counts = {
  new: 2,
  assigned: 0,
  accepted: 1,
  handled: 0,
  verified: 0,
  overdue: 1,
  urgent: 0,
  help: 0,
  supervised: 0,
};
const none = { n: 0, matters: [] };
const line = (n: number, kind: string, by: string, body: object): Line =>
  ({
    district: '330702',
    id: `l${n}`,
    subject: 'h',
    n,
    kind: `handover.${kind}`,
    origin: 'live',
    happened: '',
    recorded: `2026-11-27T12:0${n}:00.000Z`,
    by,
    post: 'a',
    territory: '330702',
    body,
  }) as Line;
const signedLine = line(1, 'signed', 'first', {
  as: 'duty',
  desk: { territory: '330702', body: 'centre' },
  since: { from: 'none', at: '2026-11-27T00:00:00.000Z', seq: 3 },
  at: '2026-11-27T12:00:00.000Z',
  seq: 9,
  counts,
  changes: { new: none, assigned: none, returned: none, closed: none, escalated: none },
  mind: [],
  remarks: null,
});
const ENDS: Readonly<Record<Exclude<State, 'signed'>, readonly [string, string]>> = {
  taken: ['taken', 'second'],
  refused: ['refused', 'second'],
  withdrawn: ['withdrawn', 'first'],
};
const inState = (state: State): Handover => {
  const signed = fold(null, signedLine);
  if (state === 'signed') return signed;
  const [kind, by] = ENDS[state];
  return fold(signed, line(2, kind, by, { as: 'duty', text: null }));
};

describe('a sheet', () => {
  it('keeps what was signed, whatever is said to it later', () => {
    for (const state of ['taken', 'refused', 'withdrawn'] as const) {
      const it = inState(state);
      expect([it.state, it.counts, it.seq, it.signed.by]).toEqual([state, counts, 9, 'first']);
    }
    expect(inState('taken').answered).toMatchObject({ by: 'second', as: 'duty' });
  });

  it('counts every change and names the first of them', () => {
    const ids = Array.from({ length: MOST_NAMED + 7 }, (_, at) => String(at));
    const told = named({ new: ids, assigned: [], returned: [], closed: [], escalated: [] });
    expect([told.new.n, told.new.matters.length, told.closed]).toEqual([MOST_NAMED + 7, MOST_NAMED, none]);
  });

  it('is left lying when nobody signed it in time, and only then', () => {
    const so = (minutes: number) => new Date(Date.parse(signedLine.recorded) + minutes * 60_000).toISOString();
    expect(isLeft(inState('signed'), so(LEFT_MINUTES - 1))).toBe(false);
    expect(isLeft(inState('signed'), so(LEFT_MINUTES))).toBe(true);
    expect(isLeft(inState('taken'), so(LEFT_MINUTES))).toBe(false);
  });
});

describe('who may do what to a sheet', () => {
  it('one signs over and another takes it: nobody signs both sides', () => {
    const it = inState('signed');
    expect(abilities(first, it)).toEqual(['withdraw']);
    expect(abilities(second, it)).toEqual(['take', 'refuse']);
    expect(refusal('take', it, first)).toBe('ownSheet');
    expect(refusal('withdraw', it, second)).toBe('notYours');
  });

  it('nothing is open to heads, to other desks, or once it has ended', () => {
    for (const one of [head, townHead, town, elsewhere]) {
      for (const move of ['take', 'refuse', 'withdraw'] satisfies Move[])
        expect(refusal(move, inState('signed'), one)).toBe('notYours');
    }
    for (const state of ['taken', 'refused', 'withdrawn'] as const)
      for (const one of [first, second]) expect(abilities(one, inState(state))).toEqual([]);
  });

  it('it is read at its desk and by the heads above it, and by nobody else', () => {
    const readers = [first, second, head].map((one) => mayRead(one, inState('signed')));
    const others = [townHead, town, elsewhere, { is: 'nobody' } as const].map((one) => mayRead(one, inState('signed')));
    expect([readers, others]).toEqual([
      [true, true, true],
      [false, false, false, false],
    ]);
  });

  it('a post without a territory looks after no desk, and one place held twice is one desk', () => {
    expect(desksOf(who('x', held('duty', null), held('handler', '330702')))).toEqual([]);
    expect(desksOf(who('x', held('duty', '330702'), held('coordinator', '330702'))).length).toBe(1);
  });
});
