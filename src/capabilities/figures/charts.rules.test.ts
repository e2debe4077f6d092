import { expect, it } from 'vitest';
import { PAPER, trendChart } from './charts.rules.ts';

const axisOf = (values: readonly (number | null)[], target: number | null): unknown => {
  const chart = trendChart(
    {
      ...{ title: 't', names: values.map((_, at) => `${at}`), target },
      points: values.map((value) => ({ value, low: null, high: null })),
      words: { value: 'v', range: 'r', target: 't' },
    },
    { colours: PAPER, bars: false, writes: String },
  );
  const { min, max } = chart['yAxis'] as { min?: number; max?: number };
  return [min, max];
};

it('a target that lies beyond all that is drawn is on the axis, and one that lies within leaves the axis alone', () => {
  expect(axisOf([0.1, 0.3, null], 1)).toEqual([undefined, 1]);
  expect(axisOf([0.97, 0.99], 0.9)).toEqual([0.9, undefined]);
  expect(axisOf([0.8, 1], 0.9)).toEqual([undefined, undefined]);
  expect(axisOf([0.8, 1], null)).toEqual([undefined, undefined]);
  expect(axisOf([null], 1)).toEqual([undefined, undefined]);
});
