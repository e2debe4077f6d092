import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beyondOne, type ClosedTogether, NEAR_METRES, SPLIT_FROM, splitsIn } from './splitting.rules.ts';

const BASE = { lon: 119.6, lat: 29.1 };
/** A matter so many metres north of the first. */
const at = (id: string, metres: number | null, over: Partial<ClosedTogether> = {}): ClosedTogether => ({
  id,
  kind: 'hazard.fire',
  territory: '330702001001',
  lon: metres === null ? null : BASE.lon,
  lat: metres === null ? null : BASE.lat + metres / 111_195.08,
  day: '2026-03-01',
  body: 'fire',
  hands: 1,
  ...over,
});
const idsIn = (...all: ClosedTogether[]) => splitsIn(all).map(({ matters }) => [...matters].sort().join(''));

describe('one finding entered as many', () => {
  it('is shown as a group of three and more within fifty metres', () => {
    expect(idsIn(at('a', 0), at('b', 20))).toEqual([]);
    expect(idsIn(at('a', 0), at('b', 20), at('c', 49))).toEqual(['abc']);
    expect(idsIn(at('a', 0), at('b', 60), at('c', 120))).toEqual([]);
    // By steps: the ends lie further apart than each from the next.
    expect(idsIn(at('a', 0), at('c', 90), at('b', 45))).toEqual(['abc']);
  });

  it('is of one pair of hands, one kind, one day: what others did beside it is none', () => {
    expect(idsIn(at('a', 0), at('b', 1), at('c', 2, { hands: 2 }))).toEqual([]);
  });

  it('is of one territory where nobody set a point, and a point is not in it', () => {
    const other = { territory: '330702001002' };
    expect(idsIn(at('a', null), at('b', null), at('c', null))).toEqual(['abc']);
    expect(idsIn(at('a', null), at('b', null), at('c', null, other))).toEqual([]);
    expect(idsIn(at('a', null), at('b', null), at('c', 0))).toEqual([]);
  });

  it('adds to the closings all but one of each group, and names no person', () => {
    const splits = splitsIn([0, 1, 2, 3].map((n) => at(String(n), n)));
    expect(beyondOne(splits)).toBe(3);
    expect(Object.keys(splits[0] ?? {}).sort()).toEqual(['body', 'day', 'kind', 'matters', 'territory']);
  });
});

it('whatever lies where, groups are the connected parts, in whatever order they are read', () => {
  const spots = fc.uniqueArray(fc.integer({ min: 0, max: 900 }), { maxLength: 25 });
  fc.assert(
    fc.property(spots, fc.infiniteStream(fc.nat()), (metres, luck) => {
      const rows = metres.map((one) => at(`${one},`, one));
      const sorted = [...metres].sort((a, b) => a - b);
      const expected: number[][] = [];
      for (const one of sorted) {
        const last = expected.at(-1);
        // A centimetre for what floating point does to a degree.
        if (last && one - (last.at(-1) ?? 0) <= NEAR_METRES) last.push(one);
        else expected.push([one]);
      }
      const wanted = expected.filter((one) => one.length >= SPLIT_FROM).map((one) => one.map((m) => `${m},`).sort());
      fc.pre(sorted.every((one, i) => i === 0 || one - (sorted[i - 1] ?? 0) !== NEAR_METRES));
      const shuffled = rows.map((row) => ({ row, n: luck.next().value })).sort((a, b) => a.n - b.n);
      const found = splitsIn(shuffled.map(({ row }) => row)).map(({ matters }) => [...matters].sort());
      expect(found.map(String).sort()).toEqual(wanted.map(String).sort());
    }),
  );
});
