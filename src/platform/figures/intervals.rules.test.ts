import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rateRatio, wilson } from './intervals.rules.ts';

describe('the interval of a share', () => {
  it('is the published one', () => {
    // Newcombe, Statistics in Medicine 17, 1998, table I, method 3: 81/263, 15/148, 0/20, 1/29.
    const rounded = (part: number, whole: number) => {
      const { low, high } = wilson(part, whole);
      return [low.toFixed(4), high.toFixed(4)];
    };
    expect(rounded(81, 263)).toEqual(['0.2553', '0.3662']);
    expect(rounded(15, 148)).toEqual(['0.0624', '0.1605']);
    expect(rounded(0, 20)).toEqual(['0.0000', '0.1611']);
    expect(rounded(1, 29)).toEqual(['0.0061', '0.1718']);
  });

  it('says nothing of nothing, and always holds the share that was seen', () => {
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (part, rest) => {
        fc.pre(part + rest > 0);
        const { low, high } = wilson(part, part + rest);
        const share = part / (part + rest);
        expect(low).toBeLessThanOrEqual(share + 1e-9);
        expect(high).toBeGreaterThanOrEqual(share - 1e-9);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('how many times as many a day', () => {
  it('is one where both stretches are alike, with the ends about it', () => {
    const { ratio, low, high } = rateRatio({ n: 30, days: 3 }, { n: 270, days: 27 }) ?? { ratio: 0, low: 0, high: 0 };
    expect(ratio).toBeCloseTo(1);
    expect(low).toBeLessThan(1);
    expect(high).toBeGreaterThan(1);
  });

  it('covers the true ratio in about 95 of 100 months of chance', () => {
    // Poisson counts by a fixed sequence (mulberry32), so that the test is the same each time.
    let state = 12_345;
    const next = (): number => {
      state = (state + 0x6d2b79f5) | 0;
      let t = Math.imul(state ^ (state >>> 15), 1 | state);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
    };
    const poisson = (mean: number): number => {
      let n = 0;
      for (let p = next(); p > Math.exp(-mean); p *= next()) n += 1;
      return n;
    };
    let covered = 0;
    for (let month = 0; month < 2000; month += 1) {
      const found = rateRatio({ n: poisson(3 * 4), days: 3 }, { n: poisson(27 * 2), days: 27 });
      if (found && found.low <= 2 && (found.high ?? Number.POSITIVE_INFINITY) >= 2) covered += 1;
    }
    expect(covered / 2000).toBeGreaterThan(0.93);
    expect(covered / 2000).toBeLessThan(0.975);
  });

  it('has no end where there was nothing on the other days, and still a lower one', () => {
    const found = rateRatio({ n: 30, days: 3 }, { n: 0, days: 27 });
    expect([found?.ratio, found?.high]).toEqual([null, null]);
    expect(found?.low).toBeGreaterThan(50);
  });

  it('is nothing where there is nothing to compare with', () => {
    expect(rateRatio({ n: 0, days: 3 }, { n: 0, days: 27 })).toBeNull();
    expect(rateRatio({ n: 5, days: 0 }, { n: 9, days: 27 })).toBeNull();
    expect(rateRatio({ n: -1, days: 3 }, { n: 9, days: 27 })).toBeNull();
  });
});
