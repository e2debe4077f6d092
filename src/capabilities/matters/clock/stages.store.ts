import { sql } from 'kysely';
import { arraysOf, type Columns, namesOf } from '../../../platform/db/columns.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { headSeq } from '../../../platform/journal/lines.store.ts';
import type { Stage } from '../../clock/clock.door.ts';
import { openList } from '../matters.store.ts';
import type { Round } from './rounds.rules.ts';

/** One stage of a matter whose clock runs now, as its row. Times are ISO instants. */
export type StageRow = {
  readonly matter: string;
  readonly stage: Stage;
  readonly n: number;
  readonly at: number;
  readonly body: string | null;
  readonly kind: string;
  readonly territory: string;
  readonly since: string;
  readonly due: string;
  readonly provisional: boolean;
  readonly round: Round;
  readonly next: string | null;
  readonly said: number;
};

const ROW = {
  matter: 'uuid',
  stage: 'text',
  n: 'int',
  at: 'int',
  body: 'text',
  kind: 'text',
  territory: 'text',
  since: 'timestamptz',
  due: 'timestamptz',
  provisional: 'boolean',
  round: 'jsonb',
  next: 'timestamptz',
  said: 'smallint',
} as const satisfies Columns;

/** How many lines of the journal one look takes. */
const SLICE = 2_000;

/**
 * The matters that the journal has spoken of since the last look, with the place that is looked up to then; null where there is nothing
 * new. The place is locked until the transaction ends, so that one worker at a time looks on. A district that is looked at for the
 * first time is looked at from its beginning.
 */
export async function nextTouched(tx: Tx, district: string): Promise<{ matters: string[]; to: number } | null> {
  await sql`insert into matters.clocked (district, seq) values (${district}, 0) on conflict do nothing`.execute(tx);
  const { rows } = await sql<{
    seq: number;
  }>`select seq from matters.clocked where district = ${district} for update`.execute(tx);
  const from = rows[0]?.seq ?? 0;
  const to = Math.min(await headSeq(tx, district), from + SLICE);
  if (to <= from) return null;
  const touched = await sql<{ subject: string }>`select distinct l.subject from journal.line l
    where l.district = ${district} and l.seq > ${from} and l.seq <= ${to} and l.kind like 'matter.%'`.execute(tx);
  return { matters: touched.rows.map((one) => one.subject), to };
}

export async function lookedTo(tx: Tx, district: string, seq: number): Promise<void> {
  await sql`update matters.clocked set seq = ${seq} where district = ${district}`.execute(tx);
}

/** Those of some matters whose stages were not looked at since their last line; what has ended and has no stage is looked at no more. */
export async function staleAmong(tx: Tx, district: string, matters: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select m.id from matters.matter m
    left join (select s.matter, max(s.at) as at from matters.stage s
      where s.district = ${district} and s.matter = any(${[...matters]}::uuid[]) group by s.matter) k on k.matter = m.id
    where m.district = ${district} and m.id = any(${[...matters]}::uuid[]) and m.n > coalesce(k.at, 0)
      and (k.at is not null or m.status in ${openList}) order by m.id`.execute(tx);
  return rows.map((one) => one.id);
}

/** Puts rows in the place of all that stands of these matters. */
export async function replaceStages(
  tx: Tx,
  district: string,
  matters: readonly string[],
  rows: readonly StageRow[],
): Promise<void> {
  await sql`delete from matters.stage where district = ${district} and matter = any(${[...matters]}::uuid[])`.execute(
    tx,
  );
  if (rows.length === 0) return;
  await sql`insert into matters.stage (district, ${namesOf(ROW)})
    select ${district}, x.* from unnest(${arraysOf(
      rows.map((one) => ({ ...one, round: JSON.stringify(one.round) })),
      ROW,
    )}) as x(${namesOf(ROW)})`.execute(tx);
}

/** Stages whose clock speaks now, locked; those that another worker has are left to it. */
export async function ringing(
  tx: Tx,
  district: string,
  now: Date,
  most: number,
): Promise<Pick<StageRow, 'matter' | 'at'>[]> {
  const { rows } = await sql<Pick<StageRow, 'matter' | 'at'>>`
    select matter, at from matters.stage
    where district = ${district} and next <= ${now} order by next, matter limit ${most} for update skip locked`.execute(
    tx,
  );
  return rows;
}

/** The calendar by which a district's deadlines were reckoned last; null where they never were. */
export async function calendarLooked(tx: Tx, district: string): Promise<number | null> {
  const { rows } = await sql<{
    calendar: number | null;
  }>`select calendar from matters.clocked where district = ${district}`.execute(tx);
  return rows[0]?.calendar ?? null;
}

export async function lookedBy(tx: Tx, district: string, calendar: number): Promise<void> {
  await sql`insert into matters.clocked (district, seq, calendar) values (${district}, 0, ${calendar})
    on conflict (district) do update set calendar = excluded.calendar`.execute(tx);
}

/** A stage as it is reckoned again: where it stands, and what it is reckoned from. */
export type Retimed = Pick<StageRow, 'matter' | 'stage' | 'at' | 'due' | 'provisional' | 'next' | 'said'>;
type Standing = Omit<Retimed, 'due' | 'next'> & { readonly due: Date; readonly round: Round };

/** Stages after a place in their order. None is locked: to lock a million rows writes each of their pages (bench/RESULTS.md). */
export async function stagesAfter(
  tx: Tx,
  district: string,
  after: { readonly matter: string; readonly stage: string } | null,
  most: number,
): Promise<Standing[]> {
  const from = after === null ? sql`` : sql`and (s.matter, s.stage) > (${after.matter}::uuid, ${after.stage})`;
  const { rows } =
    await sql<Standing>`select s.matter, s.stage, s.at, s.due, s.provisional, s.said, s.round from matters.stage s
    where s.district = ${district} ${from} order by s.matter, s.stage limit ${most}`.execute(tx);
  return rows;
}

/**
 * Puts other deadlines in place, where the stage is still the one that was looked at: what has moved on since was reckoned anew with
 * it. Only the clock of what came in live speaks again.
 */
export async function retimed(tx: Tx, district: string, rows: readonly Retimed[]): Promise<void> {
  if (rows.length === 0) return;
  const { matter, stage, at, due, provisional, next, said } = ROW;
  const SOME = { matter, stage, at, due, provisional, next, said };
  await sql`update matters.stage s set due = x.due, provisional = x.provisional, said = x.said,
      next = case when m.origin = 'live' then x.next end
    from unnest(${arraysOf(rows, SOME)}) as x(${namesOf(SOME)})
    join matters.matter m on m.district = ${district} and m.id = x.matter
    where s.district = ${district} and s.matter = x.matter and s.stage = x.stage and s.at = x.at`.execute(tx);
}
