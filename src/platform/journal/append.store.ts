import { createHash } from 'node:crypto';
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
} from 'kysely';
import type pg from 'pg';
import { arraysOf, type Columns, namesOf } from '../db/columns.ts';
import type { Tx } from '../db/database.ts';
import { appendSeconds, headWaitSeconds } from '../http/metrics.ts';
import { Problem } from '../http/problem.ts';
import { textOf } from '../language/language.ts';
import { journalWords } from './journal.words.ts';
import type { PreparedLine } from './line.ts';

/** A capability's own rows: one CTE that returns a row per row it wrote, so that the head is locked after it. */
export type Fragment = { readonly name: string; readonly body: RawBuilder<unknown> };

/** A request under a client's id: repeats are known by its digest, see `askedBy`. */
export type Asked = { readonly id: string; readonly digest: Buffer; readonly day: string };

/** Something to tell the outside world after commit. */
export type Outgoing = {
  readonly id: string;
  readonly topic: string;
  readonly subject: string;
  readonly payload: unknown;
  readonly due: string;
};

export type Batch = {
  readonly district: string;
  /** In the order in which they are to stand; several lines of one subject must already be folded into one row. */
  readonly lines: readonly { readonly prepared: PreparedLine; readonly ask: string | null }[];
  readonly asked: readonly Asked[];
  readonly outgoing?: readonly Outgoing[];
  readonly fragments: readonly Fragment[];
};

const LINE = {
  at: 'int',
  ask: 'uuid',
  id: 'uuid',
  subject: 'uuid',
  n: 'int',
  kind: 'text',
  version: 'smallint',
  origin: 'text',
  happened: 'timestamptz',
  recorded: 'timestamptz',
  by: 'uuid',
  post: 'uuid',
  territory: 'text',
  bytes: 'bytea',
  hash: 'bytea',
} as const satisfies Columns;
const COUNT = {
  at: 'int',
  measure: 'text',
  day: 'date',
  territory: 'text',
  n: 'bigint',
  figure: 'smallint',
} as const satisfies Columns;
const OUTGOING = {
  id: 'uuid',
  topic: 'text',
  subject: 'uuid',
  payload: 'jsonb',
  due: 'timestamptz',
} as const satisfies Columns;
const ASKED = { id: 'uuid', digest: 'bytea', day: 'date' } as const satisfies Columns;
const WAITING = {
  ask: 'uuid',
  id: 'uuid',
  subject: 'uuid',
  n: 'int',
  day: 'date',
  kind: 'text',
  version: 'smallint',
  origin: 'text',
  territory: 'text',
  bytes: 'bytea',
  hash: 'bytea',
  counts: 'jsonb',
} as const satisfies Columns;

/** A line that was appended: its place in the order, and the seconds for which its statement waited for the head. */
type Appended = { id: string; seq: number; waited: number };

/**
 * The one statement by which anything is written: the capability's rows, then the head's next seqs, then lines, counts
 * and outbox. Fragments may refer to the CTE `fresh(id)`, the requests that were not there before.
 * The head row is the last lock: its update waits for every fragment's row count. Source: docs/decisions, one order.
 */
export function appendStatement(batch: Batch): RawBuilder<Appended> {
  const lines = batch.lines.map(({ prepared: { line, version, text, hash }, ask }, at) => ({
    at,
    ask,
    id: line.id,
    subject: line.subject,
    n: line.n,
    kind: line.kind,
    version,
    origin: line.origin,
    happened: instant(line.happened),
    recorded: instant(line.recorded),
    by: line.by,
    post: line.post,
    territory: line.territory,
    bytes: Buffer.from(text, 'utf8'),
    hash,
  }));
  const counts = batch.lines.flatMap(({ prepared }, at) =>
    prepared.counts.map((one) => ({ figure: null, ...one, at })),
  );
  const outgoing = (batch.outgoing ?? []).map((one) => ({ ...one, payload: JSON.stringify(one.payload) }));
  const after = sql.join(
    [sql`true`, ...batch.fragments.map((one) => sql`(select count(*) from ${sql.ref(one.name)}) is not null`)],
    sql` and `,
  );
  const fragments = batch.fragments.map((one) => sql`${sql.ref(one.name)} as (${one.body}),`);
  return sql<Appended>`
    with ${fresh(batch)},
    ${sql.join(fragments, sql` `)}
    line_in as (
      select x.*, row_number() over (order by x.at) as k
      from unnest(${arraysOf(lines, LINE)}) as x(${namesOf(LINE)})
      where x.ask is null or x.ask in (select id from fresh)),
    ready as (select clock_timestamp() as at where ${after}),
    head as (
      update journal.head set seq = seq + (select count(*) from line_in)
      from ready where district = ${batch.district}
      returning seq - (select count(*) from line_in) as base, extract(epoch from clock_timestamp() - ready.at)::float8 as waited),
    lines as (
      insert into journal.line (district, seq, id, subject, n, kind, version, origin, happened, recorded, by, post,
        territory, bytes, hash)
      select ${batch.district}, base + k, id, subject, n, kind, version, origin, happened, recorded, by, post,
        territory, bytes, hash
      from line_in, head),
    counts as (
      insert into journal.count (district, seq, measure, day, territory, n, recorded, figure)
      select ${batch.district}, base + l.k, c.measure, c.day, c.territory, sum(c.n),
        (l.recorded at time zone 'UTC' + interval '8 hours')::date, coalesce(c.figure, 1)
      from unnest(${arraysOf(counts, COUNT)}) as c(${namesOf(COUNT)})
      join line_in l on l.at = c.at, head
      group by base + l.k, l.recorded, c.measure, c.day, c.territory, c.figure),
    outgoing as (
      insert into journal.outbox (district, id, topic, subject, payload, made, due)
      select ${batch.district}, o.id, o.topic, o.subject, o.payload, o.due, o.due
      from unnest(${arraysOf(outgoing, OUTGOING)}) as o(${namesOf(OUTGOING)})
      where exists (select from line_in where line_in.subject = o.subject))
    select l.id, h.base + l.k as seq, h.waited from line_in l cross join head h`;
}

