import type pg from 'pg';

/** A table of ours with the columns that a backup holds (generated ones are worked out anew). */
export type Table = { readonly name: string; readonly columns: readonly string[] };

/** Rows that are not saved: migrations are applied anew, and nobody who logged out is logged in again by a restore. */
export const NOT_SAVED: ReadonlySet<string> = new Set(['db.migration', 'auth.session', 'auth.verification']);

/** The schemas of this house in a database: PostgreSQL's own and pg-boss's (whose jobs are made anew) left out. */
const OURS = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public', 'jobs')`;

/** Every table of ours but the unlogged ones, which hold what is of the moment and save nothing: those that others refer to before those that refer to them; names ready to stand in a statement. */
export async function tablesOf(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; refers: string[] }>(`
    select format('%I.%I', n.nspname, c.relname) as name,
      array(select quote_ident(a.attname) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        and a.attgenerated = '' order by a.attnum) as columns,
      array(select distinct format('%I.%I', fn.nspname, f.relname) from pg_constraint k join pg_class f on f.oid = k.confrelid
        join pg_namespace fn on fn.oid = f.relnamespace where k.conrelid = c.oid and k.contype = 'f' and f.oid <> c.oid) as refers
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${OURS} and c.relkind = 'r' and c.relpersistence <> 'u' order by 1`);
  const placed: Table[] = [];
  const waiting = [...rows];
  while (waiting.length > 0) {
    const at = waiting.findIndex((one) => one.refers.every((name) => placed.some((table) => table.name === name)));
    const [table] = waiting.splice(at, 1);
    if (at < 0 || table === undefined)
      throw new Error(`tables refer to each other in a circle: ${waiting.map((one) => one.name).join(', ')}`);
    placed.push({ name: table.name, columns: table.columns });
  }
  return placed;
}

/** The schemas of this house that a database has. */
export async function schemasOf(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(n.nspname) as name from pg_namespace n where ${OURS} order by 1`,
  );
  return rows.map((row) => row.name);
}

/** Where the sequences of ours stand. */
export type Sequence = { readonly name: string; readonly last: string | null };

export async function sequencesOf(client: pg.ClientBase): Promise<Sequence[]> {
  const { rows } = await client.query<Sequence>(`
    select format('%I.%I', s.schemaname, s.sequencename) as name, s.last_value::text as last
    from pg_sequences s join pg_namespace n on n.nspname = s.schemaname where ${OURS} order by 1`);
  return rows;
}

/** Text forms that do not depend on the settings of a server. */
export const PLAIN_FORMS = `set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'iso_8601'; set bytea_output = 'hex'; set extra_float_digits = 1; set search_path = pg_catalog`;
