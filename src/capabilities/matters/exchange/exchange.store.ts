import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import type { Fragment } from '../../../platform/journal/append.store.ts';
import type { SubjectRow } from '../../../platform/journal/subject.ts';
import { PARTNER_FOLD, type Partner } from './exchange.rules.ts';

/** A desk with its place in its own chain of lines. */
export type StoredPartner = { readonly partner: Partner; readonly head: Buffer };

type RawPartner = {
  district: string;
  id: string;
  n: number;
  head: Buffer;
  fold: number;
  desk: string;
  name_zh: string;
  name_en: string;
  categories: string;
  url: string | null;
  state: Partner['state'];
  secret: string | null;
  former: string | null;
  former_until: Date | null;
  updated: Date;
};
const COLUMNS = sql`district, id, n, head, fold, desk, name_zh, name_en, categories, url, state, secret, former, former_until, updated`;

function storedOf(row: RawPartner): StoredPartner {
  const { district, id, n, desk, categories, url, state, secret, former } = row;
  return {
    head: row.head,
    partner: {
      ...{ district, id, n, desk, name: { zh: row.name_zh, en: row.name_en }, categories, url, state, secret, former },
      formerUntil: row.former_until?.toISOString() ?? null,
      updated: row.updated.toISOString(),
    },
  };
}

function recordOf({ partner, head }: StoredPartner, fold = PARTNER_FOLD) {
  const { name, formerUntil, ...rest } = partner;
  return { ...rest, head: head.toString('hex'), fold, name_zh: name.zh, name_en: name.en, former_until: formerUntil };
}

/** A desk after one more line, or a new one; it was loaded FOR UPDATE in this transaction. */
export function setPartner(stored: StoredPartner): Fragment {
  return {
    name: 'partner_rows',
    body: sql`insert into matters.partner (district, id, n, head, fold, desk, name_zh, name_en, categories, url, state, secret, former, former_until, updated)
      select district, id, n, decode(head, 'hex'), fold, desk, name_zh, name_en, categories, url, state, secret, former, former_until, updated
      from json_to_recordset(${JSON.stringify([recordOf(stored)])}::json) as x(district text, id uuid, n int, head text, fold smallint, desk text,
        name_zh text, name_en text, categories text, url text, state text, secret uuid, former uuid, former_until timestamptz, updated timestamptz)
      on conflict (district, id) do update set n = excluded.n, head = excluded.head, fold = excluded.fold, name_zh = excluded.name_zh,
        name_en = excluded.name_en, categories = excluded.categories, url = excluded.url, state = excluded.state, secret = excluded.secret,
        former = excluded.former, former_until = excluded.former_until, updated = excluded.updated
      returning id`,
  };
}

/** One desk; with `lock`, for a change in the same transaction. */
export async function partnerOf(tx: Tx, district: string, desk: string, lock = false): Promise<StoredPartner | null> {
  const { rows } = await sql<RawPartner>`select ${COLUMNS} from matters.partner
    where district = ${district} and desk = ${desk} ${lock ? sql`for update` : sql``}`.execute(tx);
  return rows[0] ? storedOf(rows[0]) : null;
}

export async function allPartners(tx: Tx, district: string): Promise<Partner[]> {
  const { rows } = await sql<RawPartner>`
    select ${COLUMNS} from matters.partner where district = ${district} order by desk`.execute(tx);
  return rows.map((row) => storedOf(row).partner);
}

/** Desks by id, for audit and refold. */
export async function partnersAfter(
  tx: Tx,
  district: string,
  after: string | null,
  limit: number,
): Promise<SubjectRow[]> {
  const { rows } = await sql<RawPartner>`select ${COLUMNS} from matters.partner
    where district = ${district} and (${after}::uuid is null or id > ${after}::uuid) order by id limit ${limit}`.execute(
    tx,
  );
  return rows.map((row) => ({ id: row.id, n: row.n, head: row.head, fold: row.fold, state: storedOf(row).partner }));
}

/** Writes states anew for a refold; a row whose `n` is another by now is passed over. */
export async function rewritePartners(tx: Tx, district: string, rows: readonly SubjectRow[]): Promise<void> {
  const records = rows.map((row) => ({
    ...recordOf({ partner: row.state as Partner, head: row.head }, row.fold),
    n: row.n,
  }));
  await sql`update matters.partner p set fold = x.fold, name_zh = x.name_zh, name_en = x.name_en, categories = x.categories, url = x.url,
      state = x.state, secret = x.secret, former = x.former, former_until = x.former_until, updated = x.updated
    from json_to_recordset(${JSON.stringify(records)}::json) as x(id uuid, n int, fold smallint, name_zh text, name_en text, categories text,
      url text, state text, secret uuid, former uuid, former_until timestamptz, updated timestamptz)
    where p.district = ${district} and p.id = x.id and p.n = x.n`.execute(tx);
}

