import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { Fragment } from '../journal/append.store.ts';
import type { PreparedLine } from '../journal/line.ts';
import type { AppointmentNow, AppointmentState } from './appointments.rules.ts';
import type { Post } from './caller.ts';
import { type Chain, chainColumns, rowsOf } from './subject.store.ts';

export type AppointmentRow = AppointmentNow & { readonly chain: Chain };

type Stored = {
  id: string;
  n: number;
  head: Buffer;
  recorded: Date;
  person: string;
  post: Post;
  body: string | null;
  territory: string | null;
  from_day: string;
  to_day: string | null;
  deputy_of: string | null;
  state: AppointmentState;
  away: boolean;
  proposed_by: string | null;
  decided_by: string | null;
};

const COLUMNS = sql`a.id, a.n, a.head, a.recorded, a.person, a.post, a.body, a.territory, a.from_day, a.to_day, a.deputy_of,
  a.state, a.away, a.proposed_by, a.decided_by`;

const appointmentOf = (row: Stored): AppointmentRow => ({
  id: row.id,
  chain: { n: row.n, head: row.head, recorded: row.recorded },
  person: row.person,
  post: row.post,
  body: row.body,
  territory: row.territory,
  from: row.from_day,
  to: row.to_day,
  deputyOf: row.deputy_of,
  state: row.state,
  away: row.away,
  proposedBy: row.proposed_by,
  decidedBy: row.decided_by,
});

const RECORD = `id uuid, n int, head text, fold smallint, recorded timestamptz, person uuid, post text, body text, territory text,
  from_day date, to_day date, deputy_of uuid, state text, away boolean, proposed_by uuid, decided_by uuid`;

const recordOf = (line: PreparedLine, now: AppointmentNow) => ({
  ...chainColumns(line),
  person: now.person,
  post: now.post,
  body: now.body,
  territory: now.territory,
  from_day: now.from,
  to_day: now.to,
  deputy_of: now.deputyOf,
  state: now.state,
  away: now.away,
  proposed_by: now.proposedBy,
  decided_by: now.decidedBy,
});

type Moved = { readonly line: PreparedLine; readonly now: AppointmentNow };

/** New appointments with their first lines. */
export function newAppointments(moved: readonly Moved[], district: string): Fragment {
  const rows = moved.map(({ line, now }) => recordOf(line, now));
  return {
    name: 'appointments',
    body: sql`insert into identity.appointment (district, id, n, head, fold, recorded, person, post, body, territory, from_day, to_day,
        deputy_of, state, away, proposed_by, decided_by)
      select ${district}, id, n, decode(head, 'hex'), fold, recorded, person, post, body, territory, from_day, to_day,
        deputy_of, state, away, proposed_by, decided_by
      from ${rowsOf(rows, RECORD)} returning id`,
  };
}

/** Appointments moved on by a line each. */
export function movedAppointments(moved: readonly Moved[], district: string): Fragment {
  const rows = moved.map(({ line, now }) => recordOf(line, now));
  return {
    name: 'appointments',
    body: sql`update identity.appointment a
      set n = x.n, head = decode(x.head, 'hex'), fold = x.fold, recorded = x.recorded, state = x.state, away = x.away, decided_by = x.decided_by
      from ${rowsOf(rows, RECORD)}
      where a.district = ${district} and a.id = x.id and a.n = x.n - 1
      returning a.id`,
  };
}

/** An appointment, locked until the transaction ends. */
export async function lockAppointment(tx: Tx, district: string, id: string): Promise<AppointmentRow | null> {
  const { rows } = await sql<Stored>`
    select ${COLUMNS} from identity.appointment a where a.district = ${district} and a.id = ${id} for update`.execute(
    tx,
  );
  return rows[0] ? appointmentOf(rows[0]) : null;
}

export async function appointmentsById(tx: Tx, district: string, ids: readonly string[]): Promise<AppointmentRow[]> {
  const { rows } = await sql<Stored>`
    select ${COLUMNS} from identity.appointment a
    where a.district = ${district} and a.id = any(${[...ids]}::uuid[])`.execute(tx);
  return rows.map(appointmentOf);
}

/** What people hold or are proposed for, and the principals whom they stand in for. */
export async function openAppointments(tx: Tx, district: string, people: readonly string[]): Promise<AppointmentRow[]> {
  const { rows } = await sql<Stored>`
    select ${COLUMNS} from identity.appointment a
    where a.district = ${district} and a.person = any(${[...people]}::uuid[]) and a.state in ('proposed', 'standing')
    order by a.from_day, a.id`.execute(tx);
  return rows.map(appointmentOf);
}

/** A page of appointments, newest first by id, of the states asked for. */
export async function appointmentsBefore(
  tx: Tx,
  district: string,
  page: { readonly states: readonly AppointmentState[]; readonly before: string | null; readonly most: number },
): Promise<AppointmentRow[]> {
  const { rows } = await sql<Stored>`
    select ${COLUMNS} from identity.appointment a
    where a.district = ${district} and a.state = any(${[...page.states]}::text[])
      and (${page.before}::uuid is null or a.id < ${page.before}::uuid)
    order by a.id desc limit ${page.most}`.execute(tx);
  return rows.map(appointmentOf);
}

/** How many people other than one hold a post on a day, not as deputies and not away. */
export async function othersStanding(
  tx: Tx,
  district: string,
  post: Post,
  except: string,
  today: string,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct a.person) as n from identity.appointment a
    where a.district = ${district} and a.post = ${post} and a.state = 'standing' and a.person <> ${except}
      and a.deputy_of is null and a.from_day <= ${today} and (a.to_day is null or a.to_day >= ${today})`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** How many appointments at a body, or for what lies below a territory, are proposed or stand on a day or later. */
export async function appointmentsLasting(
  tx: Tx,
  district: string,
  where: { readonly body: string } | { readonly territory: string },
  day: string,
): Promise<number> {
  const there =
    'body' in where
      ? sql`a.body = ${where.body}`
      : sql`a.territory >= ${where.territory} and a.territory < ${`${where.territory}:`}`;
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from identity.appointment a
    where a.district = ${district} and ${there} and a.state in ('proposed', 'standing')
      and (a.to_day is null or a.to_day >= ${day})`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** Serialises what reads the set of appointments before it writes one: the last administrator, doubled posts. */
export async function lockAppointments(tx: Tx, district: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('identity.appointment'), ${Number(district)}::int)`.execute(tx);
}

/** Who stands at a body in one of these posts on a day, deputies among them; each person once. */
export async function holdersAt(
  tx: Tx,
  district: string,
  body: string,
  posts: readonly Post[],
  day: string,
): Promise<string[]> {
  const { rows } = await sql<{ person: string }>`
    select distinct person from identity.appointment
    where district = ${district} and body = ${body} and post = any(${[...posts]}::text[]) and state = 'standing' and not away
      and from_day <= ${day}::date and (to_day is null or to_day >= ${day}::date) order by person`.execute(tx);
  return rows.map((one) => one.person);
}

/** Bodies at which somebody holds a post on a day. */
export async function bodiesWith(tx: Tx, district: string, post: Post, day: string): Promise<string[]> {
  const { rows } = await sql<{ body: string }>`
    select distinct body from identity.appointment
    where district = ${district} and post = ${post} and body is not null and state = 'standing'
      and from_day <= ${day}::date and (to_day is null or to_day >= ${day}::date) order by body`.execute(tx);
  return rows.map((one) => one.body);
}
