import { expect, it } from 'vitest';
import { daysOf, presetOf, today } from './figuresView.ts';

it('a day of the figures is a day of Shanghai', () => {
  expect(today(new Date('2026-11-23T17:30:00Z'))).toBe('2026-11-24');
});

it('periods begin and end on whole days, both included', () => {
  expect(daysOf('lastYear', '2026-11-24')).toEqual({ from: '2025-01-01', to: '2025-12-31' });
  expect(daysOf('thisMonth', '2026-11-24')).toEqual({ from: '2026-11-01', to: '2026-11-24' });
  expect(daysOf('days90', '2026-03-01')).toEqual({ from: '2025-12-02', to: '2026-03-01' });
});

it('a shared address is known again as the period that was chosen', () => {
  expect(presetOf({})).toBe('thisYear');
  expect(presetOf(daysOf('days90'))).toBe('days90');
  expect(presetOf({ from: '2024-02-01', to: '2024-02-29' })).toBe('custom');
});
