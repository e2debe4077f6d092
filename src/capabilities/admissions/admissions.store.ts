import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Fragment } from '../../platform/journal/append.store.ts';
import { statesAfter } from '../../platform/journal/kept.store.ts';
import type { SubjectRow } from '../../platform/journal/subject.ts';
import { type Admission, FOLD, type State } from './admissions.rules.ts';

/** An admission with its place in its own chain of lines. */
export type Stored = { readonly admission: Admission; readonly head: Buffer };
type Raw = { id: string; n: number; head: Buffer; fold: number; content: Admission; made: Date };

/** A new admission, when its request is fresh. */
export function newAdmission({ admission: it, head }: Stored, ask: string): Fragment {
  return {
    name: 'admission_rows',
    body: sql`insert into admissions.admission (district, id, n, head, fold, state, body, made, updated, content)
      select ${it.district}, ${it.id}::uuid, ${it.n}::int, ${head}::bytea, ${FOLD}::smallint, ${it.state}, ${it.body},
        ${it.asked.at}::timestamptz, ${it.updated}::timestamptz, ${JSON.stringify(it)}::jsonb
      where ${ask}::uuid in (select id from fresh) returning id`,
  };
}

/** An admission after a move; it was loaded FOR UPDATE in this transaction. */
export function movedAdmission({ admission: it, head }: Stored): Fragment {
  return {
    name: 'admission_rows',
    body: sql`update admissions.admission set n = ${it.n}, head = ${head}, fold = ${FOLD}, state = ${it.state},
        term_from = ${it.term?.from ?? null}::date, term_until = ${it.term?.until ?? null}::date,
        updated = ${it.updated}::timestamptz, content = ${JSON.stringify(it)}::jsonb
      where district = ${it.district} and id = ${it.id} and n = ${it.n - 1} returning id`,
  };
}

/** One admission; with `lock`, for a move in the same transaction. */
export async function loadAdmission(tx: Tx, district: string, id: string, lock = false): Promise<Stored | null> {
  const { rows } = await sql<Raw>`select id, n, head, fold, content, made from admissions.admission
    where district = ${district} and id = ${id} ${lock ? sql`for update` : sql``}`.execute(tx);
  return rows[0] ? { admission: rows[0].content, head: rows[0].head } : null;
}

/** What is admitted and not over on a day, also what begins later, soonest end first. */
export async function admittedOn(tx: Tx, district: string, day: string): Promise<Admission[]> {
  const { rows } = await sql<Raw>`select id, n, head, fold, content, made from admissions.admission
    where district = ${district} and state = 'admitted' and term_until >= ${day}::date order by term_until, id`.execute(
    tx,
  );
  return rows.map((one) => one.content);
}

/** A place in the list. */
export type Mark = { readonly at: string; readonly id: string };

/** A page of admissions, those asked for last first; `mark` of each is where the next page goes on. */
export async function admissionsPage(
  tx: Tx,
  district: string,
  page: { readonly states: readonly State[] | null; readonly after: Mark | null; readonly limit: number },
): Promise<{ readonly admission: Admission; readonly mark: Mark }[]> {
  const { states, after, limit } = page;
  const { rows } = await sql<Raw>`select id, n, head, fold, content, made from admissions.admission
    where district = ${district}
      and (${states === null} or state = any(${[...(states ?? [])]}::text[]))
      and (${after === null} or (made, id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by made desc, id desc limit ${limit}`.execute(tx);
  return rows.map((one) => ({ admission: one.content, mark: { at: one.made.toISOString(), id: one.id } }));
}

/** Rows by id, for audit and refold. When it was asked for first (`made`), by which lists are ordered, the state does not keep. */
export const admissionsAfter = statesAfter({
  table: 'admissions.admission',
  columns: { state: 'text', body: 'text', term_from: 'date', term_until: 'date', updated: 'timestamptz' },
  of: ({ state, body, term, updated }: Admission) => ({
    ...{ state, body, term_from: term?.from ?? null, term_until: term?.until ?? null, updated },
  }),
});

/** Writes states anew for a refold; a row whose `n` is another by now is passed over. */
export async function rewriteAdmissions(tx: Tx, district: string, rows: readonly SubjectRow[]): Promise<void> {
  const records = rows.map(({ id, n, fold, state }) => {
    const it = state as Admission;
    const { from = null, until = null } = it.term ?? {};
    return { id, n, fold, state: it.state, body: it.body, from, until, updated: it.updated, content: it };
  });
  await sql`update admissions.admission a set fold = x.fold, state = x.state, body = x.body, term_from = x."from",
      term_until = x.until, updated = x.updated, content = x.content
    from json_to_recordset(${JSON.stringify(records)}::json) as x(id uuid, n int, fold smallint, state text, body text, "from" date,
      until date, updated timestamptz, content jsonb)
    where a.district = ${district} and a.id = x.id and a.n = x.n`.execute(tx);
}
