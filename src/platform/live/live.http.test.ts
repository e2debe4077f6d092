import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TestDatabase } from '../../../tests/harness/database.ts';
import { asOwner, masterKey, testDatabase } from '../../../tests/harness/database.ts';
import { buildLamps, happen } from '../../../tests/harness/lamps.ts';
import { buildServer } from '../http/server.ts';
import type { Appointment, Caller } from '../identity/caller.ts';
import { Keyring } from '../sealing/keyring.ts';
import { listenerOf } from './listener.ts';
import { liveRoutes } from './live.routes.ts';
import { notify } from './live.store.ts';
import { hintLive, tellLive, tidingsOf } from './notifier.ts';

let house: TestDatabase;
let server: FastifyInstance;
let url: string;
let signedIn = true;
let reach = '330702';
const D = '330702';
const open: Desk[] = [];

const appointment = (): Appointment => ({
  id: randomUUID(),
  post: 'duty',
  body: null,
  territory: reach,
  deputyOf: null,
});

beforeAll(async () => {
  house = await testDatabase();
  await buildLamps(house, [D]);
  server = await buildServer(
    {
      db: house.db,
      keyring: new Keyring(masterKey),
      clock: () => new Date(),
      defaultDistrict: D,
      districts: new Set([D]),
      identify: async (request) => {
        const person = request.headers['x-person'];
        const caller: Caller =
          typeof person === 'string' ? { is: 'staff', person, appointments: [appointment()] } : { is: 'nobody' };
        return { caller, district: D, needsTotp: false };
      },
    },
    { logLevel: 'silent', ratePerMinute: 1_000_000, origins: [], trustProxy: false, tileOrigins: [] },
  );
  liveRoutes(server, { stillSignedIn: async () => signedIn, beatMs: 150, settleMs: 20 });
  await server.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}/api/live`;
});
afterAll(async () => {
  await server.close();
  await house.drop();
});
beforeEach(() => {
  signedIn = true;
  reach = D;
});
afterEach(async () => {
  for (const desk of open.splice(0)) desk.leave();
  await until(() => true);
});

type Event = { event: string; id: string; data: Record<string, unknown> };
type Desk = {
  readonly events: Event[];
  readonly status: number;
  readonly over: () => boolean;
  readonly text: () => string;
  leave(): void;
};

/** A desk that keeps what it hears. */
async function desk(query = '', headers: Record<string, string> = {}): Promise<Desk> {
  const leaving = new AbortController();
  const answer = await fetch(url + query, {
    headers: { accept: 'text/event-stream', 'x-person': randomUUID(), ...headers },
    signal: leaving.signal,
  });
  const events: Event[] = [];
  let text = '';
  let over = false;
  void (async () => {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const bytes of answer.body ?? []) {
      const piece = decoder.decode(bytes as Uint8Array, { stream: true });
      text += piece;
      const blocks = (rest + piece).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '';
        if (field('data') !== '')
          events.push({
            event: field('event'),
            id: field('id'),
            data: JSON.parse(field('data')) as Record<string, unknown>,
          });
      }
    }
  })()
    .catch(() => {})
    .finally(() => {
      over = true;
    });
  const one = { events, status: answer.status, over: () => over, text: () => text, leave: () => leaving.abort() };
  open.push(one);
  return one;
}

async function until(holds: () => boolean, ms = 6_000): Promise<void> {
  const end = Date.now() + ms;
  while (!holds()) {
    if (Date.now() > end) throw new Error('it did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function lampAt(territory: string): Promise<number> {
  await happen(house.db, [{ district: D, lamp: randomUUID(), move: 'found', at: new Date(), territory }]);
  const { rows } = await house.work.pool.query<{ seq: number }>('select seq from journal.head where district = $1', [
    D,
  ]);
  return rows[0]?.seq ?? 0;
}
const lines = (one: Desk) => one.events.filter((event) => event.event === 'line');

test('a desk hears of a new line at once, and only of those within its reach', async () => {
  reach = '330702001';
  const town = await desk();
  await until(() => town.events.length > 0);
  expect(town.events[0]).toMatchObject({ event: 'open' });
  await until(() => listenerOf(house.db).hears);
  await lampAt('330702101');
  const seq = await lampAt('330702001002');
  const begun = Date.now();
  tellLive(house.db, D, seq);
  await until(() => lines(town).length > 0);
  expect(Date.now() - begun).toBeLessThan(1_500);
  expect(lines(town)).toEqual([
    {
      event: 'line',
      id: String(seq),
      data: { seq, subject: expect.any(String) as unknown, kind: 'lamp.found', territory: '330702001002' },
    },
  ]);
});

test('a desk that was away is told first what it missed, by query or by Last-Event-ID', async () => {
  const first = await lampAt('330702001');
  for (let i = 0; i < 5; i += 1) await lampAt('330702001');
  for (const back of [await desk(`?since=${first}`), await desk('', { 'last-event-id': String(first) })]) {
    await until(() => lines(back).length >= 5);
    expect(lines(back).map((one) => one.data['seq'])).toEqual([1, 2, 3, 4, 5].map((n) => first + n));
  }
});

test('very many lines are told as one number, page by page to the end', async () => {
  const first = await lampAt('330702001');
  await happen(
    house.db,
    Array.from({ length: 2_500 }, () => ({
      district: D,
      lamp: randomUUID(),
      move: 'found' as const,
      at: new Date(),
      territory: '330702001',
    })),
  );
  const back = await desk(`?since=${first}`);
  await until(() => lines(back).at(-1)?.id === String(first + 2_500));
  expect(lines(back).map((one) => one.data['n'])).toEqual([2_000, 500]);
});

test('a notification that is lost costs one poll', async () => {
  const one = await desk();
  await until(() => one.events.length > 0);
  const seq = await lampAt('330702001');
  await until(() => lines(one).some((line) => line.id === String(seq)));
});

test('a listening connection that breaks is opened again', async () => {
  const one = await desk();
  await until(() => listenerOf(house.db).hears);
  await asOwner(house.ownerUrl, (owner) =>
    owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen lianan' and datname = current_database()`,
    ),
  );
  await until(() => !listenerOf(house.db).hears);
  const seq = await lampAt('330702001');
  await until(() => lines(one).some((line) => line.id === String(seq)));
  await until(() => listenerOf(house.db).hears);
});

