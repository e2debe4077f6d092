/** What neighbours, the demonstration and the import may call. */
export { stateOf } from './around.rules.ts';
export { concernedBy, forgetReporterOf } from './contact.ts';
export { foundMatters } from './founding.ts';
export { bodiesChanged, bodyName, type Standing, standing } from './ground.ts';
export { mattersHeard } from './hooks.ts';
export { type ImportCounts, importTable } from './importing/importing.ts';
export { Intake, intakeBatch } from './intake.store.ts';
export { idFrom, type Report, type Taken, take } from './intake.ts';
export { BUCKETS, EDGES, MEASURES } from './matters.figures.ts';
export type { Status } from './matters.rules.ts';
export { forgetReporter } from './matters.store.ts';
export { receiptCode } from './number.rules.ts';
export { openCounts } from './openCounts.store.ts';
export { changedAfter, changesBetween, numbersOf, seqBefore, shiftCounts } from './shift.store.ts';
export type { Mover } from './step.ts';
export { type Step, type Told, tell } from './story.ts';
