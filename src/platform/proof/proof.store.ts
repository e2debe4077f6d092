import { sql } from 'kysely';
import type pg from 'pg';
import type { Tx } from '../db/database.ts';

/** Why a worker signs a tree no more: its beginning is gone, is another one, or the key is another's. */
export const FAULTS = ['rewound', 'rewritten', 'otherKey'] as const;
export type Fault = (typeof FAULTS)[number];

/** How far a district's tree is signed. */
export type Log = {
  readonly origin: string;
  /** The key that signs it, as people hand it on. */
  readonly key: string;
  readonly size: number;
  /** A signed note; empty before the first. */
  readonly checkpoint: string;
  readonly made: Date | null;
  readonly looked: Date | null;
  readonly fault: Fault | null;
};

/** The log of a district, or null where none was begun; `locked` for whoever lets it grow. */
export async function logOf(tx: Tx, district: string, locked = false): Promise<Log | null> {
  const { rows } = await sql<Log>`select origin, key, size, checkpoint, made, looked, fault from proof.log
    where district = ${district} ${locked ? sql`for update` : sql``}`.execute(tx);
  return rows[0] ?? null;
}

/** Begins a district's log, once: what it is called and who signs it stay. */
export async function beginLog(tx: Tx, district: string, one: Pick<Log, 'origin' | 'key'>): Promise<void> {
  await sql`insert into proof.log (district, origin, key) values (${district}, ${one.origin}, ${one.key})
    on conflict (district) do nothing`.execute(tx);
}

/** Begins a district's tree again under another name: nothing of the former one is left here but in what was signed. */
export async function beginAgain(tx: Tx, district: string, one: Pick<Log, 'origin' | 'key'>): Promise<void> {
  await sql`delete from proof.tile where district = ${district}`.execute(tx);
  await sql`update proof.log set origin = ${one.origin}, key = ${one.key}, size = 0, checkpoint = '', made = null, fault = null
    where district = ${district}`.execute(tx);
}

/** Notes that a worker looked, and why it signs no more. */
export async function lookedAt(tx: Tx, district: string, at: Date, fault: Fault | null): Promise<void> {
  await sql`update proof.log set looked = ${at}, fault = ${fault} where district = ${district}`.execute(tx);
}

/** A tree that has grown: its new head signed. */
export async function keepHead(
  tx: Tx,
  district: string,
  one: { readonly size: number; readonly note: string; readonly at: Date },
): Promise<void> {
  await sql`update proof.log set size = ${one.size}, checkpoint = ${one.note}, made = ${one.at}, looked = ${one.at}, fault = null
    where district = ${district}`.execute(tx);
}

/** The hashes of a tile as far as it has grown; empty where it has not begun. */
export async function tileOf(tx: Tx, district: string, level: number, index: number): Promise<Uint8Array> {
  const { rows } = await sql<{ hashes: Buffer }>`select hashes from proof.tile
    where district = ${district} and level = ${level} and index = ${index}`.execute(tx);
  return rows[0]?.hashes ?? Buffer.alloc(0);
}

/** SHA-256 of each full tile of leaves, by its index. */
export async function digestsOfTiles(tx: Tx, district: string): Promise<ReadonlyMap<number, Buffer>> {
  const { rows } = await sql<{ index: number; digest: Buffer }>`select index, sha256(hashes) as digest from proof.tile
    where district = ${district} and level = 0 and length(hashes) = 8192`.execute(tx);
  return new Map(rows.map(({ index, digest }) => [Number(index), digest]));
}

export type Tile = { readonly level: number; readonly index: number; readonly hashes: Buffer };

/** Puts tiles in the place of their beginnings. */
export async function keepTiles(tx: Tx, district: string, tiles: readonly Tile[]): Promise<void> {
  if (tiles.length === 0) return;
  await sql`insert into proof.tile (district, level, index, hashes)
    select ${district}, level, index, hashes from unnest(${tiles.map((one) => one.level)}::smallint[], ${tiles.map((one) => one.index)}::bigint[],
      ${tiles.map((one) => one.hashes)}::bytea[]) as x(level, index, hashes)
    on conflict (district, level, index) do update set hashes = excluded.hashes`.execute(tx);
}

/** Hashes of the lines behind a seq, in their order. */
export async function hashesAfter(
  tx: Tx,
  district: string,
  seq: number,
  most: number,
): Promise<{ seq: number; hash: Buffer }[]> {
  const { rows } = await sql<{ seq: number; hash: Buffer }>`select seq, hash from journal.line
    where district = ${district} and seq > ${seq} order by seq limit ${most}`.execute(tx);
  return rows;
}

/** Most lines of a subject that are proved at once. */
const MOST_LINES = 2_000;

/** Lines, one by its id or all of a subject, in their order, as far as the scope sees them; without those that wait for their day's batch. */
export async function linesToProve(
  tx: Tx,
  district: string,
  wanted: { readonly line: string } | { readonly subject: string },
): Promise<{ seq: number; bytes: Buffer }[]> {
  const which = 'line' in wanted ? sql`id = ${wanted.line}::uuid` : sql`subject = ${wanted.subject}::uuid`;
  const { rows } = await sql<{ seq: number; bytes: Buffer }>`select seq, bytes from journal.line
    where district = ${district} and ${which} order by seq limit ${MOST_LINES}`.execute(tx);
  return rows;
}

/** How far each district's tree is signed. */
export async function logsStanding(
  pool: pg.Pool,
): Promise<{ district: string; size: number; looked: Date | null; fault: Fault | null }[]> {
  const { rows } = await pool.query<{ district: string; size: number; looked: Date | null; fault: Fault | null }>(
    'select district, size, looked, fault from proof.standing()',
  );
  return rows;
}

/** Of lines by their place in the order, the subject and the hash. */
export async function subjectsOfLines(
  tx: Tx,
  district: string,
  seqs: readonly number[],
): Promise<{ seq: number; subject: string; hash: Buffer }[]> {
  const { rows } = await sql<{ seq: number; subject: string; hash: Buffer }>`select seq, subject, hash from journal.line
    where district = ${district} and seq = any(${[...seqs]}::bigint[]) order by seq`.execute(tx);
  return rows;
}

/** Every subject that has a line in a tree of a size. */
export async function subjectsUpTo(tx: Tx, district: string, size: number): Promise<string[]> {
  const { rows } = await sql<{ subject: string }>`select distinct subject from journal.line
    where district = ${district} and seq <= ${size} order by subject`.execute(tx);
  return rows.map((one) => one.subject);
}
