import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import type { Fragment } from '../../../platform/journal/append.store.ts';
import type { Telling } from './exchange.rules.ts';

/** An answer that is owed to a desk: which case, and the line that it tells of. `made` is an ISO instant. */
export type OwedAnswer = {
  readonly id: string;
  readonly partner: string;
  readonly theirs: string;
  readonly subject: string;
  readonly line: string;
  readonly what: Telling['what'];
  readonly status: string;
  readonly made: string;
};

/** An answer and what came of it: sent, waiting (with its failures), or dropped because its desk was stopped. */
export type Answer = Omit<OwedAnswer, 'made'> & {
  readonly made: Date;
  readonly tries: number;
  readonly tried: Date | null;
  readonly failed: string | null;
  readonly sent: Date | null;
  readonly dropped: boolean;
  readonly again: Date | null;
};

/** How the line to a desk is. Times are null for what never happened. */
export type LineState = {
  readonly desk: string;
  readonly heard: Date | null;
  readonly refused: Date | null;
  readonly refusal: string | null;
  readonly fetched: Date | null;
  readonly sent: Date | null;
  readonly waiting: number;
  readonly failing: number;
  readonly dropped: number;
  readonly oldest: Date | null;
  /** The newest failure among what waits. */
  readonly failed: Date | null;
  readonly failure: string | null;
};

const ANSWER = sql`id, partner, theirs, subject, line, what, status, made, tries, tried, failed, sent, dropped, again`;

/** Answers that a step owes, in the step's own statement. */
export function newAnswers(district: string, rows: readonly OwedAnswer[]): Fragment {
  return {
    name: 'answer_rows',
    body: sql`insert into matters.answer (district, id, partner, theirs, subject, line, what, status, made)
      select ${district}, id, partner, theirs, subject, line, what, status, made
      from json_to_recordset(${JSON.stringify(rows)}::json) as x(id uuid, partner text, theirs text, subject uuid, line uuid,
        what text, status text, made timestamptz) returning id`,
  };
}

/** Takes back the numbers in what was told already of a matter; what still waits goes when it is delivered. */
export function forgottenAnswers(district: string, subject: string): Fragment {
  return {
    name: 'answer_forgotten',
    body: sql`delete from matters.answer where district = ${district} and subject = ${subject}::uuid
      and (sent is not null or dropped) returning id`,
  };
}

export async function answerOf(tx: Tx, district: string, id: string, lock = false): Promise<Answer | null> {
  const { rows } = await sql<Answer>`select ${ANSWER} from matters.answer
    where district = ${district} and id = ${id}::uuid ${lock ? sql`for update` : sql``}`.execute(tx);
  return rows[0] ?? null;
}

/** It reached its desk. */
export async function answerSent(tx: Tx, district: string, id: string, now: Date): Promise<void> {
  await sql`update matters.answer set sent = ${now}, tries = tries + 1, tried = ${now}, failed = null, dropped = false
    where district = ${district} and id = ${id}::uuid`.execute(tx);
}

/** It was delivered, and its case's number is to stand nowhere. */
export async function answerGone(tx: Tx, district: string, id: string): Promise<void> {
  await sql`delete from matters.answer where district = ${district} and id = ${id}::uuid`.execute(tx);
}

/** A try that failed; `dropped` where none will follow. `why` is a short code, never content. */
export async function answerFailed(
  tx: Tx,
  district: string,
  id: string,
  { why, dropped, now }: { readonly why: string; readonly dropped: boolean; readonly now: Date },
): Promise<void> {
  await sql`update matters.answer set tries = tries + 1, tried = ${now}, failed = ${why}, dropped = ${dropped}
    where district = ${district} and id = ${id}::uuid and sent is null`.execute(tx);
}

/** Somebody asks for it to be sent again. */
export async function answerAgain(tx: Tx, district: string, id: string, now: Date): Promise<void> {
  await sql`update matters.answer set again = ${now}, dropped = false where district = ${district} and id = ${id}::uuid`.execute(
    tx,
  );
}

