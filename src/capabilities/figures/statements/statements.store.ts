import { sql } from 'kysely';
import type { Day } from '../../../platform/calendar/calendar.rules.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { Fragment } from '../../../platform/journal/append.store.ts';
import { statesAfter } from '../../../platform/journal/kept.store.ts';
import type { SubjectRow } from '../../../platform/journal/subject.ts';
import { type Edition, FOLD, type Sort, type Statement } from './statements.rules.ts';

/** A statement with its place in its own chain of lines. */
export type Stored = { readonly statement: Statement; readonly head: Buffer };
type Raw = { id: string; n: number; head: Buffer; fold: number; content: Statement };

const storedOf = ({ content, head }: Raw): Stored => ({ statement: content, head });

/** A new statement, when its request is fresh; one that is due is nobody's request. */
export function newStatement({ statement: it, head }: Stored, ask: string | null): Fragment {
  const when = ask === null ? sql`` : sql`where ${ask}::uuid in (select id from fresh)`;
  return {
    name: 'statement_rows',
    body: sql`insert into figures.statement (district, id, n, head, fold, state, period, first, last, replaces, made, content)
      select ${it.district}, ${it.id}::uuid, ${it.n}::int, ${head}::bytea, ${FOLD}::smallint, ${it.state}, ${it.period},
        ${it.issued?.from ?? null}::date, ${it.issued?.to ?? null}::date, ${it.issued?.replaces ?? null}::uuid,
        ${it.updated}::timestamptz, ${JSON.stringify(it)}::jsonb ${when} returning id`,
  };
}

/** A statement that was asked for and is issued; it was loaded FOR UPDATE in this transaction. */
export function issuedStatement({ statement: it, head }: Stored): Fragment {
  return {
    name: 'statement_rows',
    body: sql`update figures.statement set n = ${it.n}, head = ${head}, fold = ${FOLD}, state = ${it.state},
        first = ${it.issued?.from ?? null}::date, last = ${it.issued?.to ?? null}::date,
        replaces = ${it.issued?.replaces ?? null}::uuid, made = ${it.updated}::timestamptz, content = ${JSON.stringify(it)}::jsonb
      where district = ${it.district} and id = ${it.id} and n = ${it.n - 1} returning id`,
  };
}

