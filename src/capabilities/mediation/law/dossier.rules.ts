import { type Text, textOf } from '../../../platform/language/language.ts';
import type { Agreement, Case, Outcome } from '../mediation.rules.ts';
import { agreementWords } from './agreement.words.ts';

/** The items of a dossier by their number, in the order in which they lie (forms of dossiers of people's mediation) [S]. */
export const ITEM_NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13] as const;
export type Item = (typeof ITEM_NUMBERS)[number];

/** The 13 items in their order, with their names. */
export const ITEMS: readonly (Text & { readonly n: Item })[] = ITEM_NUMBERS.map((n) => ({
  n,
  ...textOf(agreementWords, `item_${n}`),
}));

type Form = Agreement['form'] | null;

/** What must be there where there is a written agreement: what was said is written down, and so is what was agreed (人民调解法 art. 27, 29) [S]. */
const AGREED: readonly Item[] = [1, 2, 3, 7, 8, 13];

/**
 * What must be there where parties agreed by word of mouth. The mediator records what they agreed (人民调解法 art. 28): that record is item 8, and
 * of so simple a case the only one; a session that was held is filed as item 7 beside it [B].
 */
const ORAL: readonly Item[] = [1, 2, 3, 8, 13];

/**
 * What must be there otherwise [B]: the source does not say. A failed mediation was told and recorded (人民调解法 art. 23, 27); whoever said no
 * or went away before was not; a case that was not accepted has its registration alone.
 */
const WITHOUT: Readonly<Record<Outcome, readonly Item[]>> = {
  performed: AGREED,
  broken: AGREED,
  failed: [1, 2, 3, 7, 13],
  declined: [1, 3, 13],
  withdrawn: [1, 3, 13],
  refused: [1, 13],
};

/**
 * Which items must be there, by how the case ended and the form of its agreement; a case that has not ended owes what it has come to. Where
 * mediation ran out of time before anybody was met, there is no record (item 7).
 */
export const mandatoryFor = (outcome: Outcome | null, form: Form, met = true): readonly Item[] => {
  if (form !== null) return form === 'oral' ? ORAL : AGREED;
  const must = outcome === null ? WITHOUT.refused : WITHOUT[outcome];
  return outcome === 'failed' && !met ? must.filter((n) => n !== 7) : must;
};

/** How surely that is known: the sentence to show beside the list. */
export const dossierNote = (
  outcome: Outcome | null,
  form: Form,
): 'dossier_sure' | 'dossier_oral' | 'dossier_unsure' => {
  if (form === 'oral') return 'dossier_oral';
  return form !== null || outcome === 'performed' || outcome === 'broken' ? 'dossier_sure' : 'dossier_unsure';
};

/** What of a case says which items are there. */
export type Filed = Pick<
  Case,
  'parties' | 'inquiries' | 'evidence' | 'sessions' | 'agreement' | 'promises' | 'visits' | 'confirmation'
>;

/**
 * Which items a case has, in their order. Item 1 is its registration and item 13 the cover, which are made of the case itself. Item 2:
 * every party was told. Item 3: there are parties, whose identity stands sealed with each. Item 4: somebody represents a party. Item 12 is
 * the note that is written when the dossier is closed: whether there is one, the caller knows.
 */
export function itemsPresent(it: Filed, explained = false): Item[] {
  const has: Readonly<Record<Item, boolean>> = {
    1: true,
    2: it.parties.length > 0 && it.parties.every(({ told }) => told !== null),
    3: it.parties.length > 0,
    4: it.parties.some(({ represented }) => represented),
    5: it.inquiries > 0,
    6: it.evidence > 0,
    7: it.sessions.some(({ state, record }) => state === 'held' && record !== null),
    8: it.agreement !== null,
    9: it.promises.some(({ state }) => state === 'performed'),
    10: it.visits > 0,
    11: it.confirmation !== null,
    12: explained,
    13: true,
  };
  return ITEM_NUMBERS.filter((n) => has[n]);
}

/** Which items the file of a case must have. */
export const mandatoryOf = (it: Pick<Case, 'outcome' | 'agreement' | 'sessions'>): readonly Item[] =>
  mandatoryFor(
    it.outcome,
    it.agreement?.form ?? null,
    it.sessions.some(({ state }) => state === 'held'),
  );

/** Which items must be there and are not, in their order. */
export function missingItems(it: Filed & Pick<Case, 'outcome'>): Item[] {
  const there = new Set(itemsPresent(it));
  return mandatoryOf(it).filter((n) => !there.has(n));
}
