import { describe, expect, it } from 'vitest';
import { type Caller, POSTS, type Post } from '../../../platform/identity/caller.ts';
import type { Line } from '../../../platform/journal/line.rules.ts';
import { countsOf } from './rounds.figures.ts';
import {
  abilities,
  correctRefused,
  MOVE_NAMES,
  type Move,
  mayVisit,
  mustSayWhy,
  planRefused,
  readableOf,
  remindRefused,
  visitRefused,
} from './rounds.rights.ts';
import {
  commonOf,
  coverageOf,
  fold,
  placeState,
  planRefusal,
  type Round,
  remindable,
  type State,
  stateOn,
} from './rounds.rules.ts';

const [A, B] = ['330702101001', '330702101002'];
const PLACES = { district: '330702', town: '330702101', village: A, elsewhere: '330702102' } as const;
type Place = keyof typeof PLACES;
const ME = 'me';

const holder = (post: Post, territory: string | null): Caller => ({
  is: 'staff',
  person: ME,
  appointments: [{ id: 'p', post, body: 'b', territory, deputyOf: null }],
});
let n = 0;
const line = (kind: string, at: string, body: object, over: Partial<Line> = {}): Line => {
  n += 1;
  return {
    ...{ district: '330702', id: `l${n}`, subject: 'r', n, kind: `round.${kind}`, origin: 'live', happened: at },
    ...{ recorded: at, by: ME, post: 'p', territory: PLACES.town, body, ...over },
  };
};
const noon = (day: string) => `${day}T04:00:00.000Z`;
const planned = line('planned', noon('2026-11-01'), {
  ...{ as: 'coordinator', from: '2026-11-02', to: '2026-11-05', theme: 'general', words: null, territories: [A, B] },
});
const visited = (id: string, at: string, over: Partial<Line> = {}, cases: string[] = []) =>
  line(
    'visited',
    at,
    { as: 'liaison', found: cases.length, cases, files: [], place: null, words: null },
    { id, territory: A, ...over },
  );
const closed = (at: string) => line('closed', at, { as: 'coordinator', reason: null });
const folded = (...lines: Line[]): Round =>
  lines.reduce<Round | null>((before, one) => fold(before, one), null) as Round;

/** A round in each of its states, and the moment at which it is in it. */
const STATES: Readonly<Record<State, { readonly round: Round; readonly now: string }>> = {
  coming: { round: folded(planned), now: noon('2026-11-01') },
  running: { round: folded(planned, visited('v', noon('2026-11-02'))), now: '2026-11-02T04:05:00.000Z' },
  over: { round: folded(planned, visited('v', noon('2026-11-02'))), now: noon('2026-11-06') },
  closed: {
    round: folded(planned, visited('v', noon('2026-11-02')), closed(noon('2026-11-03'))),
    now: noon('2026-11-04'),
  },
};
/** Which moves are open: written from what a round is for. */
function wanted(move: Move, post: Post, place: Place, state: State): boolean {
  const plans = (post === 'duty' || post === 'coordinator') && (place === 'district' || place === 'town');
  const visits = (post === 'liaison' || post === 'coordinator') && place !== 'elsewhere';
  if (move === 'visit') return visits && state === 'running';
  if (move === 'correct') return state === 'running' || (state === 'over' && plans);
  if (move === 'remind') return plans && state === 'running';
  return plans && state !== 'closed';
}
function open(move: Move, caller: Caller, { round, now }: { readonly round: Round; readonly now: string }): boolean {
  if (move === 'visit') return mayVisit(caller, round, A, now);
  if (move === 'correct') return correctRefused(round, caller, 'v', now) === null;
  if (move === 'remind') return remindRefused(round, caller, now) === null;
  return planRefused(move, round, caller) === null;
}

