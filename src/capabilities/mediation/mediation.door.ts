/** What neighbours, the apps and the demonstration may call. */

export { type BodyGroup, groupsOfBodies } from './bodyGroups.ts';
export { CASE_KINDS, MEDIATION_FIGURES } from './declared.figures.ts';
export { type Ground as MediationGround, groundOf } from './ground.ts';
export { casesHeard } from './hearing.ts';
export { BODY_MEASURES as CASE_BODY_MEASURES, keyOfBody, NO_BODY } from './mediation.figures.ts';
export type { Case } from './mediation.rules.ts';
export { roundsHeard } from './rounds/hearing.ts';
export { type RoundPast, tellRound, toldRoundFragments, type VisitPast } from './rounds/story.ts';
export {
  type CasePast,
  type CaseStep,
  type Told as ToldAround,
  type ToldCase,
  tellCase,
  toldFragments,
} from './story.ts';
