import pg from 'pg';
import { JOBS_VERSION, jobsVersion, makeJobs } from './jobs.ts';
import type { Migration } from './migrations.ts';
import { migrations } from './migrations.ts';
import { Refusal } from './refusal.ts';
import { makeRoles } from './roles.ts';

/** The oldest PostgreSQL that Lianan runs on. */
const OLDEST = 150000;

/**
 * Brings a database to the state of this program: roles, then all new migrations in one transaction (a failed upgrade
 * leaves what was there), then pg-boss's tables. Needs the address of a superuser, or of the database's owner with
 * CREATEROLE; runs in a child process that exits, so that the server never holds it. Two at once wait for each other.
 * Throws `Refusal` on a PostgreSQL before 15, a changed migration, a database newer than the program.
 * @returns how many migrations were applied.
 */
export async function migrate(
  ownerUrl: string,
  masterKey: Buffer,
  all: readonly Migration[] = migrations(),
): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'lianan migrate' });
  // A connection that breaks rejects the statement under way; without a listener it would also end the process.
  client.on('error', () => {});
  await client.connect();
  try {
    await refuseOldServer(client);
    await makeRoles(client, masterKey);
    await client.query(`select pg_advisory_lock(hashtext('lianan migrate'))`);
    const fresh = pending(all, await appliedIn(client));
    if (fresh.length === 0 && (await jobsVersion(client)) === JOBS_VERSION) return 0;
    await client.query(
      `begin; ${await databaseGrants(client)}; set local role lianan_migrate; set local search_path = pg_catalog`,
    );
    await applyMigrations(client, fresh);
    await makeJobs(client);
    await client.query('commit');
    return fresh.length;
  } finally {
    await client.end();
  }
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: number; version: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as version`,
  );
  if ((rows[0]?.number ?? 0) < OLDEST) throw new Refusal('tooOld', { version: rows[0]?.version ?? '?' });
}

async function databaseGrants(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>('select current_database() as name');
  const name = client.escapeIdentifier(rows[0]?.name ?? '');
  return `grant connect, create on database ${name} to lianan_migrate; grant connect on database ${name} to lianan_serve, lianan_work, lianan_intake`;
}

type Applied = { readonly folder: string; readonly name: string; readonly hash: string };

async function appliedIn(client: pg.Client): Promise<Applied[]> {
  const { rows } = await client.query<{ there: boolean }>(`select to_regclass('db.migration') is not null as there`);
  if (rows[0]?.there !== true) return [];
  return (await client.query<Applied>('select folder, name, hash from db.migration order by folder, name')).rows;
}

/** The migrations that a database still lacks, in order; throws `Refusal` when what it has is not what the program knows. */
export function pending(all: readonly Migration[], applied: readonly Applied[]): Migration[] {
  const known = new Map(all.map((one) => [`${one.folder}/${one.name}`, one]));
  for (const { folder, name, hash } of applied) {
    const ours = known.get(`${folder}/${name}`);
    if (ours === undefined) throw new Refusal('serverOlder', { folder, name });
    if (ours.hash !== hash) throw new Refusal('changed', { folder, name });
  }
  const done = new Set(applied.map((one) => `${one.folder}/${one.name}`));
  return all.filter((one) => !done.has(`${one.folder}/${one.name}`));
}

/** Applies migrations in order, inside a transaction of a client that acts as the migrating role. Throws `Refusal` naming the file and the line. */
export async function applyMigrations(client: pg.Client, list: readonly Migration[]): Promise<void> {
  for (const one of list) await apply(client, one);
}

async function apply(client: pg.Client, one: Migration): Promise<void> {
  try {
    await client.query(one.sql);
  } catch (error) {
    throw new Refusal('failed', { folder: one.folder, name: one.name, reason: explained(error, one.sql) });
  }
  await client.query('insert into db.migration (folder, name, hash) values ($1, $2, $3)', [
    one.folder,
    one.name,
    one.hash,
  ]);
}

/** PostgreSQL's message with the line of the file it points at. */
function explained(error: unknown, sql: string): string {
  if (!(error instanceof Error)) return String(error);
  const position = 'position' in error ? Number(error.position) : Number.NaN;
  const where = Number.isFinite(position) ? ` (line ${sql.slice(0, position).split('\n').length})` : '';
  const more = ['detail', 'hint'].flatMap((key) =>
    key in error && error[key as keyof Error] ? [String(error[key as keyof Error])] : [],
  );
  return [error.message + where, ...more].join(' · ');
}