describe('every post in every place, in every state of a round', () => {
  for (const [state, at] of Object.entries(STATES) as [State, (typeof STATES)[State]][]) {
    it(`may do to one that is ${state} what is meant for it and nothing else`, () => {
      expect(stateOn(at.round, at.now.slice(0, 10))).toBe(state);
      for (const post of POSTS) {
        for (const place of Object.keys(PLACES) as Place[]) {
          const caller = holder(post, PLACES[place]);
          for (const move of MOVE_NAMES)
            expect(open(move, caller, at), `${post} ${place} ${move}`).toBe(wanted(move, post, place, state));
          const shown = abilities(caller, at.round, at.now);
          expect(shown.includes('remind')).toBe(wanted('remind', post, place, state));
          expect(shown.includes('close')).toBe(wanted('close', post, place, state));
        }
      }
    });
  }

  it('without a territory may do nothing, nor may a resident, a machine or nobody', () => {
    const others: Caller[] = [
      ...POSTS.map((post) => holder(post, null)),
      { is: 'nobody' },
      { is: 'resident', resident: ME },
      { is: 'machine', person: 'm', appointments: [] },
    ];
    const { round, now } = STATES.over;
    for (const caller of others) {
      for (const move of ['add', 'remind', 'close', 'visit'] as const)
        expect(open(move, caller, { round, now })).toBe(false);
      expect(readableOf(caller, round.territories)).toEqual([]);
    }
  });

  it('reads of the territories in reach alone, and administrators of none', () => {
    const { round } = STATES.running;
    expect(readableOf(holder('liaison', A), round.territories)).toEqual([A]);
    expect(readableOf(holder('leader', PLACES.town), round.territories)).toEqual([A, B]);
    expect(readableOf(holder('coordinator', PLACES.elsewhere), round.territories)).toEqual([]);
    for (const post of ['sysadmin', 'secadmin', 'auditor'] as const)
      expect(readableOf(holder(post, '330702'), round.territories)).toEqual([]);
  });
});

describe('a reminder', () => {
  const desk = holder('coordinator', PLACES.town);
  const running = folded(planned, visited('v', noon('2026-11-02')));
  const reminded = (at: string, as: string | null = 'coordinator') => line('reminded', at, { as }, { territory: B });
  it('is of what was never visited, once a day of each territory, while the round runs', () => {
    expect(remindable(running, '2026-11-03')).toEqual([B]);
    const once = folded(planned, visited('v', noon('2026-11-02')), reminded(noon('2026-11-03')));
    expect(remindRefused(once, desk, noon('2026-11-03'))).toBe('remindedToday');
    // The button stays where it was pressed, and says so.
    expect(abilities(desk, once, noon('2026-11-03'))).toContain('remind');
    expect(remindRefused(once, desk, '2026-11-03T16:00:00.000Z')).toBe(null);
    expect(remindRefused(running, desk, noon('2026-11-06'))).toBe('afterEnd');
    const both = folded(planned, visited('v', noon('2026-11-02')), visited('w', noon('2026-11-03'), { territory: B }));
    expect(remindRefused(both, desk, noon('2026-11-03'))).toBe('allVisited');
    expect(abilities(desk, both, noon('2026-11-03'))).not.toContain('remind');
  });
  it('counts toward nothing, and a round that was never reminded of is folded as it always was', () => {
    const before = folded(planned);
    const one = reminded(noon('2026-11-03'), null);
    const after = fold(before, one);
    expect(countsOf(before, one, after)).toEqual([]);
    expect(after).toMatchObject({ reminded: { [B]: noon('2026-11-03') }, saidItself: noon('2026-11-03') });
    expect(Object.keys(before).filter((key) => key === 'reminded' || key === 'saidItself')).toEqual([]);
  });
});

