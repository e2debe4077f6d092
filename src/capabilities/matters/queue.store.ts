import { type RawBuilder, sql } from 'kysely';
import { addDays, dayOf, startOf } from '../../platform/calendar/calendar.rules.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { outermost } from '../../platform/db/settings.ts';
import type { Status, Urgency } from './matters.rules.ts';
import { type MatterRow, matterColumns, openList, type Stored, storedOf } from './matters.store.ts';

/** What a queue may be narrowed by; everything that is absent does not narrow. */
export type Filters = {
  readonly status?: readonly Status[] | undefined;
  readonly kind?: readonly string[] | undefined;
  readonly urgency?: readonly Urgency[] | undefined;
  readonly territory?: string | undefined;
  readonly body?: string | undefined;
  /** Person whose matters in hand are wanted. */
  readonly handler?: string | undefined;
  readonly overdue?: boolean | undefined;
  readonly dueToday?: boolean | undefined;
  readonly fresh?: boolean | undefined;
  readonly ids?: readonly string[] | undefined;
  readonly unassigned?: boolean | undefined;
  readonly outside?: boolean | undefined;
  readonly supervised?: boolean | undefined;
  /** Where somebody asked for help. */
  readonly help?: boolean | undefined;
  /** Shanghai days, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly number?: string | undefined;
  /** Corners of an area, WGS-84 degrees, three or more. */
  readonly shape?: readonly Corner[] | undefined;
};
export type Corner = { readonly lon: number; readonly lat: number };
export type Sort = 'newest' | 'oldest' | 'due' | 'updated';

/**
 * What of the district somebody's lists show: the places of their reach, and what their bodies have in hand. The policies see to
 * it that nobody sees more; said here as well, in comparisons that PostgreSQL trusts before it asks the policies, a list walks
 * an index of its own (bench/RESULTS.md). What was shared with a body and is not in its hand opens by its address.
 */
function within({ district, reach, bodies }: Scope): RawBuilder<unknown> {
  const codes = outermost(reach);
  if (codes.includes(district)) return sql`true`;
  const parts = codes.map((code) => sql`territory >= ${code} and territory < ${`${code}:`}`);
  if (bodies.length > 0) parts.push(sql`body = any(${[...bodies]}::text[])`);
  return parts.length === 0 ? sql`false` : sql`(${sql.join(parts, sql` or `)})`;
}

/** What open matters wait for: each a filter of the queue and a number of its strip. */
function waiting(now: Date) {
  return {
    fresh: sql`status = 'new' and reported > ${new Date(now.getTime() - 86_400_000)}`,
    unassigned: sql`status = 'new'`,
    // Deadlines stand at the end of their day, which is the first instant of the next.
    dueToday: sql`due >= ${now} and due <= ${startOf(addDays(dayOf(now), 1))}`,
    overdue: sql`due < ${now}`,
  };
}

