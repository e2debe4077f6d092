import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Box } from './around.rules.ts';
import type { Status } from './matters.rules.ts';

/** A matter as the list of what is around has it; the place is the point or its cell's centre already in the database. */
export type Around = {
  readonly id: string;
  readonly number: string;
  readonly status: Status;
  readonly kind: string;
  readonly visibility: 'exact' | 'blurred';
  readonly territory: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly body: string | null;
  readonly reported: Date;
  readonly closed: Date | null;
};
const COLUMNS = sql.raw('id, number, status, kind, visibility, territory, lon, lat, body, reported, closed');

/** What the list may be narrowed by; what is empty or absent does not narrow. */
export type AroundFilters = {
  readonly statuses: readonly Status[];
  /** Codes of kinds, or groups of them. */
  readonly kinds: readonly string[];
  readonly since: Date | null;
  readonly territory: string | null;
  readonly box: Box | null;
};

function where(district: string, filters: AroundFilters): RawBuilder<unknown> {
  const { statuses, kinds, since, territory, box } = filters;
  const parts: RawBuilder<unknown>[] = [sql`district = ${district}`, sql`status = any(${[...statuses]}::text[])`];
  if (kinds.length > 0) {
    // `hazard` asks for the whole group, which is what lies between its dot and the character after the dot.
    const groups = kinds
      .filter((one) => !one.includes('.'))
      .map((one) => sql`kind >= ${`${one}.`} and kind < ${`${one}/`}`);
    const codes = kinds.filter((one) => one.includes('.'));
    parts.push(sql`(${sql.join([sql`kind = any(${codes}::text[])`, ...groups], sql` or `)})`);
  }
  if (since !== null) parts.push(sql`reported >= ${since}`);
  if (territory !== null) parts.push(sql`territory >= ${territory} and territory < ${`${territory}:`}`);
  if (box !== null)
    parts.push(sql`lon between ${box.west} and ${box.east} and lat between ${box.south} and ${box.north}`);
  return sql.join(parts, sql` and `);
}

type Mark = { readonly reported: Date; readonly id: string };

/** The statement of one page and of one row more. */
export function aroundStatement(
  district: string,
  filters: AroundFilters,
  after: Mark | null,
  limit: number,
): RawBuilder<Around> {
  const beyond = after === null ? sql`` : sql`and (reported, id) < (${after.reported}, ${after.id}::uuid)`;
  return sql<Around>`select ${COLUMNS} from matters.around
    where ${where(district, filters)} ${beyond}
    order by reported desc, id desc limit ${limit + 1}`;
}

/** One page, newest first; `after` is the number of the last matter of the page before, for a time would tell its minute. */
export async function aroundPage(
  tx: Tx,
  district: string,
  filters: AroundFilters,
  after: string | null,
  limit: number,
): Promise<{ readonly items: readonly Around[]; readonly after: string | null }> {
  const mark = after === null ? null : await aroundByNumber(tx, district, after);
  if (after !== null && mark === null) return { items: [], after: null };
  const { rows } = await aroundStatement(district, filters, mark, limit).execute(tx);
  const items = rows.slice(0, limit);
  return { items, after: rows.length > limit ? (items.at(-1)?.number ?? null) : null };
}

/** One matter by its number, through the index of the numbers' ends; null where it is not public. */
export async function aroundByNumber(tx: Tx, district: string, number: string): Promise<Around | null> {
  const { rows } = await sql<Around>`select ${COLUMNS} from matters.around
    where district = ${district} and tail = ${number.slice(-6)} and number = ${number} limit 1`.execute(tx);
  return rows[0] ?? null;
}

export type AroundStep = { readonly step: string; readonly recorded: Date };

/** The steps of one matter that everybody may know of, in their order. */
export async function aroundSteps(tx: Tx, district: string, id: string): Promise<AroundStep[]> {
  const { rows } = await sql<AroundStep>`select step, recorded from matters.around_step
    where district = ${district} and id = ${id} order by n`.execute(tx);
  return rows;
}

export type AroundCell = { lon: number; lat: number; n: number; number: string | null; status: Status | null };

/** How many matters one viewport looks at; beyond it, the cells are those of the newest so many. */
export const MOST_IN_SIGHT = 5_000;

/** The statement of `aroundCells`: it groups what is shown, so that no count tells more than the list does. */
export function aroundCellsStatement(
  district: string,
  filters: AroundFilters & { readonly box: Box },
): RawBuilder<AroundCell> {
  const { west, south, east, north } = filters.box;
  const across = Math.max((east - west) / 16, 1e-6);
  const down = Math.max((north - south) / 16, 1e-6);
  return sql<AroundCell>`
    select avg(lon) as lon, avg(lat) as lat, count(*) as n,
      case when count(*) = 1 then min(number) end as number, case when count(*) = 1 then min(status) end as status
    from (select number, status, lon, lat from matters.around
      where ${where(district, filters)}
      order by reported desc limit ${MOST_IN_SIGHT}) as seen
    group by floor((lon - ${west}) / ${across}), floor((lat - ${south}) / ${down})`;
}

/** A map viewport as at most 17 x 17 cells with counts; a cell of one is the matter itself. */
export async function aroundCells(
  tx: Tx,
  district: string,
  filters: AroundFilters & { readonly box: Box },
): Promise<AroundCell[]> {
  return (await aroundCellsStatement(district, filters).execute(tx)).rows;
}
