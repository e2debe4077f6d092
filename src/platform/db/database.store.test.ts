import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '../../../tests/harness/database.ts';
import { asOwner, testDatabase } from '../../../tests/harness/database.ts';
import { keepInSight } from './database.ts';
import type { Scope } from './scope.ts';
import { nothing, whole } from './scope.ts';

let house: TestDatabase;
const A = '330702';
const hazard = '01900000-0000-7000-8000-000000000001';
const dispute = '01900000-0000-7000-8000-000000000002';
const far = '01900000-0000-7000-8000-000000000003';

beforeAll(async () => {
  house = await testDatabase();
  await asOwner(house.migrateUrl, (owner) =>
    owner.query(`
      create schema trial;
      grant usage on schema trial to lianan_serve, lianan_work, lianan_intake;
      create table trial.case_ (district text not null, id uuid not null, territory text collate "C" not null, primary key (district, id));
      create index on trial.case_ (district, territory);
      select db.protect('trial.case_', 'id', 'territory');
      grant select, insert, update, delete on trial.case_ to lianan_serve, lianan_work;
      grant insert, select (district, id) on trial.case_ to lianan_intake;
      insert into trial.case_ values ('${A}', '${hazard}', '330702001002'), ('${A}', '${dispute}', '330702101'), ('990001', '${far}', '990001001')`),
  );
});
afterAll(() => house.drop());

const seenBy = (scope: Scope): Promise<string[]> =>
  house.db.read(scope, async (tx) =>
    (await sql<{ id: string }>`select id from trial.case_ order by id`.execute(tx)).rows.map((row) => row.id),
  );

test('a town sees what happened in its villages and not what happened in the next town', async () => {
  expect(await seenBy({ ...nothing(A), reach: ['330702001'] })).toEqual([hazard]);
});

test('somebody with several places sees all of them', async () => {
  expect(await seenBy({ ...nothing(A), reach: ['330702001002', '330702101'] })).toEqual([hazard, dispute]);
});

test('the whole district does not see the neighbouring district', async () => {
  expect(await seenBy(whole(A))).toEqual([hazard, dispute]);
  expect(await seenBy({ ...whole(A), reach: ['990001'] })).toEqual([]);
});

test('an open page sees no case at all', async () => {
  expect(await seenBy(nothing(A))).toEqual([]);
});

test('a receipt code shows the one case it was given for', async () => {
  expect(await seenBy({ ...nothing(A), subjects: [dispute] })).toEqual([dispute]);
});

test('a case shared with a body is seen by that body', async () => {
  await asOwner(house.ownerUrl, (owner) =>
    owner.query(`insert into journal.share (district, body, subject) values ('${A}', 'wc-fire', '${dispute}')`),
  );
  expect(await seenBy({ ...nothing(A), bodies: ['wc-fire'] })).toEqual([dispute]);
  expect(await seenBy({ ...nothing('990001'), bodies: ['wc-fire'] })).toEqual([]);
});

test('a case can be handed over to a town out of reach, once it was seen', async () => {
  const town: Scope = { ...nothing(A), reach: ['330702001'] };
  const move = sql`update trial.case_ set territory = '330702101005' where id = ${hazard}`;
  await expect(house.db.write(town, (tx) => move.execute(tx))).rejects.toThrow(/row-level security/);
  await house.db.write(town, async (tx) => {
    await keepInSight(tx, town, [hazard]);
    await move.execute(tx);
  });
  expect(await seenBy(town)).toEqual([]);
});

test('a row cannot be moved or added into another district', async () => {
  const everywhere: Scope = { ...whole(A), subjects: [hazard, far] };
  await expect(
    house.db.write(everywhere, (tx) =>
      sql`update trial.case_ set district = '990001' where id = ${hazard}`.execute(tx),
    ),
  ).rejects.toThrow(/row-level security/);
  await expect(
    house.db.write(everywhere, (tx) =>
      sql`insert into trial.case_ values ('990001', gen_random_uuid(), '990001')`.execute(tx),
    ),
  ).rejects.toThrow(/row-level security/);
});

test('reading cannot write', async () => {
  await expect(house.db.read(whole(A), (tx) => sql`delete from trial.case_`.execute(tx))).rejects.toThrow(/read-only/);
});

test('intake adds, repeats without harm, and reads nothing but keys', async () => {
  const add = `insert into trial.case_ values ('${A}', '01900000-0000-7000-8000-000000000009', '330702001') on conflict do nothing`;
  expect((await house.db.intake.query(add)).rowCount).toBe(1);
  expect((await house.db.intake.query(add)).rowCount).toBe(0);
  await expect(house.db.intake.query('select territory from trial.case_')).rejects.toThrow(/permission denied/);
  await expect(house.db.intake.query('delete from trial.case_')).rejects.toThrow(/permission denied/);
});

test('the worker sees every district', async () => {
  const rows = await house.work.read(whole(A), (tx) => sql`select from trial.case_`.execute(tx));
  expect(rows.rows.length).toBe(4);
});

test('the running roles cannot alter, make or drop tables', async () => {
  for (const pool of [house.db.pool, house.db.intake, house.work.pool]) {
    await expect(pool.query('alter table trial.case_ disable row level security')).rejects.toThrow(/must be owner/);
    await expect(pool.query('drop table trial.case_')).rejects.toThrow(/must be owner/);
    await expect(pool.query('create table trial.more ()')).rejects.toThrow(/permission denied/);
    await expect(pool.query('create schema more')).rejects.toThrow(/permission denied/);
    await expect(pool.query('set role lianan_migrate')).rejects.toThrow(/permission denied/);
    await expect(pool.query('truncate trial.case_')).rejects.toThrow(/permission denied/);
  }
});

test('a write whose failed statement was swallowed is not told as done', async () => {
  const swallowing = house.db.write(whole(A), async (tx) => {
    await sql`select 1/0`.execute(tx).catch(() => {});
  });
  await expect(swallowing).rejects.toThrow(/rolled back/);
});

test('a scope with anything but codes, slugs and ids in it never reaches the database', async () => {
  await expect(seenBy(nothing("330702'; drop"))).rejects.toThrow(/not a district/);
  await expect(seenBy({ ...nothing(A), reach: ["33'0702"] })).rejects.toThrow(/not a territory code/);
  await expect(seenBy({ ...nothing(A), bodies: ["a'b"] })).rejects.toThrow(/not a body/);
  await expect(seenBy({ ...nothing(A), subjects: ['x'] })).rejects.toThrow(/not a subject/);
});

test('more than eight separate places are refused, nested ones count once', async () => {
  const nine = Array.from({ length: 9 }, (_, at) => `33070200${at + 1}`);
  await expect(seenBy({ ...nothing(A), reach: nine })).rejects.toThrow(/at most 8/);
  expect(await seenBy({ ...nothing(A), reach: [...nine, A] })).toContain(dispute);
});

test('large counts arrive as numbers and days as days', async () => {
  const { rows } = await house.db.pool.query(
    `select 9007199254740991::int8 as n, date '2026-11-23' as day, array[1,2]::int8[] as ns`,
  );
  expect(rows[0]).toEqual({ n: 9007199254740991, day: '2026-11-23', ns: [1, 2] });
  await expect(house.db.pool.query('select 9007199254740993::int8 as n')).rejects.toThrow(/2\^53/);
});
