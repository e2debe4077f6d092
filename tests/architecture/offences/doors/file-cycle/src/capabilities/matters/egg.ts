import type { Hen } from './hen.ts';

/** Offence: a circle of types is a circle. */
export type Egg = { readonly from: Hen };