/** Issuing in a district is done by one at a time. */
export async function lockStatements(tx: Tx, district: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('figures.statement'), ${Number(district)}::int)`.execute(tx);
}

/** One statement; with `lock`, to be issued in the same transaction. */
export async function loadStatement(tx: Tx, district: string, id: string, lock = false): Promise<Stored | null> {
  const { rows } = await sql<Raw>`select id, n, head, fold, content from figures.statement
    where district = ${district} and id = ${id} ${lock ? sql`for update` : sql``}`.execute(tx);
  return rows[0] ? storedOf(rows[0]) : null;
}

/** What was asked for and is not issued yet, oldest first. */
export async function askedStatements(tx: Tx, district: string): Promise<Stored[]> {
  const { rows } = await sql<Raw>`select id, n, head, fold, content from figures.statement
    where district = ${district} and state = 'asked' order by made, id`.execute(tx);
  return rows.map(storedOf);
}

/** The statement of a period that stands: issued, and replaced by none; null where there is none. */
export async function standingStatement(tx: Tx, district: string, period: string): Promise<Statement | null> {
  const { rows } = await sql<Raw>`select id, n, head, fold, content from figures.statement s
    where district = ${district} and period = ${period} and state = 'issued'
      and not exists (select from figures.statement r where r.district = s.district and r.period = s.period and r.state = 'issued' and r.replaces = s.id)`.execute(
    tx,
  );
  return rows[0]?.content ?? null;
}

/** Periods of which a statement was issued. */
export async function statedPeriods(tx: Tx, district: string): Promise<Set<string>> {
  const { rows } = await sql<{ period: string }>`select distinct period from figures.statement
    where district = ${district} and state = 'issued'`.execute(tx);
  return new Set(rows.map((one) => one.period));
}

/** Years in which a stated period ended, newest first. */
export async function statedYears(tx: Tx, district: string): Promise<number[]> {
  const { rows } = await sql<{
    year: number;
  }>`select distinct extract(year from last)::int as year from figures.statement
    where district = ${district} and state = 'issued' order by 1 desc`.execute(tx);
  return rows.map((one) => one.year);
}

/** Statements of the periods that ended in a span, those that ended last first, of one period the newest first. */
export async function statementsOf(tx: Tx, district: string, from: Day, to: Day): Promise<Statement[]> {
  const { rows } = await sql<Raw>`select id, n, head, fold, content from figures.statement
    where district = ${district} and state = 'issued' and last between ${from}::date and ${to}::date
    order by last desc, length(period), period, made desc, id`.execute(tx);
  return rows.map((one) => one.content);
}

/** The newest statements, as they were issued. */
export async function newestStatements(tx: Tx, district: string, most: number): Promise<Statement[]> {
  const { rows } = await sql<Raw>`select id, n, head, fold, content from figures.statement
    where district = ${district} and state = 'issued' order by made desc, id limit ${most}`.execute(tx);
  return rows.map((one) => one.content);
}

/** Statements by id. */
export async function statementsById(tx: Tx, district: string, ids: readonly string[]): Promise<Statement[]> {
  const { rows } = await sql<Raw>`select id, n, head, fold, content from figures.statement
    where district = ${district} and id = any(${[...ids]}::uuid[])`.execute(tx);
  return rows.map((one) => one.content);
}

/** A file of a statement, packed. */
export type Packed = { readonly edition: Edition; readonly sort: Sort; readonly bytes: Buffer };

/** Puts the files of a statement beside its line. */
export async function keepFiles(tx: Tx, district: string, statement: string, files: readonly Packed[]): Promise<void> {
  for (const { edition, sort, bytes } of files)
    await sql`insert into figures.statement_file (district, statement, edition, sort, bytes)
      values (${district}, ${statement}, ${edition}, ${sort}, ${bytes})`.execute(tx);
}

/** A file of a statement, packed; null where there is none. */
export async function fileOf(
  tx: Tx,
  district: string,
  one: { readonly statement: string; readonly edition: Edition; readonly sort: Sort },
): Promise<Buffer | null> {
  const { rows } = await sql<{ bytes: Buffer }>`select bytes from figures.statement_file
    where district = ${district} and statement = ${one.statement} and edition = ${one.edition} and sort = ${one.sort}`.execute(
    tx,
  );
  return rows[0]?.bytes ?? null;
}

/** Rows by id, for audit and refold. */
export const statementsAfter = statesAfter({
  table: 'figures.statement',
  columns: { state: 'text', period: 'text', first: 'date', last: 'date', replaces: 'uuid', made: 'timestamptz' },
  of: ({ state, period, issued, updated }: Statement) => ({
    ...{ state, period, made: updated },
    ...{ first: issued?.from ?? null, last: issued?.to ?? null, replaces: issued?.replaces ?? null },
  }),
});

/** Writes states anew for a refold; a row whose `n` is another by now is passed over. */
export async function rewriteStatements(tx: Tx, district: string, rows: readonly SubjectRow[]): Promise<void> {
  const records = rows.map(({ id, n, fold, state }) => {
    const it = state as Statement;
    const { from = null, to = null, replaces = null } = it.issued ?? {};
    return {
      id,
      n,
      fold,
      state: it.state,
      period: it.period,
      first: from,
      last: to,
      replaces,
      made: it.updated,
      content: it,
    };
  });
  await sql`update figures.statement s set fold = x.fold, state = x.state, period = x.period, first = x.first, last = x.last,
      replaces = x.replaces, made = x.made, content = x.content
    from json_to_recordset(${JSON.stringify(records)}::json) as x(id uuid, n int, fold smallint, state text, period text, first date,
      last date, replaces uuid, made timestamptz, content jsonb)
    where s.district = ${district} and s.id = x.id and s.n = x.n`.execute(tx);
}
