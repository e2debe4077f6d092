/** What neighbours, the demonstration and the import may call. */

export { receiptCode } from '../../platform/journal/number.rules.ts';
export { stateOf } from './around.rules.ts';
export { concernedBy, forgetReporterOf } from './contact.ts';
export { MATTER_FIGURES } from './declared.figures.ts';
export { foundMatters } from './founding.ts';
export { bodiesChanged, bodiesOf, bodyName, type Standing, standing } from './ground.ts';
export { mattersHeard } from './hooks.ts';
export { type ImportCounts, importTable } from './importing/importing.ts';
export { Intake, intakeBatch } from './intake.store.ts';
export { idFrom, type Report, type Taken, take } from './intake.ts';
export { BODY_MEASURES } from './matters.figures.ts';
export type { Status } from './matters.rules.ts';
export { forgetReporter, loadMatters, type Stored } from './matters.store.ts';
export { handedToMediation, heardOfMediation, lockMatter, type Told as ToldMatters } from './mediated.ts';
export { openCounts } from './openCounts.store.ts';
export { drawnAgain } from './sampling.ts';
export { nameOfMeasure, type SetAside, takenBack } from './setAside.rules.ts';
export { changedAfter, changesBetween, numbersOf, seqBefore, shiftCounts } from './shift.store.ts';
export { beyondOne, type Split } from './splitting.rules.ts';
export { splitsOf } from './splitting.store.ts';
export { spokenBetween } from './spoken.store.ts';
export type { Mover } from './step.ts';
export { type Step, type Told, tell } from './story.ts';