function where(scope: Scope, filters: Filters, now: Date): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [sql`district = ${scope.district}`, within(scope)];
  const { status, kind, urgency, territory, body, handler, from, to } = filters;
  const number = filters.number?.toUpperCase().replace(/[%_\\]/g, '');
  if (status?.length) parts.push(sql`status = any(${[...status]}::text[])`);
  if (kind?.length) {
    // `hazard` asks for the whole group, which is what lies between its dot and the character after the dot.
    const groups = kind.filter((one) => !one.includes('.'));
    const codes = kind.filter((one) => one.includes('.'));
    const ranges = groups.map((one) => sql`kind >= ${`${one}.`} and kind < ${`${one}/`}`);
    parts.push(sql`(${sql.join([sql`kind = any(${codes}::text[])`, ...ranges], sql` or `)})`);
  }
  if (urgency?.length) parts.push(sql`urgency = any(${[...urgency]}::text[])`);
  if (territory !== undefined) parts.push(sql`territory >= ${territory} and territory < ${`${territory}:`}`);
  if (body !== undefined) parts.push(sql`body = ${body}`);
  if (handler !== undefined) parts.push(sql`handler = ${handler}`);
  const waits = waiting(now);
  if (filters.overdue) parts.push(sql`${waits.overdue} and status in ${openList}`);
  if (filters.dueToday) parts.push(sql`${waits.dueToday} and status in ${openList}`);
  if (filters.fresh) parts.push(waits.fresh);
  if (filters.unassigned) parts.push(waits.unassigned);
  if (filters.ids !== undefined) parts.push(sql`id = any(${[...filters.ids]}::uuid[])`);
  if (filters.outside) parts.push(sql`outside`);
  if (filters.supervised) parts.push(sql`supervised is not null`);
  if (filters.help) parts.push(sql`help_asked is not null`);
  if (from !== undefined) parts.push(sql`reported >= ${`${from}T00:00:00+08:00`}::timestamptz`);
  if (to !== undefined) parts.push(sql`reported < ${`${to}T00:00:00+08:00`}::timestamptz + interval '1 day'`);
  if (filters.shape !== undefined) parts.push(inShape(filters.shape));
  if (number !== undefined) parts.push(sql`number like ${`%${number}`}`);
  // Six characters or more are found through the index of the numbers' ends.
  if (number !== undefined && number.length >= 6) parts.push(sql`tail = ${number.slice(-6)}`);
  return sql.join(parts, sql` and `);
}

/** The box around an area finds rows by an index; the area itself then decides, its border included. */
function inShape(shape: readonly Corner[]): RawBuilder<unknown> {
  const lons = shape.map((one) => one.lon);
  const lats = shape.map((one) => one.lat);
  const polygon = `(${shape.map(({ lon, lat }) => `(${lon},${lat})`).join(',')})`;
  return sql`lon between ${Math.min(...lons)} and ${Math.max(...lons)} and lat between ${Math.min(...lats)} and ${Math.max(...lats)}
    and ${polygon}::polygon @> point(lon, lat)`;
}

const SORTS = {
  newest: { column: sql.raw('reported'), way: sql.raw('desc'), past: sql.raw('<') },
  oldest: { column: sql.raw('reported'), way: sql.raw('asc'), past: sql.raw('>') },
  due: { column: sql.raw('due'), way: sql.raw('asc'), past: sql.raw('>') },
  updated: { column: sql.raw('updated'), way: sql.raw('desc'), past: sql.raw('<') },
} as const;

type PageMark = { readonly value: string; readonly id: string };

/** The statement of one page, and of one row more, which tells whether there is another page. */
export function pageStatement(
  scope: Scope,
  filters: Filters,
  sort: Sort,
  after: PageMark | null,
  limit: number,
  now: Date,
): RawBuilder<MatterRow> {
  const { column, way, past } = SORTS[sort];
  const beyond = after ? sql`and (${column}, id) ${past} (${after.value}::timestamptz, ${after.id}::uuid)` : sql``;
  return sql<MatterRow>`select ${matterColumns} from matters.matter
    where ${where(scope, filters, now)} ${beyond}
    order by ${column} ${way}, id ${way} limit ${limit + 1}`;
}

/** One page of the queue by keyset; `after` is the last row's sort value and id. */
export async function queuePage(
  tx: Tx,
  scope: Scope,
  filters: Filters,
  sort: Sort,
  after: PageMark | null,
  limit: number,
  now: Date,
): Promise<{ items: Stored[]; after: PageMark | null }> {
  const { rows } = await pageStatement(scope, filters, sort, after, limit, now).execute(tx);
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  const value = (row: MatterRow) =>
    (sort === 'due' ? row.due : sort === 'updated' ? row.updated : row.reported).toISOString();
  return { items: items.map(storedOf), after: last ? { value: value(last), id: last.id } : null };
}

/** Whether more than so many fit; one row more is looked for and no further. */
export async function hasMoreThan(tx: Tx, scope: Scope, filters: Filters, most: number, now: Date): Promise<boolean> {
  const { rows } = await sql`select 1 from matters.matter where ${where(scope, filters, now)}
    limit 1 offset ${most}`.execute(tx);
  return rows.length > 0;
}