test('many writes make few notifications', async () => {
  const messages: string[] = [];
  await asOwner(house.serveUrl, async (listening) => {
    listening.on('notification', ({ payload }) => messages.push(payload ?? ''));
    await listening.query('listen lianan');
    for (let seq = 1; seq <= 300; seq += 1) {
      tellLive(house.db, '990009', seq);
      if (seq % 100 === 0) await new Promise((resolve) => setTimeout(resolve, 60));
    }
    await until(() => messages.includes('990009:300'));
  });
  expect(messages.length).toBeLessThan(10);
});

test('an anonymous arrival is hinted at without a seq, within the reach', async () => {
  reach = '330702001';
  const near = await desk();
  reach = '330702101';
  const far = await desk();
  await until(() => near.events.length > 0 && far.events.length > 0 && listenerOf(house.db).hears);
  hintLive(house.db, D, '330702001002');
  await until(() => near.events.length > 1);
  expect(near.events[1]).toEqual({ event: '', id: '', data: { hint: true, territory: '330702001002' } });
  expect(far.events).toHaveLength(1);
});

test('a stream ends when its session does', async () => {
  const one = await desk();
  await until(() => one.text().includes(': beat'));
  signedIn = false;
  await until(() => one.over());
  expect(one.events.at(-1)).toMatchObject({ event: 'end', data: { reason: 'signed-out' } });
});

test('a change of posts changes what a stream tells', async () => {
  reach = '330702001';
  const one = await desk();
  await until(() => one.events.length > 0);
  reach = '330702101';
  const { rows } = await house.work.pool.query<{ seq: number }>('select seq from journal.head where district = $1', [
    D,
  ]);
  const seq = (rows[0]?.seq ?? 0) + 1;
  await asOwner(house.ownerUrl, async (owner) => {
    await owner.query(
      `insert into journal.line select district, $1, gen_random_uuid(), gen_random_uuid(), 1, 'appointment.ended', 1, origin, happened, recorded, by, post, '330702', bytes, hash from journal.line limit 1`,
      [seq],
    );
    await owner.query('update journal.head set seq = $1 where district = $2', [seq, D]);
  });
  tellLive(house.db, D, seq);
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  const moved = await lampAt('330702101');
  tellLive(house.db, D, moved);
  await until(() => lines(one).some((line) => line.id === String(moved)));
});

test('nobody without a post, no seventh page of one person, and nobody who wants no stream gets one', async () => {
  expect((await fetch(url, { headers: { accept: 'text/event-stream' } })).status).toBe(401);
  expect((await fetch(url, { headers: { 'x-person': randomUUID() } })).status).toBe(406);
  const person = { 'x-person': randomUUID() };
  for (let i = 0; i < 6; i += 1) expect((await desk('', person)).status).toBe(200);
  const seventh = await desk('', person);
  expect(seventh.status).toBe(429);
  open[0]?.leave();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect((await desk('', person)).status).toBe(200);
});

test('what others say on the channel is not believed', async () => {
  expect(tidingsOf('330702:12')).toEqual({ district: '330702', seq: 12 });
  expect(tidingsOf('330702:~330702001')).toEqual({ district: '330702', hint: '330702001' });
  for (const other of ['', 'x', '330702:', '330702:-1', '330702:1;2', '330702:~', '33070:1'])
    expect(tidingsOf(other)).toBeNull();
  await notify(house.db, ['nonsense']);
});
