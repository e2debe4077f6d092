import { randomUUID } from 'node:crypto';
import { access, mkdir, open, readFile, rename, rm, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checked } from './fileStore.ts';
import type { FileStore } from './fileStore.ts';

const ADDRESS = /^[0-9a-f]{64}$/;
const DISTRICT = /^\d{6}$/;
/** Files bear the same time whenever they were written: when a photo of a report by nobody came is nobody's business. */
const NO_TIME = new Date('2000-01-01T00:00:00Z');

/** A folder of this machine: `<root>/<district>/ab/<address>`. */
export class LocalFiles implements FileStore {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  async put(district: string, address: string, bytes: Buffer, options: { readonly anew?: boolean } = {}): Promise<void> {
    const path = this.#path(district, address);
    if (!options.anew && (await exists(path))) return;
    const folder = dirname(path);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const draft = join(folder, `${randomUUID()}.part`);
    try {
      const file = await open(draft, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.utimes(NO_TIME, NO_TIME);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, path);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
    // The name is durable only when its folder is, and a fresh folder only when the ones above are.
    await utimes(folder, NO_TIME, NO_TIME);
    for (const one of [folder, dirname(folder), this.#root]) await synced(one);
  }

  async get(district: string, address: string): Promise<Buffer | null> {
    let bytes: Buffer;
    try {
      bytes = await readFile(this.#path(district, address));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
    return checked(bytes, address);
  }

  async remove(district: string, address: string): Promise<void> {
    await rm(this.#path(district, address), { force: true });
  }

  #path(district: string, address: string): string {
    if (!DISTRICT.test(district) || !ADDRESS.test(address)) throw new RangeError('not a district and an address');
    return join(this.#root, district, address.slice(0, 2), address);
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function synced(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
