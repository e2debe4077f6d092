/** What the record of sign-ins holds (GB/T 22239-2019 8.1.4.3: who, when, what, with which success). */
export const ACCESS_EVENTS = [
  'signed-in',
  'refused',
  'locked',
  'code-refused',
  'signed-out',
  'session-revoked',
  'password-changed',
  'code-enrolled',
  'recovery-renewed',
] as const;
export type AccessEvent = (typeof ACCESS_EVENTS)[number];
