import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { secretFile } from '../sealing/secretFile.ts';
import type { Signer } from './notes.ts';

/** The key under which this server signs its trees (Ed25519): outside the database, so that a copy of that signs nothing. */
export const proofKey = (dataDir: string): Promise<KeyObject> => keyIn(dataDir, 'proof.pem');

/** The key under which this server says that it saw trees of others: another one, as C2SP tlog-cosignature wants it. */
export const witnessKey = (dataDir: string): Promise<KeyObject> => keyIn(dataDir, 'witness.pem');

const keyIn = (dataDir: string, name: string): Promise<KeyObject> =>
  secretFile(
    { dataDir, name },
    (text) => createPrivateKey(text),
    () => generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString().trimEnd(),
  );

/** The key that signs trees as it lies in a data folder, where one does: nothing is made. */
export async function keptProofKey(dataDir: string): Promise<KeyObject | null> {
  try {
    return createPrivateKey(await readFile(join(dataDir, 'secrets', 'proof.pem'), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** By which host trees and witnesses of a server are called: where it is reached, which for this machine alone is no address. */
export function hostOf(baseUrl: string): string {
  const { host, hostname } = new URL(baseUrl);
  return hostname === '127.0.0.1' || hostname === '[::1]' ? host.replace(hostname, 'localhost') : host;
}

/** The key as it signs notes of a kind under a name. */
export const signerOf = (secret: KeyObject, name: string, type: number): Signer => ({
  name,
  type,
  key: createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(-32),
  secret,
});

/** A public key as people compare it: SHA-256 in groups of four hexadecimal digits. */
export const digestOf = (key: Uint8Array): string =>
  (createHash('sha256').update(key).digest('hex').match(/.{4}/g) as string[]).join(' ');