describe('a visit', () => {
  const liaison = holder('liaison', A);
  const { round } = STATES.closed;
  it('counts by when it was made: after a closing by hand no more, before it for a week', () => {
    const refusedAt = (happened: string, now: string) => visitRefused(round, liaison, A, { happened, now });
    expect(refusedAt(noon('2026-11-02'), noon('2026-11-04'))).toBe(null);
    expect(refusedAt(noon('2026-11-04'), noon('2026-11-04'))).toBe('afterEnd');
    expect(refusedAt(noon('2026-11-02'), noon('2026-11-11'))).toBe('tooLate');
    expect(refusedAt(noon('2026-11-01'), noon('2026-11-04'))).toBe('early');
    expect(
      visitRefused(round, liaison, '330702101009', { happened: noon('2026-11-02'), now: noon('2026-11-02') }),
    ).toBe('notPlanned');
  });
  it('made on the last day up to midnight in Shanghai, whatever the server’s zone', () => {
    const { round: open } = STATES.running;
    const at = (happened: string) => visitRefused(open, liaison, A, { happened, now: happened });
    expect(at('2026-11-05T15:59:59.999Z')).toBe(null);
    expect(at('2026-11-05T16:00:00.000Z')).toBe('afterEnd');
  });
  it('is taken back at once by its maker without a reason; later, or by another, with one; with a dispute found, never', () => {
    const { round: open, now } = STATES.running;
    const visit = open.visits[0];
    if (visit === undefined) throw new Error('no visit');
    expect(mustSayWhy(liaison, visit, now)).toBe(false);
    expect(mustSayWhy(liaison, visit, '2026-11-02T04:10:00.001Z')).toBe(true);
    expect(correctRefused(open, liaison, 'v', '2026-11-02T04:10:00.000Z')).toBe(null);
    expect(correctRefused(open, liaison, 'v', '2026-11-02T04:10:00.001Z')).toBe('undoOver');
    const found = folded(planned, visited('v', noon('2026-11-02'), {}, ['c']));
    expect(correctRefused(found, holder('duty', '330702'), 'v', now)).toBe('hasCases');
    expect(correctRefused(found, liaison, 'none', now)).toBe('noVisit');
  });
});

describe('a round', () => {
  it('covers territories by standing visits, however many disputes each found', () => {
    const [one, two] = [visited('v', noon('2026-11-02'), {}, ['c', 'd', 'e']), visited('w', noon('2026-11-03'))];
    const corrected = line('visit-corrected', noon('2026-11-03'), { as: 'liaison', visit: 'w', reason: null });
    expect(coverageOf(folded(planned, one, two, corrected))).toEqual({ planned: 2, visited: 1, blank: 1 });
    const onlyTwo = folded(planned, two, corrected);
    expect(coverageOf(onlyTwo)).toEqual({ planned: 2, visited: 0, blank: 2 });
  });

  it('counts the same whatever was found, and sums to what stands, in whatever order visits arrive', () => {
    const lines = [
      planned,
      visited('late', noon('2026-11-04')),
      visited('early', noon('2026-11-02'), {}, ['c', 'd']),
      closed(noon('2026-11-04')),
      visited('b', noon('2026-11-03'), { territory: B }),
      line('visit-corrected', noon('2026-11-04'), { as: 'liaison', visit: 'late', reason: null }),
    ];
    const sums: Record<string, number> = {};
    let before: Round | null = null;
    for (const one of lines) {
      const after: Round = fold(before, one);
      for (const count of countsOf(before, one, after)) {
        const key = `${count.measure} ${count.day} ${count.territory}`;
        sums[key] = (sums[key] ?? 0) + count.n;
      }
      before = after;
    }
    expect(Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0))).toEqual({
      [`roundTerritories/screening.round 2026-11-05 ${A}`]: 1,
      [`roundTerritories/screening.round 2026-11-05 ${B}`]: 1,
      [`roundVisited/screening.round 2026-11-02 ${A}`]: 1,
      [`roundVisited/screening.round 2026-11-03 ${B}`]: 1,
      [`roundCovered/screening.round 2026-11-05 ${A}`]: 1,
      [`roundCovered/screening.round 2026-11-05 ${B}`]: 1,
    });
  });

  it('shows a territory as visited with or without a find, as still to be visited, or as blank after its end', () => {
    expect(placeState([], 'coming')).toBe('waiting');
    expect(placeState([], 'running')).toBe('waiting');
    expect(placeState([], 'over')).toBe('blank');
    expect(placeState([], 'closed')).toBe('blank');
    expect(placeState([{ found: false }], 'closed')).toBe('nothing');
    expect(placeState([{ found: false }, { found: true }], 'running')).toBe('found');
  });

  it('lies in the smallest territory that holds it, and lasts no longer than a season', () => {
    expect(commonOf([A, B])).toBe(PLACES.town);
    expect(commonOf([A, '330702102001'])).toBe('330702');
    expect(commonOf([A])).toBe(A);
    expect(planRefusal({ from: '2026-11-01', to: '2027-01-31' }, '2026-11-01')).toBe(null);
    expect(planRefusal({ from: '2026-11-01', to: '2027-02-01' }, '2026-11-01')).toBe('tooLong');
  });
});
