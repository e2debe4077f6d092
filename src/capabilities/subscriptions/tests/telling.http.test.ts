import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asOwner } from '../../../../tests/harness/database.ts';
import { pushBrowser } from '../../../../tests/harness/push.ts';
import { subjects } from '../../../apps/subjects.ts';
import { dayOf } from '../../../platform/calendar/calendar.rules.ts';
import { whole } from '../../../platform/db/scope.ts';
import { settleDay } from '../../../platform/journal/waiting.ts';
import { claimWish, dueNow, noteTurns, settled } from '../telling.store.ts';
import { D, FAR, noon, type Subscribers, subscribersHouse, TOWN, VILLAGE } from './subscribers.ts';

let house: Subscribers;
/** A push service that takes a connection and answers when it is let. */
const slow = { waiting: [] as (() => void)[] };
const server = createServer((request, reply) => {
  request.resume();
  slow.waiting.push(() => reply.writeHead(201).end());
});
let endpoint: string;
beforeAll(async () => {
  house = await subscribersHouse({ anywhere: true });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await house?.close();
});

let phones = 13812350100;
/** Somebody new who hears of a territory by short message; answers the subscription's id. */
async function subscriber(territory: string): Promise<string> {
  phones += 1;
  const cookie = await house.proved(String(phones));
  const made = await house.ask('POST', '/api/subscriptions', { id: randomUUID(), area: { territory } }, cookie);
  expect(made.status, made.text).toBe(200);
  return String(made.json['id']);
}
const browser = async (territory: string): Promise<void> => {
  const { target } = pushBrowser(`${endpoint}/${randomUUID()}`);
  const made = await house.ask('POST', '/api/subscriptions/push', {
    ...{ id: randomUUID(), area: { territory }, push: target },
  });
  expect(made.status, made.text).toBe(200);
};
const wish = async (subject: string) =>
  (await house.work.pool.query('select tries, rest, told from subscriptions.wish where subject = $1', [subject]))
    .rows[0];
const clear = () => house.work.pool.query('delete from subscriptions.pending');

test('endpoints that do not answer keep nobody else waiting, no transaction open and no second turn from coming', async () => {
  await house.told(noon());
  for (let n = 0; n < 3; n += 1) await browser(TOWN);
  await subscriber(TOWN);
  await house.told(noon());
  await house.reported('hazard.fire', { territory: VILLAGE });
  const worker = await house.telling({ clock: () => noon() });
  await worker.turn(D);
  await expect.poll(() => worker.sent, { timeout: 3_000 }).toBe(1);
  await expect.poll(() => slow.waiting.length).toBe(3);
  const open = async () => {
    const { rows } = await house.work.pool.query<{ n: number }>(
      "select count(*)::int as n from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'",
    );
    return rows[0]?.n;
  };
  await expect.poll(open, { timeout: 3_000 }).toBe(0);
  expect(slow.waiting.length).toBe(3);
  await worker.turn(D);
  expect((await house.messages()).length).toBe(1);
  for (const answer of slow.waiting.splice(0)) answer();
  await worker.settled();
  expect(worker.sent).toBe(4);
  await house.work.pool.query("delete from subscriptions.wish where channel = 'push'");
});

test('one whose seal does not open any more is put off, and the others are told', async () => {
  const [broken, fine] = [await subscriber(FAR), await subscriber(FAR)];
  await house.told(noon());
  await asOwner(house.ownerUrl, (owner) =>
    owner.query(`update sealing.sealed set cipher = decode('01', 'hex') where subject = $1`, [broken]),
  );
  await house.reported('hazard.fire', { territory: FAR });
  expect(await house.told(noon())).toBe(1);
  expect([(await wish(broken)).tries, (await wish(fine)).told]).toEqual([1, dayOf(noon())]);
  await clear();
});

test('what happens while a message goes out is told with the next one', async () => {
  const id = await subscriber(FAR);
  await house.told(noon(1));
  await house.reported('hazard.fire', { territory: FAR });
  const said: string[] = [];
  const send = async ({ words }: { words: string }) => {
    said.push(words);
    if (said.length > 1) return;
    await house.reported('hazard.fire', { territory: FAR });
    await house.reported('hazard.fire', { territory: FAR });
    await house.work.write(whole(D), (tx) => noteTurns(tx, D));
  };
  await house.work.pool.query("update subscriptions.wish set rest = '2100-01-01' where subject <> $1", [id]);
  for (const day of [1, 2]) {
    const worker = await house.telling({ clock: () => noon(day), sms: { kind: 'http', send } });
    await worker.turn(D);
    await worker.settled();
  }
  expect(said.map((words) => /新报 \d+ 件/.exec(words)?.[0])).toEqual(['新报 1 件', '新报 2 件']);
  await house.work.pool.query('update subscriptions.wish set rest = null');
  await clear();
});

test('whoever comes second finds it told today, and sends no second message', async () => {
  const id = await subscriber(TOWN);
  await house.told(noon(3));
  const { number } = await house.reported('hazard.fire', { territory: VILLAGE });
  expect(number).toBeTruthy();
  const moment = { now: noon(3), today: dayOf(noon(3)), channels: ['sms'] as const };
  const until = new Date(noon(3).getTime() + 60_000);
  await house.work.write(whole(D), async (tx) => {
    while (await noteTurns(tx, D));
    expect(await dueNow(tx, D, moment, 100)).toContain(id);
    expect(await claimWish(tx, D, id, moment, until)).toMatchObject({ subject: id });
    // Held: another worker has looked before and comes now.
    expect(await claimWish(tx, D, id, moment, until)).toBeNull();
    await settled(tx, D, id, [], moment.today);
    expect(await claimWish(tx, D, id, moment, until)).toBeNull();
  });
  await clear();
});

test('a nameless report and what became of it on its day are told when that day is over, the end as well as the beginning', async () => {
  await subscriber(VILLAGE);
  await house.told(noon());
  const before = (await house.messages()).length;
  const answer = await house.ask('POST', '/api/matters/anonymous', {
    ...{ id: randomUUID(), kind: 'hazard.fire', place: { territory: VILLAGE }, words: '楼道堆满纸箱' },
  });
  await house.closed(answer.json as { id: string });
  await house.told(noon());
  expect((await house.messages()).length).toBe(before);
  await house.work.pool.query(
    "update matters.matter set reported = reported - interval '1 day' where channel = 'anonymous'",
  );
  await settleDay(house.work, subjects, dayOf(noon(1)));
  await house.told(noon(4));
  expect((await house.messages())[0]).toContain('新报 1 件、办结 1 件');
  await house.told(noon(5));
  expect((await house.messages())[0]).toContain('新报 1 件、办结 1 件');
  await clear();
});

test('a browser keeps its tries while pushes are switched off, and nobody is told once the night has begun', async () => {
  await browser(FAR);
  await house.told(noon(6));
  await house.reported('hazard.fire', { territory: FAR });
  const off = await house.telling({ clock: () => noon(6), push: null });
  await off.turn(D);
  await off.settled();
  const { rows } = await house.work.pool.query<{ tries: number }>(
    "select distinct tries from subscriptions.wish where channel = 'push'",
  );
  expect(rows).toEqual([{ tries: 0 }]);
  // The first look is by day; by the time that the first of them is told it is nine in the evening.
  let looks = 0;
  const evening = new Date(noon(7).getTime() + 9 * 3_600_000);
  const late = await house.telling({ clock: () => (looks++ === 0 ? noon(7) : evening) });
  await late.turn(D);
  await late.settled();
  expect([late.sent, slow.waiting.length, looks > 1]).toEqual([0, 0, true]);
});
