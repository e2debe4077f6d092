import { receiptCode } from '../../platform/journal/number.rules.ts';
import type { Keyring } from '../../platform/sealing/keyring.ts';
import type { Trace } from './mediation.store.ts';
import type { PartyIn } from './move.contract.ts';
import { plainPhone } from './numbers.rules.ts';

/** The passport of a case: one code for the parties and every body. It is reckoned from the case under the district's key and kept nowhere. */
export const passportOf = (keyring: Keyring, district: string, id: string): string =>
  receiptCode(keyring.blindIndex(district, 'mediation-passport-code', id));

/** By what a passport is found: a keyed digest of its code, however it is written. */
export const passportDigest = (keyring: Keyring, district: string, code: string): Buffer =>
  keyring.blindIndex(district, 'mediation-passport', code.replaceAll('-', '').toUpperCase());

/** The blind index of a party's telephone, of mediation's own purpose (charter rule 8). @param phone as it was told. */
export const partyPhone = (keyring: Keyring, district: string, phone: string): Buffer =>
  keyring.blindIndex(district, 'mediation-phone', plainPhone(phone));

/** By what a party may be found again in another case: telephone, papers, address as it was written but for spaces. */
export function tracesOf(keyring: Keyring, district: string, subject: string, one: PartyIn): Trace[] {
  const rows: Trace[] = [];
  const add = (sort: Trace['sort'], value: Buffer) => rows.push({ subject, party: one.id, sort, value });
  if (one.phone !== undefined) add('phone', partyPhone(keyring, district, one.phone));
  if (one.paper !== undefined) add('paper', keyring.blindIndex(district, 'mediation-paper', one.paper.toUpperCase()));
  const address = one.address.replaceAll(/\s/g, '');
  if (address.length >= 6) add('address', keyring.blindIndex(district, 'mediation-address', address));
  return rows;
}
