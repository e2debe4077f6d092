import { afterAll, beforeAll, expect, it } from 'vitest';
import { asOwner, type TestDatabase, testDatabase } from '../harness/database.ts';
import { everyRow, leaksIn } from './traces.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test?.drop());

const NOW = Date.parse('2031-05-17T03:04:05.678Z');
const SPAN = { from: NOW - 1_000, to: NOW + 1_000 };
const NEEDLES = ['203.0.113.77', 'Plugh/4.2'];
/** A moment in every form in which a column may hold it. */
const formsOf = (at: number): [string, string][] => {
  const moment = new Date(at).toISOString();
  const hex = at.toString(16).padStart(12, '0');
  const ticks = ((BigInt(at) + 12_219_292_800_000n) * 10_000n).toString(16).padStart(15, '0');
  return [
    ['moment', `'${moment}'::timestamptz`],
    ['bare', `'${moment.slice(0, -1)}'::timestamp`],
    ['shanghai', `'${new Date(at + 28_800_000).toISOString().slice(0, -1)}+08:00'::text`],
    ['second', `'at ${moment.slice(0, 19)}Z'::text`],
    ['minute', `'at ${moment.slice(0, 16)}Z'::text`],
    ['words', `convert_to('{"t":"${moment}"}', 'UTF8')`],
    ['seconds', `${Math.floor(at / 1000)}::bigint`],
    ['milliseconds', `'made ${at}'::text`],
    ['seventh', `'${hex.slice(0, 8)}-${hex.slice(8)}-7abc-8def-0123456789ab'::uuid`],
    ['first', `'${ticks.slice(7)}-${ticks.slice(3, 7)}-1${ticks.slice(0, 3)}-8def-0123456789ab'::uuid`],
    ['sixth', `'${ticks.slice(0, 8)}-${ticks.slice(8, 12)}-6${ticks.slice(12)}-8def-0123456789ab'::uuid`],
  ];
};
const textForms: [string, string][] = [
  ['address', `'seen from 203.0.113.77'::text`],
  ['bytes', `convert_to('GET / Plugh/4.2', 'UTF8')`],
  ['inside', `jsonb_build_object('headers', jsonb_build_object('user-agent', 'plugh/4.2'))`],
];

async function planted(values: readonly [string, string][]) {
  const tables = values.map(([name, value]) => `create table planted.${name} as select ${value} as it`);
  await asOwner(test.ownerUrl, (owner) => owner.query(`create schema planted; ${tables.join(';')}`));
  const rows = (await everyRow(test.ownerUrl)).filter((row) => row.table.startsWith('planted.'));
  await asOwner(test.ownerUrl, (owner) => owner.query('drop schema planted cascade'));
  expect(rows).toHaveLength(values.length);
  return rows;
}

it('the search for traces finds one in whatever form it is left', async () => {
  const rows = await planted([...textForms, ...formsOf(NOW)]);
  expect(rows.filter((row) => leaksIn([row], NEEDLES, [SPAN]).length === 0).map((row) => row.table)).toEqual([]);
});

it('and takes nothing else for one', async () => {
  const rows = await planted([
    ...formsOf(NOW - 180_000),
    ['day', `'2031-05-17'::date`],
    ['other', `'198.51.100.1'::text`],
  ]);
  expect(leaksIn(rows, NEEDLES, [SPAN])).toEqual([]);
});
