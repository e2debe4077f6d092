import type { Appointment, Post } from './caller.ts';

/** What a session was proved by. `totp`: password and one-time code (or a recovery code). */
export type Proof = 'password' | 'totp' | 'passkey' | 'oidc';

/** Posts that must show a second factor: those that administer and those that audit (GB/T 22239-2019 8.1.4.1 d). */
export const SECOND_FACTOR_POSTS: readonly Post[] = ['sysadmin', 'secadmin', 'auditor'];

/** A proof by two factors. A passkey counts since it is taken only with the person verified on the device. */
export function isStrong(proof: Proof | undefined): boolean {
  return proof === 'totp' || proof === 'passkey';
}

/** What a session must do before it has any right at all; null: nothing. */
export type Needs = 'password' | 'enrol' | 'code' | null;

/**
 * What stands between a session and its rights: an initial password to be changed, a one-time code to be enrolled, or one
 * to be shown. Whoever enrolled a code of their own will shows it too, whatever their post.
 */
export function needsOf(session: {
  readonly initialPassword: boolean;
  readonly enrolled: boolean;
  readonly proof: Proof | undefined;
  readonly appointments: readonly Pick<Appointment, 'post'>[];
}): Needs {
  if (session.initialPassword && session.proof !== 'oidc' && session.proof !== 'passkey') return 'password';
  const compulsory = session.appointments.some((one) => SECOND_FACTOR_POSTS.includes(one.post));
  if (compulsory && !session.enrolled) return 'enrol';
  if (isStrong(session.proof)) return null;
  return compulsory || (session.enrolled && session.proof !== 'oidc') ? 'code' : null;
}

/** However busy, a session ends after so many hours: a shift. */
export const LONGEST_SESSION_HOURS = 12;
