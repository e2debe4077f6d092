import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { CopyRows } from '../db/copyRows.ts';
import { copiedRows, type Tx } from '../db/database.ts';
import type { Keyring } from './keyring.ts';
import type { DataKey, KeyRow, Purpose, SealedRead, SealedRow } from './sealed.ts';

/**
 * The statement that inserts keys, to stand alone or as one arm of a `with`; it answers a row for each row written. Its
 * text is the same for any number of rows (arrays are its parameters), so that a batch is prepared once.
 * @param asks one for each row, as the journal's `append` takes them: a row goes in only where its request is in the
 *   statement's `fresh(id)`, so that a request that is sent twice leaves nothing twice. Absent: all rows go in.
 */
export function keysFragment(rows: readonly KeyRow[], asks?: readonly (string | null)[]): RawBuilder<unknown> {
  return sql`insert into sealing.key (district, id, owner, purpose, wrapped, made)
    select district, id, owner, purpose, wrapped, made from unnest(
      ${rows.map((row) => row.district)}::text[], ${rows.map((row) => row.id)}::uuid[],
      ${rows.map((row) => row.owner)}::uuid[], ${rows.map((row) => row.purpose)}::text[],
      ${rows.map((row) => row.wrapped)}::bytea[], ${rows.map((row) => row.made)}::date[], ${asksOf(rows, asks)}::uuid[])
      as x(district, id, owner, purpose, wrapped, made, ask) ${onlyFresh(asks)}
    on conflict do nothing returning 1`;
}

/** The statement that inserts sealed texts; as `keysFragment`. */
export function sealedFragment(rows: readonly SealedRow[], asks?: readonly (string | null)[]): RawBuilder<unknown> {
  return sql`insert into sealing.sealed (district, id, subject, territory, owner, key, slot, cipher)
    select district, id, subject, territory, owner, key, slot, cipher from unnest(
      ${rows.map((row) => row.district)}::text[], ${rows.map((row) => row.id)}::uuid[],
      ${rows.map((row) => row.subject)}::uuid[], ${rows.map((row) => row.territory)}::text[],
      ${rows.map((row) => row.owner)}::uuid[], ${rows.map((row) => row.key)}::uuid[],
      ${rows.map((row) => row.slot)}::text[], ${rows.map((row) => row.cipher)}::bytea[], ${asksOf(rows, asks)}::uuid[])
      as x(district, id, subject, territory, owner, key, slot, cipher, ask) ${onlyFresh(asks)}
    on conflict do nothing returning 1`;
}

const asksOf = (rows: readonly unknown[], asks?: readonly (string | null)[]): readonly (string | null)[] =>
  asks ?? rows.map(() => null);

const onlyFresh = (asks?: readonly (string | null)[]): RawBuilder<unknown> =>
  asks === undefined ? sql`` : sql`where ask is null or ask in (select id from fresh)`;

/** Inserts keys and what they seal, in the caller's transaction. */
export async function insertSealed(tx: Tx, keys: readonly KeyRow[], rows: readonly SealedRow[]): Promise<void> {
  if (keys.length > 0) await keysFragment(keys).execute(tx);
  if (rows.length > 0) await sealedFragment(rows).execute(tx);
}

/** The sealed texts of subjects (all slots, or those named) that the transaction's scope can see, in the order of subject, slot, id. */
export async function sealedOf(
  tx: Tx,
  district: string,
  subjects: readonly string[],
  slots?: readonly string[],
): Promise<SealedRead[]> {
  const wanted = slots ? sql`and s.slot = any(${[...slots]}::text[])` : sql``;
  const read = await sql<SealedRead>`
    select s.district, s.id, s.subject, s.territory, s.owner, s.key, s.slot, s.cipher, k.wrapped
    from sealing.sealed s left join sealing.key k on k.district = s.district and k.id = s.key
    where s.district = ${district} and s.subject = any(${[...subjects]}::uuid[]) ${wanted}
    order by s.subject, s.slot, s.id`.execute(tx);
  return read.rows;
}

/** Sealed texts by their own ids, as lines name them. */
export async function sealedById(tx: Tx, district: string, ids: readonly string[]): Promise<SealedRead[]> {
  const read = await sql<SealedRead>`
    select s.district, s.id, s.subject, s.territory, s.owner, s.key, s.slot, s.cipher, k.wrapped
    from sealing.sealed s left join sealing.key k on k.district = s.district and k.id = s.key
    where s.district = ${district} and s.id = any(${[...ids]}::uuid[])
    order by s.id`.execute(tx);
  return read.rows;
}

