import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { headSeq } from '../../platform/journal/lines.store.ts';
import type { Channel } from './subscriptions.rules.ts';
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
    await noteStatement(district, from, to).execute(tx);
  }
  await sql`insert into subscriptions.heard (district, seq) values (${district}, ${to})
    on conflict (district) do update set seq = excluded.seq`.execute(tx);
  return to < head;
}

/**
 * Notes for each wish what turned in its area at these places in the order. What the bodies did with an anonymous report before its
 * first line came into the order, with the batch of its day, is noted at that line: before, it is nobody's to hear.
 */
export function noteStatement(district: string, from: number, to: number): RawBuilder<unknown> {
  const turns = sql`select district, seq, kind, territory, lon, lat from matters.around_step
    where district = ${district} and turn is not null and origin = 'live'`;
  // The area is compared with what everybody sees: of a blurred matter its cell's centre and its town.
  return sql`insert into subscriptions.pending (district, subject, seq)
    select s.district, w.subject, s.seq
    from (${turns} and seq > ${from} and seq <= ${to} and first <= seq
      union all ${turns} and first > ${from} and first <= ${to} and seq < first) s
    join subscriptions.wish w on w.district = s.district
      and (w.kinds = '{}' or s.kind = any(w.kinds) or split_part(s.kind, '.', 1) = any(w.kinds))
      and case when w.territory is not null then s.territory >= w.territory and s.territory < w.territory || ':'
        else 111320 * sqrt(power((s.lon - w.lon) * cos(radians(w.lat)), 2) + power(s.lat - w.lat, 2)) <= w.metres end
    on conflict do nothing`;
}

export type Due = Wish & { readonly tries: number };

/** When somebody may be told: the moment, its Shanghai day, and by which ways messages go out at all. */
export type Moment = { readonly now: Date; readonly today: string; readonly channels: readonly Channel[] };

const isDue = ({ now, today, channels }: Moment) => sql`w.channel = any(${[...channels]}::text[])
  and (w.pace = 'each' or w.told is null or w.told < ${today}) and (w.rest is null or w.rest <= ${now})
  and exists (select from subscriptions.pending p where p.district = w.district and p.subject = w.subject)`;

/**
 * Subscriptions with something to tell, of which none heard anything today unless they wish to hear of each; those that took their
 * last message first, so that endpoints that never answer keep nobody waiting.
 */
export async function dueNow(tx: Tx, district: string, moment: Moment, limit: number): Promise<string[]> {
  const { rows } = await sql<{ subject: string }>`
    select w.subject from subscriptions.wish w where w.district = ${district} and ${isDue(moment)}
    order by w.tries, w.subject limit ${limit}`.execute(tx);
  return rows.map((one) => one.subject);
}

/**
 * Takes one of them until a moment, so that one worker tells it and none stays in a transaction meanwhile; null where another has
 * it or told it since, or it has ended. What died holding it lets go by itself.
 */
export async function claimWish(
  tx: Tx,
  district: string,
  subject: string,
  moment: Moment,
  until: Date,
): Promise<Due | null> {
  const { rows } = await sql<Due>`
    update subscriptions.wish w set rest = ${until}
    where w.district = ${district} and w.subject = ${subject} and ${isDue(moment)}
    returning subject, channel, pace, language, territory, lon, lat, metres, kinds, since, tries`.execute(tx);
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

/** What waits for a subscription: all its places in the order, and what of them may be told now, in that order. */
export async function turnsFor(
  tx: Tx,
  district: string,
  subject: string,
): Promise<{ readonly seqs: readonly number[]; readonly turns: readonly Turn[] }> {
  const { rows } = await sql<{ seq: number }>`select seq from subscriptions.pending
    where district = ${district} and subject = ${subject} order by seq`.execute(tx);
  const seqs = rows.map((one) => one.seq);
  return { seqs, turns: (await turnsStatement(district, seqs).execute(tx)).rows };
}

/** What turned at these places; they are named, since a view with a barrier is joined only after it was read from end to end. */
export const turnsStatement = (district: string, seqs: readonly number[]): RawBuilder<Turn> =>
  sql<Turn>`select number, turn, kind, territory from matters.around_step
    where district = ${district} and seq = any(${[...seqs]}::bigint[]) and turn is not null order by seq`;

/** These were told, or may be told no more; what was noted since then waits on. The day is noted where something went out. */
export async function settled(
  tx: Tx,
  district: string,
  subject: string,
  seqs: readonly number[],
  told: string | null,
): Promise<void> {
  await sql`delete from subscriptions.pending
    where district = ${district} and subject = ${subject} and seq = any(${[...seqs]}::bigint[])`.execute(tx);
  await sql`update subscriptions.wish set told = coalesce(${told}::date, told), tries = 0, rest = null
    where district = ${district} and subject = ${subject}`.execute(tx);
}

/** It was not taken: not again before `until`. */
export async function putOff(tx: Tx, district: string, subject: string, until: Date): Promise<void> {
  await sql`update subscriptions.wish set tries = tries + 1, rest = ${until} where district = ${district} and subject = ${subject}`.execute(
    tx,
  );
}
