import { expect, it } from 'vitest';
import { coarse, isQuiet, restMinutes } from './subscriptions.rules.ts';

const at = (time: string) => Date.parse(`2026-11-27T${time}+08:00`);

it('nobody is told anything from nine in the evening until eight in the morning, Shanghai time', () => {
  for (const time of ['21:00:00', '23:59:59', '00:00:00', '07:59:59']) expect(isQuiet(at(time)), time).toBe(true);
  for (const time of ['08:00:00', '12:00:00', '20:59:59']) expect(isQuiet(at(time)), time).toBe(false);
});

it('a circle is known to a hundred metres and no nearer', () => {
  expect(coarse(119.65321)).toBe(119.653);
  expect(coarse(-0.00049)).toBeCloseTo(0, 9);
});

it('what was not taken is tried again ever later, at most six hours', () => {
  expect([1, 2, 3, 8, 9, 400].map(restMinutes)).toEqual([2, 4, 8, 256, 360, 360]);
});
