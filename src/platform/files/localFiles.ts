import { randomUUID } from 'node:crypto';
import { access, mkdir, open, readFile, rename, rm, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileStore } from './fileStore.ts';
import { checked } from './fileStore.ts';

const ADDRESS = /^[0-9a-f]{64}$/;
const DISTRICT = /^\d{6}$/;
/** Files bear the same time whenever they were written: when a photo of a report by nobody came is nobody's business. */
const NO_TIME = new Date('2000-01-01T00:00:00Z');

/** A folder of this machine: `<root>/<district>/ab/<address>`, all 256 places of a district made together. */
export class LocalFiles implements FileStore {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  async ready(district: string): Promise<void> {
    const home = join(this.#root, checkedDistrict(district));
    if (await exists(join(home, 'ff'))) return;
    for (let place = 0; place < 256; place += 1) {
      const folder = join(home, place.toString(16).padStart(2, '0'));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await utimes(folder, NO_TIME, NO_TIME);
    }
    for (const one of [home, this.#root]) await utimes(one, NO_TIME, NO_TIME);
    for (const one of [home, this.#root, dirname(this.#root)]) await synced(one);
  }

  async put(
    district: string,
    address: string,
    bytes: Buffer,
    options: { readonly anew?: boolean } = {},
  ): Promise<void> {
    const path = this.#path(district, address);
    if (!options.anew && (await exists(path))) return;
    const folder = dirname(path);
    await this.ready(district);
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
    // The name is durable only when its folder is.
    await utimes(folder, NO_TIME, NO_TIME);
    await synced(folder);
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
    if (!ADDRESS.test(address)) throw new RangeError('not an address');
    return join(this.#root, checkedDistrict(district), address.slice(0, 2), address);
  }
}

function checkedDistrict(district: string): string {
  if (!DISTRICT.test(district)) throw new RangeError('not a district');
  return district;
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
