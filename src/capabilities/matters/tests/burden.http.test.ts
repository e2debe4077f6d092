import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestHouse, testHouse } from '../../../../tests/harness/house.ts';
import { toldWeeks, weekOf } from '../burden.rules.ts';
import { type As, staffOf } from './staff.ts';

let house: TestHouse;
let as: As;
beforeAll(async () => {
  house = await testHouse();
  as = await staffOf(house, {
    ...{ duty: 'duty', hand1: 'handler', hand2: 'handler', hand3: 'handler', hand4: 'handler', hand5: 'handler' },
  });
});
afterAll(() => house?.close());

const [LAST = '', BEFORE = ''] = toldWeeks(Date.now());
const tell = (login: string, week: string, form: string, over: object = {}) =>
  as(login, 'POST', '/api/field/burden', {
    week,
    forms: [{ form, count: 2, seconds: 50, buckets: [0, 1, 0, 0, 1, 0, 0, 0, 0], ...over }],
  });
const shown = async () => (await as('duty', 'GET', '/api/desk/burden')).body['forms'];

it('the district sees what a form costs once five phones told of a week, and each further week only then too', async () => {
  for (const phone of ['hand1', 'hand2', 'hand3', 'hand4'])
    expect(await tell(phone, LAST, 'note')).toMatchObject({ status: 200 });
  await expect(shown()).resolves.toEqual([]);
  // One phone is one phone, however often it tells and of whatever.
  for (let again = 0; again < 5; again += 1)
    expect(await tell('hand1', LAST, again % 2 === 0 ? 'note' : 'report')).toMatchObject({ status: 200 });
  await expect(shown()).resolves.toEqual([]);
  await tell('hand5', LAST, 'note');
  for (const phone of ['hand1', 'hand2', 'hand3']) await tell(phone, BEFORE, 'note');
  await expect(shown()).resolves.toEqual([
    { form: 'note', weeks: 1, count: 10, seconds: 250, median: { from: 5, to: 10 } },
  ]);
});

it('what is kept says nothing of who told it or when', async () => {
  const { rows } = await house.work.pool.query<Record<string, unknown>>('select * from matters.burden');
  expect(Object.keys(rows[0] ?? {}).sort()).toEqual(
    ['buckets', 'count', 'district', 'form', 'phones', 'seconds', 'week'].sort(),
  );
  // What says that a phone has told is a digest with a day, like that of anything that was asked.
  const { rows: people } = await house.work.pool.query<{ id: string }>('select id from identity.person');
  const { rows: asked } = await house.work.pool.query<{ text: string }>('select a::text as text from journal.asked a');
  for (const { id } of people) expect(asked.filter(({ text }) => text.includes(id))).toEqual([]);
});

it('a week that runs, one long ago, a day that is no Monday, and sums that do not agree are not taken', async () => {
  const wrong = [
    await tell('hand1', weekOf(Date.now()), 'note'),
    await tell('hand1', '2020-01-06', 'note'),
    await tell('hand1', LAST.replace(/\d\d$/, '31'), 'note'),
    await tell('hand1', LAST, 'note', { count: 3 }),
    await tell('hand1', LAST, 'note', { seconds: 100_000 }),
  ];
  expect(wrong.map((one) => [400, 422].includes(one.status))).toEqual([true, true, true, true, true]);
  expect((await as(null, 'GET', '/api/desk/burden')).status).toBe(401);
});
