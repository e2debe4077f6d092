/** What neighbours and the demonstration may call. */

export { MEDIATION_FIGURES } from './declared.figures.ts';
export { type Ground as MediationGround, groundOf } from './ground.ts';
export type { Case } from './mediation.rules.ts';
export {
  type CasePast,
  type CaseStep,
  type Told as ToldAround,
  type ToldCase,
  tellCase,
  toldFragments,
} from './story.ts';
