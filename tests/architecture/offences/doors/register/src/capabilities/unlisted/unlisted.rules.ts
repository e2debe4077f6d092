/** Offence: a capability that the register does not know. */
export const unlisted = true;
