import { createHash, createHmac } from 'node:crypto';
import type pg from 'pg';
import { Refusal } from './refusal.ts';

/** The three roles of the running app, the same in every database of a PostgreSQL server. */
export const ROLES = ['lianan_serve', 'lianan_work', 'lianan_intake'] as const;
export type Role = (typeof ROLES)[number];

/** Owns every table. It has no login: the database's owner puts it on for migrations, so that no key of the running app leads to it. */
export const MIGRATE = 'lianan_migrate';

/** Raised when `makeRole` sets something new on roles that exist. */
const ROLES_VERSION = 1;

/** The role's password: HMAC-SHA-256 of its name under the master key, in hex, so that no password is stored anywhere. */
export function passwordOf(masterKey: Buffer, role: Role): string {
  return createHmac('sha256', masterKey).update(`lianan role ${role}`).digest('hex');
}

/** The owner's address with another role's name and password in it; host, port, database and query stay. */
export function urlOf(ownerUrl: string, role: Role, masterKey: Buffer): string {
  const parts = /^(postgres(?:ql)?:\/\/)(?:[^@/?]*@)?(.*)$/.exec(ownerUrl);
  if (parts === null) throw new Error('the address of the database does not begin with postgres://');
  return `${parts[1]}${role}:${passwordOf(masterKey, role)}@${parts[2]}`;
}

/** The owner's address, acting as the migrating role. */
export function migrateUrlOf(ownerUrl: string): string {
  return `${ownerUrl}${ownerUrl.includes('?') ? '&' : '?'}options=${encodeURIComponent(`-c role=${MIGRATE}`)}`;
}

/**
 * Makes the roles, or gives them the passwords of this master key. Safe to run twice and by two servers at once.
 * Refuses when another Lianan with another key is at work on the same PostgreSQL server, since it would be locked out.
 */
export async function makeRoles(client: pg.Client, masterKey: Buffer): Promise<void> {
  const mark = `lianan ${ROLES_VERSION} ${createHash('sha256').update(masterKey).update('roles').digest('hex').slice(0, 16)}`;
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query('begin');
      // Roles belong to the whole server and advisory locks to one database: a second database may still cross, hence the retry.
      await client.query(`select pg_advisory_xact_lock(hashtext('lianan roles'))`);
      await makeRole(client, MIGRATE, 'nologin', mark);
      for (const role of ROLES) await makeRole(client, role, `login password '${passwordOf(masterKey, role)}'`, mark);
      await putOn(client);
      await client.query('commit');
      return;
    } catch (error) {
      await client.query('rollback');
      if (isForbidden(error)) throw new Refusal('cannotMakeRoles', { role: await userOf(client) });
      if (attempt === 5 || !isCrossing(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50 * attempt));
    }
  }
}

/**
 * Lets the owner act as the migrating role. Whoever may already (a superuser, or by an earlier start) is not granted it again:
 * from version 16 on that takes a right of its own, and there making a role does not yet let its maker act as it.
 */
async function putOn(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ may: boolean }>(
    `select rolsuper or pg_has_role(current_user, '${MIGRATE}',
        case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end) as may
      from pg_roles where rolname = current_user`,
  );
  if (rows[0]?.may !== true) await client.query(`grant ${MIGRATE} to ${client.escapeIdentifier(await userOf(client))}`);
}

async function makeRole(client: pg.Client, role: Role | typeof MIGRATE, login: string, mark: string): Promise<void> {
  const found = await client.query<{ mark: string | null }>(
    `select shobj_description(oid, 'pg_authid') as mark from pg_roles where rolname = $1`,
    [role],
  );
  if (found.rows[0]?.mark === mark) return;
  if (found.rows[0] === undefined) {
    const { rows } = await client.query<{ may: boolean }>(
      `select rolsuper or rolcreaterole as may from pg_roles where rolname = current_user`,
    );
    if (rows[0]?.may !== true) throw new Refusal('cannotMakeRoles', { role: await userOf(client) });
    await client.query(`create role ${role}`);
  } else if (found.rows[0].mark?.split(' ').at(-1) !== mark.split(' ').at(-1)) {
    const others = await client.query<{ datname: string }>(
      `select datname from pg_stat_activity where usename = any($1) and datname <> current_database() limit 1`,
      [[...ROLES]],
    );
    if (others.rows[0] !== undefined) throw new Refusal('rolesTaken', { database: others.rows[0].datname });
  }
  await client.query(`alter role ${role} noinherit ${login}`);
  // The same everywhere, whatever the server's own settings are: days are the district's days, and plans do not wait for a compiler.
  await client.query(`alter role ${role} set timezone = 'Asia/Shanghai'; alter role ${role} set jit = off`);
  await client.query(`comment on role ${role} is '${mark}'`);
}

/** Refuses while server, worker or a tool of this house is connected to the database, or to any database of the PostgreSQL server. */
export async function refuseInUse(client: pg.Client, where: 'here' | 'anywhere' = 'here'): Promise<void> {
  const { rows } = await client.query<{ count: number }>(
    'select count(*)::int as count from pg_stat_activity where (datname = current_database() or $2) and usename = any($1)',
    [[...ROLES], where === 'anywhere'],
  );
  if ((rows[0]?.count ?? 0) > 0) throw new Refusal('inUse', { count: rows[0]?.count ?? 0 });
}

async function userOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ current_user: string }>('select current_user');
  return rows[0]?.current_user ?? '';
}

/** PostgreSQL's answer to whoever has not the right. */
const isForbidden = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '42501';

// 23505: both created it; XX000: "tuple concurrently updated"; 40P01: deadlock.
function isCrossing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['23505', '42710', 'XX000', '40P01'].includes(String(error.code));
}
