import type { Kind } from '../kinds/kinds.rules.ts';

/** Offence: past the neighbour's door, if only for a type. */
export const codeOf = (kind: Kind): string => kind.code;
