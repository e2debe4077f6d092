import { type RawBuilder, sql } from 'kysely';
import type { Box, Span } from '../../gateways/ogc/facts.ts';
import { addDays, dayOf, startOf } from '../../platform/calendar/calendar.rules.ts';
import type { Tx } from '../../platform/db/database.ts';
import { type Around, aroundByNumber } from './around.store.ts';

/** A matter as it is around, with the days of its deadline and of its last step. */
export type OgcMatter = Around & { readonly due: Date; readonly updated: Date };
const COLUMNS = sql.raw(
  'm.id, m.number, m.status, m.kind, m.visibility, m.territory, m.lon, m.lat, m.body, m.reported, m.due, m.closed, m.updated',
);

export type Look = { readonly box: Box | null; readonly span: Span | null; readonly limit: number };
type Mark = Pick<Around, 'reported' | 'id'>;

/** A matter is told by its day, so that a span takes in every matter of the days that it touches. */
const inSight = (district: string, { box, span }: Look): RawBuilder<unknown> => sql`m.district = ${district}
  ${span?.from ? sql`and m.reported >= ${startOf(dayOf(span.from))}` : sql``}
  ${span?.to ? sql`and m.reported < ${startOf(addDays(dayOf(span.to), 1))}` : sql``}
  ${box === null ? sql`` : sql`and m.lat between ${box.south} and ${box.north} and ${between(box)}`}`;

/** West above east is a box across 180°. */
const between = ({ west, east }: Box): RawBuilder<unknown> =>
  west <= east ? sql`m.lon between ${west} and ${east}` : sql`(m.lon >= ${west} or m.lon <= ${east})`;

/** The statement of one page and of one row more. */
export const ogcStatement = (district: string, look: Look, after: Mark | null): RawBuilder<OgcMatter> =>
  sql<OgcMatter>`select ${COLUMNS} from matters.around m where ${inSight(district, look)}
    ${after === null ? sql`` : sql`and (m.reported, m.id) < (${after.reported}, ${after.id}::uuid)`}
    order by m.reported desc, m.id desc limit ${look.limit + 1}`;

/**
 * Matters around in a box and a span, newest first, after the one of a number: a time would tell its minute. `after` is the last
 * one's number where there are more; null where the page is asked to begin after a number that is none of ours.
 */
export async function ogcPage(
  tx: Tx,
  district: string,
  look: Look,
  after: string | null,
): Promise<{ readonly rows: readonly OgcMatter[]; readonly after: string | null } | null> {
  const mark = after === null ? null : await aroundByNumber(tx, district, after);
  if (after !== null && mark === null) return null;
  const { rows } = await ogcStatement(district, look, mark).execute(tx);
  const page = rows.slice(0, look.limit);
  return { rows: page, after: rows.length > page.length ? (page.at(-1)?.number ?? null) : null };
}

/** One of them by its number, through the index of the numbers' ends; null where it is not public. */
export async function ogcByNumber(tx: Tx, district: string, number: string): Promise<OgcMatter | null> {
  const { rows } = await sql<OgcMatter>`select ${COLUMNS} from matters.around m
    where m.district = ${district} and m.tail = ${number.slice(-6)} and m.number = ${number} limit 1`.execute(tx);
  return rows[0] ?? null;
}

/** The statement of `firstReported`: a walk from the index's end to the first that is public. */
export const firstStatement = (district: string): RawBuilder<{ reported: Date }> =>
  sql<{ reported: Date }>`select m.reported from matters.around m where m.district = ${district}
    order by m.reported, m.id limit 1`;

/** When the first public matter was reported; null where there is none. */
export async function firstReported(tx: Tx, district: string): Promise<Date | null> {
  return (await firstStatement(district).execute(tx)).rows[0]?.reported ?? null;
}
