import type { Keyring } from '../../platform/sealing/keyring.ts';

/** Ids that follow from a request's own, so that one sent twice makes the same: each a UUID of version 8 (RFC 9562). */
export const idsFrom =
  (keyring: Keyring, district: string, id: string) =>
  (what: string): string => {
    const hex = keyring.blindIndex(district, 'mediation-id', `${id}/${what}`).toString('hex');
    const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`;
  };
