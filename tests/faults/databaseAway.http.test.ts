import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { whole } from '../../src/platform/db/scope.ts';
import { aReport, type OwnHouse, ownFolder, ownHouse } from './ownHouse.ts';

/** Seconds for which the database is gone; the long run of `npm run bench -- kill` takes 30. */
const GONE_S = 5;

let house: OwnHouse;
beforeAll(async () => {
  house = await ownHouse(ownFolder(), { fsync: 'off' });
});
afterAll(() => house?.close());

const report = (id: string) => house.server.inject({ method: 'POST', url: '/api/matters', payload: aReport(id) });

test('while the database is gone everybody is told so at once, and afterwards all goes on by itself with nothing lost', async () => {
  const kept: string[] = [];
  const send = async (id: string) => {
    const answer = await report(id);
    if (answer.statusCode === 200) kept.push(id);
    return answer;
  };
  const first = randomUUID();
  expect((await send(first)).statusCode).toBe(200);

  // Under way when the database dies: acknowledged or refused, but answered.
  const crossing = Array.from({ length: 40 }, () => randomUUID());
  const answers = crossing.map((id) => send(id));
  process.kill(house.embedded.pid, 'SIGKILL');
  for (const answer of await Promise.all(answers)) expect([200, 503]).toContain(answer.statusCode);

  const until = Date.now() + GONE_S * 1000;
  while (Date.now() < until) {
    const begun = performance.now();
    const [sent, ready, health] = await Promise.all([
      send(randomUUID()),
      house.server.inject({ url: '/ready' }),
      house.server.inject({ url: '/health' }),
    ]);
    expect(performance.now() - begun).toBeLessThan(6_000);
    expect(sent.statusCode, sent.body).toBe(503);
    expect(sent.headers['retry-after']).toBe('5');
    expect(sent.headers['content-type']).toContain('application/problem+json');
    expect(sent.json()).toMatchObject({
      status: 503,
      code: 'http.away',
      titles: { zh: expect.stringContaining('数据库'), en: expect.stringContaining('database') },
    });
    expect([ready.statusCode, health.statusCode]).toEqual([503, 200]);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }

  await house.embedded.revive();
  for (const id of crossing) expect((await send(id)).statusCode).toBe(200);
  const again = await report(first);
  expect(again.json()).toMatchObject({ id: first, repeated: true });
  const { rows } = await house.work.read(whole('330702'), (tx) =>
    sql<{
      id: string;
    }>`select m.id from matters.matter m join journal.line l on l.district = m.district and l.subject = m.id and l.n = 1`.execute(
      tx,
    ),
  );
  expect(rows.map((one) => one.id).sort()).toEqual([...new Set(kept)].sort());
  expect(await house.difference()).toBeNull();
}, 90_000);
