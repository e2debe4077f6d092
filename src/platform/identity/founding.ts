import type { Tx } from '../db/database.ts';
import type { Keyring } from '../sealing/keyring.ts';
import { appointAll, type NewAppointment, type RefusedDraft } from './appoint.ts';
import { type Body, putBodies } from './bodies.store.ts';
import { enterPeople, type NewPerson } from './enterPeople.ts';
import { NOBODY, type Writing } from './subject.store.ts';

/** When and where a district is founded, or a demonstration laid down. */
export type Founding = Pick<Writing, 'district' | 'now' | 'origin'>;

/**
 * Enters people without a request: for the demonstration, the first people of a district, and tests. Hundreds at once.
 * Logins must be free; ids in the order given.
 */
export function createPeople(tx: Tx, keyring: Keyring, founding: Founding, people: readonly NewPerson[]): Promise<string[]> {
  return enterPeople(tx, keyring, { ...founding, author: NOBODY }, people);
}

/** One person; returns the id. */
export async function createPerson(tx: Tx, keyring: Keyring, founding: Founding, person: NewPerson): Promise<string> {
  const [id] = await createPeople(tx, keyring, founding, [person]);
  if (id === undefined) throw new Error('nobody was entered');
  return id;
}

/** Appoints without a proposal: nobody was there yet to be the second person. Throws where a draft breaks a rule. */
export async function appoint(tx: Tx, founding: Founding, drafts: readonly NewAppointment[]): Promise<string[]> {
  const { ids, refused } = await appointAll(tx, { ...founding, author: NOBODY }, drafts, 'founded');
  if (refused.length > 0) throw new Error(`appointments refused: ${refused.map(named).join(', ')}`);
  return ids;
}

const named = ({ at, refusal }: RefusedDraft): string => `#${at} ${refusal}`;

/** Adds bodies or brings them up to date; parents first. */
export async function createBodies(tx: Tx, district: string, bodies: readonly Body[]): Promise<void> {
  await putBodies(tx, district, bodies);
}
