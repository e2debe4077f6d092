import type { Ask } from '../http/mount.ts';
import { Problem } from '../http/problem.ts';
import { textOf } from '../language/language.ts';
import { filesWords } from './files.words.ts';
import { LARGEST } from './sniff.ts';
import { Turnstile } from './turnstile.ts';

/** Uploads held in memory at a time: 16 of 10 MB. */
const uploads = new Turnstile(16, 0);

/** A file as a browser names it. */
export type Uploaded = { readonly bytes: Buffer; readonly name: string };

/**
 * Reads the one file of a form and hands it on; as many at a time as memory has room for. Throws Problem 400 (no file, two, no
 * form), 413 (over 10 MB), 415 (another type of body), 503 (too many at a time).
 */
export function withUpload<T>(ask: Ask, work: (file: Uploaded) => Promise<T>): Promise<T> {
  return uploads.through(async () => work(await uploaded(ask)));
}

async function uploaded(ask: Ask): Promise<Uploaded> {
  if (!ask.request.isMultipart()) throw new Problem(415, 'files.form', textOf(filesWords, 'notForm'));
  const files: Uploaded[] = [];
  try {
    // Every part is read to its end: a second file would otherwise hold the connection open.
    for await (const part of ask.request.parts({ limits: { fileSize: LARGEST, files: 2, fields: 4, parts: 6 } })) {
      if (part.type === 'file') files.push({ bytes: await part.toBuffer(), name: part.filename });
    }
  } catch (error) {
    const tooLarge = (error as { statusCode?: number }).statusCode === 413;
    throw new Problem(
      tooLarge ? 413 : 400,
      tooLarge ? 'files.tooLarge' : 'files.form',
      textOf(filesWords, tooLarge ? 'tooLarge' : 'notForm'),
    );
  }
  const [one, second] = files;
  if (second) throw new Problem(400, 'files.oneOnly', textOf(filesWords, 'oneOnly'));
  if (!one) throw new Problem(400, 'files.missing', textOf(filesWords, 'missing'));
  return one;
}