/** Notes a signature until its time is over; false where it came before. What is over is swept away on the way. */
export async function firstSight(tx: Tx, district: string, id: Buffer, until: Date, now: Date): Promise<boolean> {
  await sql`delete from matters.replayed where district = ${district} and until < ${now}`.execute(tx);
  const { rows } = await sql<{ id: Buffer }>`insert into matters.replayed (district, id, until)
    values (${district}, ${id}, ${until}) on conflict do nothing returning id`.execute(tx);
  return rows.length > 0;
}

/** Takes a note back: the message could not be dealt with and may come again as it was. */
export async function unsee(tx: Tx, district: string, id: Buffer): Promise<void> {
  await sql`delete from matters.replayed where district = ${district} and id = ${id}`.execute(tx);
}

/** A case of theirs and our matter. */
export type Exchanged = {
  readonly partner: string;
  readonly theirs: string;
  readonly subject: string;
  readonly digest: Buffer;
  readonly received: Date;
  readonly answerBy: Date | null;
  /** When it came in here. */
  readonly taken: Date;
};

/** New cases, each only when its request is fresh; part of the intake statement. */
export function newExchanged(district: string, rows: readonly (Exchanged & { readonly ask: string })[]): Fragment {
  const records = rows.map(({ digest, answerBy, ...one }) => ({
    ...one,
    digest: digest.toString('hex'),
    answer_by: answerBy,
  }));
  return {
    name: 'exchanged_rows',
    body: sql`insert into matters.exchanged (district, partner, theirs, subject, digest, received, answer_by, taken)
      select ${district}, partner, theirs, subject, decode(digest, 'hex'), received, answer_by, taken
      from json_to_recordset(${JSON.stringify(records)}::json) as x(partner text, theirs text, subject uuid, digest text,
        received timestamptz, answer_by timestamptz, taken timestamptz, ask uuid)
      where ask in (select id from fresh) returning subject`,
  };
}

/** Cases whose matter was merged go on as the other one's. */
export function mergedExchanged(district: string, from: string, into: string): Fragment {
  return {
    name: 'exchanged_merged',
    body: sql`update matters.exchanged set subject = ${into}::uuid where district = ${district} and subject = ${from}::uuid returning subject`,
  };
}

/** Takes back the numbers of cases whose desk is told by a delivery. */
export function forgottenExchanged(district: string, subject: string): Fragment {
  return {
    name: 'exchanged_forgotten',
    body: sql`delete from matters.exchanged e where e.district = ${district} and e.subject = ${subject}::uuid
      and exists (select 1 from matters.partner p where p.district = e.district and p.desk = e.partner
        and p.state = 'standing' and p.url is not null) returning e.subject`,
  };
}

const CASE = sql`partner, theirs, subject, digest, received, answer_by as "answerBy", taken`;

/** Cases by their own numbers. */
export async function exchangedBy(
  tx: Tx,
  district: string,
  partner: string,
  theirs: readonly string[],
): Promise<Exchanged[]> {
  const { rows } = await sql<Exchanged>`select ${CASE} from matters.exchanged
    where district = ${district} and partner = ${partner} and theirs = any(${[...theirs]}::text[]) order by theirs`.execute(
    tx,
  );
  return rows;
}

/** Cases that became a matter, with whether their desk takes deliveries now. */
export async function exchangedAs(
  tx: Tx,
  district: string,
  subject: string,
): Promise<(Exchanged & { readonly delivers: boolean })[]> {
  const { rows } = await sql<Exchanged & { delivers: boolean }>`
    select ${CASE}, exists (select 1 from matters.partner p where p.district = e.district and p.desk = e.partner
        and p.state = 'standing' and p.url is not null) as delivers
    from matters.exchanged e where district = ${district} and subject = ${subject} order by partner, theirs`.execute(
    tx,
  );
  return rows;
}

/** The cases of a desk that came in last, the newest first. */
export async function lastExchanged(tx: Tx, district: string, partner: string, limit: number): Promise<Exchanged[]> {
  const { rows } = await sql<Exchanged>`select ${CASE} from matters.exchanged
    where district = ${district} and partner = ${partner} order by taken desc, theirs limit ${limit}`.execute(tx);
  return rows;
}

/** Cases of a desk whose matter had a line in a span (both ends included), the oldest first. */
export async function exchangedWithin(
  tx: Tx,
  district: string,
  partner: string,
  span: { readonly from: Date; readonly to: Date; readonly limit: number },
): Promise<Exchanged[]> {
  const { rows } = await sql<Exchanged>`select ${CASE} from matters.exchanged e
    where district = ${district} and partner = ${partner} and exists (
      select 1 from matters.matter m where m.district = e.district and m.id = e.subject
        and m.updated >= ${span.from} and m.reported <= ${span.to})
    order by received, theirs limit ${span.limit}`.execute(tx);
  return rows;
}
