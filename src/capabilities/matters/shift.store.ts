import { type RawBuilder, sql } from 'kysely';
import { dayOf, startOf } from '../../platform/calendar/calendar.rules.ts';
import type { Tx } from '../../platform/db/database.ts';
import { lineOf } from '../../platform/journal/lines.store.ts';
import { openList } from './matters.store.ts';
import { type Change, changesIn, READ_IN_FULL, SHIFT_KINDS } from './shift.rules.ts';
import { kindsOfLine } from './showing.ts';

/** Open matters by status, and those among them that somebody must not lose sight of. */
type OpenCounts = {
  readonly new: number;
  readonly assigned: number;
  readonly accepted: number;
  readonly handled: number;
  readonly verified: number;
  readonly overdue: number;
  readonly urgent: number;
  readonly help: number;
  readonly supervised: number;
};

const within = (territory: string): RawBuilder<unknown> =>
  sql`territory >= ${territory} and territory < ${`${territory}:`}`;

/** Reports of nobody from the day that is not over: they keep no hour, so nothing that is kept may tell when they came (charter rule 6). */
const unsettled = (at: Date): RawBuilder<unknown> =>
  sql`channel = 'anonymous' and reported >= ${startOf(dayOf(at))} and first_action is null`;

/** What stands open in a territory at a moment, as the queue counts it, without the day's anonymous reports, which are counted apart. */
export async function shiftCounts(
  tx: Tx,
  district: string,
  territory: string,
  at: Date,
): Promise<{ readonly counts: OpenCounts; readonly unsettled: number }> {
  const { rows } = await sql<OpenCounts & { unsettled: number }>`
    select count(*) filter (where status = 'new' and not hidden) as new,
      count(*) filter (where status = 'assigned' and not hidden) as assigned,
      count(*) filter (where status = 'accepted' and not hidden) as accepted,
      count(*) filter (where status = 'handled' and not hidden) as handled,
      count(*) filter (where status = 'verified' and not hidden) as verified,
      count(*) filter (where due < ${at} and not hidden) as overdue,
      count(*) filter (where urgency in ('urgent', 'critical') and not hidden) as urgent,
      count(*) filter (where help_asked is not null and not hidden) as help,
      count(*) filter (where supervised is not null and not hidden) as supervised,
      count(*) filter (where hidden) as unsettled
    from (select status, due, urgency, help_asked, supervised, (${unsettled(at)}) as hidden from matters.matter
      where district = ${district} and ${within(territory)} and status in ${openList}) as open`.execute(tx);
  const { unsettled: waiting = 0, ...counts } = rows[0] ?? { ...NONE, unsettled: 0 };
  return { counts, unsettled: waiting };
}

const NONE: OpenCounts = {
  new: 0,
  assigned: 0,
  accepted: 0,
  handled: 0,
  verified: 0,
  overdue: 0,
  urgent: 0,
  help: 0,
  supervised: 0,
};

/**
 * What happened to the matters of a territory in a stretch of the journal (`after` not included), by matter. Anonymous reports stand in
 * the stretch in which their day's batch does.
 */
export async function changesBetween(
  tx: Tx,
  district: string,
  territory: string,
  after: number,
  upTo: number,
): Promise<Readonly<Record<Change, readonly string[]>>> {
  const { rows } = await sql<{ subject: string; kind: string; bytes: Buffer | null; version: number }>`
    select subject, kind, version, case when kind = any(${[...READ_IN_FULL]}::text[]) then bytes end as bytes
    from journal.line where district = ${district} and seq > ${after} and seq <= ${upTo}
      and kind = any(${[...SHIFT_KINDS]}::text[]) and ${within(territory)} order by seq`.execute(tx);
  return changesIn(
    rows.map(({ subject, kind, bytes, version }) => ({
      subject,
      kind,
      body: bytes === null ? null : (lineOf({ bytes, version }, kindsOfLine).body as Record<string, unknown>),
    })),
  );
}

/** Whether anything happened to matters of a territory after a place in the journal; that somebody was reminded changes nothing. */
export async function changedAfter(tx: Tx, district: string, territory: string, after: number): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`
    select exists (select from journal.line where district = ${district} and seq > ${after}
      and split_part(kind, '.', 1) = 'matter' and kind not in ('matter.reminded', 'matter.task-reminded') and ${within(territory)}) as has`.execute(
    tx,
  );
  return rows[0]?.has ?? false;
}

/** The place in the journal before the first line that was recorded at or after a moment; `head` where none was. */
export async function seqBefore(tx: Tx, district: string, at: Date, head: number): Promise<number> {
  const { rows } = await sql<{ first: number | null }>`
    select min(seq) as first from journal.line where district = ${district} and recorded >= ${at}`.execute(tx);
  const first = rows[0]?.first ?? null;
  return first === null ? head : Number(first) - 1;
}

/** The numbers of matters that the scope sees, but for those sent to another door, of which nothing is shown (docs/decisions/0026). */
export async function numbersOf(tx: Tx, district: string, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; number: string }>`
    select id, number from matters.matter
    where district = ${district} and id = any(${[...ids]}::uuid[]) and status <> 'redirected'`.execute(tx);
  return new Map(rows.map((one) => [one.id, one.number]));
}
