import { sql } from 'kysely';
import { arraysOf, type Columns, namesOf } from '../../../platform/db/columns.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { Fragment } from '../../../platform/journal/append.store.ts';
import { statesAfter } from '../../../platform/journal/kept.store.ts';
import type { Standing } from '../../../platform/journal/step.ts';
import type { SubjectRow } from '../../../platform/journal/subject.ts';
import { FOLD, type Round } from './rounds.rules.ts';

type Raw = { id: string; n: number; head: Buffer; fold: number; content: Round };

/** A new round with its territories, when its request is fresh. */
export function newRound({ state: it, head }: Standing<Round>, ask: string): Fragment[] {
  return [
    {
      name: 'round_rows',
      body: sql`insert into mediation.round (district, id, n, head, fold, territory, last, closed, updated, content)
        select ${it.district}, ${it.id}::uuid, ${it.n}::int, ${head}::bytea, ${FOLD}::smallint, ${it.territory},
          ${it.to}::date, ${it.closed !== null}::boolean, ${it.updated}::timestamptz, ${JSON.stringify(it)}::jsonb
        where ${ask}::uuid in (select id from fresh) returning id`,
    },
    newPlaces(it, it.territories, ask),
  ];
}

const ROW = {
  district: 'text',
  id: 'uuid',
  n: 'int',
  head: 'bytea',
  fold: 'smallint',
  territory: 'text',
  last: 'date',
  closed: 'boolean',
  updated: 'timestamptz',
  content: 'jsonb',
} as const satisfies Columns;
const PLACE = {
  district: 'text',
  round: 'uuid',
  territory: 'text',
  first: 'date',
  last: 'date',
} as const satisfies Columns;

/** Many rounds as they stand after their pasts, with their territories. */
export function toldRounds(all: readonly Standing<Round>[]): Fragment[] {
  const rows = all.map(({ state: it, head }) => ({
    ...{ district: it.district, id: it.id, n: it.n, head, fold: FOLD, territory: it.territory, last: it.to },
    ...{ closed: it.closed !== null, updated: it.updated, content: JSON.stringify(it) },
  }));
  const places = all.flatMap(({ state: { district, id: round, from: first, to: last, territories } }) =>
    territories.map((territory) => ({ district, round, territory, first, last })),
  );
  return [
    {
      name: 'round_rows',
      body: sql`insert into mediation.round (${namesOf(ROW)}) select ${namesOf(ROW)}
        from unnest(${arraysOf(rows, ROW)}) as x(${namesOf(ROW)}) returning id`,
    },
    {
      name: 'round_place_rows',
      body: sql`insert into mediation.round_territory (${namesOf(PLACE)}) select ${namesOf(PLACE)}
        from unnest(${arraysOf(places, PLACE)}) as x(${namesOf(PLACE)}) returning round`,
    },
  ];
}

/** Territories more of a round, when the request is fresh. */
export function newPlaces(it: Round, territories: readonly string[], ask: string): Fragment {
  return {
    name: 'round_place_rows',
    body: sql`insert into mediation.round_territory (district, round, territory, first, last)
      select ${it.district}, ${it.id}::uuid, code, ${it.from}::date, ${it.to}::date
      from unnest(${[...territories]}::text[]) as code where ${ask}::uuid in (select id from fresh) returning round`,
  };
}

/** A round after a move; it was loaded FOR UPDATE in this transaction. @param lines how many lines the move is. */
export function movedRound({ state: it, head }: Standing<Round>, lines = 1): Fragment {
  return {
    name: 'round_rows',
    body: sql`update mediation.round set n = ${it.n}, head = ${head}, fold = ${FOLD}, closed = ${it.closed !== null},
        updated = ${it.updated}::timestamptz, content = ${JSON.stringify(it)}::jsonb
      where district = ${it.district} and id = ${it.id} and n = ${it.n - lines} returning id`,
  };
}

/** One round as far as the scope sees it; with `lock`, for a move in the same transaction. */
export async function loadRound(tx: Tx, district: string, id: string, lock = false): Promise<Standing<Round> | null> {
  const { rows } = await sql<Raw>`select id, n, head, fold, content from mediation.round
    where district = ${district} and id = ${id} ${lock ? sql`for update` : sql``}`.execute(tx);
  return rows[0] ? { state: rows[0].content, head: rows[0].head } : null;
}

