import { useState } from 'react';
import type { AskIn } from '../../../platform/web/call.ts';
import { newId } from '../../../platform/web/ids.ts';
import type { open } from '../mediation.contract.ts';
import type { CHANNELS, Scale } from '../mediation.rules.ts';
import type { Place } from './parts.tsx';
import { lackOfParty, newParty, type PartyDraft, type PartyLack, partyFrom } from './partyFields.tsx';

/** Ways in which somebody of the staff enters a case. */
export const STAFF_CHANNELS = [
  'desk',
  'phone',
  'own',
  'entrusted',
  'transferred',
] as const satisfies readonly (typeof CHANNELS)[number][];
export type StaffChannel = (typeof STAFF_CHANNELS)[number] | 'matter';

/** A case while it is being registered. Its id is made with it, so that sending it twice enters it once. */
export type Opening = {
  readonly id: string;
  readonly violence: boolean | undefined;
  readonly minors: boolean | undefined;
  readonly channel: StaffChannel;
  readonly nature: string;
  readonly scale: Scale;
  readonly publicOrder: boolean;
  readonly parties: readonly PartyDraft[];
  readonly words: string;
  readonly place: Place | null;
  readonly address: string;
  readonly referrer: string;
  readonly letter: string;
  readonly answerBy: string;
  readonly matter: string | undefined;
};

export const newOpening = (): Opening => ({
  id: newId(),
  violence: undefined,
  minors: undefined,
  channel: 'desk',
  nature: '',
  scale: 'individual',
  publicOrder: false,
  parties: [newParty('applicant'), newParty('respondent')],
  words: '',
  place: null,
  address: '',
  referrer: '',
  letter: '',
  answerBy: '',
  matter: undefined,
});

export const isReferred = ({ channel }: Pick<Opening, 'channel'>): boolean =>
  channel === 'entrusted' || channel === 'transferred';

export type Lack =
  | PartyLack
  | 'lackProtection'
  | 'lackNature'
  | 'lackWords'
  | 'lackPlace'
  | 'lackSides'
  | 'lackReferrer';

/** Everything that a case lacks before it can be sent, in the order of the form. */
export function lacksOf(it: Opening): Lack[] {
  const lacks: Lack[] = [];
  if (it.violence === undefined || it.minors === undefined) lacks.push('lackProtection');
  if (isReferred(it) && it.referrer === '') lacks.push('lackReferrer');
  if (it.nature === '') lacks.push('lackNature');
  if (it.place === null) lacks.push('lackPlace');
  if (it.words.trim() === '') lacks.push('lackWords');
  const sides = new Set(it.parties.map(({ side }) => side));
  if (sides.size < 2) lacks.push('lackSides');
  for (const one of it.parties) {
    const lack = lackOfParty(one);
    if (lack !== null && !lacks.includes(lack)) lacks.push(lack);
  }
  return lacks;
}

/** The case as the contract takes it. */
export const bodyOf = (it: Opening): AskIn<typeof open>['body'] => ({
  id: it.id,
  nature: it.nature,
  scale: it.scale,
  parties: it.parties.map(partyFrom),
  words: it.words.trim(),
  address: it.address.trim(),
  territory: it.place?.territory ?? '',
  violence: it.violence === true,
  minors: it.minors === true,
  channel: it.channel,
  publicOrder: it.publicOrder,
  ...(it.matter === undefined ? {} : { matter: it.matter }),
  ...(isReferred(it)
    ? {
        referrer: {
          body: it.referrer,
          letter: it.letter.trim(),
          ...(it.answerBy === '' ? {} : { answerBy: it.answerBy }),
        },
      }
    : {}),
});

/** What is being registered, and how it is changed. */
export function useOpening() {
  const [it, setIt] = useState(newOpening);
  return {
    it,
    change: (some: Partial<Opening>): void => setIt((now) => ({ ...now, ...some })),
    again: () => setIt(newOpening()),
  };
}
