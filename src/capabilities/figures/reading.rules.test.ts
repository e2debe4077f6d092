import { expect, it } from 'vitest';
import { readingOf } from './reading.rules.ts';

it('what people thought is told to the public by whole settled months of the whole district and all kinds alone', () => {
  const year = { district: '330702', from: '2026-01-01', to: '2026-11-20', today: '2026-11-27' };
  const read = (territory: string, kind: string | null, open: readonly string[] | null = ['hazard.fire']) =>
    readingOf(null, { ...year, territory, kind, rated: true }, new Set(), open);
  const months = { from: '2026-01-01', to: '2026-10-31' };
  expect(read('330702', null)).toMatchObject({ span: months, below: false, guarded: true, only: ['hazard.fire'] });
  for (const [where, kind] of [
    ['330702', 'hazard.fire'],
    ['330702', 'hazard'],
    ['330702001', null],
    ['330702001002', null],
  ] as const)
    expect([where, kind, read(where, kind).span]).toEqual([where, kind, null]);
  // Of figures that have kinds of their own, all of these are the group.
  const kinds = { group: 'mediation', name: { zh: '调解', en: 'Mediation' }, kinds: [], guarded: true };
  const own = (kind: string | null) =>
    readingOf(kinds, { ...year, territory: '330702', kind, rated: true }, new Set(['mediation']), []).span;
  expect([own(null), own('mediation'), own('mediation.n02')]).toEqual([months, months, null]);
  // Whoever reads all reads it of every day and place.
  expect(read('330702001002', 'hazard.fire', null)).toMatchObject({
    span: { from: year.from, to: year.to },
    guarded: false,
  });
});
