import { fileTypeFromBuffer } from 'file-type';
import { Problem } from '../http/problem.ts';
import { textOf } from '../language/language.ts';
import { filesWords } from './files.words.ts';

/** Largest upload in bytes. */
export const LARGEST = 10 * 1024 * 1024;

/** What is taken, by its bytes and never by its name; `ending` is for whoever saves it. */
export const TAKEN = {
  'image/jpeg': { kind: 'photo', ending: 'jpg' },
  'image/png': { kind: 'photo', ending: 'png' },
  'image/webp': { kind: 'photo', ending: 'webp' },
  'application/pdf': { kind: 'document', ending: 'pdf' },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': { kind: 'document', ending: 'docx' },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { kind: 'document', ending: 'xlsx' },
} as const;
export type Type = keyof typeof TAKEN;
export type Kind = (typeof TAKEN)[Type]['kind'];

/**
 * What the bytes are. Throws Problem 413 over 10 MB, 415 for anything that is not taken, naming what is.
 * @param documents false where only photos are taken: an office document may carry its author's name, and the
 *   reports of nobody must not.
 */
export async function sniff(bytes: Buffer, documents: boolean): Promise<{ type: Type; kind: Kind }> {
  if (bytes.length === 0) throw new Problem(400, 'files.empty', textOf(filesWords, 'empty'));
  if (bytes.length > LARGEST) throw new Problem(413, 'files.tooLarge', textOf(filesWords, 'tooLarge'));
  const seen = await typeOf(bytes);
  if (seen === 'image/heic' || seen === 'image/heif') throw new Problem(415, 'files.heic', textOf(filesWords, 'heic'));
  if (!isTaken(seen) || (!documents && TAKEN[seen].kind === 'document')) {
    throw new Problem(415, 'files.type', textOf(filesWords, documents ? 'allowed' : 'photosOnly'));
  }
  return { type: seen, kind: TAKEN[seen].kind };
}

async function typeOf(bytes: Buffer): Promise<string> {
  try {
    return (await fileTypeFromBuffer(bytes))?.mime ?? '';
  } catch {
    // Cut off in the middle of a container: as good as unknown.
    return '';
  }
}

const isTaken = (type: string): type is Type => Object.hasOwn(TAKEN, type);
