/** Offence: a rule that reads the clock decides differently each time it is asked. */
export const isLate = (due: string): boolean => new Date().getTime() > Date.parse(due);
