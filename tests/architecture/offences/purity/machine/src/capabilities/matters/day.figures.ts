/** Offence: the day of a line depends on the zone of the machine that counts. */
export const dayOf = (recorded: string): number => new Date(recorded).getDate();