/** The CTE `fresh(id)`: requests that were not there before. Sorted by id, since unsorted batches deadlock with each other. */
function fresh(batch: Pick<Batch, 'district' | 'asked'>): RawBuilder<unknown> {
  const asked = batch.asked.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return sql`fresh as (
      insert into journal.asked (district, id, digest, day)
      select ${batch.district}, id, digest, day
      from unnest(${arraysOf(asked, ASKED)}) as x(${namesOf(ASKED)})
      on conflict do nothing returning id)`;
}

/** Lines of anonymous kinds wait for the shuffled batch of their day: rows now, no seq, no time (DESIGN: Precision). */
export function waitStatement(batch: Batch): RawBuilder<{ id: string }> {
  const waiting = batch.lines.map(({ prepared: { line, version, text, hash, counts }, ask }) => ({
    ask,
    id: line.id,
    subject: line.subject,
    n: line.n,
    day: line.recorded,
    kind: line.kind,
    version,
    origin: line.origin,
    territory: line.territory,
    bytes: Buffer.from(text, 'utf8'),
    hash,
    counts: JSON.stringify(counts),
  }));
  return sql<{ id: string }>`
    with ${fresh(batch)},
    ${sql.join(
      batch.fragments.map((one) => sql`${sql.ref(one.name)} as (${one.body}),`),
      sql` `,
    )}
    waiting as (
      insert into journal.waiting (district, id, subject, n, day, kind, version, origin, territory, bytes, hash, counts)
      select ${batch.district}, id, subject, n, day, kind, version, origin, territory, bytes, hash, counts
      from unnest(${arraysOf(waiting, WAITING)}) as x(${namesOf(WAITING)})
      where ask is null or ask in (select id from fresh))
    select id from fresh`;
}

const printer = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});
const names = new Map<string, string>();

/** A statement as it goes over the wire. Its text does not depend on how many rows it carries, so that its name can stand for it. */
export function printed(statement: RawBuilder<unknown>): { name: string; text: string; values: unknown[] } {
  const { sql: text, parameters } = statement.compile(printer);
  const name = names.get(text) ?? `j${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
  names.set(text, name);
  return { name, text, values: [...parameters] };
}

/**
 * Runs one of the statements above by itself, which is its own transaction, on the intake role's pool; it is prepared once
 * a connection.
 */
export async function runAlone<Row extends pg.QueryResultRow>(
  pool: pg.Pool,
  statement: RawBuilder<Row>,
): Promise<Row[]> {
  const done = appendSeconds.startTimer();
  const { rows } = await pool.query<Row>(printed(statement));
  // What waits for its day's batch is not counted: the metrics would tell when it came (charter rule 6).
  if (observeWait(rows)) done();
  return rows;
}

/** All lines of a statement waited for the head together; false where none took a place in the order. */
function observeWait([first]: readonly { readonly waited?: number }[]): boolean {
  if (first?.waited === undefined) return false;
  headWaitSeconds.observe(first.waited);
  return true;
}

/** A day stands in the instant columns as its first instant in Asia/Shanghai. */
function instant(time: string): string {
  return time.length === 10 ? `${time}T00:00:00.000+08:00` : time;
}

/** Appends within a transaction that has locked and decided; every line must go in, or nothing does. */
export async function append(tx: Tx, batch: Batch): Promise<{ id: string; seq: number }[]> {
  const done = appendSeconds.startTimer();
  const { rows } = await appendStatement(batch).execute(tx);
  done();
  observeWait(rows);
  if (rows.length !== batch.lines.length) {
    throw rows.length === 0 && batch.asked.length === 0
      ? new Error(`journal: no head for district ${batch.district}`)
      : new Problem(409, 'journal.taken', textOf(journalWords, 'taken'));
  }
  return rows;
}

/** The same for lines of anonymous kinds, which take no place in the order yet: they wait for the shuffled batch of their day. */
export async function appendLater(tx: Tx, batch: Batch): Promise<[]> {
  const { rows } = await waitStatement(batch).execute(tx);
  if (rows.length !== batch.asked.length) throw new Problem(409, 'journal.taken', textOf(journalWords, 'taken'));
  return [];
}
