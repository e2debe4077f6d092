import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neededBy } from '../../platform/figures/figure.rules.ts';
import { type Count, dayOf, type Line } from '../../platform/journal/line.rules.ts';
import { bodySlug } from '../matters/matters.contract.ts';
import { CASE_KINDS, MEDIATION_FIGURES } from './declared.figures.ts';
import { fold } from './fold.rules.ts';
import { BODY_MEASURES, countsOf, countsOf1, DAY_EDGES, keyOfBody, MEASURES, NO_BODY } from './mediation.figures.ts';
import { type Case, TRACKS } from './mediation.rules.ts';
import { MEASURES as ROUND_MEASURES } from './rounds/rounds.figures.ts';
import { anyLife, type Life } from './tests/anyCase.ts';

type Body = Record<string, unknown>;
/** What the lines of a life count, one after the other. */
function countsIn({ lines }: Life): Count[] {
  const counts: Count[] = [];
  let it: Case | null = null;
  for (const line of lines) {
    const after = fold(it, line);
    counts.push(...countsOf(it, line, after));
    it = after;
  }
  return counts;
}

/** What a patient clerk makes of the whole list of lines, without any state in between. */
function recount(lines: readonly Line[]): Map<string, number> {
  const sums = new Map<string, number>();
  const add = (measure: string, day: string, n = 1) =>
    sums.set(`${measure} ${day}`, (sums.get(`${measure} ${day}`) ?? 0) + n);
  const of = (...kinds: string[]) => lines.filter(({ kind }) => kinds.some((one) => kind === `case.${one}`));
  const on = ({ recorded }: Line) => dayOf(recorded);
  const b = (line: Line) => line.body as Body;
  const begun = lines[0] as Line;
  const accepted = of('accepted');
  const isFound = b(begun)['channel'] === 'round';
  add('medOpened', on(begun));
  if (isFound) add('medFound', on(begun));
  for (const line of of('offered')) add('medReferred', on(line));
  for (const line of of('offer-refused')) add('medRefused', on(line));
  for (const line of of('refused')) add('medNotAccepted', on(line));
  if (accepted[0]) add('medAccepted', on(accepted[0]));
  for (const line of of('declined', 'failed'))
    if ((accepted[0]?.n ?? Number.POSITIVE_INFINITY) < line.n) add('medFailed', on(line));
  const [agreement] = of('agreement-sealed', 'agreed-orally');
  const [settled] = of('settled');
  if (agreement) {
    add('medResolved', on(agreement));
    if (isFound && !settled) add('medFoundResolved', on(begun));
    // Time to mediate is what the first acceptance gave, and every later one repeats, unless all agreed to more of it.
    const given = of('accepted', 'extended').findLast(({ n }) => n < agreement.n);
    if (on(agreement) <= (b(given as Line)['due'] as string)) add('medInTime', on(agreement));
    else add('medLate', on(agreement));
    const draft = of('agreement-drafted').at(-1);
    const promises = (b(agreement)['promises'] ?? b(draft as Line)['promises']) as { id: string; due: string }[];
    for (const { id, due } of promises) {
      add('medPromised', due);
      const last = of('promise-performed', 'promise-breached').findLast((line) => b(line)['promise'] === id);
      if (last) add(last.kind === 'case.promise-performed' ? 'medPerformed' : 'medBreached', due);
    }
    const kept = promises.map(({ id }) => of('promise-performed').findLast((line) => b(line)['promise'] === id));
    if (kept.every((one) => one !== undefined))
      add('medKept', on(kept.reduce((x, y) => ((x?.n ?? 0) > (y?.n ?? 0) ? x : y)) as Line));
  }
  if (settled) add('medBroken', on(settled));
  for (const line of of('confirmation-applied')) add('medConfirmAsked', on(line));
  for (const line of of('confirmation-decided')) if (b(line)['outcome'] === 'confirmed') add('medConfirmed', on(line));
  const [again] = of('repeats');
  if (again) add('medRepeated', on(again));
  for (const line of of('rated')) {
    add('medRated', on(line));
    add('medRatingSum', on(line), b(line)['stars'] as number);
  }
  return sums;
}

const summed = (
  counts: readonly { measure: string; day: string; n: number }[],
  keep: (stem: string) => string | null,
) => {
  const sums = new Map<string, number>();
  for (const { measure, day, n } of counts) {
    const name = keep(measure.split('/')[0] ?? '');
    if (name !== null) sums.set(`${name} ${day}`, (sums.get(`${name} ${day}`) ?? 0) + n);
  }
  return new Map([...sums].filter(([, n]) => n !== 0));
};

