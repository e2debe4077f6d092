import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One forgetting: the key that is gone. Nothing about whose it was. */
export type Forgotten = { readonly district: string; readonly key: string };

const LINE = /^(\d{6}) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/**
 * Adds forgettings to `DATA_DIR/forgotten.log`, which lives outside the database and its backups: a restore of an older
 * backup replays it, so that what was forgotten stays forgotten. On disk when this returns. Call it after the commit.
 */
export async function logForgotten(dataDir: string, gone: readonly Forgotten[]): Promise<void> {
  if (gone.length === 0) return;
  await mkdir(dataDir, { recursive: true });
  const file = await open(join(dataDir, 'forgotten.log'), 'a', 0o600);
  try {
    // The leading newline closes a line that a power cut may have left half written.
    await file.writeFile(`\n${gone.map((one) => `${one.district} ${one.key}`).join('\n')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** All forgettings on the log, by district, each once; half-written lines are passed over. Empty where there is no log. */
export async function forgottenOnLog(dataDir: string): Promise<Map<string, string[]>> {
  const byDistrict = new Map<string, Set<string>>();
  for (const line of (await text(join(dataDir, 'forgotten.log'))).split('\n')) {
    const [, district, key] = LINE.exec(line) ?? [];
    if (district === undefined || key === undefined) continue;
    const keys = byDistrict.get(district) ?? new Set();
    byDistrict.set(district, keys.add(key));
  }
  return new Map([...byDistrict].map(([district, keys]) => [district, [...keys]]));
}

/**
 * What the log still lacks of the forgettings in the database (a crash between commit and log): to be logged at the start.
 */
export async function missingFromLog(dataDir: string, district: string, keys: readonly string[]): Promise<Forgotten[]> {
  const logged = new Set((await forgottenOnLog(dataDir)).get(district));
  return keys.filter((key) => !logged.has(key)).map((key) => ({ district, key }));
}

async function text(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
