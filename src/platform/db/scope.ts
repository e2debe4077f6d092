/**
 * What a transaction may see, handed to the database's row-level security by SET LOCAL.
 * Codes are digits and ids are UUIDs or slugs, checked before they are written into the statement.
 */
export type Scope = {
  /** The district's six-digit code; rows of another district do not exist for this transaction. */
  readonly district: string;
  /** Territory prefixes whose subtrees are visible. */
  readonly reach: readonly string[];
  /** Bodies whose shares are visible. */
  readonly bodies: readonly string[];
  /** Subjects that the caller has proved a right to by other means (a receipt code, a resident's own matters). */
  readonly subjects: readonly string[];
};

/** Sees nothing that is protected: for open pages, which read published views only. */
export const nothing = (district: string): Scope => ({ district, reach: [], bodies: [], subjects: [] });

/** Sees the whole district: for the worker, audit, and demonstration loader. */
export const whole = (district: string): Scope => ({ district, reach: [district], bodies: [], subjects: [] });
