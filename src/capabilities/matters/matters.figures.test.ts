import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Count, dayOf } from '../../platform/journal/line.rules.ts';
import { fold } from './fold.rules.ts';
import { BUCKETS, bucketOf, countsOf, EDGES, FIGURES } from './matters.figures.ts';
import { type Matter, type MatterLine, OPEN } from './matters.rules.ts';
import { MOVE_NAMES, MOVES, type Move } from './moves.rules.ts';

const report = {
  kind: 'hazard.fire',
  urgency: 'normal',
  channel: 'public',
  visibility: 'exact',
  outside: false,
  lon: null,
  lat: null,
  proposed: null,
  due: '2026-03-10T15:59:59.999Z',
};
const line = (
  matter: Matter | null,
  kind: string,
  recorded: string,
  body: Record<string, unknown> = {},
  territory?: string,
): MatterLine =>
  ({
    district: '330702',
    id: 'i',
    subject: 's',
    n: (matter?.n ?? 0) + 1,
    kind,
    origin: 'live',
    happened: recorded,
    recorded,
    by: null,
    post: null,
    territory: territory ?? matter?.territory ?? '330702001',
    body,
  }) as unknown as MatterLine;

/** Tells a matter's lines one after the other and gathers what they count. */
function story(...steps: [string, string, Record<string, unknown>?, string?][]): { counts: Count[]; matter: Matter } {
  let matter: Matter | null = null;
  const counts: Count[] = [];
  for (const [kind, recorded, body, territory] of steps) {
    const one = line(matter, `matter.${kind}`, recorded, body ?? (matter === null ? report : {}), territory);
    const after: Matter = fold(matter, one);
    counts.push(...countsOf(matter, one, after));
    matter = after;
  }
  return { counts, matter: matter as unknown as Matter };
}
const sumOf = (counts: readonly Count[], measure: string, upTo = '9999-12-31', territory = '330702') =>
  counts
    .filter((one) => one.measure === measure && one.day <= upTo && one.territory.startsWith(territory))
    .reduce((sum, one) => sum + one.n, 0);

