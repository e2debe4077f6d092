import type { Appointment, Caller, Post } from '../../../platform/identity/caller.ts';
import { readsAll } from '../figures.rights.ts';
import type { Edition } from './statements.rules.ts';

/** Who answers for what the district says of itself, and who checks it. */
const ISSUERS: readonly Post[] = ['leader', 'auditor'];

/** The appointment in which a caller may ask for a statement: a leader or auditor of the whole district; null where none. */
export const issuerOf = (caller: Caller, district: string): Appointment | null =>
  caller.is === 'staff'
    ? (caller.appointments.find((one) => ISSUERS.includes(one.post) && one.territory === district) ?? null)
    : null;

/** The editions that a caller reads: whoever reads every figure reads the whole one too. */
export const editionsFor = (caller: Caller): readonly Edition[] =>
  readsAll(caller) ? ['public', 'whole'] : ['public'];
