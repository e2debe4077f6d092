import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../../../tests/harness/database.ts';
import { asOwner, masterKey, testDatabase } from '../../../tests/harness/database.ts';
import { poolOf } from './database.ts';
import type { Role } from './roles.ts';
import { makeRoles, passwordOf, ROLES, urlOf } from './roles.ts';

let house: TestDatabase;
let tables: readonly string[];
const pools = new Map<Role, pg.Pool>();

beforeAll(async () => {
  house = await testDatabase();
  for (const role of ROLES) pools.set(role, poolOf(urlOf(house.ownerUrl, role, masterKey), 1));
  tables = await asOwner(house.ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname !~ '^pg_' and schemaname <> 'information_schema' order by 1`,
    );
    return rows.map((row) => row.name);
  });
});
afterAll(async () => {
  await Promise.all([...pools.values()].map((pool) => pool.end()));
  await house.drop();
});

describe.each(ROLES)('%s', (role) => {
  const tried = (statement: string): Promise<unknown> => pools.get(role)?.query(statement) ?? Promise.resolve();

  test('cannot alter, empty or drop any table', async () => {
    expect(tables.length).toBeGreaterThan(15);
    for (const table of tables) {
      for (const statement of [
        `alter table ${table} add column extra text`,
        `alter table ${table} disable row level security`,
        `drop table ${table}`,
        `truncate ${table}`,
        `create policy more on ${table} using (true)`,
      ]) {
        await expect(tried(statement), statement).rejects.toThrow(/must be owner|permission denied/);
      }
    }
  });

  test('cannot make anything, become anybody or grant anything', async () => {
    for (const statement of [
      'create schema more',
      'create table public.more ()',
      'create role more',
      'create database more',
      'set role lianan_migrate',
      'set session authorization lianan_migrate',
      `alter role ${role} bypassrls`,
      'grant lianan_migrate to current_user',
      `select db.protect('journal.line', 'subject', 'territory')`,
    ]) {
      await expect(tried(statement), statement).rejects.toThrow(/permission denied|must be|must have|Only roles/);
    }
  });
});

test('nobody can log in as the migrating role', async () => {
  const { rows } = await house.db.pool.query<{ name: string }>(
    `select rolname as name from pg_roles where rolname like 'lianan\\_%' and rolname <> 'lianan_owner' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or (rolcanlogin and rolname = 'lianan_migrate'))`,
  );
  expect(rows).toEqual([]);
});

test('a role made twice, or by two servers at once, is the same role', async () => {
  const again = (): Promise<void> => asOwner(house.ownerUrl, (owner) => makeRoles(owner as pg.Client, masterKey));
  await Promise.all([again(), again(), again()]);
  expect((await house.db.pool.query('select 1')).rowCount).toBe(1);
});

test('another Lianan at work on the same server is not locked out by a second master key', async () => {
  const other = await testDatabase();
  await other.db.pool.query('select 1');
  await expect(asOwner(house.ownerUrl, (owner) => makeRoles(owner as pg.Client, Buffer.alloc(32, 7)))).rejects.toThrow(
    /cannot share the roles/,
  );
  await other.drop();
});

test('passwords differ by role and key, and stand in no address of the owner', () => {
  const words = [
    ...ROLES.map((role) => passwordOf(masterKey, role)),
    ...ROLES.map((role) => passwordOf(Buffer.alloc(32), role)),
  ];
  expect(new Set(words).size).toBe(6);
  expect(urlOf('postgres://owner:secret@[::1]:5432/lianan?sslmode=require', 'lianan_serve', masterKey)).toBe(
    `postgres://lianan_serve:${passwordOf(masterKey, 'lianan_serve')}@[::1]:5432/lianan?sslmode=require`,
  );
});
