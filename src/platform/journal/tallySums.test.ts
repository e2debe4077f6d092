import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, daysBetween } from '../calendar/calendar.rules.ts';
import type { Grain } from './tally.rules.ts';
import { PRIMES, TallySums } from './tallySums.ts';

type Count = { readonly measure: string; readonly day: string; readonly territory: string; readonly n: number };

const count: fc.Arbitrary<Count> = fc.record({
  measure: fc.constantFrom('opened/hazard.fire', 'opened/hazard.road', 'closed/hazard.fire', 'closed:fire/hazard.fire'),
  day: fc.integer({ min: 0, max: 70 }).map((n) => addDays('2025-12-10', n)),
  territory: fc.constantFrom('330702', '330702001', '330702001002', '330702001002003', '330702101'),
  n: fc.constantFrom(1, 1, 1, -1, 4, 70_000),
});

/** The tallies of counts as the worker makes them, one for each grain, measure, place and period. */
function talliesOf(counts: readonly Count[]): Map<string, number> {
  const tallies = new Map<string, number>();
  const add = (grain: string, measure: string, place: string, period: string, n: number) => {
    const key = `${grain} ${measure} ${place} ${period}`;
    tallies.set(key, (tallies.get(key) ?? 0) + n);
  };
  for (const { measure, day, territory, n } of counts) {
    const family = `${measure.split('/')[0]}/`;
    for (const length of [6, 9, 12, 15].filter((one) => one <= territory.length)) {
      const place = territory.slice(0, length);
      add('month', measure, place, `${day.slice(0, 7)}-01`, n);
      add('month', family, place, `${day.slice(0, 7)}-01`, n);
      add('year', family, place, `${day.slice(0, 4)}-01-01`, n);
      add('day', family, place, day, n);
      if (length === 6) add('day', measure, place, day, n);
    }
  }
  return tallies;
}

/** What tallies weigh together by grain and measure, reckoned slowly and exactly; as PostgreSQL does it in `weighTallies`. */
function weighed(tallies: ReadonlyMap<string, number>, sums: TallySums): Map<string, [number, number]> {
  const { places, first, days } = sums.weights();
  const placeOf = new Map(places.map((one) => [one.name, one.weight]));
  const weights = new Map<string, [number, number]>();
  for (const [key, n] of tallies) {
    const [grain = '', measure = '', place = '', period = ''] = key.split(' ');
    const byPlace = placeOf.get(place);
    const byDay = days[daysBetween(first, period)];
    if (byPlace === undefined || byDay === undefined) throw new Error(`no weight for ${key}`);
    const sum = weights.get(`${grain} ${measure}`) ?? [0, 0];
    for (const at of [0, 1] as const) {
      const prime = BigInt(PRIMES[at]);
      const whole = BigInt(sum[at]) + ((BigInt(n) * BigInt(byDay[at])) % prime) * BigInt(byPlace[at]);
      sum[at] = Number(((whole % prime) + prime) % prime);
    }
    weights.set(`${grain} ${measure}`, sum);
  }
  return weights;
}

test('tallies weigh what their counts do, and any other tallies something else', () => {
  fc.assert(
    fc.property(
      fc.array(count, { minLength: 1, maxLength: 60 }),
      fc.nat(),
      fc.constantFrom(-1, 1, 9),
      (counts, which, by) => {
        const sums = new TallySums('secret');
        for (const { measure, day, territory, n } of counts) sums.add(measure, day, territory, n);
        const tallies = talliesOf(counts);
        for (const [key, sum] of weighed(tallies, sums)) {
          const [grain, measure] = key.split(' ') as [Grain, string];
          expect(sums.sumOf(grain, measure)).toEqual(sum);
        }
        const key = [...tallies.keys()][which % tallies.size] ?? '';
        tallies.set(key, (tallies.get(key) ?? 0) + by);
        const [grain, measure] = key.split(' ') as [Grain, string];
        expect(sums.sumOf(grain, measure)).not.toEqual(weighed(tallies, sums).get(`${grain} ${measure}`));
      },
    ),
  );
});

test('what several have summed apart is what one sums, and what is taken away again was never there', () => {
  fc.assert(
    fc.property(fc.array(count, { maxLength: 40 }), fc.array(count, { maxLength: 40 }), (some, others) => {
      const [one, other, both] = [new TallySums('s'), new TallySums('s'), new TallySums('s')];
      for (const { measure, day, territory, n } of some) one.add(measure, day, territory, n);
      for (const { measure, day, territory, n } of others) other.add(measure, day, territory, n);
      for (const { measure, day, territory, n } of [...some, ...others]) both.add(measure, day, territory, n);
      one.take(structuredClone(other.summed()));
      for (const grain of ['day', 'month', 'year'] as const) {
        expect(one.names(grain).sort()).toEqual(both.names(grain).sort());
        for (const name of both.names(grain)) expect(one.sumOf(grain, name)).toEqual(both.sumOf(grain, name));
      }
      for (const { measure, day, territory, n } of [...some, ...others]) one.add(measure, day, territory, n, -1);
      expect([...one.names('day'), ...one.names('month'), ...one.names('year')]).toEqual([]);
    }),
  );
});
