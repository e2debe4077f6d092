import { type RawBuilder, sql } from 'kysely';
import { arraysOf, type Columns, namesOf } from '../../platform/db/columns.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Fragment } from '../../platform/journal/append.store.ts';
import { numberOf } from '../../platform/journal/number.rules.ts';
import { FOLD } from './fold.rules.ts';
import { type Matter, OPEN } from './matters.rules.ts';

/** A matter's state with its place in its own chain of lines. */
export type Stored = { readonly matter: Matter; readonly head: Buffer; readonly number: string };

/** The columns that are the state, with the chain's (`n`, `head`, `fold`) and the number. */
const STATE = {
  district: 'text',
  id: 'uuid',
  n: 'int',
  head: 'bytea',
  fold: 'smallint',
  status: 'text',
  kind: 'text',
  urgency: 'text',
  channel: 'text',
  visibility: 'text',
  origin: 'text',
  territory: 'text',
  outside: 'boolean',
  lon: 'float8',
  lat: 'float8',
  body: 'text',
  proposed: 'text',
  handler: 'uuid',
  handed: 'uuid',
  reported: 'timestamptz',
  first_action: 'timestamptz',
  due: 'timestamptz',
  promised: 'timestamptz',
  clock: 'jsonb',
  tasks: 'jsonb',
  work: 'jsonb',
  parent: 'uuid',
  split_from: 'uuid',
  closed: 'timestamptz',
  on_time: 'boolean',
  asked: 'boolean',
  returns: 'int',
  reopened_by_reporter: 'boolean',
  rating: 'smallint',
  merged_into: 'uuid',
  door: 'text',
  supervised: 'timestamptz',
  help_asked: 'uuid',
  updated: 'timestamptz',
  number: 'text',
} as const satisfies Columns;
const COLUMNS = namesOf(STATE);
const NEW = { ...STATE, ask: 'uuid' } as const satisfies Columns;
const RECEIPT = { digest: 'bytea', subject: 'uuid', ask: 'uuid' } as const satisfies Columns;
const REPORTER = { phone: 'bytea', subject: 'uuid', territory: 'text', ask: 'uuid' } as const satisfies Columns;

/** A state as a row; days stand as their first instant. */
function rowOf({ matter, head }: Omit<Stored, 'number'>, ask: string | null) {
  const { firstAction, onTime, reopenedByReporter, mergedInto, helpAsked, splitFrom, ...others } = matter;
  const { reported, updated, clock, tasks, work, ...rest } = others;
  return {
    ...rest,
    head,
    fold: FOLD,
    reported: instant(reported),
    updated: instant(updated),
    clock: clock === null ? null : JSON.stringify(clock),
    work: work === null ? null : JSON.stringify(work),
    tasks: tasks.length === 0 ? null : JSON.stringify(tasks),
    first_action: firstAction,
    split_from: splitFrom,
    on_time: onTime,
    reopened_by_reporter: reopenedByReporter,
    merged_into: mergedInto,
    help_asked: helpAsked,
    number: numberOf(matter.district, matter.id, reported),
    ask,
  };
}
const instant = (time: string) => (time.length === 10 ? `${time}T00:00:00.000+08:00` : time);

/** New matters, each only when its request is fresh. */
export function newMatters(rows: readonly { matter: Matter; head: Buffer; ask: string | null }[]): Fragment {
  return {
    name: 'matter_rows',
    body: sql`insert into matters.matter (${COLUMNS})
      select ${COLUMNS} from unnest(${arraysOf(
        rows.map((one) => rowOf(one, one.ask)),
        NEW,
      )}) as x(${namesOf(NEW)})
      where ask is null or ask in (select id from fresh) returning id`,
  };
}

