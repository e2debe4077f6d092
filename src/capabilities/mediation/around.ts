import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import type { Tx } from '../../platform/db/database.ts';
import { holdersAt } from '../../platform/identity/appointments.store.ts';
import { openNames } from '../../platform/identity/enterPeople.ts';
import { peopleById } from '../../platform/identity/people.store.ts';
import type { Ground } from './ground.ts';
import { identitiesOf } from './identities.ts';
import type { Case } from './mediation.rules.ts';
import { casesAlike, dropTraces, lockNumbering, nextNumber, wordsUsed } from './mediation.store.ts';
import type { Known } from './numbers.rules.ts';
import { readTerms } from './settings/changing.ts';
import type { Terms, Used } from './settings/terms.rules.ts';

/** What a decision asks beside the case itself: of the database while it happens, of what was told so far in a past. */
export type Around = {
  /** Other cases of the same parties or address. */
  alike(): Promise<readonly string[]>;
  /** Persons who may mediate for a body today. */
  standing(body: string): Promise<readonly string[]>;
  /** Names of staff. */
  namesOf(persons: readonly string[]): Promise<readonly (string | null)[]>;
  /** Who the parties are that were not forgotten. */
  parties(): Promise<readonly Known[]>;
  /** Forgets by what a party was found, before it is written anew. */
  dropTraces(party: string): Promise<void>;
  /** The words that are set, and those by which agreements of a year bear numbers; neither changes until this is decided. */
  numbering(year: string): Promise<Pick<Terms, 'word'> & { readonly used: Used }>;
  /** The next number of a body's agreements in a year, by a word that is its own from now on. */
  nextNumber(body: string, year: string, word: string): Promise<number>;
};

/** What stands around a case that is locked in this transaction. */
export const aroundOf = (tx: Tx, ground: Ground, it: Case, now: Date): Around => ({
  alike: () => casesAlike(tx, it.district, it.id),
  standing: (body) => holdersAt(tx, it.district, body, ['mediator', 'handler'], dayOf(now)),
  namesOf: async (persons) => [
    ...(await openNames(tx, ground.keyring, it.district, await peopleById(tx, it.district, [...persons]))).values(),
  ],
  parties: async () => {
    const all = await identitiesOf(tx, ground, it);
    return it.parties.flatMap(({ id, side }) => {
      const one = all.get(id);
      return one == null ? [] : [{ ...one, id, side }];
    });
  },
  dropTraces: (party) => dropTraces(tx, it.district, it.id, party),
  numbering: async (year) => {
    await lockNumbering(tx, it.district);
    // The words as they stand: what a process holds may be older than the change that gave one of them to another.
    return { word: (await readTerms(tx, it.district)).word, used: await wordsUsed(tx, it.district, year) };
  },
  nextNumber: (body, year, word) => nextNumber(tx, it.district, body, year, word),
});
