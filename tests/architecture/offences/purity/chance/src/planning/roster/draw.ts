const { random } = Math;

/** Offence: chance under another name. */
export const draw = (): number => random();
