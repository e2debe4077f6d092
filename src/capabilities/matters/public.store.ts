import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Status } from './matters.rules.ts';

/** A matter as everybody may see it; place as exact or blurred as its kind says. */
export type PublicMatter = {
  readonly id: string;
  readonly number: string;
  readonly status: Status;
  readonly kind: string;
  readonly visibility: 'exact' | 'blurred';
  readonly territory: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly body: string | null;
  readonly channel: string;
  readonly reported: Date;
  readonly due: Date;
  readonly closed: Date | null;
  readonly updated: Date;
};
const COLUMNS = sql.raw(
  'id, number, status, kind, visibility, territory, lon, lat, body, channel, reported, due, closed, updated',
);

export type PublicSearch = {
  readonly kinds: readonly string[];
  readonly statuses: readonly Status[];
  readonly from: Date;
  readonly to: Date;
  readonly limit: number;
  readonly offset: number;
};

/** Public matters reported in a span, newest first. Kinds or statuses that are empty do not narrow. */
export async function publicMatters(tx: Tx, district: string, search: PublicSearch): Promise<PublicMatter[]> {
  const kinds = search.kinds.length > 0 ? sql`and kind = any(${[...search.kinds]}::text[])` : sql``;
  const statuses = search.statuses.length > 0 ? sql`and status = any(${[...search.statuses]}::text[])` : sql``;
  const { rows } = await sql<PublicMatter>`select ${COLUMNS} from matters.public_matter
    where district = ${district} and reported >= ${search.from} and reported <= ${search.to} ${kinds} ${statuses}
    order by reported desc, id desc limit ${search.limit} offset ${search.offset}`.execute(tx);
  return rows;
}

/** Public matters by their ids. */
export async function publicById(tx: Tx, district: string, ids: readonly string[]): Promise<PublicMatter[]> {
  const { rows } = await sql<PublicMatter>`select ${COLUMNS} from matters.public_matter
    where district = ${district} and id = any(${[...ids]}::uuid[])`.execute(tx);
  return rows;
}

/** The ends of numbers, by which the index knows them. */
export const tailsOf = (numbers: readonly string[]): string[] => numbers.map((one) => one.slice(-6));

/** Public matters by their numbers, through the index of the numbers' ends. */
export async function publicByNumber(tx: Tx, district: string, numbers: readonly string[]): Promise<PublicMatter[]> {
  return (await byNumberStatement(district, numbers).execute(tx)).rows;
}

/** The statement of `publicByNumber`. */
export const byNumberStatement = (district: string, numbers: readonly string[]): RawBuilder<PublicMatter> =>
  sql<PublicMatter>`select ${COLUMNS} from matters.public_matter
    where district = ${district} and tail = any(${tailsOf(numbers)}::text[]) and number = any(${[...numbers]}::text[])
    order by reported desc`;

/** Public matters that still go on, around a point, so that a reporter may follow one instead. */
export async function publicNear(
  tx: Tx,
  district: string,
  at: {
    readonly lon: number;
    readonly lat: number;
    readonly degrees: number;
    readonly since: Date;
    readonly kind: string | null;
  },
): Promise<PublicMatter[]> {
  const kind = at.kind === null ? sql`` : sql`and kind = ${at.kind}`;
  const { rows } = await sql<PublicMatter>`select ${COLUMNS} from matters.public_matter
    where district = ${district} and status in ('new', 'assigned', 'accepted', 'handled', 'verified') and reported >= ${at.since}
      and lon between ${at.lon - at.degrees} and ${at.lon + at.degrees} and lat between ${at.lat - at.degrees} and ${at.lat + at.degrees} ${kind}
    order by reported desc limit 100`.execute(tx);
  return rows;
}