describe('a matter counts', () => {
  it('as opened on the Shanghai day of its report, and as due on its deadline’s', () => {
    const { counts } = story(['reported', '2026-03-01T16:00:00.000Z']);
    expect(counts).toEqual([
      { measure: 'opened/hazard.fire', day: '2026-03-02', territory: '330702001', n: 1, figure: FIGURES },
      { measure: 'due/hazard.fire', day: '2026-03-10', territory: '330702001', n: 1, figure: FIGURES },
    ]);
  });

  it('as closed on time, with its times in buckets, also among those that were due', () => {
    const { counts } = story(
      ['reported', '2026-03-01T00:00:00.000Z'],
      ['assigned', '2026-03-01T00:45:00.000Z', { body: 'fire' }],
      ['accepted', '2026-03-01T01:00:00.000Z'],
      ['handed-over', '2026-03-02T00:00:00.000Z'],
      ['verified', '2026-03-02T01:00:00.000Z'],
      ['closed', '2026-03-02T02:00:00.000Z'],
    );
    const at = (measure: string) =>
      counts.filter((one) => one.measure === `${measure}/hazard.fire`).map((one) => [one.day, one.n]);
    expect(at('firstAction:60')).toEqual([['2026-03-01', 1]]);
    expect(at('handling:2880')).toEqual([['2026-03-02', 1]]);
    expect(at('assigned')).toEqual([['2026-03-01', 1]]);
    expect(at('handled')).toEqual([['2026-03-02', 1]]);
    expect(at('closed')).toEqual([['2026-03-02', 1]]);
    expect(at('closedOnTime')).toEqual([['2026-03-02', 1]]);
    expect(at('dueClosed')).toEqual([['2026-03-10', 1]]);
    expect(at('dueClosedOnTime')).toEqual([['2026-03-10', 1]]);
  });

  it('no longer as closed from the day on which it is reopened; days before keep what they had', () => {
    const { counts } = story(
      ['reported', '2026-03-01T00:00:00.000Z'],
      ['assigned', '2026-03-01T01:00:00.000Z', { body: 'fire' }],
      ['closed', '2026-03-02T02:00:00.000Z'],
      ['rated', '2026-03-03T02:00:00.000Z', { stars: 2 }],
      ['reopened', '2026-03-05T02:00:00.000Z', { byReporter: true }],
      ['closed', '2026-03-20T02:00:00.000Z'],
      ['rated', '2026-03-21T02:00:00.000Z', { stars: 5 }],
    );
    expect(
      [4, 5, 19, 20].map((day) => sumOf(counts, 'closed/hazard.fire', `2026-03-${String(day).padStart(2, '0')}`)),
    ).toEqual([1, 0, 0, 1]);
    expect(sumOf(counts, 'closedOnTime/hazard.fire', '2026-03-04')).toBe(1);
    expect(sumOf(counts, 'closedOnTime/hazard.fire')).toBe(0);
    expect(sumOf(counts, 'dueClosed/hazard.fire')).toBe(1);
    expect(sumOf(counts, 'dueClosedOnTime/hazard.fire')).toBe(0);
    expect(sumOf(counts, 'reopened/hazard.fire')).toBe(1);
    expect([sumOf(counts, 'rated/hazard.fire'), sumOf(counts, 'ratingSum/hazard.fire')]).toEqual([2, 7]);
  });

  it('where it lies and as what it is, once its place and kind are put right', () => {
    const { counts } = story(
      ['reported', '2026-03-01T00:00:00.000Z', report, '330702'],
      ['triaged', '2026-03-04T00:00:00.000Z', { ...report, kind: 'help.water' }, '330702101'],
    );
    expect(sumOf(counts, 'opened/hazard.fire')).toBe(0);
    expect(counts.filter((one) => one.measure === 'opened/help.water')).toEqual([
      { measure: 'opened/help.water', day: '2026-03-01', territory: '330702101', n: 1, figure: FIGURES },
    ]);
    expect(sumOf(counts, 'due/help.water', '2026-03-10', '330702101')).toBe(1);
    expect(sumOf(counts, 'firstAction:more/help.water') + sumOf(counts, 'firstAction:4320/help.water')).toBe(1);
  });

  it('in measures of their own when it is merged, withdrawn, void or sent elsewhere, and then is due no more', () => {
    for (const [kind, measure] of [
      ['merged', 'merged'],
      ['withdrawn', 'withdrawn'],
      ['voided', 'void'],
      ['redirected', 'redirected'],
    ] as const) {
      const { counts } = story(
        ['reported', '2026-03-01T00:00:00.000Z'],
        [kind, '2026-03-02T00:00:00.000Z', { into: 'x', door: 'court' }],
      );
      expect(sumOf(counts, `${measure}/hazard.fire`)).toBe(1);
      expect(sumOf(counts, 'due/hazard.fire')).toBe(0);
      expect(sumOf(counts, 'opened/hazard.fire')).toBe(1);
    }
  });

  it('in no bucket of time when it was told anonymously, since only its day is known', () => {
    const { counts } = story(
      ['reported-anonymously', '2026-03-01', { ...report, channel: 'anonymous' }],
      ['assigned', '2026-03-01T05:00:00.000Z', { body: 'fire' }],
      ['closed', '2026-03-02T05:00:00.000Z'],
    );
    expect(counts.some((one) => /^(firstAction|handling):/.test(one.measure))).toBe(false);
    expect(sumOf(counts, 'opened/hazard.fire', '2026-03-01')).toBe(1);
    expect(sumOf(counts, 'closed/hazard.fire')).toBe(1);
  });

  it('as handled and closed at once when it was fixed on the spot, unless a second person must look', () => {
    const fixed = (sampled: boolean) =>
      story(
        ['reported', '2026-03-01T00:00:00.000Z'],
        ['fixed-on-spot', '2026-03-01T00:00:00.000Z', { body: null, sampled }],
      ).counts;
    expect(sumOf(fixed(false), 'closed/hazard.fire')).toBe(1);
    expect(sumOf(fixed(false), 'firstAction:5/hazard.fire')).toBe(1);
    expect(sumOf(fixed(true), 'closed/hazard.fire')).toBe(0);
    expect(sumOf(fixed(true), 'handled/hazard.fire')).toBe(1);
  });
});

