import type { Count } from '../../platform/journal/line.rules.ts';

/**
 * What a decision may take back: steps whose counts no later step of a matter ever takes back, each with what is counted together with
 * it (a part goes with its whole). All else is put right by the matter's own moves: a closing by reopening, a place or a kind by triage,
 * an assignment by undoing it or returning it; what is opened and due follows the matter, times follow the record. Stars are left out
 * on purpose: they belong to whoever gave them. That nothing else takes these back is tested over any life of a matter.
 */
export const SET_ASIDE = {
  handled: ['handled'],
  returned: ['returned'],
  suspended: ['suspended'],
  extended: ['extended'],
  reopened: ['reopened', 'reopenedSoon'],
  verified: ['verified', 'verifiedSample'],
  sentBack: ['sentBack', 'sentBackSample'],
} as const;
export type SetAside = keyof typeof SET_ASIDE;
export const SETS_ASIDE = Object.keys(SET_ASIDE) as SetAside[];

/** The name of a measure, without body and kind: `returned` of `returned:fire/hazard.fire`. */
export const nameOfMeasure = (measure: string): string => measure.split(/[:/]/)[0] ?? '';

/** The step that is set aside where a count of this measure is; null where its counts are put right otherwise. */
export const setAsideBy = (measure: string): SetAside | null =>
  SETS_ASIDE.find((one) => SET_ASIDE[one].some((name) => name === nameOfMeasure(measure))) ?? null;

/** What takes a step back among the counts of its line: toward the same measures, days and territories, for all and for the body. */
export const takenBack = (step: SetAside, counts: readonly Count[]): Count[] =>
  counts
    .filter(({ measure }) => setAsideBy(measure) === step)
    .map(({ measure, day, territory, n }) => ({ measure, day, territory, n: -n }));
