/** Offence: chance decides who is looked at. */
export const isSampled = (): boolean => Math.random() < 0.2;