/** Matters after moves; each must have been loaded FOR UPDATE in this transaction. One row per matter. */
export function movedMatters(rows: readonly { matter: Matter; head: Buffer }[]): Fragment {
  return {
    name: 'matter_rows',
    body: sql`update matters.matter m set n = x.n, head = x.head, fold = x.fold, status = x.status, kind = x.kind,
        urgency = x.urgency, visibility = x.visibility, territory = x.territory, outside = x.outside, lon = x.lon, lat = x.lat,
        body = x.body, proposed = x.proposed, handler = x.handler, handed = x.handed, first_action = x.first_action, due = x.due, promised = x.promised,
        clock = x.clock, tasks = x.tasks, work = x.work, parent = x.parent,
        closed = x.closed, on_time = x.on_time, asked = x.asked, returns = x.returns,
        reopened_by_reporter = x.reopened_by_reporter, rating = x.rating, merged_into = x.merged_into, door = x.door, supervised = x.supervised,
        help_asked = x.help_asked, updated = x.updated
      from unnest(${arraysOf(
        rows.map((one) => rowOf(one, null)),
        NEW,
      )}) as x(${namesOf(NEW)})
      where m.district = x.district and m.id = x.id returning m.id`,
  };
}

/** Receipt codes' digests and reporters' blind indexes of new matters, as further fragments of the same statement. */
export function receiptsFragment(
  district: string,
  rows: readonly { digest: Buffer; subject: string; ask: string | null }[],
): Fragment {
  return {
    name: 'receipt_rows',
    body: sql`insert into matters.receipt (district, digest, subject)
      select ${district}, x.digest, x.subject from unnest(${arraysOf(rows, RECEIPT)}) as x(${namesOf(RECEIPT)})
      where ask is null or ask in (select id from fresh) returning subject`,
  };
}
export function reportersFragment(
  district: string,
  rows: readonly { phone: Buffer; subject: string; territory: string; ask: string | null }[],
): Fragment {
  return {
    name: 'reporter_rows',
    body: sql`insert into matters.reporter (district, subject, territory, phone)
      select ${district}, x.subject, x.territory, x.phone from unnest(${arraysOf(rows, REPORTER)}) as x(${namesOf(REPORTER)})
      where ask is null or ask in (select id from fresh) returning subject`,
  };
}

/** A matter that the scope can see; with `lock`, for a move in the same transaction. */
export async function loadMatter(tx: Tx, district: string, id: string, lock = false): Promise<Stored | null> {
  const { rows } = await sql<RawRow>`select ${COLUMNS} from matters.matter
    where district = ${district} and id = ${id} ${lock ? sql`for update` : sql``}`.execute(tx);
  return rows[0] ? storedOf(rows[0]) : null;
}

/** Several at once, in no order; those out of sight are missing. */
export async function loadMatters(tx: Tx, district: string, ids: readonly string[], lock = false): Promise<Stored[]> {
  const { rows } = await sql<RawRow>`select ${COLUMNS} from matters.matter
    where district = ${district} and id = any(${[...ids]}::uuid[]) order by id ${lock ? sql`for update` : sql``}`.execute(
    tx,
  );
  return rows.map(storedOf);
}

/** Those gathered under a matter, at most a hundred. */
export async function childrenOf(tx: Tx, district: string, id: string): Promise<Stored[]> {
  const { rows } = await sql<RawRow>`select ${COLUMNS} from matters.matter
    where district = ${district} and parent = ${id} order by reported, id limit 100`.execute(tx);
  return rows.map(storedOf);
}

/** Matters by id order, for audit and refold. */
export async function mattersAfter(
  tx: Tx,
  district: string,
  after: string | null,
  limit: number,
): Promise<(Stored & { fold: number })[]> {
  const { rows } = await sql<RawRow>`select ${COLUMNS} from matters.matter
    where district = ${district} and (${after}::uuid is null or id > ${after}::uuid) order by id limit ${limit}`.execute(
    tx,
  );
  return rows.map((row) => ({ ...storedOf(row), fold: row.fold }));
}

/** The matter behind a receipt code's digest. */
export async function subjectOfReceipt(tx: Tx, district: string, digest: Buffer): Promise<string | null> {
  const { rows } = await sql<{ subject: string }>`
    select subject from matters.receipt where district = ${district} and digest = ${digest}`.execute(tx);
  return rows[0]?.subject ?? null;
}

/** The matters that were reported with a phone, newest first, by the phone's blind index. */
export async function subjectsOfPhone(tx: Tx, district: string, phone: Buffer): Promise<string[]> {
  const { rows } = await sql<{ subject: string }>`
    select subject from matters.reporter where district = ${district} and phone = ${phone} order by subject desc limit 500`.execute(
    tx,
  );
  return rows.map((one) => one.subject);
}

