import { move } from '../../capabilities/matters/matters.contract.ts';

/** Offence: the platform imports a capability. */
export const known = move.path;
