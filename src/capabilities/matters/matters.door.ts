/** What neighbours, the demonstration and the import may call. */
export { concernedBy, forgetReporterOf } from './contact.ts';
export { type Standing, standing } from './ground.ts';
export { Intake, intakeBatch, storeTaken } from './intake.store.ts';
export { type Report, take, type Taken } from './intake.ts';
export type { Mover } from './step.ts';
export { type Step, tell, type Told } from './story.ts';
export { foundMatters } from './founding.ts';
export { type ImportCounts, importTable } from './importing.ts';
export { BUCKETS, EDGES, MEASURES } from './matters.figures.ts';
export { forgetReporter } from './matters.store.ts';
