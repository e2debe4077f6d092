/** Offence: a neighbour could ask for everything of one person. */
export const mattersOf = (phoneIndex: Buffer): string[] => [phoneIndex.toString('hex')];
