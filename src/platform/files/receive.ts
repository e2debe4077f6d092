import { createHash, randomUUID } from 'node:crypto';
import type { Day } from '../calendar/calendar.rules.ts';
import type { Database } from '../db/database.ts';
import { nothing } from '../db/scope.ts';
import type { Keyring } from '../sealing/keyring.ts';
import { withoutProperties } from './documents.ts';
import type { FileStore } from './fileStore.ts';
import { addressOf } from './fileStore.ts';
import { insertTray } from './files.store.ts';
import { cleaned } from './photo.ts';
import type { Scanner } from './scanner.ts';
import { sniff } from './sniff.ts';
import type { Upload } from './tray.ts';
import { tokenOf } from './tray.ts';

/** What files stand on in a running server. */
export type FileParts = { readonly keyring: Keyring; readonly store: FileStore; readonly scanner: Scanner };

/**
 * Takes one upload in: looks what it is, has it scanned, cleans photos of all they tell beside the picture, seals it
 * under a key of its own and stores it. Durable when it resolves, and swept away in three days when nobody claims it.
 * Throws Problems for what is refused (see `sniff`, `cleaned`, `Scanner`).
 */
export async function receive(
  parts: FileParts,
  db: Database,
  one: {
    readonly district: string;
    readonly bytes: Buffer;
    /** Whether documents are taken beside photos. */
    readonly documents: boolean;
    /** Sent by somebody without an account: its bytes are written again by night, so that the disk tells no minute. */
    readonly nobody: boolean;
    readonly day: Day;
  },
): Promise<{ upload: Upload; token: string }> {
  const { district, bytes, day } = one;
  const { type, kind } = await sniff(bytes, one.documents);
  await parts.scanner.check(bytes);
  const photo = kind === 'photo' ? await cleaned(bytes, type) : null;
  const whole = photo?.whole ?? (await withoutProperties(bytes, type));

  const id = randomUUID();
  const { id: key, secret, wrapped } = parts.keyring.newKey(district);
  const sealed = parts.keyring.seal(secret, whole, fileAt(district, id, 'whole'));
  const sealedThumb = photo && parts.keyring.seal(secret, photo.thumb, fileAt(district, id, 'thumb'));
  const upload: Upload = {
    id,
    key,
    wrapped,
    kind,
    type,
    size: whole.length,
    width: photo?.width ?? null,
    height: photo?.height ?? null,
    address: addressOf(sealed),
    thumb: sealedThumb && addressOf(sealedThumb),
    content: parts.keyring.blindIndex(district, 'file', createHash('sha256').update(whole).digest('hex')),
    scanned: parts.scanner.name,
    day,
  };
  // The row goes first: bytes that no row knows of would never be swept.
  await db.write(nothing(district), (tx) => insertTray(tx, district, upload, one.nobody));
  await parts.store.put(district, upload.address, sealed);
  if (sealedThumb && upload.thumb) await parts.store.put(district, upload.thumb, sealedThumb);
  return { upload, token: tokenOf(parts.keyring, district, upload) };
}

/** The place that sealed bytes are bound to. */
export function fileAt(district: string, id: string, variant: 'whole' | 'thumb'): string {
  return `file/${district}/${id}/${variant}`;
}