/** SHA-256, in hex, of sealed texts by their own ids. */
export async function digestsById(
  tx: Tx,
  district: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const read = await sql<{ id: string; digest: string }>`
    select id, encode(sha256(cipher), 'hex') as digest from sealing.sealed
    where district = ${district} and id = any(${[...ids]}::uuid[])`.execute(tx);
  return new Map(read.rows.map((row) => [row.id, row.digest]));
}

/** Subject, id and SHA-256 of the sealed texts of all subjects above one up to another, by subject: without a look-up for each. */
export async function digestsBetween(
  tx: Tx,
  district: string,
  after: string | null,
  last: string | null,
): Promise<CopyRows> {
  const above = after === null ? sql`` : sql`and subject > ${sql.lit(after)}`;
  const upTo = last === null ? sql`` : sql`and subject <= ${sql.lit(last)}`;
  return copiedRows(
    tx,
    sql`select subject, id, sha256(cipher) from sealing.sealed where district = ${sql.lit(district)} ${above} ${upTo} order by subject`,
  );
}

/** The live keys of owners for one purpose, one per owner (the lowest id), unwrapped. An owner without one is missing from the map. */
export async function keysOf(
  tx: Tx,
  keyring: Keyring,
  district: string,
  owners: readonly string[],
  purpose: Purpose,
): Promise<Map<string, DataKey>> {
  const read = await sql<{ id: string; owner: string; wrapped: Buffer }>`
    select distinct on (owner) id, owner, wrapped from sealing.key
    where district = ${district} and owner = any(${[...owners]}::uuid[]) and purpose = ${purpose} and wrapped is not null
    order by owner, id`.execute(tx);
  return new Map(
    read.rows.map(({ id, owner, wrapped }) => [owner, { id, owner, secret: keyring.unwrap(district, wrapped) }]),
  );
}

/** Wrapped keys by id; null where forgotten. For what is sealed outside `sealing.sealed` (photos). */
export async function wrappedKeys(
  tx: Tx,
  district: string,
  ids: readonly string[],
): Promise<Map<string, Buffer | null>> {
  const read = await sql<{ id: string; wrapped: Buffer | null }>`
    select id, wrapped from sealing.key where district = ${district} and id = any(${[...ids]}::uuid[])`.execute(tx);
  return new Map(read.rows.map((row) => [row.id, row.wrapped]));
}

/** Every live key of owners (of one purpose, or of all): what a forgetting of a person or a subject takes. */
export async function keyIdsOf(
  tx: Tx,
  district: string,
  owners: readonly string[],
  purpose?: Purpose,
): Promise<string[]> {
  const only = purpose ? sql`and purpose = ${purpose}` : sql``;
  const read = await sql<{ id: string }>`
    select id from sealing.key
    where district = ${district} and owner = any(${[...owners]}::uuid[]) and wrapped is not null ${only}
    order by id`.execute(tx);
  return read.rows.map((row) => row.id);
}

/**
 * Destroys keys: what they sealed never opens again; the sealed bytes stay, so that lines' digests and the tree stay whole.
 * Returns the ids forgotten now (not those forgotten before). After the commit the caller hands them to `logForgotten`.
 */
export async function forget(tx: Tx, district: string, keyIds: readonly string[], at: Date): Promise<string[]> {
  const gone = await sql<{ id: string }>`
    update sealing.key set wrapped = null, forgotten = ${at}
    where district = ${district} and id = any(${[...keyIds]}::uuid[]) and wrapped is not null
    returning id`.execute(tx);
  return gone.rows.map((row) => row.id);
}

/** Every key forgotten in a district, for the start to bring `forgotten.log` up to the database. */
export async function forgottenKeys(tx: Tx, district: string): Promise<string[]> {
  const read = await sql<{ id: string }>`
    select id from sealing.key where district = ${district} and forgotten is not null order by id`.execute(tx);
  return read.rows.map((row) => row.id);
}

/** A subject's sealed texts follow it when its place is corrected, for the right goes by place. */
export async function moveSealed(
  tx: Tx,
  district: string,
  subjects: readonly string[],
  territory: string,
): Promise<void> {
  await sql`update sealing.sealed set territory = ${territory}
    where district = ${district} and subject = any(${[...subjects]}::uuid[]) and territory <> ${territory}`.execute(tx);
}

/** Writes a subject's keys and seals again, unchanged, for the daily batch of what came from nobody. */
export async function rewriteSealed(tx: Tx, district: string, subject: string): Promise<void> {
  await sql`select sealing.rewrite(${district}, ${subject}::uuid)`.execute(tx);
}
