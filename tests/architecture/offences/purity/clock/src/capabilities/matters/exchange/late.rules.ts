/** Offence: a rule reads the clock, one folder further down. */
export const isLate = (answerBy: string): boolean => new Date().getTime() > Date.parse(answerBy);
