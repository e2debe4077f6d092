import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Hall, hall, type Json } from './hall.ts';

let it0: Hall;
beforeAll(async () => {
  it0 = await hall('2026-03-02T02:00:00Z');
});
afterAll(() => it0?.house.close());

async function did(login: string, id: string, act: object): Promise<Json> {
  const answer = await it0.move(login, id, act);
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
}
/** One's own list: which cases, and whether with another who leads. */
const mine = async (login: string): Promise<[string, boolean][]> =>
  (await it0.call(login, 'GET', '/api/desk/mediation/cases?whose=mine')).body.items.map(({ id, co }: Json) => [id, co]);

it('holds what somebody leads and what they mediate with another, marked so; who steps back, or is no longer named, has it no more', async () => {
  const led = await it0.mediating();
  const shared = await it0.mediating();
  const { mediator, second } = it0.ids as { mediator: string; second: string };
  const named = (mediators: readonly string[]) => ({
    ...{ move: 'nameMediators', mediators, chosen: 'committee', noInterest: true },
  });
  expect([await mine('second'), (await mine('mediator')).length]).toEqual([[], 2]);
  expect((await did('mediator', shared.id, named([mediator, second]))).case.co).toBe(false);
  expect(await mine('second')).toEqual([[shared.id, true]]);
  expect((await mine('mediator')).toSorted()).toEqual(
    [
      [led.id, false],
      [shared.id, false],
    ].toSorted(),
  );
  expect((await it0.show('second', shared.id)).co).toBe(true);
  // Whoever leads is told from who helps, for each reader.
  await did('mediator', shared.id, named([second, mediator]));
  expect(await mine('second')).toEqual([[shared.id, false]]);
  expect(await mine('mediator')).toContainEqual([shared.id, true]);
  // To a desk that mediates nothing it is neither.
  const { items } = (await it0.call('duty', 'GET', '/api/desk/mediation/cases?whose=reach')).body;
  expect(items.map(({ co }: Json) => co)).toEqual([false, false]);
  await did('mediator', shared.id, { move: 'recuse', mediator, reason: '亲属' });
  expect((await mine('mediator')).map(([id]) => id)).toEqual([led.id]);
  // A party's own page says nothing of it.
  const own = await it0.resident('13900000001');
  const page = await it0.call(own, 'POST', '/api/mediation/mine', { code: shared.passport });
  expect([page.status, 'co' in page.body]).toEqual([200, false]);
});

it('is one list, whoever leads, that goes on where it ended and narrows as the others do', async () => {
  const { mediator, second } = it0.ids as { mediator: string; second: string };
  const all: string[] = [];
  for (const at of [0, 1, 2, 3, 4]) {
    const { id } = await it0.mediating();
    const mediators = at % 2 === 0 ? [second] : [mediator, second];
    await did('mediator', id, { move: 'nameMediators', mediators, chosen: 'committee', noInterest: true });
    all.push(id);
  }
  const seen: string[] = [];
  for (let after = ''; ; ) {
    const { body } = await it0.call('second', 'GET', `/api/desk/mediation/cases?whose=mine&limit=2${after}`);
    seen.push(...body.items.map(({ id }: Json) => id));
    if (body.after === null) break;
    after = `&after=${body.after}`;
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(all.every((id) => seen.includes(id))).toBe(true);
  const none = await it0.call('second', 'GET', '/api/desk/mediation/cases?whose=mine&status=agreed');
  expect(none.body.items).toEqual([]);
});