it('a time belongs to the first edge that is not below it', () => {
  const after = (minutes: number) =>
    bucketOf(
      '2026-03-01T00:00:00.000Z',
      new Date(Date.parse('2026-03-01T00:00:00.000Z') + minutes * 60_000).toISOString(),
    );
  expect([0, 5, 5.01, 60, 1440, 43_200, 43_200.1].map(after)).toEqual(['5', '5', '15', '60', '1440', '43200', 'more']);
  expect(BUCKETS).toHaveLength(EDGES.length + 1);
});

const bodyOf = (move: Move, choice: number): Record<string, unknown> => ({
  ...report,
  kind: ['hazard.fire', 'help.water', 'dispute.noise'][choice % 3],
  body: 'fire',
  into: 'x',
  stars: 1 + (choice % 5),
  byReporter: choice % 2 === 0,
  door: 'court',
  sampled: move === 'fixOnSpot' && choice % 2 === 0,
});
const step = fc.record({
  move: fc.constantFrom(...MOVE_NAMES),
  minutes: fc.nat(20_000),
  choice: fc.nat(20),
  place: fc.constantFrom('330702', '330702001', '330702101005'),
});

it('whatever is done to matters, sums up to the present equal what the matters are', () => {
  fc.assert(
    fc.property(fc.array(fc.array(step, { maxLength: 12 }), { maxLength: 6 }), (plans) => {
      const counts: Count[] = [];
      const matters = plans.map((plan) => {
        let matter = fold(null, line(null, 'matter.reported', '2026-03-01T00:00:00.000Z', report));
        counts.push(...countsOf(null, line(null, 'matter.reported', '2026-03-01T00:00:00.000Z', report), matter));
        let at = Date.parse('2026-03-01T00:00:00.000Z');
        for (const { move, minutes, choice, place } of plan) {
          if (!MOVES[move].from.includes(matter.status) || (move === 'rate' && matter.rating !== null)) continue;
          at += minutes * 60_000;
          const one = line(
            matter,
            MOVES[move].line,
            new Date(at).toISOString(),
            bodyOf(move, choice),
            move === 'triage' ? place : undefined,
          );
          const after = fold(matter, one);
          counts.push(...countsOf(matter, one, after));
          matter = after;
        }
        return matter;
      });
      for (const kind of ['hazard.fire', 'help.water', 'dispute.noise']) {
        for (const territory of ['330702', '330702001', '330702101']) {
          const here = matters.filter((one) => one.kind === kind && one.territory.startsWith(territory));
          const sum = (name: string) => sumOf(counts, `${name}/${kind}`, '9999-12-31', territory);
          const gone = here.filter((one) => ['merged', 'withdrawn', 'void', 'redirected'].includes(one.status)).length;
          expect(sum('opened')).toBe(here.length);
          expect(sum('due')).toBe(here.length - gone);
          expect(sum('merged') + sum('withdrawn') + sum('void') + sum('redirected')).toBe(gone);
        }
        const of = matters.filter((one) => one.kind === kind);
        const closed = of.filter((one) => one.status === 'closed');
        expect(sumOf(counts, `dueClosed/${kind}`)).toBe(closed.length);
        expect(sumOf(counts, `dueClosedOnTime/${kind}`)).toBe(closed.filter((one) => one.onTime).length);
        expect(sumOf(counts, `closed/${kind}`)).toBe(closed.length);
        expect(sumOf(counts, `due/${kind}`)).toBe(closed.length + of.filter((one) => OPEN.includes(one.status)).length);
      }
      expect(counts.every((one) => one.day >= dayOf('2026-03-01T00:00:00.000Z'))).toBe(true);
    }),
  );
});
