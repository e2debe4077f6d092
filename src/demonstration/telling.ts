/** How people tell of a kind of matter, by the answer to its first question ('' where it has none), and what was done about it, likewise. */
export type Telling = {
  readonly says: Readonly<Record<string, readonly string[]>>;
  readonly did: Readonly<Record<string, readonly string[]>>;
};
