import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Day } from '../calendar/calendar.rules.ts';
import type { Tx } from '../db/database.ts';
import type { Kind, Type } from './sniff.ts';
import type { FileRow, Upload } from './tray.ts';

/** A file as read; addresses are 64 hex digits. */
export type FileRead = {
  readonly id: string;
  readonly subject: string;
  readonly kind: Kind;
  readonly type: Type;
  readonly size: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly address: string;
  readonly thumb: string | null;
  readonly key: string;
  readonly scanned: string;
  readonly made: Day;
};

const columns = sql`id, subject, kind, type, size, width, height, encode(address, 'hex') as address,
  encode(thumb, 'hex') as thumb, key, scanned, made`;

/**
 * The statement that inserts files, to stand alone or as one arm of a `with`; it answers a row for each row
 * written (without its columns: intake may read none).
 * A file that is there already (its id, or its content at this subject) is passed over.
 * @param asks one for each row, as the journal's `append` takes them; see `keysFragment` in sealing.
 */
export function filesFragment(rows: readonly FileRow[], asks?: readonly (string | null)[]): RawBuilder<unknown> {
  const fresh = asks === undefined ? sql`` : sql`where ask is null or ask in (select id from fresh)`;
  return sql`
    insert into files.file (district, id, subject, territory, kind, type, size, width, height, address, thumb, key, mark, scanned, made)
    select district, id, subject, territory, kind, type, size, width, height, decode(address, 'hex'), decode(thumb, 'hex'), key, mark, scanned, made
    from unnest(
      ${rows.map((row) => row.district)}::text[], ${rows.map((row) => row.id)}::uuid[],
      ${rows.map((row) => row.subject)}::uuid[], ${rows.map((row) => row.territory)}::text[],
      ${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.type)}::text[],
      ${rows.map((row) => row.size)}::integer[], ${rows.map((row) => row.width)}::integer[],
      ${rows.map((row) => row.height)}::integer[], ${rows.map((row) => row.address)}::text[],
      ${rows.map((row) => row.thumb)}::text[], ${rows.map((row) => row.key)}::uuid[],
      ${rows.map((row) => row.mark)}::bytea[], ${rows.map((row) => row.scanned)}::text[],
      ${rows.map((row) => row.made)}::date[], ${asks ?? rows.map(() => null)}::uuid[])
      as x(district, id, subject, territory, kind, type, size, width, height, address, thumb, key, mark, scanned, made, ask)
    ${fresh}
    on conflict do nothing returning 1`;
}

/** Which of these contents a subject has already: id by mark (hex). */
export async function standing(
  tx: Tx,
  district: string,
  subject: string,
  marks: readonly Buffer[],
): Promise<Map<string, string>> {
  const read = await sql<{ id: string; mark: string }>`
    select id, encode(mark, 'hex') as mark from files.file
    where district = ${district} and subject = ${subject} and mark = any(${[...marks]}::bytea[])`.execute(tx);
  return new Map(read.rows.map((row) => [row.mark, row.id]));
}

/** One file, where the transaction's scope can see it. */
export async function fileById(tx: Tx, district: string, id: string): Promise<FileRead | null> {
  const read =
    await sql<FileRead>`select ${columns} from files.file where district = ${district} and id = ${id}`.execute(tx);
  return read.rows[0] ?? null;
}

/** The files of subjects that the transaction's scope can see, by subject, day and id. */
export async function filesBySubject(tx: Tx, district: string, subjects: readonly string[]): Promise<FileRead[]> {
  const read = await sql<FileRead>`
    select ${columns} from files.file
    where district = ${district} and subject = any(${[...subjects]}::uuid[]) order by subject, made, id`.execute(tx);
  return read.rows;
}

/** Files follow their subject when its place is corrected, for the right goes by place. */
export async function moveFiles(
  tx: Tx,
  district: string,
  subjects: readonly string[],
  territory: string,
): Promise<void> {
  await sql`update files.file set territory = ${territory}
    where district = ${district} and subject = any(${[...subjects]}::uuid[]) and territory <> ${territory}`.execute(tx);
}

/** Takes the blind indexes of subjects' files away, as part of forgetting them. */
export async function unmark(tx: Tx, district: string, subjects: readonly string[]): Promise<void> {
  await sql`update files.file set mark = null
    where district = ${district} and subject = any(${[...subjects]}::uuid[]) and mark is not null`.execute(tx);
}

/** Remembers where an upload's bytes lie until it is claimed or swept. */
export async function insertTray(
  tx: Tx,
  district: string,
  upload: Pick<Upload, 'id' | 'address' | 'thumb' | 'day'>,
  nobody: boolean,
): Promise<void> {
  await sql`insert into files.tray (district, id, address, thumb, nobody, day)
    values (${district}, ${upload.id}, decode(${upload.address}, 'hex'), decode(${upload.thumb}, 'hex'), ${nobody}, ${upload.day})`.execute(
    tx,
  );
}

/** An upload of an earlier day: claimed, or lost when its token is no longer good. */
export type Left = {
  readonly id: string;
  readonly addresses: readonly string[];
  readonly nobody: boolean;
  readonly claimed: boolean;
};

/**
 * Uploads that the tray is done with: claimed before today, or unclaimed from before `lostBefore`. For the worker's role.
 * @param most how many, in the order of their random ids.
 */
export async function leftOver(tx: Tx, district: string, today: Day, lostBefore: Day, most: number): Promise<Left[]> {
  const read = await sql<Left>`
    select t.id, array_remove(array[encode(t.address, 'hex'), encode(t.thumb, 'hex')], null) as addresses, t.nobody,
      f.id is not null as claimed
    from files.tray t left join files.file f on f.district = t.district and f.id = t.id
    where t.district = ${district} and (t.day < ${lostBefore} or (t.day < ${today} and f.id is not null))
    order by t.id limit ${most}`.execute(tx);
  return read.rows;
}

/** Takes uploads off the tray. */
export async function clearTray(tx: Tx, district: string, ids: readonly string[]): Promise<void> {
  await sql`delete from files.tray where district = ${district} and id = any(${[...ids]}::uuid[])`.execute(tx);
}

/** Writes a subject's file rows again, unchanged, for the daily batch of what came from nobody. */
export async function rewriteFiles(tx: Tx, district: string, subject: string): Promise<void> {
  await sql`update files.file set territory = territory where district = ${district} and subject = ${subject}`.execute(
    tx,
  );
}
