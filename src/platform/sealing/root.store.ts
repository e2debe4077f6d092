import { sql } from 'kysely';
import type { Database, Tx } from '../db/database.ts';
import { Refusal } from '../db/refusal.ts';
import { nothing } from '../db/scope.ts';
import { Keyring, SealError, type Suite } from './keyring.ts';

/** What a database says of its master key; see migration 0003. */
export type RootRow = {
  readonly mark: string;
  readonly root: Buffer | null;
  readonly nextMark: string | null;
  readonly nextRoot: Buffer | null;
};

/** The code under which what is of the whole database stands; no district has it. */
export const OF_ALL = '000000';

export async function rootOf(tx: Tx): Promise<RootRow | null> {
  const { rows } = await sql<RootRow>`
    select mark, root, next_mark as "nextMark", next_root as "nextRoot" from sealing.root where district = ${OF_ALL}`.execute(
    tx,
  );
  return rows[0] ?? null;
}

export async function putRoot(tx: Tx, row: RootRow): Promise<void> {
  await sql`insert into sealing.root (district, mark, root, next_mark, next_root)
    values (${OF_ALL}, ${row.mark}, ${row.root}, ${row.nextMark}, ${row.nextRoot})
    on conflict (district) do update
      set mark = excluded.mark, root = excluded.root, next_mark = excluded.next_mark, next_root = excluded.next_root`.execute(
    tx,
  );
}

/**
 * The keyring of a database, with the root of its blind indexes. Throws `Refusal` where the master key is not this database's, and
 * while a change of the master key is under way: half of the keys would not open.
 */
export async function openKeyring(
  db: Database,
  master: Buffer,
  options: { readonly suite?: Suite } = {},
): Promise<Keyring> {
  const keyring = new Keyring(master, options);
  const row = await db.read(nothing(OF_ALL), rootOf);
  if (row === null) return keyring;
  refuseOther(keyring, row);
  return row.root === null ? keyring : keyring.withRoot(row.root);
}

/**
 * At the start, after the migrations: writes down whose database this is, and refuses any other master key, which would make
 * everything in it unreadable to whoever reads and new things unreadable to the rightful one. As the migrating role.
 */
export async function claimDatabase(db: Database, master: Buffer): Promise<void> {
  const keyring = new Keyring(master);
  await db.write(nothing(OF_ALL), async (tx) => {
    const row = await rootOf(tx);
    if (row !== null) return refuseOther(keyring, row);
    await proveKey(tx, keyring);
    await sql`insert into sealing.root (district, mark) values (${OF_ALL}, ${keyring.mark}) on conflict do nothing`.execute(
      tx,
    );
  });
}

/** Refuses a master key that does not open what is there: one live key is tried. For a database that says nothing itself. */
export async function proveKey(tx: Tx, keyring: Keyring): Promise<void> {
  const { rows } = await sql<{ district: string; wrapped: Buffer }>`
    select district, wrapped from sealing.key where wrapped is not null limit 1`.execute(tx);
  for (const { district, wrapped } of rows) if (!opens(keyring, district, wrapped)) throw new Refusal('otherMasterKey');
}

function refuseOther(keyring: Keyring, row: RootRow): void {
  if (row.nextMark !== null) throw new Refusal('rekeyUnderWay');
  if (row.mark !== keyring.mark) throw new Refusal('otherMasterKey');
}

/** Whether a wrapped key is one of this keyring's. */
export function opens(keyring: Keyring, district: string, wrapped: Buffer): boolean {
  try {
    keyring.unwrap(district, wrapped);
    return true;
  } catch (error) {
    if (error instanceof SealError) return false;
    throw error;
  }
}

/** A wrapped key and whose it is. */
export type WrappedKey = { readonly district: string; readonly id: string; readonly wrapped: Buffer };

/** The next live keys after one, in the order of district and id; locked where they are about to be wrapped anew. */
export async function wrappedAfter(
  tx: Tx,
  after: { readonly district: string; readonly id: string },
  most: number,
  locked: 'locked' | 'read',
): Promise<WrappedKey[]> {
  const { rows } = await sql<WrappedKey>`
    select district, id, wrapped from sealing.key
    where (district, id) > (${after.district}, ${after.id}::uuid) and wrapped is not null
    order by district, id limit ${most} ${locked === 'locked' ? sql`for update` : sql``}`.execute(tx);
  return rows;
}

export async function rewrap(tx: Tx, keys: readonly WrappedKey[]): Promise<void> {
  if (keys.length === 0) return;
  await sql`update sealing.key k set wrapped = x.wrapped
    from unnest(${keys.map((one) => one.district)}::text[], ${keys.map((one) => one.id)}::uuid[],
      ${keys.map((one) => one.wrapped)}::bytea[]) as x(district, id, wrapped)
    where k.district = x.district and k.id = x.id and k.wrapped is not null`.execute(tx);
}
