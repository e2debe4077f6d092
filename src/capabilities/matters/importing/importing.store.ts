import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import type { State } from './importing.rules.ts';

export type Counts = { readonly stored: number; readonly known: number; readonly refused: number };
export type ImportRow = Counts & {
  readonly id: string;
  readonly owner: string;
  readonly post: string;
  readonly state: State;
  /** Opens the uploaded file; null when it was let go. */
  readonly held: string | null;
  readonly said: Buffer;
  readonly rows: number | null;
  readonly upto: number;
  readonly turn: number;
  readonly made: Date;
  readonly ended: Date | null;
  readonly until: string;
};

const COLUMNS = sql`id, owner, post, state, held, said, rows, upto, stored, known, refused, turn, made, ended, until::text as until`;

/** Adds an import; false where the id is there already. */
export async function addImport(
  tx: Tx,
  district: string,
  one: Pick<ImportRow, 'id' | 'owner' | 'post' | 'held' | 'said' | 'made' | 'until'>,
): Promise<boolean> {
  const { rows } = await sql`
    insert into matters.import (district, id, owner, post, state, held, said, made, until)
    values (${district}, ${one.id}, ${one.owner}, ${one.post}, 'checking', ${one.held}, ${one.said}, ${one.made}, ${one.until})
    on conflict do nothing returning id`.execute(tx);
  return rows.length > 0;
}

