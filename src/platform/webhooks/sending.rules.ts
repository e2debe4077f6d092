/** Why there was no answer: too late, nobody there, an address inside a network that is not to be reached, no proof of who it is. */
export const TROUBLES = ['timeout', 'unreachable', 'inside', 'tls'] as const;
export type Trouble = (typeof TROUBLES)[number];
