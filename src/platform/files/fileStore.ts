import { createHash } from 'node:crypto';

/**
 * Where sealed bytes lie, under the SHA-256 of themselves (64 hex digits), by district. It keeps no names, types or
 * people; all of that is in the database.
 */
export type FileStore = {
  /** Makes room for a district before its first file: a place made with a file would tell for ever when that came. */
  ready(district: string): Promise<void>;
  /**
   * Keeps bytes under their address; durable when it resolves. What is there already is left alone, unless `anew`:
   * then it is written again, so that the store's own time of writing is of now.
   */
  put(district: string, address: string, bytes: Buffer, options?: { readonly anew?: boolean }): Promise<void>;
  /** The bytes, or null where there are none. Throws where they are not those of the address any more. */
  get(district: string, address: string): Promise<Buffer | null>;
  /** Takes bytes away; nothing happens where there are none. */
  remove(district: string, address: string): Promise<void>;
};

/** The address of bytes. */
export function addressOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The bytes themselves, or an error where a disk or a hand has changed them. */
export function checked(bytes: Buffer, address: string): Buffer {
  if (addressOf(bytes) !== address) throw new Error(`stored file ${address} was altered`);
  return bytes;
}
