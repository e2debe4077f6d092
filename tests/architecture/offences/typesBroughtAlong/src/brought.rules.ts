import type { Buffered } from './buffered.ts';

/** Offence: Node's types come along with somebody else's. */
export const size = (one: Buffered): number => one.length;
