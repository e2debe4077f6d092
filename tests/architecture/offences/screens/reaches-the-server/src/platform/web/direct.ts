import { relay } from './relay.ts';

/** Offence: two steps from here is a store. */
export const direct = relay;
