/**
 * How surely the source of a rule is known. `S`: read in the law named. `B`: background knowledge, or a choice that the law leaves open.
 * `U`: not found. What is not `S` says 待核 in its sentence, and is a default that a district may set otherwise; it is never a constant.
 */
export type Certainty = 'S' | 'B' | 'U';
