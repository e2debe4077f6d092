import { sql } from 'kysely';
import type { Day } from '../../../platform/calendar/calendar.rules.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { Fragment } from '../../../platform/journal/append.store.ts';
import { statesAfter } from '../../../platform/journal/kept.store.ts';
import type { SubjectRow } from '../../../platform/journal/subject.ts';
import type { SetAside } from '../../matters/matters.door.ts';
import { type Appeal, FOLD, itemOf, type State } from './appeals.rules.ts';

/** An appeal with its place in its own chain of lines. */
export type Stored = { readonly appeal: Appeal; readonly head: Buffer };
type Raw = { id: string; n: number; head: Buffer; fold: number; content: Appeal };

const storedOf = ({ content, head }: Raw): Stored => ({ appeal: content, head });

/** The columns beside the state by which appeals are looked for. */
function columnsOf(it: Appeal) {
  const { against } = it;
  const isFigure = against.is === 'figure';
  return {
    item: itemOf(against),
    code: isFigure ? against.code : null,
    place: against.territory,
    kind: isFigure ? against.kind : null,
    from: isFigure ? against.from : null,
    to: isFigure ? against.to : null,
    lineSeq: isFigure ? null : against.pinned.seq,
    setAside: it.decided?.step ?? null,
  };
}

/** A new appeal, when its request is fresh. */
export function newAppeal({ appeal: it, head }: Stored, ask: string): Fragment {
  const { item, code, place, kind, from, to, lineSeq } = columnsOf(it);
  return {
    name: 'appeal_rows',
    body: sql`insert into figures.appeal (district, id, n, head, fold, state, territory, item, code, place, kind, day_from, day_to,
        line_seq, filed, due, updated, content)
      select ${it.district}, ${it.id}::uuid, ${it.n}::int, ${head}::bytea, ${FOLD}::smallint, ${it.state}, ${it.territory}, ${item},
        ${code}, ${place}, ${kind}, ${from}::date, ${to}::date, ${lineSeq}::bigint, ${it.filed.at}::timestamptz,
        ${it.due}::timestamptz, ${it.updated}::timestamptz, ${JSON.stringify(it)}::jsonb
      where ${ask}::uuid in (select id from fresh) returning id`,
  };
}

/** An appeal after a move; it was loaded FOR UPDATE in this transaction. */
export function movedAppeal({ appeal: it, head }: Stored): Fragment {
  return {
    name: 'appeal_rows',
    body: sql`update figures.appeal set n = ${it.n}, head = ${head}, fold = ${FOLD}, state = ${it.state},
        set_aside = ${columnsOf(it).setAside}, updated = ${it.updated}::timestamptz, content = ${JSON.stringify(it)}::jsonb
      where district = ${it.district} and id = ${it.id} and n = ${it.n - 1} returning id`,
  };
}

/** One appeal as far as the scope sees it; with `lock`, for a move in the same transaction. */
export async function loadAppeal(tx: Tx, district: string, id: string, lock = false): Promise<Stored | null> {
  const { rows } = await sql<Raw>`select id, n, head, fold, content from figures.appeal
    where district = ${district} and id = ${id} ${lock ? sql`for update` : sql``}`.execute(tx);
  return rows[0] ? storedOf(rows[0]) : null;
}

/** Appeals by their ids, as far as the scope sees them. */
export async function appealsById(tx: Tx, district: string, ids: readonly string[]): Promise<Appeal[]> {
  const { rows } = await sql<Raw>`select id, n, head, fold, content from figures.appeal
    where district = ${district} and id = any(${[...ids]}::uuid[])`.execute(tx);
  return rows.map((one) => one.content);
}

