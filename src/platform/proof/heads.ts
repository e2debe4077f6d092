import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';

// The newest checkpoint that this machine signed lies outside the database as well, so that a database which is put back to an older
// state, or rewritten as a whole, does not agree with it.

/** The newest checkpoint that was signed here for a district, as it was signed; null before the first. */
export async function readHead(folder: string, district: string): Promise<string | null> {
  try {
    return await readFile(pathOf(folder, district), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Puts a checkpoint in the place of the one before, whole or not at all. */
export async function writeHead(folder: string, district: string, note: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `${district}.${randomUUID()}.tmp`);
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(note);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, pathOf(folder, district));
}

/** Where the heads lie in a data folder. */
export const headsIn = (dataDir: string): string => join(dataDir, 'transparency');

const pathOf = (folder: string, district: string): string => join(folder, `${district}.note`);