/** Several rounds by their ids. */
export async function roundsById(tx: Tx, district: string, ids: readonly string[]): Promise<Round[]> {
  const { rows } = await sql<Raw>`select id, n, head, fold, content from mediation.round
    where district = ${district} and id = any(${[...ids]}::uuid[])`.execute(tx);
  const byId = new Map(rows.map((one) => [one.id, one.content]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Whether the scope sees a territory of this round. */
export async function seesRound(tx: Tx, district: string, id: string): Promise<boolean> {
  const { rows } = await sql<{ sees: boolean }>`select exists (select from mediation.round_territory
    where district = ${district} and round = ${id}) as sees`.execute(tx);
  return rows[0]?.sees === true;
}

/** A place in the list. */
export type Mark = { readonly last: string; readonly id: string };

/** A page of the rounds of which the scope sees a territory, the last to end first; with `on`, those that run on that day. */
export async function roundsPage(
  tx: Tx,
  district: string,
  page: { readonly on: string | null; readonly after: Mark | null; readonly limit: number },
): Promise<Mark[]> {
  const { on, after, limit } = page;
  const { rows } =
    await sql<Mark>`select round as id, to_char(last, 'YYYY-MM-DD') as last from mediation.round_territory
    where district = ${district}
      and (${on}::date is null or (first <= ${on}::date and last >= ${on}::date))
      and (${after === null} or (last, round) < (${after?.last ?? null}::date, ${after?.id ?? null}::uuid))
    group by last, round order by last desc, round desc limit ${limit}`.execute(tx);
  return rows;
}

/** Rounds whose last day is before this one and that nobody closed, locked; for the worker. */
export async function overdueRounds(
  tx: Tx,
  district: string,
  today: string,
  limit: number,
): Promise<Standing<Round>[]> {
  const { rows } = await sql<Raw>`select id, n, head, fold, content from mediation.round
    where district = ${district} and not closed and last < ${today}::date order by last, id limit ${limit}
    for update skip locked`.execute(tx);
  return rows.map(({ content, head }) => ({ state: content, head }));
}

/** Rounds that end by a day and have not said so by themselves, begun before today, locked; for the worker. After an id, in their order. */
export async function endingRounds(
  tx: Tx,
  district: string,
  days: { readonly today: string; readonly by: string },
  after: string | null,
): Promise<Standing<Round> | null> {
  const { rows } = await sql<Raw>`select id, n, head, fold, content from mediation.round
    where district = ${district} and not closed and last >= ${days.today}::date and last <= ${days.by}::date
      and content ->> 'from' < ${days.today} and content -> 'saidItself' is null
      and (${after}::uuid is null or id > ${after}::uuid)
    order by id limit 1 for update skip locked`.execute(tx);
  return rows[0] === undefined ? null : { state: rows[0].content, head: rows[0].head };
}

/** Rows by id, for audit and refold. */
export const roundsAfter = statesAfter({
  table: 'mediation.round',
  columns: { territory: 'text', last: 'date', closed: 'boolean', updated: 'timestamptz' },
  of: ({ territory, to, closed, updated }: Round) => ({ territory, last: to, closed: closed !== null, updated }),
});

/** Writes states anew for a refold; a row whose `n` is another by now is passed over. */
export async function rewriteRounds(tx: Tx, district: string, rows: readonly SubjectRow[]): Promise<void> {
  const records = rows.map(({ id, n, fold, state }) => {
    const it = state as Round;
    return { id, n, fold, last: it.to, closed: it.closed !== null, updated: it.updated, content: it };
  });
  await sql`update mediation.round r set fold = x.fold, last = x.last, closed = x.closed, updated = x.updated,
      content = x.content
    from json_to_recordset(${JSON.stringify(records)}::json) as x(id uuid, n int, fold smallint, last date, closed boolean,
      updated timestamptz, content jsonb)
    where r.district = ${district} and r.id = x.id and r.n = x.n`.execute(tx);
}
