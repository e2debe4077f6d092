import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import type { Fragment } from '../../../platform/journal/append.store.ts';
import { statesAfter } from '../../../platform/journal/kept.store.ts';
import type { Standing } from '../../../platform/journal/step.ts';
import type { SubjectRow } from '../../../platform/journal/subject.ts';
import { type Committee, FOLD, type Mediator } from './register.rules.ts';

type Raw<State> = { id: string; n: number; head: Buffer; fold: number; content: State };

/** A mediator after one more line; the register was locked in this transaction. */
export function mediatorRow({ state: it, head }: Standing<Mediator>, ask: string): Fragment {
  return {
    name: 'mediator_rows',
    body: sql`insert into mediation.mediator (district, id, n, head, fold, person, body, territory, state, updated, content)
      select ${it.district}, ${it.id}::uuid, ${it.n}::int, ${head}::bytea, ${FOLD}::smallint, ${it.person}::uuid, ${it.body},
        ${it.territory}, ${it.state}, ${it.updated}::timestamptz, ${JSON.stringify(it)}::jsonb
      where ${ask}::uuid in (select id from fresh)
      on conflict (district, id) do update set n = excluded.n, head = excluded.head, fold = excluded.fold, state = excluded.state,
        updated = excluded.updated, content = excluded.content where mediation.mediator.n = excluded.n - 1
      returning id`,
  };
}

/** A committee after one more line; the register was locked in this transaction. */
export function committeeRow({ state: it, head }: Standing<Committee>, ask: string): Fragment {
  return {
    name: 'committee_rows',
    body: sql`insert into mediation.committee (district, id, n, head, fold, body, territory, updated, content)
      select ${it.district}, ${it.id}::uuid, ${it.n}::int, ${head}::bytea, ${FOLD}::smallint, ${it.body}, ${it.territory},
        ${it.updated}::timestamptz, ${JSON.stringify(it)}::jsonb
      where ${ask}::uuid in (select id from fresh)
      on conflict (district, id) do update set n = excluded.n, head = excluded.head, fold = excluded.fold, updated = excluded.updated,
        content = excluded.content where mediation.committee.n = excluded.n - 1
      returning id`,
  };
}

/** One at a time writes in the register of a district. */
export async function lockRegister(tx: Tx, district: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('mediation.mediator'), ${Number(district)}::int)`.execute(tx);
}

export async function loadMediator(tx: Tx, district: string, id: string): Promise<Standing<Mediator> | null> {
  const { rows } = await sql<Raw<Mediator>>`select id, n, head, fold, content from mediation.mediator
    where district = ${district} and id = ${id}`.execute(tx);
  return rows[0] ? { state: rows[0].content, head: rows[0].head } : null;
}

export async function loadCommittee(tx: Tx, district: string, id: string): Promise<Standing<Committee> | null> {
  const { rows } = await sql<Raw<Committee>>`select id, n, head, fold, content from mediation.committee
    where district = ${district} and id = ${id}`.execute(tx);
  return rows[0] ? { state: rows[0].content, head: rows[0].head } : null;
}

/** Everybody in the registers of some committees, and the committees' own terms. */
export async function registersOf(
  tx: Tx,
  district: string,
  bodies: readonly string[],
): Promise<{ readonly mediators: readonly Mediator[]; readonly committees: readonly Committee[] }> {
  const ids = [...bodies];
  const mediators = await sql<{ content: Mediator }>`select content from mediation.mediator
    where district = ${district} and body = any(${ids}::text[]) order by body, id`.execute(tx);
  const committees = await sql<{ content: Committee }>`select content from mediation.committee
    where district = ${district} and body = any(${ids}::text[]) order by body`.execute(tx);
  return {
    mediators: mediators.rows.map(({ content }) => content),
    committees: committees.rows.map(({ content }) => content),
  };
}

/** Bodies that have a register, or have said of what they consist. */
export async function registeredBodies(tx: Tx, district: string): Promise<string[]> {
  const { rows } = await sql<{ body: string }>`
    select body from mediation.mediator where district = ${district}
    union select body from mediation.committee where district = ${district} order by body`.execute(tx);
  return rows.map(({ body }) => body);
}

/** Rows by id, for audit and refold. */
export const mediatorsAfter = statesAfter({
  table: 'mediation.mediator',
  columns: { person: 'uuid', body: 'text', territory: 'text', state: 'text', updated: 'timestamptz' },
  of: ({ person, body, territory, state, updated }: Mediator) => ({ person, body, territory, state, updated }),
});
export const committeesAfter = statesAfter({
  table: 'mediation.committee',
  columns: { body: 'text', territory: 'text', updated: 'timestamptz' },
  of: ({ body, territory, updated }: Committee) => ({ body, territory, updated }),
});

/** Writes states anew for a refold; a row whose `n` is another by now is passed over. */
export async function rewriteMediators(tx: Tx, district: string, rows: readonly SubjectRow[]): Promise<void> {
  const records = rows.map(({ id, n, fold, state }) => {
    const { state: now, updated } = state as Mediator;
    return { id, n, fold, state: now, updated, content: state };
  });
  await sql`update mediation.mediator m set fold = x.fold, state = x.state, updated = x.updated, content = x.content
    from json_to_recordset(${JSON.stringify(records)}::json) as x(id uuid, n int, fold smallint, state text, updated timestamptz,
      content jsonb)
    where m.district = ${district} and m.id = x.id and m.n = x.n`.execute(tx);
}
export async function rewriteCommittees(tx: Tx, district: string, rows: readonly SubjectRow[]): Promise<void> {
  const records = rows.map(({ id, n, fold, state }) => ({
    id,
    n,
    fold,
    updated: (state as Committee).updated,
    content: state,
  }));
  await sql`update mediation.committee c set fold = x.fold, updated = x.updated, content = x.content
    from json_to_recordset(${JSON.stringify(records)}::json) as x(id uuid, n int, fold smallint, updated timestamptz, content jsonb)
    where c.district = ${district} and c.id = x.id and c.n = x.n`.execute(tx);
}
