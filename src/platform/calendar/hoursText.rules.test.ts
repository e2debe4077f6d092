import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spansFrom, spansText } from './hoursText.rules.ts';

test('hours are read as offices write them', () => {
  const office = [
    { from: 510, to: 720 },
    { from: 840, to: 1050 },
  ];
  for (const text of ['08:30-12:00, 14:00-17:30', '8:30—12:00；14:00～17:30', '8：30 至 12：00 14：00至17：30'])
    expect(spansFrom(text), text).toEqual(office);
  expect(spansText(office)).toBe('08:30-12:00, 14:00-17:30');
  expect(spansFrom('17:30-08:30')).toEqual([{ from: 1050, to: 1950 }]);
  expect(spansFrom('00:00-24:00')).toEqual([{ from: 0, to: 1440 }]);
  expect(spansFrom(' ')).toEqual([]);
  for (const text of ['8-12', '08:30', '25:00-26:00', '08:60-09:00', '08:30-12:00 nonsense', '24:00-25:00'])
    expect(spansFrom(text), text).toBeNull();
});

test('what is written down is read as it was', () => {
  const span = fc
    .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 }))
    .map(([from, length]) => ({ from, to: from + length }));
  fc.assert(
    fc.property(fc.array(span, { maxLength: 4 }), (spans) => {
      expect(spansFrom(spansText(spans))).toEqual(spans);
    }),
  );
});
