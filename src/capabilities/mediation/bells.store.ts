import { sql } from 'kysely';
import { arraysOf, type Columns } from '../../platform/db/columns.ts';
import type { Tx } from '../../platform/db/database.ts';
import { headSeq } from '../../platform/journal/lines.store.ts';
import { type Case, FOLD } from './mediation.rules.ts';
import type { Stored } from './mediation.store.ts';

/** How many lines of the journal one look takes. */
const SLICE = 2_000;
/** The line by which the terms of mediation change. */
const TERMS = 'mediation-setting.changed';

/**
 * The cases that the journal has spoken of since the last look, and the place that is looked up to then; null where there is nothing new.
 * The place is locked until the transaction ends, so that one worker at a time looks on. Where a district is looked at for the first time,
 * or its terms have changed, every open case is rung today: each is reckoned then.
 */
export async function nextCases(
  tx: Tx,
  district: string,
  today: string,
): Promise<{ readonly cases: readonly string[]; readonly to: number } | null> {
  const head = await headSeq(tx, district);
  const fresh = await sql`insert into mediation.clocked (district, seq) values (${district}, ${head})
    on conflict do nothing returning 1`.execute(tx);
  if (fresh.rows.length > 0) await ringAll(tx, district, today);
  const { rows } = await sql<{ seq: number }>`
    select seq from mediation.clocked where district = ${district} for update`.execute(tx);
  const from = rows[0]?.seq ?? head;
  const to = Math.min(head, from + SLICE);
  if (to <= from) return null;
  const { rows: spoken } = await sql<{ subject: string; kind: string }>`
    select distinct l.subject, case when l.kind = ${TERMS} then l.kind else 'case' end as kind from journal.line l
    where l.district = ${district} and l.seq > ${from} and l.seq <= ${to} and (l.kind like 'case.%' or l.kind = ${TERMS})`.execute(
    tx,
  );
  if (spoken.some(({ kind }) => kind === TERMS)) await ringAll(tx, district, today);
  return { cases: spoken.filter(({ kind }) => kind === 'case').map(({ subject }) => subject), to };
}

async function ringAll(tx: Tx, district: string, today: string): Promise<void> {
  await sql`insert into mediation.bell (district, subject, day)
    select district, id, ${today}::date from mediation.case_file
    where district = ${district} and status <> 'archived' and content ->> 'origin' = 'live'
    on conflict (district, subject) do update set day = least(bell.day, excluded.day)`.execute(tx);
}

export async function lookedTo(tx: Tx, district: string, seq: number): Promise<void> {
  await sql`update mediation.clocked set seq = ${seq} where district = ${district}`.execute(tx);
}

const BELL = { subject: 'uuid', day: 'date' } as const satisfies Columns;

/** Puts the next day of each case in the place of what stood; of a case with no day nothing stands. */
export async function putBells(tx: Tx, district: string, bells: ReadonlyMap<string, string | null>): Promise<void> {
  const gone = [...bells].flatMap(([subject, day]) => (day === null ? [subject] : []));
  const rows = [...bells].flatMap(([subject, day]) => (day === null ? [] : [{ subject, day }]));
  if (gone.length > 0)
    await sql`delete from mediation.bell where district = ${district} and subject = any(${gone}::uuid[])`.execute(tx);
  if (rows.length > 0)
    await sql`insert into mediation.bell (district, subject, day)
      select ${district}, subject, day from unnest(${arraysOf(rows, BELL)}) as x(subject, day)
      on conflict (district, subject) do update set day = excluded.day`.execute(tx);
}

/** Cases whose day has come, locked with their bells; those that another worker has are left to it. */
export async function ringing(tx: Tx, district: string, today: string, most: number): Promise<string[]> {
  const { rows } = await sql<{ subject: string }>`select subject from mediation.bell
    where district = ${district} and day <= ${today}::date order by day, subject limit ${most} for update skip locked`.execute(
    tx,
  );
  return rows.map(({ subject }) => subject);
}

/** Cases locked for a line of the clock's, in the order of their ids; those that were never folded by this release are left to refold. */
export async function lockCases(tx: Tx, district: string, ids: readonly string[]): Promise<Stored[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ content: Case; head: Buffer }>`select content, head from mediation.case_file
    where district = ${district} and id = any(${[...ids]}::uuid[]) and fold = ${FOLD} order by id for update`.execute(
    tx,
  );
  return rows.map(({ content, head }) => ({ state: content, head }));
}
