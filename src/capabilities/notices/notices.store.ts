import { sql } from 'kysely';
import { arraysOf, type Columns, namesOf } from '../../platform/db/columns.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { HeardLine } from '../../platform/hearing/source.ts';
import type { LineKind } from '../../platform/journal/line.rules.ts';
import { headSeq, lineOf } from '../../platform/journal/lines.store.ts';
import type { Notice } from './notices.rules.ts';

const NOTICE = {
  address: 'text',
  seq: 'bigint',
  about: 'text',
  subject: 'uuid',
  sort: 'text',
  territory: 'text',
  body: 'text',
  stage: 'text',
  task: 'uuid',
  what: 'text',
  due: 'timestamptz',
  urgent: 'boolean',
  at: 'timestamptz',
} as const satisfies Columns;

/** How many lines of the journal one look takes. */
const SLICE = 2_000;
/** Notices that are read for somebody at once, the newest. */
const MOST = 1_000;

/**
 * The stretch of the journal that was not looked through yet; null where there is none. The place is locked until the transaction ends, so
 * that one worker at a time looks on. A district that was never listened to begins now: what happened before is no news.
 */
export async function nextStretch(tx: Tx, district: string): Promise<{ after: number; upTo: number } | null> {
  const head = await headSeq(tx, district);
  await sql`insert into notices.heard (district, seq, last) values (${district}, ${head}, ${head}) on conflict do nothing`.execute(
    tx,
  );
  const { rows } = await sql<{ seq: number }>`
    select seq from notices.heard where district = ${district} for update`.execute(tx);
  const after = rows[0]?.seq ?? head;
  const upTo = Math.min(head, after + SLICE);
  return upTo > after ? { after, upTo } : null;
}

/**
 * Lines of other capabilities in a stretch of the journal (`after` not included), in order; of what was brought from elsewhere or told as
 * an example nobody is to hear.
 */
export async function spokenElsewhere(
  tx: Tx,
  district: string,
  { after, upTo }: { readonly after: number; readonly upTo: number },
  kinds: readonly LineKind[],
): Promise<HeardLine[]> {
  if (kinds.length === 0) return [];
  const byName = new Map(kinds.map((one) => [one.name, one]));
  const { rows } = await sql<{ seq: number; bytes: Buffer; version: number }>`
    select seq, bytes, version from journal.line where district = ${district} and seq > ${after} and seq <= ${upTo}
      and kind = any(${[...byName.keys()]}::text[]) and origin = 'live' order by seq`.execute(tx);
  return rows.map((row) => {
    const { id, subject, kind, territory, recorded, body } = lineOf(row, byName);
    return { seq: row.seq, id, subject, kind, territory, recorded, body: body as Record<string, unknown> };
  });
}

/** Notes what a stretch says to whom, and that it was looked through. */
export async function noted(tx: Tx, district: string, upTo: number, notices: readonly Notice[]): Promise<void> {
  if (notices.length > 0) {
    await sql`insert into notices.notice (district, ${namesOf(NOTICE)})
      select ${district}, x.* from unnest(${arraysOf(notices, NOTICE)}) as x(${namesOf(NOTICE)})
      on conflict do nothing`.execute(tx);
  }
  const last = Math.max(0, ...notices.map((one) => one.seq));
  await sql`update notices.heard set seq = ${upTo}, last = greatest(last, ${last}) where district = ${district}`.execute(
    tx,
  );
}

/** Up to where the journal was looked through, and the last place that had a notice. */
export async function heardTo(tx: Tx, district: string): Promise<{ readonly seq: number; readonly last: number }> {
  const { rows } = await sql<{ seq: number; last: number }>`
    select seq, last from notices.heard where district = ${district}`.execute(tx);
  return rows[0] ?? { seq: 0, last: 0 };
}

type Raw = Omit<Notice, 'due' | 'at'> & { readonly due: Date | null; readonly at: Date };

/**
 * What some addresses were told in a stretch, the newest first, but for what `person` did themselves; as far as the scope sees.
 */
export async function noticesTo(
  tx: Tx,
  district: string,
  addresses: readonly string[],
  stretch: { readonly after: number; readonly upTo: number },
  person: string,
): Promise<Notice[]> {
  if (addresses.length === 0) return [];
  const { rows } = await sql<Raw>`
    select n.address, n.seq, n.about, n.subject, n.sort, n.territory, n.body, n.stage, n.task, n.what, n.due, n.urgent, n.at
    from (select * from notices.notice
      where district = ${district} and address = any(${[...addresses]}::text[]) and seq > ${stretch.after} and seq <= ${stretch.upTo}
      order by seq desc limit ${MOST}) n
    join journal.line l on l.district = ${district} and l.seq = n.seq
    where l.by is distinct from ${person}::uuid order by n.seq desc`.execute(tx);
  return rows.map((row) => ({ ...row, due: row.due?.toISOString() ?? null, at: row.at.toISOString() }));
}

/** Which addresses were told anything after a place: up to where, and up to where anything urgent. */
export async function addressesTold(
  tx: Tx,
  district: string,
  after: number,
): Promise<ReadonlyMap<string, { readonly last: number; readonly urgent: number }>> {
  const { rows } = await sql<{ address: string; last: number; urgent: number | null }>`
    select address, max(seq) as last, max(seq) filter (where urgent) as urgent from notices.notice
    where district = ${district} and seq > ${after} group by address`.execute(tx);
  return new Map(rows.map(({ address, last, urgent }) => [address, { last, urgent: urgent ?? 0 }]));
}

/** Takes away what is older than a moment. For the worker. */
export async function tidyNotices(tx: Tx, district: string, before: Date): Promise<void> {
  await sql`delete from notices.notice where district = ${district} and at < ${before}`.execute(tx);
}
