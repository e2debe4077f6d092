import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildHouse } from '../../src/apps/house.ts';
import { type Database, openDatabase } from '../../src/platform/db/database.ts';
import { whole } from '../../src/platform/db/scope.ts';
import { openFileStore, openScanner } from '../../src/platform/files/files.door.ts';
import { keyring, type TestHouse, testHouse } from '../harness/house.ts';
import { aReport } from './ownHouse.ts';

let one: TestHouse;
let other: FastifyInstance;
let otherDb: Database;

beforeAll(async () => {
  one = await testHouse();
  otherDb = openDatabase({ serve: one.serveUrl, intake: one.intakeUrl }, { serve: 4, intake: 3 });
  const { dataDir } = one;
  other = await buildHouse({
    db: otherDb,
    keyring,
    clock: () => new Date(),
    http: { logLevel: 'error', ratePerMinute: 1_000_000, origins: [], trustProxy: false, tileOrigins: [] },
    identity: {
      baseUrl: 'http://localhost',
      defaultDistrict: '330702',
      idleMinutes: 60,
      dataDir,
      sms: { kind: 'outbox' },
      oidc: null,
    },
    files: { store: openFileStore({ dataDir }), scanner: openScanner(undefined) },
    keepContactDays: 365,
  });
  await other.ready();
  await one.appoint('duty1', 'duty', { territory: '330702', body: 'centre' });
});
afterAll(async () => {
  await other?.close();
  await otherDb?.end();
  await one?.close();
});

const report = (server: FastifyInstance, id: string) =>
  server.inject({ method: 'POST', url: '/api/matters', payload: aReport(id) });

test('a report taken by one of two servers on a database is followed at the other', async () => {
  const { code } = (await report(one.server, randomUUID())).json();
  const followed = await other.inject({ method: 'POST', url: '/api/follow', payload: { code } });
  expect(followed.json()).toMatchObject({ status: 'new', words: '楼道堆满杂物' });
});

test('reports that reach both servers at once are one matter each, with one code, in one order without a gap', async () => {
  const ids = Array.from({ length: 60 }, () => randomUUID());
  const answers = await Promise.all(ids.map((id) => Promise.all([report(one.server, id), report(other, id)])));
  for (const [here, there] of answers) {
    expect([here.statusCode, there.statusCode]).toEqual([200, 200]);
    expect([here.json().repeated, there.json().repeated].sort()).toEqual([false, true]);
    expect(here.json().code).toBe(there.json().code);
  }
  const { rows } = await one.work.read(whole('330702'), (tx) =>
    sql<{ lines: number; first: number; last: number; head: number }>`
      select count(*) as lines, min(seq) as first, max(seq) as last, (select seq from journal.head where district = '330702') as head
      from journal.line where district = '330702'`.execute(tx),
  );
  expect(rows[0]).toEqual({ lines: rows[0]?.head, first: 1, last: rows[0]?.head, head: rows[0]?.head });
});

test('a login at one server holds at the other, and of two moves on one state the second is told that it came too late', async () => {
  const cookie = await one.signIn('duty1');
  const id = (await report(one.server, randomUUID())).json().id as string;
  const assign = (server: FastifyInstance) =>
    server.inject({
      method: 'POST',
      url: `/api/desk/matters/${id}/moves`,
      headers: { cookie },
      payload: { id: randomUUID(), n: 1, act: { move: 'assign', body: 'fire' } },
    });
  const both = await Promise.all([assign(one.server), assign(other)]);
  expect(both.map((answer) => answer.statusCode).sort()).toEqual([200, 409]);
});