/** The counts strip: open matters of the reach by what they wait for. */
export async function stripCounts(tx: Tx, scope: Scope, person: string, now: Date) {
  const { fresh, unassigned, dueToday, overdue } = waiting(now);
  const { rows } = await sql<{ fresh: number; unassigned: number; dueToday: number; overdue: number; mine: number }>`
    select count(*) filter (where ${fresh}) as fresh,
      count(*) filter (where ${unassigned}) as unassigned,
      count(*) filter (where ${dueToday}) as "dueToday",
      count(*) filter (where ${overdue}) as overdue,
      count(*) filter (where handler = ${person}) as mine
    from matters.matter where ${where(scope, {}, now)} and status in ${openList}`.execute(tx);
  return rows[0] ?? { fresh: 0, unassigned: 0, dueToday: 0, overdue: 0, mine: 0 };
}

export type Window = { readonly west: number; readonly south: number; readonly east: number; readonly north: number };
export type Cell = { lon: number; lat: number; n: number; id: string | null; status: Status | null };

/** The length of a cell's side in degrees: a power of two, so that cells lie still while the map is pushed about, 12 to 24 of them across. */
const cellSize = (length: number): number => 2 ** Math.ceil(Math.log2(Math.max(length, 1e-6) / 24));

/** The statement of `mapCells`. */
export function cellsStatement(scope: Scope, filters: Filters, window: Window, now: Date): RawBuilder<Cell> {
  const { west, south, east, north } = window;
  const across = cellSize(east - west);
  const down = cellSize(north - south);
  return sql<Cell>`
    select avg(lon) as lon, avg(lat) as lat, count(*) as n,
      case when count(*) = 1 then min(id::text) end as id, case when count(*) = 1 then min(status) end as status
    from (select id, status, lon, lat from matters.matter
      where ${where(scope, filters, now)} and lon between ${west} and ${east} and lat between ${south} and ${north}) as seen
    group by floor(lon / ${across}), floor(lat / ${down})`;
}

/** A map viewport as at most 25 x 25 cells with counts, which add up to all there is; a cell of one is the matter itself. */
export async function mapCells(tx: Tx, scope: Scope, filters: Filters, window: Window, now: Date): Promise<Cell[]> {
  return (await cellsStatement(scope, filters, window, now).execute(tx)).rows;
}

/** Open or recent matters of a kind within so many metres, nearest first: candidates for merging. */
export async function nearby(
  tx: Tx,
  district: string,
  place: {
    readonly lon: number;
    readonly lat: number;
    readonly metres: number;
    readonly since: Date;
    readonly kind: string | null;
    readonly not: string | null;
  },
): Promise<(Stored & { metres: number })[]> {
  const down = place.metres / 111_320;
  const across = down / Math.max(Math.cos((place.lat * Math.PI) / 180), 0.01);
  const kind = place.kind === null ? sql`` : sql`and kind = ${place.kind}`;
  const not = place.not === null ? sql`` : sql`and id <> ${place.not}`;
  const { rows } = await sql<MatterRow>`select ${matterColumns} from matters.matter
    where district = ${district} and lon between ${place.lon - across} and ${place.lon + across}
      and lat between ${place.lat - down} and ${place.lat + down} and reported >= ${place.since}
      and status <> 'merged' and status <> 'void' ${kind} ${not}
    order by reported desc limit 200`.execute(tx);
  return rows
    .map((row) => {
      const dy = ((row.lat ?? 0) - place.lat) * 111_320;
      const dx = ((row.lon ?? 0) - place.lon) * 111_320 * Math.cos((place.lat * Math.PI) / 180);
      return { ...storedOf(row), metres: Math.round(Math.hypot(dx, dy)) };
    })
    .filter((one) => one.metres <= place.metres)
    .sort((a, b) => a.metres - b.metres)
    .slice(0, 10);
}
