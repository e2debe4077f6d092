import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Post } from '../../platform/identity/caller.ts';

export type Doing = 'open' | 'assign';
export type Presence = {
  readonly subject: string;
  readonly person: string;
  readonly post: Post;
  readonly doing: Doing;
  readonly at: Date;
};

/** Says that somebody has a matter open; who was last heard of before `stale` is taken away. */
export async function comeHere(tx: Tx, district: string, one: Presence, stale: Date): Promise<void> {
  await sql`delete from matters.presence where district = ${district} and at < ${stale}`.execute(tx);
  await sql`insert into matters.presence (district, subject, person, post, doing, at)
    values (${district}, ${one.subject}, ${one.person}, ${one.post}, ${one.doing}, ${one.at})
    on conflict (district, subject, person) do update set post = excluded.post, doing = excluded.doing, at = excluded.at`.execute(
    tx,
  );
}

export async function goAway(tx: Tx, district: string, subject: string, person: string): Promise<void> {
  await sql`delete from matters.presence where district = ${district} and subject = ${subject} and person = ${person}`.execute(
    tx,
  );
}

/** Others who have a matter open, or any matter that the scope sees; heard of after `since`, the latest first. */
export async function othersHere(
  tx: Tx,
  district: string,
  person: string,
  since: Date,
  subject: string | null,
): Promise<Presence[]> {
  const { rows } = await sql<Presence>`select subject, person, post, doing, at from matters.presence
    where district = ${district} and person <> ${person} and at >= ${since} ${subject === null ? sql`` : sql`and subject = ${subject}`}
    order by at desc limit 300`.execute(tx);
  return rows;
}
