import type { Keyring } from '../../platform/sealing/keyring.ts';

export const one = (keyring: Keyring, phone: string): Buffer => keyring.blindIndex('330702', 'planted', phone);
