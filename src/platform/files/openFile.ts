import type { Tx } from '../db/database.ts';
import { Problem } from '../http/problem.ts';
import { textOf } from '../language/language.ts';
import { wrappedKeys } from '../sealing/sealed.store.ts';
import type { FileRead } from './files.store.ts';
import { fileById, filesBySubject } from './files.store.ts';
import { filesWords } from './files.words.ts';
import type { FileParts } from './receive.ts';
import { fileAt } from './receive.ts';

/** A file with whether it can still be opened. */
export type FileShown = FileRead & { readonly forgotten: boolean };

/** The files of subjects, as far as the transaction's scope sees them. */
export async function filesOf(tx: Tx, district: string, subjects: readonly string[]): Promise<FileShown[]> {
  const files = await filesBySubject(tx, district, subjects);
  const keys = await wrappedKeys(
    tx,
    district,
    files.map((file) => file.key),
  );
  return files.map((file) => ({ ...file, forgotten: !keys.get(file.key) }));
}

/** An opened file: what to send, and as what. */
export type OpenedFile = { readonly file: FileRead; readonly type: string; readonly bytes: Buffer };

/**
 * Opens a file, or a photo's thumbnail, that the transaction's scope can see: reads the row and key in it, the bytes
 * after it (`tx` is not held while the store is asked). Throws Problem 404 where there is none for this scope, 410
 * where it was forgotten.
 */
export async function openFile(
  parts: FileParts,
  read: <T>(fn: (tx: Tx) => Promise<T>) => Promise<T>,
  district: string,
  id: string,
  variant: 'whole' | 'thumb',
): Promise<OpenedFile> {
  const { file, wrapped } = await read(async (tx) => {
    const found = await fileById(tx, district, id);
    return { file: found, wrapped: found && (await wrappedKeys(tx, district, [found.key])).get(found.key) };
  });
  const address = variant === 'whole' ? file?.address : file?.thumb;
  if (!file || !address) throw new Problem(404, 'files.notFound', textOf(filesWords, 'notFound'));
  if (!wrapped) throw new Problem(410, 'files.forgotten', textOf(filesWords, 'forgotten'));
  const sealed = await parts.store.get(district, address);
  if (!sealed) throw new Error(`stored file ${address} is missing`);
  const bytes = parts.keyring.openBytes(parts.keyring.unwrap(district, wrapped), sealed, fileAt(district, id, variant));
  return { file, type: variant === 'thumb' ? 'image/webp' : file.type, bytes };
}
