/** Offence: a type from a file that is not there. */
export type Lost = import('./nowhere.ts').Nowhere;
