/** What neighbours and the demonstration may call. */

export { MEDIATION_FIGURES } from './declared.figures.ts';
