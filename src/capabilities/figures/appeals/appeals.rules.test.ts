import { describe, expect, it } from 'vitest';
import { type Appointment, type Caller, POSTS, type Post } from '../../../platform/identity/caller.ts';
import type { Line } from '../../../platform/journal/line.rules.ts';
import { countsOf } from './appeals.figures.ts';
import { abilities, filingFor, MOVE_NAMES, mayRead, mayReadWords, refusal } from './appeals.rights.ts';
import { type Appeal, fold, isLate, itemOf, STATES, stepOf } from './appeals.rules.ts';
import type { Against } from './lines.rules.ts';

const D = '330702';
const TOWN = `${D}001`;
const FILER = 'filer';
const standing = { head: 40, size: 38 };
const figure: Against = {
  ...{ is: 'figure', code: 'onTimeRate', version: 1, territory: TOWN, kind: null },
  ...{ from: '2026-01-01', to: '2026-03-31', pinned: { ...standing, value: 0.8, part: 8, whole: 10 } },
};
const line: Against = {
  ...{ is: 'line', line: 'l', matter: 'm', measure: 'sentBack/hazard.fire', day: '2026-03-02', territory: TOWN },
  pinned: { ...standing, n: 1, seq: 12, hash: 'ab' },
};
const filed = (against: Against = figure): Appeal =>
  fold(null, said('appeal.filed', { against, words: { id: 'w', digest: 'd' }, due: '2026-04-20T16:00:00.000Z' }));
function said(kind: string, body: object, before: Appeal | null = null, by = FILER): Line {
  return {
    ...{ district: D, id: 'i', subject: 'a', n: (before?.n ?? 0) + 1, kind, origin: 'live', territory: TOWN },
    ...{ happened: '2026-04-03T02:00:00.000Z', recorded: '2026-04-03T02:00:00.000Z', by, post: 'p' },
    body: { as: 'coordinator', place: TOWN, of: 'town', ...body },
  } as Line;
}
const holder = (post: Post, territory: string | null, body: string | null, person = 'somebody'): Caller => ({
  is: 'staff',
  person,
  appointments: [{ id: 'x', post, territory, body, deputyOf: null }],
});
const inState = (state: Appeal['state']): Appeal => ({ ...filed(), state });

describe('an appeal', () => {
  it('is upheld, rejected or withdrawn, each once, and counts only what an upheld one takes back', () => {
    const open = filed(line);
    const counts = [{ measure: 'sentBack/hazard.fire', day: '2026-03-02', territory: TOWN, n: -1 }];
    const reason = { id: 'r', digest: 'd' };
    const upheld = said('appeal.upheld', { remedy: 'setAside', step: 'sentBack', counts, reason }, open, 'leader');
    expect(fold(open, upheld)).toMatchObject({ state: 'upheld', n: 2, decided: { by: 'leader', step: 'sentBack' } });
    expect(countsOf(open, upheld, fold(open, upheld))).toEqual(counts);
    for (const [kind, state] of [
      ['appeal.rejected', 'rejected'],
      ['appeal.withdrawn', 'withdrawn'],
    ] as const) {
      const after = fold(open, said(kind, { reason }, open));
      expect([after.state, countsOf(open, said(kind, {}), after)]).toEqual([state, []]);
    }
    expect(() => fold(null, upheld)).toThrow();
    expect(() => fold(open, said('appeal.lost', {}))).toThrow();
  });

  it('is about one thing, and says of a line alone which step could be taken back', () => {
    expect(itemOf(figure)).not.toBe(itemOf({ ...figure, to: '2026-03-30' }));
    expect(itemOf(figure)).toBe(itemOf({ ...figure, version: 2 }));
    expect(itemOf(line)).not.toBe(itemOf({ ...line, measure: 'handled/hazard.fire' }));
    expect([stepOf(figure), stepOf(line)]).toEqual([null, 'sentBack']);
    expect(stepOf({ ...line, measure: 'closed/hazard.fire' })).toBeNull();
  });

  it('is late when its term is over and nobody has decided', () => {
    expect(isLate(filed(), '2026-04-20T16:00:00.000Z')).toBe(false);
    expect(isLate(filed(), '2026-04-20T16:00:00.001Z')).toBe(true);
    expect(isLate(inState('rejected'), '2026-05-01T00:00:00.000Z')).toBe(false);
  });
});

describe('who may what', () => {
  const places: readonly (readonly [string, string | null])[] = [
    ['district', D],
    ['town', TOWN],
    ['village', `${TOWN}002`],
    ['neighbour', `${D}101`],
    ['none', null],
  ];

  it('in every post, place, state and move: leaders above decide, their township withdraws, nobody else does anything', () => {
    for (const post of POSTS)
      for (const [name, territory] of places)
        for (const state of STATES) {
          const caller = holder(post, territory, 'centre');
          const may =
            state !== 'open'
              ? []
              : post === 'leader' && name === 'district'
                ? ['uphold', 'reject']
                : ['coordinator', 'leader'].includes(post) && name === 'town'
                  ? ['withdraw']
                  : [];
          expect(abilities(caller, inState(state)), `${post} ${name} ${state}`).toEqual(may);
        }
    for (const caller of [{ is: 'nobody' }, { is: 'resident', resident: 'r' }] as const)
      expect(abilities(caller, filed())).toEqual([]);
  });

  it('files for their own township and below, never for the district, a neighbour or in another post', () => {
    for (const post of POSTS)
      for (const [name, territory] of places) {
        const may = ['coordinator', 'leader'].includes(post) && name === 'town';
        expect(filingFor(holder(post, territory, null), D, TOWN) !== null, `${post} ${name}`).toBe(may);
      }
    expect(filingFor(holder('coordinator', TOWN, null), D, `${TOWN}002`)?.territory).toBe(TOWN);
    expect(filingFor(holder('coordinator', TOWN, null), D, D)).toBeNull();
  });

  it('reads those of their own territory and below; auditors read all without the words', () => {
    const reads = (caller: Caller) => [mayRead(caller, filed()), mayReadWords(caller, filed())];
    expect(reads(holder('coordinator', D, null))).toEqual([true, true]);
    expect(reads(holder('coordinator', `${TOWN}002`, null))).toEqual([false, false]);
    expect(reads(holder('auditor', D, null))).toEqual([true, false]);
    expect(reads(holder('duty', D, null))).toEqual([false, false]);
    expect(reads(holder('leader', `${D}101`, null))).toEqual([false, false]);
  });

  it('decides nothing that they filed, nor what their township or their body filed', () => {
    const above = { id: 'y', post: 'leader' as const, territory: D, body: 'centre', deputyOf: null };
    const also = (one: Appointment, person = 'somebody'): Caller => ({
      is: 'staff',
      person,
      appointments: [above, one],
    });
    const held = (post: Post, territory: string | null, body: string | null): Appointment => ({
      ...{ id: 'z', post, territory, body, deputyOf: null },
    });
    const why = (caller: Caller) => MOVE_NAMES.map((move) => refusal(move, filed(), caller));
    expect(why(holder('leader', D, 'centre', FILER))).toEqual(['ownAppeal', 'ownAppeal', 'notYours']);
    expect(why(also(held('handler', null, 'town')))).toEqual(['ownTownship', 'ownTownship', 'notYours']);
    expect(why(also(held('liaison', `${TOWN}002`, null)))).toEqual(['ownTownship', 'ownTownship', 'notYours']);
    expect(why(also(held('leader', TOWN, null)))).toEqual(['ownTownship', 'ownTownship', null]);
    expect(why(also(held('handler', null, 'fire')))).toEqual([null, null, 'notYours']);
  });
});
