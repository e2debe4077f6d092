import { newId } from '../../../../platform/web/ids.ts';
import { phone } from '../../../matters/matters.contract.ts';
import type { SCALES, Side } from '../../mediation.rules.ts';
import { isOneNumber } from '../../numbers.rules.ts';
import type { FoundIn } from '../rounds.contract.ts';
import type { Spot } from '../rounds.rules.ts';

export type PartyDraft = {
  readonly key: string;
  readonly side: Side;
  readonly sort: 'person' | 'organisation';
  readonly name: string;
  readonly phone: string;
};
export type DisputeDraft = {
  readonly id: string;
  readonly violence: boolean | null;
  readonly minors: boolean | null;
  /** Codes of the group and of what it holds, which may be left open. */
  readonly group: string;
  readonly nature: string;
  readonly scale: (typeof SCALES)[number];
  readonly parties: readonly PartyDraft[];
  readonly words: string;
  readonly address: string;
};
/** A visit as it is being written down. */
export type VisitDraft = {
  readonly id: string;
  readonly found: boolean;
  readonly disputes: readonly DisputeDraft[];
  readonly words: string;
  readonly place: Spot | null;
};

export const newParty = (side: Side): PartyDraft => ({ key: newId(), side, sort: 'person', name: '', phone: '' });
export const newDispute = (): DisputeDraft => ({
  id: newId(),
  violence: null,
  minors: null,
  group: '',
  nature: '',
  scale: 'individual',
  parties: [newParty('applicant'), newParty('respondent')],
  words: '',
  address: '',
});
export const newVisit = (found: boolean): VisitDraft => ({
  id: newId(),
  found,
  disputes: found ? [newDispute()] : [],
  words: '',
  place: null,
});

const isPhone = (text: string): boolean => phone.safeParse(text).success;
/** What a written dispute is sent as; null while something is lacking. A party without a name is none. */
export function foundOf(one: DisputeDraft): FoundIn | null {
  const { violence, minors, scale } = one;
  const nature = one.nature === '' ? one.group : one.nature;
  const parties = one.parties
    .filter((one) => one.name.trim() !== '' || one.phone.trim() !== '')
    .map(({ key, side, sort, name, phone: number }) => ({
      ...{ id: key, side, sort, name: name.trim() },
      ...(number.trim() === '' ? {} : { phone: number.replaceAll(' ', '') }),
    }));
  const words = one.words.trim();
  if (violence === null || minors === null || nature === '' || words === '' || parties.length === 0) return null;
  if (parties.some((party) => party.name === '' || (party.phone !== undefined && !isPhone(party.phone)))) return null;
  if (isOneNumber(parties)) return null;
  return { id: one.id, violence, minors, nature, scale, parties, words, address: one.address.trim() };
}

/** What is lacking before a visit is kept. `stead`: a coordinator writes for the liaison, and says how it is known. */
export function lackOf(
  { found, disputes, words, place }: VisitDraft,
  photos: number,
  stead: boolean,
): { readonly lack: 'proof' | 'words' } | { readonly lack: 'dispute'; readonly n: number } | null {
  if (stead && words.trim() === '') return { lack: 'words' };
  if (!stead && photos === 0 && place === null) return { lack: 'proof' };
  const at = found ? disputes.findIndex((one) => foundOf(one) === null) : -1;
  return at < 0 ? null : { lack: 'dispute', n: at + 1 };
}

/** The body of the call, without the photos. */
export const visitBody = ({ id, found, disputes, words, place }: VisitDraft, territory: string) => ({
  id,
  territory,
  found: found ? disputes.map(foundOf).filter((one) => one !== null) : [],
  words: words.trim(),
  ...(place === null ? {} : { place: { lon: place.lon, lat: place.lat } }),
});
