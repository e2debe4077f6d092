import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Share } from './views.rules.ts';

export type ViewRow = {
  readonly id: string;
  readonly owner: string;
  readonly name: string;
  readonly query: unknown;
  readonly share: Share;
  readonly body: string | null;
};

/** The views that the scope sees, the oldest first. */
export async function viewsOf(tx: Tx, district: string): Promise<ViewRow[]> {
  const { rows } = await sql<ViewRow>`select id, owner, name, query, share, body from matters.view
    where district = ${district} order by made, id limit 400`.execute(tx);
  return rows;
}

/** How many views somebody keeps besides this one; others who count for the same person wait until this transaction ends. */
export async function ownBesides(tx: Tx, district: string, owner: string, id: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`views ${district} ${owner}`}, 0))`.execute(tx);
  const { rows } = await sql<{ n: number }>`select count(*) as n from matters.view
    where district = ${district} and owner = ${owner} and id <> ${id}`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** Whether the view stands now: false where the id is somebody else's. */
export async function putView(tx: Tx, district: string, view: ViewRow, now: Date): Promise<boolean> {
  const { id, owner, name, query, share, body } = view;
  const changed =
    await sql`update matters.view set name = ${name}, query = ${JSON.stringify(query)}::jsonb, share = ${share}, body = ${body}
    where district = ${district} and id = ${id} and owner = ${owner} returning id`.execute(tx);
  if (changed.rows.length > 0) return true;
  const added = await sql`insert into matters.view (district, id, owner, name, query, share, body, made)
    values (${district}, ${id}, ${owner}, ${name}, ${JSON.stringify(query)}::jsonb, ${share}, ${body}, ${now})
    on conflict do nothing`.execute(tx);
  return (added.numAffectedRows ?? 0n) > 0n;
}

export async function removeView(tx: Tx, district: string, owner: string, id: string): Promise<boolean> {
  const { rows } =
    await sql`delete from matters.view where district = ${district} and id = ${id} and owner = ${owner} returning id`.execute(
      tx,
    );
  return rows.length > 0;
}

export type Arranged = { readonly ids: readonly string[]; readonly first: string | null };

export async function orderOf(tx: Tx, district: string, owner: string): Promise<Arranged> {
  const { rows } = await sql<Arranged>`select ids, first from matters.view_order
    where district = ${district} and owner = ${owner}`.execute(tx);
  return rows[0] ?? { ids: [], first: null };
}

export async function putOrder(tx: Tx, district: string, owner: string, { ids, first }: Arranged): Promise<void> {
  await sql`insert into matters.view_order (district, owner, ids, first) values (${district}, ${owner}, ${[...ids]}::uuid[], ${first}::uuid)
    on conflict (district, owner) do update set ids = excluded.ids, first = excluded.first`.execute(tx);
}
