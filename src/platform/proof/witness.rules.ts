/** Why a witness did not say that it saw a tree: it did not answer, knows no such tree, saw a larger one, saw another one, or its line does not hold. */
export const REFUSED = ['away', 'unknown', 'ahead', 'inconsistent', 'unsigned'] as const;
export type Refused = (typeof REFUSED)[number];
