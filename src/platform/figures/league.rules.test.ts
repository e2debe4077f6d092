import fc from 'fast-check';
import { expect, it } from 'vitest';
import { differs, poisson, ranksOfQuantile, wilson } from './intervals.rules.ts';
import { places } from './league.rules.ts';

const rate = (part: number, whole: number) => ({ value: part / whole, ...wilson(part, whole) });

it('two rates differ as the published interval of their difference says', () => {
  // Newcombe, Stat. Med. 17, 1998, 873-890, table II, method 10: 56/70 against 48/80 is 0.0524 to 0.3339, 9/10 against 3/10 0.1705 to 0.8090.
  expect(differs(rate(56, 70), rate(48, 80))).toBe(1);
  expect(differs(rate(48, 80), rate(56, 70))).toBe(-1);
  expect(differs(rate(9, 10), rate(3, 10))).toBe(1);
  // 5/56 against 0/29 is -0.0381 to 0.1926: chance may have made it.
  expect(differs(rate(5, 56), rate(0, 29))).toBe(0);
});

it('neighbours that cannot be told apart share their places, and who surely differ do not', () => {
  const all = [rate(95, 100), rate(94, 100), null, rate(50, 100), rate(1, 1)];
  expect(places(all, 'more')).toEqual([
    { from: 1, to: 3 },
    { from: 1, to: 3 },
    null,
    { from: 3, to: 4 },
    { from: 1, to: 4 },
  ]);
  expect(places(all, 'less')[3]).toEqual({ from: 1, to: 2 });
});

it('a place never lies before that of who is surely better, and there are as many places as neighbours', () => {
  const one = fc.tuple(fc.nat(80), fc.integer({ min: 1, max: 80 })).map(([a, b]) => rate(a, a + b));
  fc.assert(
    fc.property(fc.array(fc.option(one, { nil: null }), { maxLength: 12 }), (all) => {
      const found = places(all, 'more');
      const n = all.filter((each) => each !== null).length;
      for (const [i, a] of found.entries()) {
        expect(a === null).toBe(all[i] === null);
        if (a === null) continue;
        expect(1 <= a.from && a.from <= a.to && a.to <= n).toBe(true);
        for (const [j, b] of found.entries()) {
          const [mine, theirs] = [all[i], all[j]];
          if (b && mine && theirs && differs(theirs, mine) === 1) expect(b.from < a.to).toBe(true);
        }
      }
    }),
  );
});

it('what a count or a median may well be is as wide as the books say', () => {
  const { low, high } = poisson(10);
  // Score interval of a Poisson count of 10: 5.43 to 18.41.
  expect([low.toFixed(2), high.toFixed(2)]).toEqual(['5.43', '18.41']);
  expect(poisson(0)).toMatchObject({ low: 0 });
  // Conover 3.2: the median of 16 values lies between the 4th and the 13th.
  expect(ranksOfQuantile(0.5, 16)).toEqual({ low: 4, high: 13 });
  expect(ranksOfQuantile(0.5, 0)).toBeNull();
  expect(ranksOfQuantile(0.5, 1)).toEqual({ low: 1, high: 1 });
});
