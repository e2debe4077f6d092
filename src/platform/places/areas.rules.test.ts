import { expect, test } from 'vitest';
import { areasOn, becameOf } from './areas.rules.ts';
import type { Shape } from './geometry.rules.ts';
import type { Territory } from './territories.rules.ts';

const today = '2026-11-24';
const row = (code: string, more: Partial<Territory> = {}): Territory => ({
  code,
  level: 'town',
  name: { zh: code, en: code },
  from: '2001-01-01',
  to: null,
  successors: [],
  ...more,
});

test('what ended lies under what took its place, as long as that is one alone', () => {
  const byCode = Map.groupBy(
    [
      row('330702001', { to: '2026-01-01', successors: ['330702002'] }),
      row('330702002', { to: '2026-06-01', successors: ['330702003'] }),
      row('330702003'),
      row('330702004', { to: '2026-01-01', successors: ['330702003', '330702002'] }),
      row('330702005', { to: '2026-01-01' }),
      row('330702006', { from: '2027-01-01' }),
    ],
    (one) => one.code,
  );
  const on = (code: string, day = today) => becameOf(byCode, code, day);
  expect(on('330702001', '2025-12-31')).toBe('330702001');
  expect(on('330702001', '2026-03-01')).toBe('330702002');
  expect(on('330702001')).toBe('330702003');
  expect([on('330702004'), on('330702005'), on('330702006')]).toEqual([null, null, null]);
  expect(on('330702099')).toBe('330702099');
});

test('a boundary that ended is drawn with the one that took its place, from that day on', () => {
  const part = (west: number): Shape => ({
    type: 'Polygon',
    coordinates: [
      [
        [west, 29],
        [west + 1, 29],
        [west + 1, 30],
        [west, 29],
      ],
    ],
  });
  const areas = [
    { code: '330702001', shape: part(119), approximate: true },
    { code: '330702002', shape: part(120), approximate: false },
  ];
  const byCode = Map.groupBy(
    [row('330702001', { to: today, successors: ['330702002'] }), row('330702002')],
    (one) => one.code,
  );
  expect(areasOn(areas, byCode, '2026-11-23')).toBe(areas);
  expect(areasOn(areas, byCode, today)).toEqual([
    {
      code: '330702002',
      approximate: true,
      shape: { type: 'MultiPolygon', coordinates: [part(119).coordinates, part(120).coordinates] },
    },
  ]);
});
