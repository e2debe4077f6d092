import { createRequire } from 'node:module';
import type pg from 'pg';

const boss = createRequire(import.meta.url)('pg-boss/package.json') as { pgboss: { schema: number } };

/** pg-boss's schema: its tables are made by the migrating role, so that the running app cannot alter them. */
export const JOBS_SCHEMA = 'jobs';

/** The version of its tables that the installed pg-boss works with. */
export const JOBS_VERSION: number = boss.pgboss.schema;

/** Makes or moves on pg-boss's schema inside the caller's transaction, and grants it to the worker (all) and the server (sending). */
export async function makeJobs(client: pg.Client): Promise<void> {
  // Loaded here, not above: a start that finds everything in place need not pay for it.
  const { getConstructionPlans, getMigrationPlans } = await import('pg-boss');
  const has = await jobsVersion(client);
  if (has === undefined) await client.query(withinTransaction(getConstructionPlans(JOBS_SCHEMA)));
  else if (has < JOBS_VERSION) await client.query(withinTransaction(getMigrationPlans(JOBS_SCHEMA, has)));
  await client.query(`
    grant usage on schema jobs to lianan_work, lianan_serve;
    grant select, insert, update, delete on all tables in schema jobs to lianan_work;
    grant usage on all sequences in schema jobs to lianan_work;
    grant select, insert on jobs.job, jobs.job_common to lianan_serve;
    grant select on jobs.queue, jobs.version to lianan_serve`);
}

/** The version that pg-boss's tables stand at; undefined where there are none yet. */
export async function jobsVersion(client: pg.Client): Promise<number | undefined> {
  const { rows } = await client.query<{ there: boolean }>(`select to_regclass('jobs.version') is not null as there`);
  if (rows[0]?.there !== true) return undefined;
  const version = await client.query<{ version: number }>(`select version from jobs.version`);
  return version.rows[0]?.version;
}

/** pg-boss's plans bring their own BEGIN and COMMIT, which would end ours. */
function withinTransaction(plan: string): string {
  return plan.replace(/^\s*(BEGIN|COMMIT);\s*$/gm, '');
}
