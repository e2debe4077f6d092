import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDrawn, OF, onScale, shareOf } from './sampling.rules.ts';

const looks = fc.record({ verified: fc.nat(400), sentBack: fc.nat(400) });
const every = fc.integer({ min: 1, max: 100 });

describe('the share of fixes on the spot that a second person looks at', () => {
  it('is the kind’s own where nothing was found, however much was looked at', () => {
    expect(shareOf(5, { verified: 0, sentBack: 0 })).toBe(2000);
    expect(shareOf(5, { verified: 300, sentBack: 0 })).toBe(2000);
    expect(shareOf(3, { verified: 0, sentBack: 0 })).toBe(3334);
    expect(shareOf(1, { verified: 0, sentBack: 0 })).toBe(OF);
  });

  it('grows with what was not done, and one bad result among few is not yet a record', () => {
    const shares = [0, 1, 3, 10, 20, 30, 45].map((sentBack) => shareOf(5, { verified: 60 - sentBack, sentBack }));
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(OF);
    expect(shareOf(5, { verified: 9, sentBack: 1 })).toBeLessThan(2600);
    expect(shareOf(5, { verified: 30, sentBack: 30 })).toBe(OF);
  });

  it('is never below the kind’s, never above all, and never falls when one more is not done', () => {
    fc.assert(
      fc.property(every, looks, (n, record) => {
        const share = shareOf(n, record);
        expect(share).toBeGreaterThanOrEqual(Math.min(OF, Math.ceil(OF / n)));
        expect(share).toBeLessThanOrEqual(OF);
        expect(Number.isInteger(share)).toBe(true);
        expect(shareOf(n, { ...record, sentBack: record.sentBack + 1 })).toBeGreaterThanOrEqual(share);
        expect(shareOf(n, { ...record, verified: record.verified + 1 })).toBeLessThanOrEqual(share);
      }),
    );
  });
});

it('whatever the digest, so many of them are drawn as the share says', () => {
  const values = Array.from({ length: 10_000 }, (_, at) => onScale(Math.floor(((at + 0.5) * 2 ** 32) / 10_000)));
  for (const share of [0, 1, 2000, 3334, 9999, OF])
    expect(values.filter((value) => isDrawn({ share, value })).length).toBe(share);
  expect([onScale(0), onScale(2 ** 32 - 1)]).toEqual([0, OF - 1]);
});
