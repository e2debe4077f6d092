import type { FileStore } from '../files/fileStore.ts';
import { fileById } from '../files/files.store.ts';
import { digestsBetween, digestsById, wrappedKeys } from '../sealing/sealed.store.ts';
import type { DigestSource } from './auditLines.ts';
import type { DigestRange } from './auditPage.ts';

/** Sealed texts: the digest of what is stored now. */
export const sealedDigests: DigestSource = digestsById;

/** The same of many subjects at once. */
export const sealedRange: DigestRange = digestsBetween;

/**
 * Photos and documents: their bytes are read from the store and hashed. Where the bytes are gone because their key was
 * forgotten, the address stands for them.
 */
export function fileDigests(store: FileStore): DigestSource {
  return async (tx, district, ids) => {
    const found = new Map<string, string>();
    for (const id of ids) {
      const file = await fileById(tx, district, id);
      if (file === null) continue;
      const bytes = await store.get(district, file.address).catch((error: unknown) => {
        if (error instanceof Error && /was altered/.test(error.message)) return 'altered';
        throw error;
      });
      if (bytes === 'altered') found.set(id, bytes);
      else if (bytes !== null) found.set(id, file.address);
      else if ((await wrappedKeys(tx, district, [file.key])).get(file.key) == null) found.set(id, file.address);
    }
    return found;
  };
}