export async function phoneOf(tx: Tx, district: string, subject: string): Promise<Buffer | null> {
  const { rows } = await sql<{ phone: Buffer }>`
    select phone from matters.reporter where district = ${district} and subject = ${subject}`.execute(tx);
  return rows[0]?.phone ?? null;
}

/** Those of the matters whose reporter left a phone. */
export async function withContact(tx: Tx, district: string, subjects: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ subject: string }>`
    select subject from matters.reporter where district = ${district} and subject = any(${[...subjects]}::uuid[])`.execute(
    tx,
  );
  return new Set(rows.map((one) => one.subject));
}

/** Some matters that ended before a moment and still lead to a reporter. */
export async function endedWithReporter(tx: Tx, district: string, before: Date, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select m.id from matters.reporter r
    join matters.matter m on m.district = r.district and m.id = r.subject
    where r.district = ${district} and m.status not in ${openList} and m.updated < ${before} limit ${limit}`.execute(
    tx,
  );
  return rows.map((one) => one.id);
}

/** Takes away what leads from a phone to its matters, for a forgetting. */
export async function forgetReporter(tx: Tx, district: string, subjects: readonly string[]): Promise<void> {
  await sql`delete from matters.reporter where district = ${district} and subject = any(${[...subjects]}::uuid[])`.execute(
    tx,
  );
}

type RawRow = {
  district: string;
  id: string;
  n: number;
  head: Buffer;
  fold: number;
  status: Matter['status'];
  kind: string;
  urgency: Matter['urgency'];
  channel: Matter['channel'];
  visibility: Matter['visibility'];
  origin: Matter['origin'];
  territory: string;
  outside: boolean;
  lon: number | null;
  lat: number | null;
  body: string | null;
  proposed: string | null;
  handler: string | null;
  handed: string | null;
  reported: Date;
  first_action: Date | null;
  due: Date;
  promised: Date | null;
  clock: Matter['clock'];
  tasks: Matter['tasks'] | null;
  work: Matter['work'];
  parent: string | null;
  split_from: string | null;
  closed: Date | null;
  on_time: boolean | null;
  asked: boolean;
  returns: number;
  reopened_by_reporter: boolean;
  rating: number | null;
  merged_into: string | null;
  door: Matter['door'];
  supervised: Date | null;
  help_asked: string | null;
  updated: Date;
  number: string;
};

/** A row as a state. Anonymous reports know only the day they came. */
export function storedOf(row: RawRow): Stored {
  const anonymous = row.channel === 'anonymous';
  const reported = row.reported.toISOString();
  const updated = row.updated.toISOString();
  const asDay = (time: string) => new Date(Date.parse(time) + 28_800_000).toISOString().slice(0, 10);
  return {
    head: row.head,
    number: row.number,
    matter: {
      district: row.district,
      id: row.id,
      n: row.n,
      status: row.status,
      kind: row.kind,
      urgency: row.urgency,
      channel: row.channel,
      visibility: row.visibility,
      origin: row.origin,
      territory: row.territory,
      outside: row.outside,
      lon: row.lon,
      lat: row.lat,
      body: row.body,
      proposed: row.proposed,
      handler: row.handler,
      handed: row.handed,
      reported: anonymous ? asDay(reported) : reported,
      firstAction: row.first_action?.toISOString() ?? null,
      due: row.due.toISOString(),
      promised: row.promised?.toISOString() ?? null,
      clock: row.clock,
      tasks: row.tasks ?? [],
      work: row.work,
      parent: row.parent,
      splitFrom: row.split_from,
      closed: row.closed?.toISOString() ?? null,
      onTime: row.on_time,
      asked: row.asked,
      returns: row.returns,
      reopenedByReporter: row.reopened_by_reporter,
      rating: row.rating,
      mergedInto: row.merged_into,
      door: row.door,
      supervised: row.supervised?.toISOString() ?? null,
      helpAsked: row.help_asked,
      // What was split off an anonymous report is the work of staff, at an instant.
      updated: anonymous && row.n === 1 && row.split_from === null ? asDay(updated) : updated,
    },
  };
}

/** Statuses that are open, as an SQL list. */
export const openList: RawBuilder<unknown> = sql`(${sql.join(OPEN.map((one) => sql`${one}`))})`;
export type { RawRow as MatterRow };
export { COLUMNS as matterColumns };
