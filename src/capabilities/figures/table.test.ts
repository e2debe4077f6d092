import { expect, it } from 'vitest';
import { tableOf } from './table.ts';

type Asked = Parameters<typeof tableOf>[0];
const value = (one: number | null, part: number | null, whole: number | null, few = false) => ({
  ...{ value: one, low: null, high: null, part, whole, bucket: null, few },
});
const D = '330702';
const name = (code: string) => ({ zh: `地${code}`, en: `place ${code}` });
const target = (one: number) => ({ value: one, from: '2026-01-01', territory: D, source: '责任书' });
const row = (code: string, of: object) => ({
  ...{ code, name: name(code), own: false, place: null, contested: 0, target: null, ...of },
});
const figure = (code: string, total: object, against: object | null, below: readonly object[]) => ({
  ...{ code, version: 1, isOfKind: true, told: null, total, terms: [], compared: null, target: against },
  ...{ contested: 0, below, series: [] },
});
const asked = (...figures: object[]): Asked => ({ territory: { code: D, name: name(D) }, figures }) as unknown as Asked;

const closing = figure('closingRate', value(0.9, 90, 100), target(0.95), [
  row(`${D}001`, { value: value(0.97, 97, 100), target: target(0.95) }),
  row(`${D}002`, { value: value(null, null, null, true), target: target(0.95) }),
]);
const norm = figure('roundNorm', value(0.5, 10, 20), null, [
  row(`${D}001`, { value: value(0.5, 10, 20) }),
  row(`${D}002`, { value: value(null, 3, 0) }),
]);
const opened = figure('opened', value(7, 7, null), null, []);

it('a table of few figures gives beside each its target with its day and source, and whether it was met; nothing where none is set', () => {
  const { head, rows } = tableOf(asked(closing, norm, opened), 'en');
  const said = head.flatMap((one) => one.split('·')[1] ?? []);
  expect(said.filter((one) => !['part', 'whole', 'low', 'high'].includes(one))).toEqual([
    ...['target', 'target since', 'source of target', 'met or not'],
    ...['norm', 'met or not'],
  ]);
  const at = (text: string): number => head.findIndex((one) => one.endsWith(`·${text}`));
  const against = rows.map((cells) => cells.slice(at('target'), at('target') + 4));
  expect(against).toEqual([
    [0.95, '2026-01-01', '责任书', 'not met'],
    [0.95, '2026-01-01', '责任书', 'met'],
    // Of too few nobody is told on which side they are.
    [0.95, '2026-01-01', '责任书', null],
  ]);
  expect(rows.map((cells) => cells.slice(at('norm'), at('norm') + 2))).toEqual([
    [20, 'not met'],
    [20, 'not met'],
    [null, null],
  ]);
  for (const cells of rows) expect(cells).toHaveLength(head.length);
});

it('a wide table gives the target alone', () => {
  const { head, rows } = tableOf(asked(closing, norm, ...Array(6).fill(opened)), 'zh');
  expect(head.slice(2, 6).map((one) => one.split('·')[1])).toEqual([undefined, '目标', undefined, '定额']);
  expect(rows.map((cells) => cells.slice(2, 6))).toEqual([
    [0.9, 0.95, 0.5, 20],
    [0.97, 0.95, 0.5, 20],
    ['过少不显示', 0.95, null, null],
  ]);
});