describe('what a case of mediation counts toward', () => {
  it('is, over any life that the moves allow, what a recount of its lines from the first to the last gives', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(anyLife, (life) => {
        for (const { kind } of life.lines) reached.add(kind);
        expect(summed(countsIn(life), (stem) => (stem.includes(':') ? null : stem))).toEqual(recount(life.lines));
      }),
      { numRuns: 600, seed: 50 },
    );
    // A recount of lives that never came to an agreement would prove little.
    for (const kind of [
      'agreement-sealed',
      'agreed-orally',
      'promise-breached',
      'settled',
      'offer-refused',
      'failed',
      'confirmation-decided',
      'extended',
      'repeats',
      'rated',
    ])
      expect([kind, reached.has(`case.${kind}`)]).toEqual([kind, true]);
  });

  it('adds up by kind of mediation and by body to the whole, and by natures to what is of that nature in the end', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        const { lines } = life;
        const counts = countsIn(life);
        for (const measure of ['medAccepted', 'medResolved', 'medFailed', 'medPromised', 'medPerformed', 'medBroken']) {
          const whole = summed(counts, (stem) => (stem === measure ? measure : null));
          const tracks = TRACKS.map((track) => `${measure}:${track}`);
          expect(summed(counts, (stem) => (tracks.includes(stem) ? measure : null))).toEqual(whole);
          expect(
            summed(counts, (stem) => (stem.startsWith(`${measure}:`) && !tracks.includes(stem) ? measure : null)),
          ).toEqual(whole);
        }
        const kinds = new Map<string, number>();
        for (const { measure, n } of counts)
          if (measure.startsWith('medOpened/')) kinds.set(measure, (kinds.get(measure) ?? 0) + n);
        const nature = (lines.findLast(({ kind }) => kind === 'case.triaged') ?? lines[0])?.body as Body;
        expect([...kinds].filter(([, n]) => n !== 0)).toEqual([
          [`medOpened/mediation.n${String(nature['nature']).slice(0, 2)}`, 1],
        ]);
      }),
      { numRuns: 300, seed: 51 },
    );
  });

  it('never counts a body into a kind of mediation whose name it bears', () => {
    for (const track of [...TRACKS, NO_BODY]) {
      expect(keyOfBody(track)).toBe(`@${track}`);
      // No id of a body looks like the key of another.
      expect(bodySlug.safeParse(keyOfBody(track)).success).toBe(false);
    }
    expect(keyOfBody('wc-pmc')).toBe('wc-pmc');
  });

  it('adds up by body, what none accepted told apart, to each figure that stands by body, nature by nature and day by day', () => {
    const nobody = new Set<boolean>();
    const late = new Set<number>();
    fc.assert(
      fc.property(anyLife, (life) => {
        const { lines } = life;
        const counts = countsIn(life);
        const sumsBy = (keep: (stem: string) => boolean) => {
          const sums = new Map<string, number>();
          for (const { measure, day, n } of counts) {
            const [stem, kind] = measure.split('/') as [string, string];
            if (keep(stem)) sums.set(`${kind} ${day}`, (sums.get(`${kind} ${day}`) ?? 0) + n);
          }
          return new Map([...sums].filter(([, n]) => n !== 0));
        };
        const ofBody = (stem: string, measure: string): boolean => {
          const [name, of] = stem.split(':');
          return name === measure && of !== undefined && !TRACKS.some((track) => track === of);
        };
        for (const measure of BODY_MEASURES)
          expect([measure, sumsBy((stem) => ofBody(stem, measure))]).toEqual([
            measure,
            sumsBy((stem) => stem === measure),
          ]);
        const isFound = ((lines[0] as Line).body as Body)['channel'] === 'round';
        const isAccepted = lines.some(({ kind }) => kind === 'case.accepted');
        const none = sumsBy((stem) => stem === `medFound:${NO_BODY}`);
        expect(none.size).toBe(isFound && !isAccepted ? 1 : 0);
        nobody.add(none.size > 0);
        late.add(sumsBy((stem) => stem === 'medLate').size);
      }),
      { numRuns: 600, seed: 53 },
    );
    expect([nobody.size, late.has(1)]).toEqual([2, true]);
  });

  it('takes nothing away from what version 1 counted', () => {
    fc.assert(
      fc.property(anyLife, ({ lines }) => {
        let it: Case | null = null;
        for (const line of lines) {
          const after: Case = fold(it, line);
          const old = countsOf1(it, line, after).map(({ measure, day, n }) => ({ measure, day, n }));
          const now = countsOf(it, line, after);
          expect(now.every(({ figure }) => figure === 2)).toBe(true);
          expect(now.map(({ measure, day, n }) => ({ measure, day, n })).slice(0, old.length)).toEqual(old);
          it = after;
        }
      }),
      { numRuns: 60, seed: 54 },
    );
  });

  it('is of the natures that the figures name, and every figure is made of measures that there are', () => {
    const known = new Set<string>([...MEASURES, ...[...DAY_EDGES, 'more'].map((one) => `medDays:${one}`)]);
    for (const track of TRACKS) known.add(`medResolved:${track}`);
    for (const measure of ROUND_MEASURES) known.add(measure);
    // What is asked for in a month is set as a reference of figures.
    known.add('monthlyVisits');
    for (const { code, versions } of MEDIATION_FIGURES)
      for (const { measure } of versions.flatMap(neededBy))
        expect([code, measure, known.has(measure)]).toEqual([code, measure, true]);
    expect(CASE_KINDS.kinds.map(({ code }) => code)).toContain('mediation.n02');
    // Numbers of disputes, offers and refusals score nobody.
    for (const code of ['medFound', 'medOpened', 'medReferred', 'medRefused', 'medRefusedRate'])
      expect(MEDIATION_FIGURES.find((one) => one.code === code)?.better).toBeNull();
  });
});
