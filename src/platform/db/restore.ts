import pg from 'pg';
import type { Measure } from './container.ts';
import { readBackup } from './container.ts';
import { copyIn } from './copy.ts';
import type { Tx } from './database.ts';
import { txOn } from './database.ts';
import { applyMigrations, migrate } from './migrate.ts';
import type { Migration } from './migrations.ts';
import { migrations } from './migrations.ts';
import { Refusal } from './refusal.ts';
import { MIGRATE, makeRoles, ROLES, refuseInUse } from './roles.ts';
import type { Sequence, Table } from './tables.ts';
import { NOT_SAVED, PLAIN_FORMS, schemasOf, tablesOf } from './tables.ts';

export type RestoreAsk = {
  /** The address of the target's owner. */
  readonly ownerUrl: string;
  readonly masterKey: Buffer;
  readonly file: string;
  /** Take the place of what the target holds; without it a target with data is refused. */
  readonly replace: boolean;
  /** Puts the bytes of a file into the store, under their address. */
  readonly putBytes: (district: string, address: string, bytes: Buffer) => Promise<void>;
  /** Keys forgotten since, by district: from the log that is kept outside the database. */
  readonly forgotten: ReadonlyMap<string, readonly string[]>;
  /** Forgets them again, before anybody can see the restored rows: the keys, and what led back to their owners. */
  readonly forget: (tx: Tx, district: string, keys: readonly ForgottenKey[]) => Promise<void>;
  /** The program's migrations; those of this program where absent. */
  readonly program?: readonly Migration[];
  readonly tell?: (progress: { readonly table: string; readonly rows: number }) => void;
};

/** A key that is to be forgotten again, and whose it was: a person or a subject. */
export type ForgottenKey = { readonly id: string; readonly owner: string; readonly purpose: string };

/** What was put back. */
export type Restored = {
  readonly made: string;
  readonly rows: Readonly<Record<string, number>>;
  readonly files: number;
};

/** What a file says of itself, once all of it has been read and agrees. */
type Contents = {
  readonly made: string;
  readonly migrations: readonly Pick<Migration, 'folder' | 'name' | 'hash'>[];
  readonly rows: Readonly<Record<string, number>>;
  readonly sequences: readonly Sequence[];
  readonly files: number;
};

/**
 * Puts a backup into a database, embedded or outside, of any version from 15. The whole file is read and proved first; then one
 * transaction makes the tables as they were, fills them and forgets again, so that a failure leaves the target as it was.
 * A backup of an older program is moved on by the newer migrations afterwards. Throws `Refusal`.
 */
export async function restore(ask: RestoreAsk): Promise<Restored> {
  const contents = await prove(ask);
  const program = ask.program ?? migrations();
  const known = migrationsOf(ask.file, contents, program);
  const client = new pg.Client({ connectionString: ask.ownerUrl, application_name: 'lianan restore' });
  client.on('error', () => {});
  await client.connect();
  try {
    await refuseInUse(client);
    await makeRoles(client, ask.masterKey);
    await client.query('begin');
    await clear(client, ask.replace);
    const { rows } = await client.query<{ name: string }>('select quote_ident(current_database()) as name');
    await client.query(
      `grant connect, create on database ${rows[0]?.name} to ${MIGRATE}; grant connect on database ${rows[0]?.name} to ${ROLES.join(', ')}`,
    );
    await client.query(`set local role ${MIGRATE}`);
    await client.query(PLAIN_FORMS);
    await applyMigrations(client, known);
    await fill(client, ask, contents);
    await forgetAgain(client, ask);
    await client.query('commit');
    await client.query('analyze');
  } finally {
    await client.end();
  }
  await migrate(ask.ownerUrl, ask.masterKey, program);
  return { made: contents.made, rows: contents.rows, files: contents.files };
}

/** Reads a backup from end to end: every row counted, every byte under the HMAC. */
async function prove(ask: RestoreAsk): Promise<Contents> {
  const rows: Record<string, number> = {};
  let files = 0;
  let contents: Partial<Contents> = {};
  await readBackup(ask.file, ask.masterKey, async (head, body, measured) => {
    for await (const _piece of body);
    if (head.record === 'rows') rows[String(head['table'])] = (rows[String(head['table'])] ?? 0) + measured().rows;
    else if (head.record === 'file') files++;
    else contents = { ...contents, ...(head as unknown as Partial<Contents>) };
  });
  const { made, migrations: applied, sequences } = contents;
  if (
    made === undefined ||
    applied === undefined ||
    sequences === undefined ||
    !same(rows, contents.rows) ||
    files !== contents.files
  ) {
    throw new Refusal('backupAltered', { file: ask.file });
  }
  return { made, migrations: applied, rows, sequences, files };
}

