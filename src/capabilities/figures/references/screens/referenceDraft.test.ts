import { expect, test } from 'vitest';
import type { ReferenceOut } from '../references.contract.ts';
import { draftOf, numberFrom } from './referenceDraft.ts';

test('a share is typed in per cent and sent as a part of one, other units as they are', () => {
  expect(['95', ' 28.7 ', '90%', '100'].map((typed) => numberFrom('share', typed))).toEqual([0.95, 0.287, 0.9, 1]);
  expect([numberFrom('count', '982,000'), numberFrom('stars', '4.5'), numberFrom('minutes', '90')]).toEqual([
    982_000, 4.5, 90,
  ]);
});

test('what is no number is none, above all nothing', () => {
  expect(['', ' ', '九十', '-1', '1e3', '1.', '.5', 'NaN'].map((typed) => numberFrom('share', typed))).toEqual(
    Array(8).fill(null),
  );
});

test('what is set anew begins with the value that was set last, and no earlier than it', () => {
  const of = {
    what: 'target:closingRate',
    unit: 'share',
    territory: { code: '330702' },
    steps: [
      { from: '2026-01-01', value: 0.287 },
      { from: '2027-01-01', value: 0.57 },
      { from: '2028-01-01', value: null },
    ],
  } as unknown as ReferenceOut;
  expect(draftOf(of, '2026-11-27')).toMatchObject({ value: '57', from: '2027-01-01', source: '' });
  expect(draftOf(of, '2027-03-01').from).toBe('2027-03-01');
});