/** How many imports have not ended. */
export async function openImports(tx: Tx, district: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from matters.import
    where district = ${district} and state in ('checking', 'checked', 'running')`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** The newest imports, the last first. */
export async function newestImports(tx: Tx, district: string, most: number): Promise<ImportRow[]> {
  const { rows } = await sql<ImportRow>`select ${COLUMNS} from matters.import
    where district = ${district} order by made desc, id limit ${most}`.execute(tx);
  return rows;
}

export async function importById(tx: Tx, district: string, id: string, lock = false): Promise<ImportRow | null> {
  const { rows } = await sql<ImportRow>`select ${COLUMNS} from matters.import
    where district = ${district} and id = ${id} ${lock ? sql`for update` : sql``}`.execute(tx);
  return rows[0] ?? null;
}

/** Back to be looked at under another plan. */
export async function checkAgain(tx: Tx, district: string, id: string, said: Buffer): Promise<void> {
  await sql`update matters.import set state = 'checking', said = ${said}, upto = 0, turn = turn + 1, beat = null
    where district = ${district} and id = ${id}`.execute(tx);
}

export async function startRun(tx: Tx, district: string, id: string, until: string): Promise<void> {
  await sql`update matters.import set state = 'running', until = ${until}, upto = 0, turn = turn + 1, beat = null
    where district = ${district} and id = ${id}`.execute(tx);
}

/** Ends it, whatever is under way: a worker finds another turn and stops. */
export async function endImport(
  tx: Tx,
  district: string,
  id: string,
  to: { readonly state: State; readonly ended: Date; readonly until: string; readonly said?: Buffer },
): Promise<void> {
  await sql`update matters.import set state = ${to.state}, ended = ${to.ended}, until = ${to.until},
      said = ${to.said === undefined ? sql`said` : to.said}, turn = turn + 1, beat = null
    where district = ${district} and id = ${id}`.execute(tx);
}

/** Takes the oldest import that waits for a worker, or whose worker has not been heard of since a moment. */
export async function takeImport(tx: Tx, district: string, now: Date, silentSince: Date): Promise<ImportRow | null> {
  const { rows } = await sql<ImportRow>`
    update matters.import set turn = turn + 1, beat = ${now} where district = ${district} and id = (
      select id from matters.import where district = ${district} and state in ('checking', 'running')
        and (beat is null or beat < ${silentSince}) order by made, id limit 1 for update skip locked)
    returning ${COLUMNS}`.execute(tx);
  return rows[0] ?? null;
}

/** Where and in which turn a worker is at an import; what it writes in an earlier turn is dropped. */
export type Turn = { readonly id: string; readonly turn: number };

/**
 * Says how far it is. `over` where the turn is over (planned anew, taken by another: nothing is written) or it was cancelled
 * meanwhile: then what was under way still counts.
 */
export async function stepImport(
  tx: Tx,
  district: string,
  { id, turn }: Turn,
  to: { readonly now: Date; readonly upto: number; readonly rows?: number; readonly add?: Counts },
): Promise<'goes on' | 'counted' | 'over'> {
  const { stored = 0, known = 0, refused = 0 } = to.add ?? {};
  const { rows } = await sql<{ turn: number }>`
    update matters.import set upto = ${to.upto}, rows = coalesce(${to.rows ?? null}::integer, rows),
      beat = case when turn = ${turn} then ${to.now}::timestamptz end,
      stored = stored + ${stored}, known = known + ${known}, refused = refused + ${refused}
    where district = ${district} and id = ${id}
      and (turn = ${turn} or (state = 'cancelled' and turn = ${turn}::integer + 1)) returning turn`.execute(tx);
  const [one] = rows;
  return one === undefined ? 'over' : one.turn === turn ? 'goes on' : 'counted';
}

/** Keeps refused rows, once for each batch. */
export async function addRefused(tx: Tx, district: string, id: string, upto: number, cipher: Buffer): Promise<void> {
  await sql`insert into matters.import_refused (district, import, upto, cipher)
    values (${district}, ${id}, ${upto}, ${cipher}) on conflict do nothing`.execute(tx);
}

/** What a look at the table found; false where the turn is over. */
export async function keepChecked(tx: Tx, district: string, { id, turn }: Turn, said: Buffer): Promise<boolean> {
  const { rows } = await sql`
    update matters.import set state = 'checked', said = ${said}, beat = null, upto = 0
    where district = ${district} and id = ${id} and turn = ${turn} returning id`.execute(tx);
  return rows.length > 0;
}

/** Ends it in a worker's turn; false where the turn is over. */
export async function endTurn(
  tx: Tx,
  district: string,
  { id, turn }: Turn,
  to: { readonly state: State; readonly ended: Date; readonly until: string; readonly said?: Buffer },
): Promise<boolean> {
  const { rows } = await sql`select id from matters.import
    where district = ${district} and id = ${id} and turn = ${turn} for update`.execute(tx);
  if (rows.length === 0) return false;
  await endImport(tx, district, id, to);
  return true;
}

/** Leaves it to the next worker at once. */
export async function leaveTurn(tx: Tx, district: string, { id, turn }: Turn): Promise<void> {
  await sql`update matters.import set beat = null
    where district = ${district} and id = ${id} and turn = ${turn}`.execute(tx);
}

/** Whether there is anything for a worker to do or to remove; one statement, for it is asked every second. */
export async function isIdle(tx: Tx, district: string, today: string): Promise<boolean> {
  const { rows } = await sql`select from matters.import where district = ${district}
    and (state in ('checking', 'running') or (held is not null and ended is not null) or until < ${today}) limit 1`.execute(
    tx,
  );
  return rows.length === 0;
}

/** Files of imports that have ended. */
export async function heldInVain(tx: Tx, district: string): Promise<{ id: string; held: string }[]> {
  const { rows } = await sql<{ id: string; held: string }>`select id, held from matters.import
    where district = ${district} and held is not null and ended is not null limit 100`.execute(tx);
  return rows;
}

export async function forgetHeld(tx: Tx, district: string, id: string): Promise<void> {
  await sql`update matters.import set held = null where district = ${district} and id = ${id}`.execute(tx);
}

/** Imports whose last day is over, whole; an open one among them has lost its file by then. */
export async function dropOldImports(tx: Tx, district: string, today: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`delete from matters.import
    where district = ${district} and until < ${today} and held is null returning id`.execute(tx);
  if (rows.length === 0) return;
  await sql`delete from matters.import_refused
    where district = ${district} and import = any(${rows.map((one) => one.id)}::uuid[])`.execute(tx);
}

/** Open imports that nobody went on with until their last day was over. */
export async function leftOpen(tx: Tx, district: string, today: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from matters.import
    where district = ${district} and ended is null and until < ${today}`.execute(tx);
  return rows.map((one) => one.id);
}

export async function refusedOf(tx: Tx, district: string, id: string): Promise<{ upto: number; cipher: Buffer }[]> {
  const { rows } = await sql<{ upto: number; cipher: Buffer }>`select upto, cipher from matters.import_refused
    where district = ${district} and import = ${id} order by upto`.execute(tx);
  return rows;
}

export async function planOfForm(tx: Tx, district: string, form: Buffer): Promise<Buffer | null> {
  const { rows } = await sql<{ cipher: Buffer }>`select cipher from matters.import_map
    where district = ${district} and form = ${form}`.execute(tx);
  return rows[0]?.cipher ?? null;
}

export async function keepPlan(tx: Tx, district: string, form: Buffer, cipher: Buffer, day: string): Promise<void> {
  await sql`insert into matters.import_map (district, form, cipher, day) values (${district}, ${form}, ${cipher}, ${day})
    on conflict (district, form) do update set cipher = excluded.cipher, day = excluded.day`.execute(tx);
}

/** Which of these ids are matters already; asked of the rows themselves, since requests are forgotten after some days. */
export async function importedBefore(tx: Tx, district: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select id from matters.matter where district = ${district} and id = any(${[...ids]}::uuid[])`.execute(tx);
  return new Set(rows.map((one) => one.id));
}
