import { sql } from 'kysely';
import type pg from 'pg';
import type { Tx } from '../db/database.ts';
import type { Text } from '../language/language.ts';
import type { Json } from './canonical.rules.ts';
import { type Line, type LineKind, type Origin, upcast } from './line.rules.ts';

type Raw = { bytes: Buffer; version: number; hash: Buffer };

/**
 * Subjects' lines as far as the scope sees them, in each subject's order, bodies brought to their kinds' newest versions.
 * Lines of anonymous kinds that still wait for their day's batch stand in their place.
 */
export async function linesOf(
  tx: Tx,
  district: string,
  subjects: readonly string[],
  kinds: ReadonlyMap<string, LineKind>,
): Promise<Line<string, Json>[]> {
  const { rows } = await sql<Raw & { subject: string; n: number }>`
    select bytes, version, hash, subject, n from journal.line where district = ${district} and subject = any(${[...subjects]}::uuid[])
    union all
    select bytes, version, hash, subject, n from journal.waiting where district = ${district} and subject = any(${[...subjects]}::uuid[])
    order by subject, n`.execute(tx);
  return rows.map((row) => lineOf(row, kinds));
}

/** Where in the order subjects' lines stand, by line; those that still wait for their day's batch are absent. */
export async function seqsOf(
  tx: Tx,
  district: string,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ id: string; seq: number }>`
    select id, seq from journal.line where district = ${district} and subject = any(${[...subjects]}::uuid[])`.execute(
    tx,
  );
  return new Map(rows.map((one) => [one.id, one.seq]));
}

/** A stored line as folds and screens see it. */
export function lineOf(
  { bytes, version }: Pick<Raw, 'bytes' | 'version'>,
  kinds: ReadonlyMap<string, LineKind>,
): Line<string, Json> {
  const {
    prev: _prev,
    version: _version,
    ...line
  } = JSON.parse(bytes.toString('utf8')) as Line<string, Json> & {
    prev: string | null;
    version: number;
  };
  const kind = kinds.get(line.kind);
  return kind ? { ...line, body: upcast(kind, version, line.body) } : line;
}

/**
 * The newest seq of a district: where a desk that has just read its page goes on listening from. `held`: no line is appended in the district
 * until this transaction ends.
 */
export async function headSeq(tx: Tx, district: string, held = false): Promise<number> {
  const { rows } = await sql<{ seq: number }>`select seq from journal.head where district = ${district} ${
    held ? sql`for update` : sql``
  }`.execute(tx);
  return rows[0]?.seq ?? 0;
}

/** Which districts live in this database; asked outside a scope, at the start and now and then. */
export async function districtsOf(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ district: string }>('select district from journal.districts()');
  return rows.map((one) => one.district);
}

/** Founds a district: its head, before any line. Which origins it takes beside live ones is said now, for ever. */
export async function createDistrict(
  tx: Tx,
  one: { readonly district: string; readonly name: Text; readonly origin: Origin },
): Promise<void> {
  await sql`insert into journal.head (district, name_zh, name_en, origin) values (${one.district}, ${one.name.zh}, ${one.name.en}, ${one.origin})`.execute(
    tx,
  );
  await sql`insert into journal.watermark (district) values (${one.district})`.execute(tx);
}

/** What a district was founded as: live, an import's, or a demonstration's. */
export async function originOf(tx: Tx, district: string): Promise<Origin> {
  const { rows } = await sql<{ origin: Origin }>`select origin from journal.head where district = ${district}`.execute(
    tx,
  );
  return rows[0]?.origin ?? 'live';
}

/** The keyed digest of a request that was appended before under this id, or null. */
export async function askedBefore(tx: Tx, district: string, id: string): Promise<Buffer | null> {
  const { rows } = await sql<{ digest: Buffer }>`
    select digest from journal.asked where district = ${district} and id = ${id}`.execute(tx);
  return rows[0]?.digest ?? null;
}

/** Notes what was asked that leaves no line, for the days in which it may be asked again; false where it was asked before. */
export async function askedFirst(
  tx: Tx,
  district: string,
  one: { readonly id: string; readonly digest: Buffer; readonly day: string },
): Promise<boolean> {
  const { rows } = await sql`insert into journal.asked (district, id, digest, day)
    values (${district}, ${one.id}::uuid, ${one.digest}, ${one.day}) on conflict do nothing returning 1`.execute(tx);
  return rows.length > 0;
}

/** How many lines the tallies have not folded, and the age of the oldest message that waits, by district. */
export async function lagOf(pool: pg.Pool): Promise<{ district: string; lines: number; outboxSeconds: number }[]> {
  const { rows } = await pool.query<{ district: string; lines: number; outboxSeconds: number }>(
    'select district, fold_lag as lines, outbox_seconds as "outboxSeconds" from journal.lag()',
  );
  return rows;
}

/** The hashes of a scope's lines behind a seq, in their order; they say nothing of the lines and need no right to them. */
export async function hashesBehind(tx: Tx, seq: number, most: number): Promise<Buffer[]> {
  const { rows } = await sql<{
    hash: Buffer;
  }>`select hash from journal.hashes(${seq}::bigint, ${most}::integer)`.execute(tx);
  return rows.map((one) => one.hash);
}

/** How many lines a district has behind a seq, and when the first of them was recorded. */
export async function linesBehind(
  pool: pg.Pool,
  district: string,
  seq: number,
): Promise<{ lines: number; since: Date | null }> {
  const { rows } = await pool.query<{ lines: number; since: Date | null }>(
    'select lines, since from journal.behind($1, $2)',
    [district, seq],
  );
  return rows[0] ?? { lines: 0, since: null };
}
