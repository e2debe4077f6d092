const { now } = Date;

/** Offence: the clock is taken out of Date under another name. */
export const start = (): number => now();
