import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { headSeq } from '../../platform/journal/lines.store.ts';
import type { Wish } from './subscriptions.store.ts';

/** How many lines of the journal one look takes. */
const SLICE = 2_000;

/**
 * Looks on in the journal: what opened or closed in somebody's area is noted for them. Returns whether there is more to look at. A
 * district that was never listened to begins now: what happened before is no news.
 */
export async function noteTurns(tx: Tx, district: string): Promise<boolean> {
  const head = await headSeq(tx, district);
  const { rows } = await sql<{
    seq: number;
  }>`select seq from subscriptions.heard where district = ${district} for update`.execute(tx);
  const heard = rows[0]?.seq ?? null;
  const from = heard ?? head;
  const to = Math.min(head, from + SLICE);
  if (heard === to) return false;
  if (to > from) {
    // The area is compared with what everybody sees: of a blurred matter its cell's centre and its town.
    await sql`insert into subscriptions.pending (district, subject, seq)
      select s.district, w.subject, s.seq
      from matters.around_step s
      join subscriptions.wish w on w.district = s.district
        and (w.kinds = '{}' or s.kind = any(w.kinds) or split_part(s.kind, '.', 1) = any(w.kinds))
        and case when w.territory is not null then s.territory >= w.territory and s.territory < w.territory || ':'
          else 111320 * sqrt(power((s.lon - w.lon) * cos(radians(w.lat)), 2) + power(s.lat - w.lat, 2)) <= w.metres end
      where s.district = ${district} and s.seq > ${from} and s.seq <= ${to} and s.turn is not null and s.origin = 'live'
      on conflict do nothing`.execute(tx);
  }
  await sql`insert into subscriptions.heard (district, seq) values (${district}, ${to})
    on conflict (district) do update set seq = excluded.seq`.execute(tx);
  return to < head;
}

export type Due = Wish & { readonly tries: number };

/** Subscriptions with something to tell, of which none heard anything today unless they wish to hear of each. */
export async function dueNow(tx: Tx, district: string, today: string, now: Date, limit: number): Promise<string[]> {
  const { rows } = await sql<{ subject: string }>`
    select w.subject from subscriptions.wish w
    where w.district = ${district} and (w.pace = 'each' or w.told is null or w.told < ${today}) and (w.rest is null or w.rest <= ${now})
      and exists (select from subscriptions.pending p where p.district = w.district and p.subject = w.subject)
    order by w.subject limit ${limit}`.execute(tx);
  return rows.map((one) => one.subject);
}

/** One of them, locked; null where another worker has it or it has ended. */
export async function lockWish(tx: Tx, district: string, subject: string): Promise<Due | null> {
  const { rows } = await sql<Due>`
    select subject, channel, pace, language, territory, lon, lat, metres, kinds, since, tries from subscriptions.wish
    where district = ${district} and subject = ${subject} for update skip locked`.execute(tx);
  return rows[0] ?? null;
}

/** What can happen to a matter that somebody is told of. */
export const TURNS = ['opened', 'reopened', 'closed'] as const;

/** What opened or closed; its place and state as everybody sees it at this moment. */
export type Turn = {
  readonly number: string;
  readonly turn: (typeof TURNS)[number];
  readonly kind: string;
  readonly territory: string;
};

/** What waits for a subscription, in the journal's order. What is not public any more is left out. */
export async function turnsFor(tx: Tx, district: string, subject: string): Promise<Turn[]> {
  const { rows } = await sql<Turn>`select s.number, s.turn, s.kind, s.territory
    from subscriptions.pending p join matters.around_step s on s.district = p.district and s.seq = p.seq
    where p.district = ${district} and p.subject = ${subject} and s.turn is not null order by s.seq`.execute(tx);
  return rows;
}

/** It was told, or nothing of it may be told any more: nothing waits, and the day is noted where something went out. */
export async function settled(tx: Tx, district: string, subject: string, told: string | null): Promise<void> {
  await sql`delete from subscriptions.pending where district = ${district} and subject = ${subject}`.execute(tx);
  await sql`update subscriptions.wish set told = coalesce(${told}::date, told), tries = 0, rest = null
    where district = ${district} and subject = ${subject}`.execute(tx);
}

/** It was not taken: not again before `until`. */
export async function putOff(tx: Tx, district: string, subject: string, until: Date): Promise<void> {
  await sql`update subscriptions.wish set tries = tries + 1, rest = ${until} where district = ${district} and subject = ${subject}`.execute(
    tx,
  );
}