/** One at a time files and decides in a district: what is open already, and what is taken back already, is looked at before it is written. */
export async function lockAppeals(tx: Tx, district: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('figures.appeal'), ${Number(district)}::int)`.execute(tx);
}

/** The appeals of a territory against one thing, newest first. */
export async function appealsAgainst(tx: Tx, district: string, territory: string, item: string): Promise<Appeal[]> {
  const { rows } = await sql<Raw>`select id, n, head, fold, content from figures.appeal
    where district = ${district} and territory = ${territory} and item = ${item} order by filed desc, id desc`.execute(
    tx,
  );
  return rows.map((one) => one.content);
}

/** Steps of a line that were taken back already, whoever may read the decisions. */
export async function stepsTakenBack(tx: Tx, district: string, line: number): Promise<SetAside[]> {
  const { rows } = await sql<{ step: SetAside }>`select set_aside as step from figures.corrected_line
    where district = ${district} and line_seq = ${line}`.execute(tx);
  return rows.map((one) => one.step);
}

/** A place in the list. */
export type Mark = { readonly at: string; readonly id: string };

/** A page of appeals, newest first. */
export async function appealsPage(
  tx: Tx,
  district: string,
  page: {
    /** Appeals of these territories and of those below. */
    readonly reading: readonly string[];
    /** Only those of exactly these territories. */
    readonly own: readonly string[] | null;
    /** Only those of territories strictly below these. */
    readonly below: readonly string[] | null;
    readonly states: readonly State[] | null;
    /** Only those whose term was over at this moment and which nobody has decided. */
    readonly lateAt: string | null;
    readonly after: Mark | null;
    readonly limit: number;
  },
): Promise<Appeal[]> {
  const { reading, own, below, states, lateAt, after, limit } = page;
  const { rows } = await sql<Raw>`select id, n, head, fold, content from figures.appeal a
    where district = ${district}
      and exists (select from unnest(${[...reading]}::text[]) r where starts_with(a.territory, r))
      and (${own === null} or territory = any(${[...(own ?? [])]}::text[]))
      and (${below === null} or exists (select from unnest(${[...(below ?? [])]}::text[]) b
        where starts_with(a.territory, b) and a.territory <> b))
      and (${states === null} or state = any(${[...(states ?? [])]}::text[]))
      and (${lateAt === null} or (state = 'open' and due < ${lateAt}::timestamptz))
      and (${after === null} or (filed, id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by filed desc, id desc limit ${limit}`.execute(tx);
  return rows.map((one) => one.content);
}

/** A figure that is contested: how often, and since when. */
export type ContestedFigure = {
  readonly code: string;
  readonly territory: string;
  readonly kind: string | null;
  readonly from: Day;
  readonly to: Day;
  readonly n: number;
  readonly since: string;
};

/** Contested figures of a territory and those below whose periods overlap a span. Everybody may know. */
export async function contestedFigures(
  tx: Tx,
  ask: { readonly district: string; readonly territory: string; readonly from: Day; readonly to: Day },
): Promise<ContestedFigure[]> {
  const { rows } = await sql<Omit<ContestedFigure, 'since'> & { since: Date }>`
    select code, place as territory, kind, day_from as from, day_to as to, count(*)::int as n, min(filed) as since
    from figures.contested
    where district = ${ask.district} and code is not null and place >= ${ask.territory} and place < ${`${ask.territory}:`}
      and day_from <= ${ask.to} and day_to >= ${ask.from}
    group by 1, 2, 3, 4, 5 order by 2, 1, 3, 4, 5`.execute(tx);
  return rows.map((one) => ({ ...one, since: one.since.toISOString() }));
}

/** Which of these lines are contested. */
export async function contestedLines(tx: Tx, district: string, seqs: readonly number[]): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ seq: number }>`select line_seq as seq from figures.contested
    where district = ${district} and line_seq = any(${[...seqs]}::bigint[])`.execute(tx);
  return new Set(rows.map((one) => one.seq));
}

/** A decision's line: which appeal it decided, in whose name that was filed, and which line it took something back from. */
export type Corrected = { readonly appeal: string; readonly territory: string; readonly line: number };

/** Which of these lines are decisions that took something back. */
export async function correctedLines(
  tx: Tx,
  district: string,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, Corrected>> {
  const { rows } = await sql<{ seq: number; appeal: string; territory: string; line: number }>`
    select seq, appeal, territory, line_seq as line from figures.corrected_line
    where district = ${district} and seq = any(${[...seqs]}::bigint[])`.execute(tx);
  return new Map(rows.map(({ seq, ...one }) => [seq, one]));
}

/** Rows by id, for audit and refold. */
export const appealsAfter = statesAfter({
  table: 'figures.appeal',
  columns: {
    ...{
      state: 'text',
      territory: 'text',
      item: 'text',
      code: 'text',
      place: 'text',
      kind: 'text',
      day_from: 'date',
      day_to: 'date',
    },
    ...{ line_seq: 'bigint', set_aside: 'text', filed: 'timestamptz', due: 'timestamptz', updated: 'timestamptz' },
  },
  of: (it: Appeal) => {
    const { from, to, lineSeq, setAside, ...same } = columnsOf(it);
    const { state, territory, filed, due, updated } = it;
    return {
      ...same,
      state,
      territory,
      due,
      updated,
      day_from: from,
      day_to: to,
      line_seq: lineSeq,
      set_aside: setAside,
      filed: filed.at,
    };
  },
});

/** Writes states anew for a refold; a row whose `n` is another by now is passed over. */
export async function rewriteAppeals(tx: Tx, district: string, rows: readonly SubjectRow[]): Promise<void> {
  const records = rows.map(({ id, n, fold, state }) => {
    const it = state as Appeal;
    const { item, setAside } = columnsOf(it);
    return { id, n, fold, state: it.state, item, set_aside: setAside, due: it.due, updated: it.updated, content: it };
  });
  await sql`update figures.appeal a set fold = x.fold, state = x.state, item = x.item, set_aside = x.set_aside, due = x.due,
      updated = x.updated, content = x.content
    from json_to_recordset(${JSON.stringify(records)}::json) as x(id uuid, n int, fold smallint, state text, item text,
      set_aside text, due timestamptz, updated timestamptz, content jsonb)
    where a.district = ${district} and a.id = x.id and a.n = x.n`.execute(tx);
}
