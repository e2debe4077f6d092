import type { Caller } from '../../apps/house.ts';

/** Offence: the platform stands on the apps. */
export type Up = Caller;
