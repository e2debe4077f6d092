import type { Partner } from '../matters/exchange/exchange.rules.ts';

/** Offence: past the neighbour's door into a folder that it keeps for itself. */
export const nameOf = (partner: Partner): string => partner.desk;
