import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../db/refusal.ts';
import { say } from '../language/language.ts';
import { sealingWords } from './sealing.words.ts';

const HEX_64 = /^[0-9a-f]{64}$/i;
const NEXT = 'master.key.next';

/**
 * The master key, 32 bytes: LIANAN_KEY (64 hex digits) where set, else `DATA_DIR/secrets/master.key`, made at the
 * first start and readable by its owner alone. It lives outside the database on purpose: a copy of the database opens nothing.
 * Throws with one sentence for the operator where the key is not one, or its file is open to others and cannot be closed.
 */
export async function masterKey(from: {
  readonly key?: string | undefined;
  readonly dataDir: string;
}): Promise<Buffer> {
  if (from.key !== undefined && from.key !== '') return parsed(from.key, 'LIANAN_KEY');
  const folder = join(from.dataDir, 'secrets');
  const path = join(folder, 'master.key');
  return (await kept(path)) ?? made(folder, path);
}

/**
 * The master key to come, beside the present one in `DATA_DIR/secrets/master.key.next`: on disk before anything is wrapped under
 * it, so that a change that was stopped can go on. Random where none is wished. Throws where the file holds another than wished.
 */
export async function nextMasterKey(from: {
  readonly wished?: string | undefined;
  readonly dataDir: string;
}): Promise<Buffer> {
  const folder = join(from.dataDir, 'secrets');
  const path = join(folder, NEXT);
  const wished = from.wished === undefined ? undefined : parsed(from.wished, 'LIANAN_NEW_KEY');
  const key = (await kept(path)) ?? (await made(folder, path, wished));
  if (wished !== undefined && !wished.equals(key)) throw new Refusal('rekeyOther');
  return key;
}

/** Puts the key to come in the place of the present one, whole or not at all. */
export async function takeNextMasterKey(dataDir: string): Promise<void> {
  const folder = join(dataDir, 'secrets');
  await rename(join(folder, NEXT), join(folder, 'master.key'));
  await syncFolder(folder);
}

async function kept(path: string): Promise<Buffer | null> {
  try {
    if (((await stat(path)).mode & 0o077) !== 0) await chmod(path, 0o600);
    return parsed((await readFile(path, 'utf8')).trim(), path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function made(folder: string, path: string, wished?: Buffer): Promise<Buffer> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `${randomUUID()}.part`);
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${(wished ?? randomBytes(32)).toString('hex')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    // A link never replaces: of two processes that start at once, one makes the key and both read that one.
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
  await syncFolder(folder);
  const key = await kept(path);
  if (!key) throw new Error(bilingual('lost', path));
  return key;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function parsed(text: string, where: string): Buffer {
  if (!HEX_64.test(text)) throw new Error(bilingual('notAKey', where));
  return Buffer.from(text, 'hex');
}

const bilingual = (key: 'lost' | 'notAKey', where: string) =>
  `${say(sealingWords, 'zh', key, { where })} ${say(sealingWords, 'en', key, { where })}`;
