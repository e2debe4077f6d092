import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import type { Tx } from '../../platform/db/database.ts';
import { holdersAt } from '../../platform/identity/appointments.store.ts';
import { openNames } from '../../platform/identity/enterPeople.ts';
import { peopleById } from '../../platform/identity/people.store.ts';
import type { Ground } from './ground.ts';
import { identitiesOf } from './identities.ts';
import type { Case } from './mediation.rules.ts';
import { casesAlike, dropTraces, lockNumbering, nextNumber, numberedIn } from './mediation.store.ts';

/** What a decision asks beside the case itself: of the database while it happens, of what was told so far in a past. */
export type Around = {
  /** Other cases of the same parties or address. */
  alike(): Promise<readonly string[]>;
  /** Persons who may mediate for a body today. */
  standing(body: string): Promise<readonly string[]>;
  /** Names of staff. */
  namesOf(persons: readonly string[]): Promise<readonly (string | null)[]>;
  /** Names of the parties. */
  parties(): Promise<readonly string[]>;
  /** Forgets by what a party was found, before it is written anew. */
  dropTraces(party: string): Promise<void>;
  /** Bodies that have numbered agreements in a year; none other begins to until this is decided. */
  numbered(year: string): Promise<readonly string[]>;
  /** The next number of a body's agreements in a year. */
  nextNumber(body: string, year: string): Promise<number>;
};

/** What stands around a case that is locked in this transaction. */
export const aroundOf = (tx: Tx, ground: Ground, it: Case, now: Date): Around => ({
  alike: () => casesAlike(tx, it.district, it.id),
  standing: (body) => holdersAt(tx, it.district, body, ['mediator', 'handler'], dayOf(now)),
  namesOf: async (persons) => [
    ...(await openNames(tx, ground.keyring, it.district, await peopleById(tx, it.district, [...persons]))).values(),
  ],
  parties: async () =>
    [...(await identitiesOf(tx, ground, it)).values()].flatMap((one) => (one === null ? [] : [one.name])),
  dropTraces: (party) => dropTraces(tx, it.district, it.id, party),
  numbered: async (year) => {
    await lockNumbering(tx, it.district);
    return numberedIn(tx, it.district, year);
  },
  nextNumber: (body, year) => nextNumber(tx, it.district, body, year),
});
