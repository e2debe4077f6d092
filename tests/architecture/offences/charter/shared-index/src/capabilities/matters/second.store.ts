import type { Keyring } from '../../platform/sealing/keyring.ts';

/** Offence: the same purpose as a neighbour's index, so that the same person looks the same in both. */
export const two = (keyring: Keyring, phone: string): Buffer => keyring.blindIndex('330702', 'planted', phone);
