import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What `DATA_DIR/secrets/NAME` holds, made where it is not there yet, readable by its owner alone. Of two processes that start at
 * once, one makes it and both read that.
 */
export async function secretFile<T>(
  { dataDir, name }: { readonly dataDir: string; readonly name: string },
  read: (text: string) => T,
  make: () => string,
): Promise<T> {
  const folder = join(dataDir, 'secrets');
  const path = join(folder, name);
  const kept = await readOr(path);
  if (kept !== null) return read(kept);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `${randomUUID()}.part`);
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${make()}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    // A link never replaces.
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
  const made = await readOr(path);
  if (made === null) throw new Error(`${path} was made and is gone`);
  return read(made);
}

async function readOr(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
