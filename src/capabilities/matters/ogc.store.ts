import { type RawBuilder, sql } from 'kysely';
import type { Box, Span } from '../../gateways/ogc/facts.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { PublicMatter } from './public.store.ts';

/** Where a page begins: after the last matter of the page before, in the order newest first. */
export type Place = { readonly reported: Date; readonly number: string };

export type Look = {
  readonly box: Box | null;
  readonly span: Span | null;
  readonly after: Place | null;
  readonly limit: number;
};

const inSight = (district: string, { box, span }: Look): RawBuilder<unknown> => sql`m.district = ${district}
  ${span?.from ? sql`and m.reported >= ${span.from}` : sql``} ${span?.to ? sql`and m.reported <= ${span.to}` : sql``}
  ${box === null ? sql`` : sql`and m.lat between ${box.south} and ${box.north} and ${between(box)}`}`;

/** West above east is a box across 180°. */
const between = ({ west, east }: Box): RawBuilder<unknown> =>
  west <= east ? sql`m.lon between ${west} and ${east}` : sql`(m.lon >= ${west} or m.lon <= ${east})`;

/** Public matters of a box and a span, newest first, and how many there are in all. */
export async function publicPage(
  tx: Tx,
  district: string,
  look: Look,
): Promise<{ readonly rows: PublicMatter[]; readonly matched: number }> {
  const { after, limit } = look;
  const onward =
    after === null
      ? sql``
      : sql`and (m.reported < ${after.reported} or (m.reported = ${after.reported} and m.number < ${after.number}))`;
  const { rows } =
    await sql<PublicMatter>`select m.id, m.number, m.status, m.kind, m.visibility, m.territory, m.lon, m.lat, m.body,
      m.channel, m.reported, m.due, m.closed, m.updated
    from matters.public_matter m where ${inSight(district, look)} ${onward}
    order by m.reported desc, m.number desc limit ${limit}`.execute(tx);
  const counted = await sql<{ matched: number }>`select count(*)::int as matched
    from matters.public_matter m where ${inSight(district, look)}`.execute(tx);
  return { rows, matched: counted.rows[0]?.matched ?? 0 };
}

/** When the first public matter was reported; null where there is none. */
export async function firstReported(tx: Tx, district: string): Promise<Date | null> {
  const { rows } = await sql<{ first: Date | null }>`select min(m.reported) as first
    from matters.public_matter m where m.district = ${district}`.execute(tx);
  return rows[0]?.first ?? null;
}
