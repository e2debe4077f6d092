import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { whole } from '../../src/platform/db/scope.ts';
import { aReport, type OwnHouse, ownFolder, ownHouse } from './ownHouse.ts';

// A disk of its own (tmpfs), filled to the brim by a ballast file. Mounting takes root: elsewhere PostgreSQL's own error for a
// full disk (53100) is raised by a trigger, which shows what people are told and that nothing half remains, not what a disk does.
const DISK_MB = 320;
/** Left free beside the ballast: a few hundred reports. */
const LEFT_MB = 2;

const folder = ownFolder();
const mounted =
  process.platform === 'linux' &&
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m,mode=755`, 'none', folder]).status === 0;
const ballast = join(folder, 'ballast');

let house: OwnHouse;
beforeAll(async () => {
  house = await ownHouse(folder, { fsync: 'off', min_wal_size: '32MB', max_wal_size: '64MB' });
});
afterAll(async () => {
  await house?.close().catch(() => {});
  if (mounted) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
});

const send = (id: string) =>
  house.server.inject({
    method: 'POST',
    url: '/api/matters',
    payload: aReport(id, { words: '楼道堆满杂物。'.repeat(200) }),
  });

test(`a full disk${mounted ? '' : ' (simulated: no right to mount one)'} is said plainly, costs nothing that was acknowledged, and is over when there is room`, async () => {
  expect((await send(randomUUID())).statusCode).toBe(200);
  await fill();
  const kept: string[] = [];
  const refused: string[] = [];
  for (let at = 0; refused.length < 30 && at < 4_000; at++) {
    const id = randomUUID();
    const answer = await send(id);
    if (answer.statusCode === 200) kept.push(id);
    else {
      expect(answer.statusCode, answer.body).toBe(503);
      expect(answer.json()).toMatchObject({
        code: 'http.full',
        titles: { zh: expect.stringContaining('已满'), en: expect.stringContaining('full') },
      });
      expect(answer.headers['retry-after']).toBeDefined();
      refused.push(id);
    }
  }
  expect(refused).toHaveLength(30);
  expect((await house.server.inject({ url: '/ready' })).statusCode).toBe(200);

  await empty();
  expect(await lacking(kept)).toEqual([]);
  expect((await lacking(refused)).sort()).toEqual(refused.toSorted());
  for (const id of refused) expect((await send(id)).statusCode).toBe(200);
  expect(await house.difference()).toBeNull();
}, 90_000);

async function fill(): Promise<void> {
  if (!mounted)
    return asOwner(`create function public.full() returns trigger language plpgsql as $$ begin raise exception using errcode = '53100', message = 'No space left on device'; end $$;
    create trigger full before insert on journal.line for each row execute function public.full()`);
  // The log's next file is there already, so that it is the tables that find no room.
  await asOwner('checkpoint; select pg_switch_wal()');
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(ballast, Buffer.alloc(bavail * bsize - LEFT_MB * 2 ** 20));
}

async function empty(): Promise<void> {
  if (mounted) rmSync(ballast);
  else await asOwner('drop trigger full on journal.line');
}

async function asOwner(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: house.embedded.ownerUrl });
  await client.connect();
  await client.query(text);
  await client.end();
}

/** Which of these have no matter, or no first line. */
async function lacking(ids: readonly string[]): Promise<string[]> {
  const { rows } = await house.work.read(whole('330702'), (tx) =>
    sql<{ id: string }>`select a.id from unnest(${[...ids]}::uuid[]) as a(id)
      where not exists (select from matters.matter m where m.id = a.id) or not exists (select from journal.line l where l.subject = a.id)`.execute(
      tx,
    ),
  );
  return rows.map((one) => one.id);
}
