import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FEW, readingOf, type Shown, withoutRest } from './reading.rules.ts';
import { FLOOR } from './withheld.rules.ts';

const of = (n: number): Shown => ({ value: 4, low: 3, high: 5, part: n * 4, whole: n, bucket: null, few: false });
const toldOr = (n: number): Shown => (n >= FLOOR ? of(n) : FEW);

it('of a mean, those that are left out are none or at least as many as the floor, and no more than must are', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(14), { maxLength: 8 }), (rated) => {
      const all = rated.reduce((sum, n) => sum + n, 0);
      fc.pre(all >= FLOOR);
      const left = withoutRest(of(all), rated.map(toldOr));
      const told = left.reduce((sum, one) => sum + (one.whole ?? 0), 0);
      expect(all - told === 0 || all - told >= FLOOR).toBe(true);
      // Nothing is told of a part that was not before, and where nothing could be reckoned nothing more is left out.
      for (const [at, one] of left.entries()) expect([FEW, toldOr(rated[at] ?? 0)]).toContainEqual(one);
      const before = rated.filter((n) => n < FLOOR).reduce((sum, n) => sum + n, 0);
      if (before === 0 || before >= FLOOR) expect(left).toEqual(rated.map(toldOr));
    }),
  );
  expect(withoutRest(FEW, [FEW, of(7)])).toEqual([FEW, of(7)]);
});

it('what people thought is told to the public by whole settled months, of the district and its towns, and of a kind in the whole district alone', () => {
  const year = { district: '330702', from: '2026-01-01', to: '2026-11-20', today: '2026-11-27' };
  const read = (territory: string, kind: string | null, open: readonly string[] | null = ['hazard.fire']) =>
    readingOf(null, { ...year, territory, kind, rated: true }, new Set(), open);
  const months = { from: '2026-01-01', to: '2026-10-31' };
  expect(read('330702', null)).toMatchObject({ span: months, below: true, guarded: true, only: ['hazard.fire'] });
  expect(read('330702', 'hazard.fire')).toMatchObject({ span: months, below: false, guarded: true });
  expect(read('330702001', null)).toMatchObject({ span: months, below: false });
  for (const untold of [read('330702001002', null), read('330702001', 'hazard.fire')]) expect(untold.span).toBeNull();
  // Whoever reads all reads it of every day and place.
  expect(read('330702001002', 'hazard.fire', null)).toMatchObject({
    span: { from: year.from, to: year.to },
    guarded: false,
  });
});