/** The program's own migrations that the backup's database had; throws when it had one that we do not know, or know otherwise. */
function migrationsOf(file: string, { migrations: applied }: Contents, program: readonly Migration[]): Migration[] {
  const hashes = new Map(applied.map((one) => [`${one.folder}/${one.name}`, one.hash]));
  const ours = program.filter((one) => hashes.has(`${one.folder}/${one.name}`));
  for (const { folder, name, hash } of applied) {
    const one = ours.find((each) => each.folder === folder && each.name === name);
    if (one === undefined) throw new Refusal('backupNewer', { file, migration: `${folder}/${name}` });
    if (one.hash !== hash) throw new Refusal('changed', { folder, name });
  }
  return ours;
}

/** Makes room: schemas without a district and without a login are dropped, others only when asked. */
async function clear(client: pg.Client, replace: boolean): Promise<void> {
  const schemas = await schemasOf(client);
  if (schemas.length === 0) return;
  if (!replace) {
    const what = await held(client, schemas);
    if (what !== null) throw new Refusal('notEmpty', { what });
  }
  await client.query(`drop schema ${schemas.join(', ')} cascade; drop schema if exists jobs cascade`);
}

/** The first table with rows in it; null in a database that was only migrated. */
async function held(client: pg.Client, schemas: readonly string[]): Promise<string | null> {
  if (!schemas.includes('db')) return schemas.join(', ');
  await client.query(`set local role ${MIGRATE}`);
  for (const { name } of await tablesOf(client)) {
    // Whose the database is, it knows from its first start on.
    if (NOT_SAVED.has(name) || name === 'sealing.root') continue;
    const { rows } = await client.query<{ some: boolean }>(`select exists (select from ${name}) as some`);
    if (rows[0]?.some === true) return name;
  }
  await client.query('reset role');
  return null;
}

/** Fills the tables. FORCE and triggers are taken off the fresh tables and put back before anybody can see them. */
async function fill(client: pg.Client, ask: RestoreAsk, contents: Contents): Promise<void> {
  const fresh = (await tablesOf(client)).map((one) => one.name).filter((name) => name !== 'db.migration');
  const tables = (await tablesOf(client)).filter((one) => !NOT_SAVED.has(one.name));
  const { rows: forced } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relforcerowsecurity`,
  );
  const all = tables.map((one) => one.name);
  // Some migrations bring rows of their own, which are in the backup as well.
  await client.query(`truncate ${fresh.join(', ')}`);
  for (const { name } of forced) await client.query(`alter table ${name} no force row level security`);
  for (const name of all) await client.query(`alter table ${name} disable trigger user`);
  const done: Record<string, number> = {};
  await readBackup(ask.file, ask.masterKey, async (head, body, measured) => {
    if (head.record === 'rows') {
      const table = tableOf(tables, head);
      await copyIn(client, `copy ${table.name} (${table.columns.join(', ')}) from stdin`, body);
      const { rows }: Measure = measured();
      done[table.name] = (done[table.name] ?? 0) + rows;
      ask.tell?.({ table: table.name, rows: done[table.name] ?? 0 });
    } else if (head.record === 'file') {
      const pieces: Buffer[] = [];
      for await (const piece of body) pieces.push(piece);
      await ask.putBytes(String(head['district']), String(head['address']), Buffer.concat(pieces));
    }
  });
  for (const { name } of tables) {
    const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from ${name}`);
    if (rows[0]?.n !== (contents.rows[name] ?? 0))
      throw new Error(`${name}: ${rows[0]?.n} rows arrived of ${contents.rows[name] ?? 0}`);
  }
  for (const { name, last } of contents.sequences)
    if (last !== null) await client.query('select setval($1, $2)', [name, last]);
  for (const name of all) await client.query(`alter table ${name} enable trigger user`);
  for (const { name } of forced) await client.query(`alter table ${name} force row level security`);
}

async function forgetAgain(client: pg.Client, ask: RestoreAsk): Promise<void> {
  for (const [district, ids] of ask.forgotten) {
    const { rows } = await client.query<ForgottenKey>(
      'select id, owner, purpose from sealing.key where district = $1 and id = any($2::uuid[]) and wrapped is not null',
      [district, [...ids]],
    );
    if (rows.length > 0) await ask.forget(txOn(client), district, rows);
  }
}

/** The table that a record is for, with the record's columns; names come out of the catalogue, never out of the file. */
function tableOf(tables: readonly Table[], head: Readonly<Record<string, unknown>>): Table {
  const table = tables.find((one) => one.name === head['table']);
  const columns = head['columns'] as readonly string[];
  if (table === undefined || !columns.every((one) => table.columns.includes(one)))
    throw new Error(`the backup's table ${String(head['table'])} is not the program's`);
  return { name: table.name, columns };
}

function same(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>> | undefined): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b ?? {})]);
  return b !== undefined && [...keys].every((key) => a[key] === b[key]);
}
