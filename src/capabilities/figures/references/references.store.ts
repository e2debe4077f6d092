import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import type { Fragment } from '../../../platform/journal/append.store.ts';
import { statesAfter } from '../../../platform/journal/kept.store.ts';
import type { SubjectRow } from '../../../platform/journal/subject.ts';
import { ancestorsOf, subtreeOf } from '../../../platform/places/codes.rules.ts';
import { FOLD, type Reference, type Sort, type What } from './references.rules.ts';

/** A reference with its place in its own chain of lines. */
export type Stored = { readonly reference: Reference; readonly head: Buffer };
type Raw = { id: string; n: number; head: Buffer; fold: number; content: Reference };
const storedOf = ({ content, head }: Raw): Stored => ({ reference: content, head });

/** A new reference, when its request is fresh. */
export function newReference({ reference: it, head }: Stored, ask: string): Fragment {
  return {
    name: 'reference_rows',
    body: sql`insert into figures.reference (district, id, n, head, fold, what, territory, updated, content)
      select ${it.district}, ${it.id}::uuid, ${it.n}::int, ${head}::bytea, ${FOLD}::smallint, ${it.what}, ${it.territory},
        ${it.updated}::timestamptz, ${JSON.stringify(it)}::jsonb
      where ${ask}::uuid in (select id from fresh) returning id`,
  };
}

/** A reference after one more line; it was loaded FOR UPDATE in this transaction. */
export function movedReference({ reference: it, head }: Stored): Fragment {
  return {
    name: 'reference_rows',
    body: sql`update figures.reference set n = ${it.n}, head = ${head}, fold = ${FOLD}, updated = ${it.updated}::timestamptz,
        content = ${JSON.stringify(it)}::jsonb
      where district = ${it.district} and id = ${it.id} and n = ${it.n - 1} returning id`,
  };
}

/** One at a time sets in a district: a base is held against those above and below before it is saved. */
export async function lockReferences(tx: Tx, district: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('figures.reference'), ${Number(district)}::int)`.execute(tx);
}

/** One reference by its id, for a move in the same transaction. */
export async function loadReference(tx: Tx, district: string, id: string): Promise<Stored | null> {
  const { rows } = await sql<Raw>`select id, n, head, fold, content from figures.reference
    where district = ${district} and id = ${id} for update`.execute(tx);
  return rows[0] ? storedOf(rows[0]) : null;
}

/** The one reference of a sort in a territory, for a move in the same transaction. */
export async function loadReferenceOf(tx: Tx, district: string, what: What, territory: string): Promise<Stored | null> {
  const { rows } = await sql<Raw>`select id, n, head, fold, content from figures.reference
    where district = ${district} and what = ${what} and territory = ${territory} for update`.execute(tx);
  return rows[0] ? storedOf(rows[0]) : null;
}

/** Those of the same sort in the territories above and below one, itself left out. */
export async function kinOf(tx: Tx, district: string, what: What, territory: string): Promise<Reference[]> {
  const { from, to } = subtreeOf(territory);
  const { rows } = await sql<Raw>`select id, n, head, fold, content from figures.reference
    where district = ${district} and what = ${what} and territory <> ${territory}
      and (territory = any(${ancestorsOf(territory)}::text[]) or (territory >= ${from} and territory < ${to}))
    order by territory`.execute(tx);
  return rows.map((one) => one.content);
}

/** References of some sorts in some territories. */
export async function referencesOf(
  tx: Tx,
  district: string,
  whats: readonly What[],
  territories: readonly string[],
): Promise<Reference[]> {
  const { rows } = await sql<Raw>`select id, n, head, fold, content from figures.reference
    where district = ${district} and what = any(${[...whats]}::text[]) and territory = any(${[...territories]}::text[])`.execute(
    tx,
  );
  return rows.map((one) => one.content);
}

/** Every reference of a sort in a district, by territory. */
export async function referencesWithin(tx: Tx, district: string, what: What): Promise<Reference[]> {
  const { rows } = await sql<Raw>`select id, n, head, fold, content from figures.reference
    where district = ${district} and what = ${what} order by territory`.execute(tx);
  return rows.map((one) => one.content);
}

/** A place in the list. */
export type Mark = { readonly territory: string; readonly what: string };

/** A page of references by territory, the district first: of one territory, those above it and those within it. */
export async function referencesPage(
  tx: Tx,
  district: string,
  page: {
    readonly territory: string | null;
    readonly sort: Sort | null;
    readonly after: Mark | null;
    readonly limit: number;
  },
): Promise<Reference[]> {
  const { territory, sort, after, limit } = page;
  const { from, to } = subtreeOf(territory ?? district);
  const { rows } = await sql<Raw>`select id, n, head, fold, content from figures.reference
    where district = ${district}
      and (territory = any(${ancestorsOf(territory ?? district)}::text[]) or (territory >= ${from} and territory < ${to}))
      and (${sort === null} or what like ${`${sort ?? ''}:%`})
      and (${after === null} or (territory, what) > (${after?.territory ?? ''}, ${after?.what ?? ''}))
    order by territory, what limit ${limit}`.execute(tx);
  return rows.map((one) => one.content);
}

/** Rows by id, for audit and refold. */
export const referencesAfter = statesAfter({
  table: 'figures.reference',
  columns: { what: 'text', territory: 'text', updated: 'timestamptz' },
  of: ({ what, territory, updated }: Reference) => ({ what, territory, updated }),
});

/** Writes states anew for a refold; a row whose `n` is another by now is passed over. */
export async function rewriteReferences(tx: Tx, district: string, rows: readonly SubjectRow[]): Promise<void> {
  const records = rows.map(({ id, n, fold, state }) => {
    const it = state as Reference;
    return { id, n, fold, what: it.what, territory: it.territory, updated: it.updated, content: it };
  });
  await sql`update figures.reference r set fold = x.fold, what = x.what, territory = x.territory, updated = x.updated,
      content = x.content
    from json_to_recordset(${JSON.stringify(records)}::json) as x(id uuid, n int, fold smallint, what text, territory text,
      updated timestamptz, content jsonb)
    where r.district = ${district} and r.id = x.id and r.n = x.n`.execute(tx);
}
