import type { AnswerOf } from '../../../platform/http/contract.ts';
import type { Text } from '../../../platform/language/language.ts';
import { newId } from '../../../platform/web/ids.ts';
import type { report } from '../report.contract.ts';

/** What a reporter is left with. */
export type Receipt = AnswerOf<typeof report>;

/** The place of a report as far as it is chosen. WGS-84 degrees; accuracy in metres. */
export type DraftPlace = {
  readonly lon?: number;
  readonly lat?: number;
  readonly territory?: string;
  readonly address?: string;
  /** The names down to the territory, for the eye. */
  readonly label?: Text;
  readonly outside?: boolean;
  readonly accuracy?: number;
};

export type Answers = Readonly<Record<string, string | number | boolean | string[]>>;
export type Contactable = 'phone' | 'code' | 'anonymous';

/** A report while it is being made. Its id is made with it, so that sending it twice enters it once. */
export type Draft = {
  readonly id: string;
  readonly place: DraftPlace | null;
  readonly kind: string | null;
  readonly answers: Answers;
  readonly words: string;
  readonly contact: Contactable;
  readonly phone: string;
  readonly name: string;
};

const KEY = 'lianan.draft';

/** An empty report with a new random id. */
export const newDraft = (): Draft => ({
  id: newId(),
  place: null,
  kind: null,
  answers: {},
  words: '',
  contact: 'phone',
  phone: '',
  name: '',
});

/** What was left unfinished on this device, or null. */
export function keptDraft(): Draft | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    if (typeof kept !== 'object' || kept === null || !('id' in kept)) return null;
    return { ...newDraft(), ...(kept as Partial<Draft>) };
  } catch {
    return null;
  }
}

/** Keeps a report on this device until it is sent; afterwards nothing of it is left here. */
export function keepDraft(draft: Draft | null): void {
  try {
    const empty = draft === null || (draft.place === null && draft.kind === null && draft.words === '');
    if (empty) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(draft));
  } catch {
    // a browser that keeps nothing: the report lives as long as the page
  }
}

/** A mobile number, or a landline with its area code, as the server takes it. */
export const isPhone = (text: string): boolean => /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/.test(text.replaceAll(' ', ''));

/** The place as it is sent. */
export function placeOf(place: DraftPlace) {
  const address = place.address?.trim();
  return {
    ...(place.lon === undefined || place.lat === undefined ? {} : { lon: place.lon, lat: place.lat }),
    ...(place.territory === undefined ? {} : { territory: place.territory }),
    ...(address ? { address } : {}),
  };
}

/** Whether enough of a place is known to go on. */
export const hasPlace = (place: DraftPlace | null): place is DraftPlace =>
  place !== null && (place.lon !== undefined || place.territory !== undefined || (place.address ?? '').trim() !== '');
