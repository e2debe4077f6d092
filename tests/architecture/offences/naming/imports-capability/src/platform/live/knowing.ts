import { move } from '../../capabilities/matters/desk.contract.ts';

/** Offence: the platform imports a capability. */
export const known = move.path;
