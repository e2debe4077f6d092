import { createHash } from 'node:crypto';
import type { CompiledQuery, DatabaseConnection, QueryResult, RawBuilder } from 'kysely';
import {
  DefaultQueryExecutor,
  PostgresAdapter,
  PostgresDialect,
  PostgresQueryCompiler,
  SingleConnectionProvider,
  Transaction,
} from 'kysely';
import pg from 'pg';
import type { DB } from '../../../database/types.ts';
import { copyWhole } from './copy.ts';
import { CopyRows } from './copyRows.ts';
import type { Scope } from './scope.ts';
import { settingsOf } from './settings.ts';
import './parsers.ts';

/** An open transaction: every statement of a store goes through one. Nested transactions are refused by kysely. */
export type Tx = Transaction<DB>;

/**
 * The one opening to PostgreSQL for a process that serves or works.
 * `read` and `write` run a function inside one transaction that sees what its scope allows, and nothing else.
 */
export type Database = {
  /** READ ONLY transaction. Rejects with whatever `fn` throws, after a rollback. */
  read<T>(scope: Scope, fn: (tx: Tx) => Promise<T>): Promise<T>;
  /** READ WRITE transaction, committed when `fn` is done. Nothing is retried. */
  write<T>(scope: Scope, fn: (tx: Tx) => Promise<T>): Promise<T>;
  /** Connections of the serving (or working) role, for what stands outside a scope: better-auth, LISTEN, health. */
  readonly pool: pg.Pool;
  /** Connections of the role that may only insert: its own pool, so that a flood of reports and the desks do not starve each other. */
  readonly intake: pg.Pool;
  end(): Promise<void>;
};

export type Sizes = {
  /** Most connections of the serving role; 16 where absent. */
  readonly serve?: number;
  /** Most connections of the intake role; 4 where absent. */
  readonly intake?: number;
  /** Milliseconds to wait for a free connection before refusing; 5,000 where absent. */
  readonly waitMs?: number;
  /** Milliseconds that one statement of the serving role may take; 30,000 where absent, 0 for no end. */
  readonly statementMs?: number;
};

/** Opens the pools; connects at the first use. `urls.intake` absent: intake goes through the serving role (the worker, tests). */
export function openDatabase(urls: { serve: string; intake?: string }, sizes: Sizes = {}): Database {
  const pool = poolOf(urls.serve, sizes.serve ?? 16, sizes);
  const intake = urls.intake === undefined ? pool : poolOf(urls.intake, sizes.intake ?? 4, sizes);
  return {
    pool,
    intake,
    read: async (scope, fn) => transact(pool, `begin read only;${settingsOf(scope)}`, fn),
    write: async (scope, fn) => transact(pool, `begin;${settingsOf(scope)}`, fn),
    end: async () => {
      await Promise.all(intake === pool ? [pool.end()] : [pool.end(), intake.end()]);
    },
  };
}

/** Opens one pool with our limits; a broken idle connection is dropped, never thrown at the process. */
export function poolOf(url: string, max: number, sizes: Sizes = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: sizes.waitMs ?? 5_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: sizes.statementMs ?? 30_000,
    application_name: 'lianan',
    keepAlive: true,
  });
  pool.on('error', () => {});
  // A connection that breaks while it is lent out also tells its client, which is fatal without a listener.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** True when an error says that the database cannot be reached or is going down, as against a fault of the statement. */
export function isGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    /^(08...|57P0[1-5]|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND)$/.test(code) ||
    /Connection terminated|timeout exceeded when trying to connect|not queryable|Client was closed/.test(
      error.message,
    ) ||
    (error instanceof AggregateError && error.errors.some(isGone))
  );
}

/** Makes more subjects visible to the rest of a transaction: before an update that hands rows over to a place out of the caller's reach (PostgreSQL wants the new row to be visible too). Only for subjects loaded through the right before. */
export async function keepInSight(tx: Tx, scope: Scope, subjects: readonly string[]): Promise<void> {
  const connection = connections.get(tx);
  if (connection === undefined) throw new Error('keepInSight wants a transaction made by Database.write');
  await connection.client.query(settingsOf({ ...scope, subjects: [...scope.subjects, ...subjects] }));
}

const names = new Map<string, string>();

/**
 * Runs a statement that is asked over and over: parsed and planned once a connection, not each time. Its text must not depend on
 * how much it carries (lists are parameters), since a connection keeps every text that it was given.
 */
export async function runPrepared<Row extends pg.QueryResultRow>(tx: Tx, statement: RawBuilder<Row>): Promise<Row[]> {
  const connection = connections.get(tx);
  if (connection === undefined) throw new Error('runPrepared wants a transaction made by Database');
  const { sql: text, parameters } = statement.compile(tx);
  const name = names.get(text) ?? `p${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
  names.set(text, name);
  const { rows } = await connection.client.query<Row>({ name, text, values: [...parameters] });
  return rows;
}

/**
 * All rows of a `select` in the binary form of COPY, for whoever reads a slice of many rows: PostgreSQL and we both spend a third of
 * what rows as texts cost. COPY takes no parameters: every value must be a checked literal.
 */
export async function copiedRows(tx: Tx, select: RawBuilder<unknown>): Promise<CopyRows> {
  const connection = connections.get(tx);
  if (connection === undefined) throw new Error('copiedRows wants a transaction made by Database');
  const { sql: text, parameters } = select.compile(tx);
  if (parameters.length > 0) throw new Error('COPY takes no parameters');
  return new CopyRows(await copyWhole(connection.client, `copy (${text}) to stdout (format binary)`));
}

const compiler = new PostgresQueryCompiler();
const adapter = new PostgresAdapter();
const dialect = new PostgresDialect({ pool: () => Promise.reject(new Error('connections come from Database')) });
const driver = dialect.createDriver();
const connections = new WeakMap<Tx, Connection>();

async function transact<T>(pool: pg.Pool, begin: string, fn: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const result = await fn(txOn(client));
    const { command } = await client.query('commit');
    // COMMIT answers ROLLBACK when an earlier error was swallowed: nothing was kept, so nobody may be told that it was.
    if (command !== 'COMMIT')
      throw new Error('the transaction was rolled back: one of its statements had failed before');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** A transaction's face over a connection on which one was begun: for restoring, which begins its own. */
export function txOn(client: pg.ClientBase): Tx {
  const connection = new Connection(client);
  const executor = new DefaultQueryExecutor(compiler, adapter, new SingleConnectionProvider(connection));
  const tx: Tx = new Transaction<DB>({ config: { dialect }, driver, dialect, executor });
  connections.set(tx, connection);
  return tx;
}

class Connection implements DatabaseConnection {
  readonly client: pg.ClientBase;

  constructor(client: pg.ClientBase) {
    this.client = client;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { command, rowCount, rows } = await this.client.query(query.sql, [...query.parameters]);
    const changes = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE';
    return changes ? { numAffectedRows: BigInt(rowCount ?? 0), rows: rows as R[] } : { rows: rows as R[] };
  }

  // biome-ignore lint/correctness/useYield: kysely's interface asks for a generator; reading in slices by key is our way.
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('streams are not used: read in slices by key');
  }
}
