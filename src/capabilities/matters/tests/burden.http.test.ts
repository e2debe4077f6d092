import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestHouse, testHouse } from '../../../../tests/harness/house.ts';
import { toldWeeks, weekOf } from '../burden.rules.ts';
import { type As, staffOf } from './staff.ts';

let house: TestHouse;
let as: As;
beforeAll(async () => {
  house = await testHouse();
  as = await staffOf(house, { duty: 'duty', handler: 'handler' });
});
afterAll(() => house?.close());

const [LAST = '', BEFORE = ''] = toldWeeks(Date.now());
const tell = (week: string, form: string, over: object = {}) =>
  as('handler', 'POST', '/api/field/burden', {
    week,
    forms: [{ form, count: 2, seconds: 50, buckets: [0, 1, 0, 0, 1, 0, 0, 0, 0], ...over }],
  });
const shown = async () => (await as('duty', 'GET', '/api/desk/burden')).body['forms'];

it('the district sees what a form costs once five phones told of a week, and each further week only then too', async () => {
  for (let phone = 1; phone <= 4; phone += 1) expect(await tell(LAST, 'note')).toMatchObject({ status: 200 });
  await tell(LAST, 'report');
  await expect(shown()).resolves.toEqual([]);
  await tell(LAST, 'note');
  for (let phone = 1; phone <= 3; phone += 1) await tell(BEFORE, 'note');
  await expect(shown()).resolves.toEqual([
    { form: 'note', weeks: 1, count: 10, seconds: 250, median: { from: 5, to: 10 } },
  ]);
});

it('what is kept says nothing of who told it or when', async () => {
  const { rows } = await house.work.pool.query<Record<string, unknown>>('select * from matters.burden');
  expect(Object.keys(rows[0] ?? {}).sort()).toEqual(
    ['buckets', 'count', 'district', 'form', 'phones', 'seconds', 'week'].sort(),
  );
});

it('a week that runs, one long ago, a day that is no Monday, and sums that do not agree are not taken', async () => {
  const wrong = [
    await tell(weekOf(Date.now()), 'note'),
    await tell('2020-01-06', 'note'),
    await tell(LAST.replace(/\d\d$/, '31'), 'note'),
    await tell(LAST, 'note', { count: 3 }),
    await tell(LAST, 'note', { seconds: 100_000 }),
  ];
  expect(wrong.map((one) => [400, 422].includes(one.status))).toEqual([true, true, true, true, true]);
  expect((await as(null, 'GET', '/api/desk/burden')).status).toBe(401);
});