/** A desk's answers, the newest first; `unsent` for those that did not reach it alone. */
export async function answersTo(
  tx: Tx,
  district: string,
  partner: string,
  { unsent, limit }: { readonly unsent: boolean; readonly limit: number },
): Promise<Answer[]> {
  const { rows } = await sql<Answer>`select ${ANSWER} from matters.answer
    where district = ${district} and partner = ${partner} ${unsent ? sql`and sent is null` : sql``}
    order by made desc, id limit ${limit}`.execute(tx);
  return rows;
}

/** What was told of some cases of a desk, the oldest first. */
export async function answersOfCases(
  tx: Tx,
  district: string,
  partner: string,
  theirs: readonly string[],
): Promise<Answer[]> {
  const { rows } = await sql<Answer>`select ${ANSWER} from matters.answer
    where district = ${district} and partner = ${partner} and theirs = any(${[...theirs]}::text[]) order by made, id`.execute(
    tx,
  );
  return rows;
}

/** How the line to each desk is. */
export async function lineStates(tx: Tx, district: string): Promise<ReadonlyMap<string, LineState>> {
  const { rows } = await sql<LineState>`
    select p.desk, h.heard, h.refused, h.refusal, h.fetched, s.sent, w.waiting, w.failing, w.dropped, w.oldest,
      f.tried as failed, f.failed as failure
    from matters.partner p
    left join matters.desk_heard h on h.district = p.district and h.desk = p.desk
    left join lateral (select max(a.sent) as sent from matters.answer a where a.district = p.district and a.partner = p.desk) s on true
    left join lateral (
      select (count(*) filter (where not a.dropped))::int as waiting, (count(*) filter (where not a.dropped and a.failed is not null))::int as failing,
        (count(*) filter (where a.dropped))::int as dropped, min(a.made) filter (where not a.dropped) as oldest
      from matters.answer a where a.district = p.district and a.partner = p.desk and a.sent is null) w on true
    left join lateral (
      select a.tried, a.failed from matters.answer a where a.district = p.district and a.partner = p.desk and a.sent is null
        and a.failed is not null order by a.tried desc limit 1) f on true
    where p.district = ${district}`.execute(tx);
  return new Map(rows.map((one) => [one.desk, one]));
}

/** Notes that a desk was heard: at most once a second, so that what comes at once does not wait in line for it. */
export async function heardFrom(tx: Tx, district: string, desk: string, now: Date): Promise<void> {
  await sql`insert into matters.desk_heard (district, desk, heard) select ${district}, ${desk}, ${now}::timestamptz
    where not exists (select 1 from matters.desk_heard where district = ${district} and desk = ${desk} and heard > ${now}::timestamptz - interval '1 second')
    on conflict (district, desk) do update set heard = excluded.heard`.execute(tx);
}

/** Notes that something in a desk's name was refused, `why` as a short code: at most once a second, whoever sends it. */
export async function refusedTo(tx: Tx, district: string, desk: string, why: string, now: Date): Promise<void> {
  await sql`insert into matters.desk_heard (district, desk, refused, refusal) select ${district}, ${desk}, ${now}::timestamptz, ${why}
    where not exists (select 1 from matters.desk_heard where district = ${district} and desk = ${desk} and refused > ${now}::timestamptz - interval '1 second')
    on conflict (district, desk) do update set refused = excluded.refused, refusal = excluded.refusal`.execute(tx);
}

/** Notes that a desk was given its answers as a list. */
export async function fetchedBy(tx: Tx, district: string, desk: string, now: Date): Promise<void> {
  await sql`insert into matters.desk_heard (district, desk, fetched) values (${district}, ${desk}, ${now})
    on conflict (district, desk) do update set fetched = excluded.fetched`.execute(tx);
}
