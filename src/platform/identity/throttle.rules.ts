/** What is counted: failed sign-ins of a login, and of a source; codes asked for a telephone, and from a source; codes tried. */
export type Throttled = 'login' | 'source' | 'phone' | 'phone-day' | 'code-source';

type Limit = {
  /** So many within the window, and no more until the lock ends. */
  readonly most: number;
  readonly windowMs: number;
  readonly lockMs: number;
};

const MINUTE = 60_000;

/**
 * Lockouts: long enough to make guessing hopeless (5 in 15 minutes are 480 a day), short enough that locking somebody out on purpose
 * gains little. Source: GB/T 22239-2019 8.1.4.1 b asks for a lock and leaves the numbers to us; NIST SP 800-63B 5.2.2.
 */
export const LIMITS: Readonly<Record<Throttled, Limit>> = {
  login: { most: 5, windowMs: 15 * MINUTE, lockMs: 15 * MINUTE },
  source: { most: 30, windowMs: 15 * MINUTE, lockMs: 15 * MINUTE },
  phone: { most: 3, windowMs: 10 * MINUTE, lockMs: 10 * MINUTE },
  'phone-day': { most: 10, windowMs: 1440 * MINUTE, lockMs: 720 * MINUTE },
  'code-source': { most: 30, windowMs: 60 * MINUTE, lockMs: 60 * MINUTE },
};

/** A counter as stored; times in milliseconds. */
export type Counter = { readonly failures: number; readonly since: number; readonly until: number | null };

/** Milliseconds until another try is taken, 0 when it is now. */
export function waitMs(counter: Counter | null, now: number): number {
  return counter?.until == null ? 0 : Math.max(0, counter.until - now);
}

/** The counter after one more. A window or a lock that is over begins anew. */
export function counted(what: Throttled, counter: Counter | null, now: number): Counter {
  const limit = LIMITS[what];
  const over =
    counter === null || now - counter.since >= limit.windowMs || (counter.until !== null && counter.until <= now);
  const failures = over ? 1 : counter.failures + 1;
  const since = over ? now : counter.since;
  return { failures, since, until: failures >= limit.most ? now + limit.lockMs : null };
}
