import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/**
 * What the last clean audit saw, kept in a file outside the database, so that a database put back to an older state, or
 * rewritten as a whole, does not agree with it. `rolling` covers every line up to `seq`: r(0) = 32 zero bytes,
 * r(n) = SHA-256(r(n-1) || hash of line n), in hex.
 */
export type Checkpoint = {
  readonly district: string;
  readonly seq: number;
  readonly rolling: string;
  readonly made: string;
};

const form = z.strictObject({
  district: z.string(),
  seq: z.int().min(0),
  rolling: z.string().regex(/^[0-9a-f]{64}$/),
  made: z.string(),
});

/** The checkpoint of a district, or null where none was made yet. Throws on a file that is not one: it may have been meddled with. */
export async function readCheckpoint(folder: string, district: string): Promise<Checkpoint | null> {
  const path = pathOf(folder, district);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const read = form.safeParse(parsed(text));
  if (!read.success || read.data.district !== district) throw new NotACheckpoint(path);
  return read.data;
}

/** A checkpoint's file does not say what a checkpoint says. */
export class NotACheckpoint extends Error {
  readonly path: string;

  constructor(path: string) {
    super(path);
    this.path = path;
  }
}

/** Puts a checkpoint in the place of the one before, whole or not at all. */
export async function writeCheckpoint(folder: string, checkpoint: Checkpoint): Promise<void> {
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `${checkpoint.district}.${randomUUID()}.tmp`);
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(checkpoint)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, pathOf(folder, checkpoint.district));
}

const pathOf = (folder: string, district: string): string => join(folder, `${district}.json`);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
