import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import webpush from 'web-push';
import { z } from 'zod';

/** The key pair by which push services know this server (VAPID, RFC 8292): base64url. The public one is told to browsers. */
export type VapidKeys = { readonly publicKey: string; readonly privateKey: string };

const kept = z.object({ publicKey: z.string().length(87), privateKey: z.string().length(43) });

/**
 * The keys in `DATA_DIR/secrets/vapid.json`, made at the first start and readable by their owner alone. A browser's subscription
 * is bound to them: with other keys every one of them would be void.
 */
export async function vapidKeys(dataDir: string): Promise<VapidKeys> {
  const folder = join(dataDir, 'secrets');
  const path = join(folder, 'vapid.json');
  return (await read(path)) ?? make(folder, path);
}

async function read(path: string): Promise<VapidKeys | null> {
  try {
    return kept.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function make(folder: string, path: string): Promise<VapidKeys> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `${randomUUID()}.part`);
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(webpush.generateVAPIDKeys())}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    // A link never replaces: of two processes that start at once, one makes the keys and both read those.
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
  const made = await read(path);
  if (made === null) throw new Error(`${path} was made and is gone`);
  return made;
}
