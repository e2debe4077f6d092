import { openEverything } from '../ground.ts';

/** Offence: a screen that imports what is neither contract, rules, rights nor words. */
export const Curious = () => openEverything;
