import type { Count, Line } from '../../../platform/journal/line.rules.ts';
import type { Appeal } from './appeals.rules.ts';

/** The version of these rules. */
export const FIGURES = 1;

/** What an upheld appeal takes back is in its line, and nowhere else: the audit counts it again from there. */
export const countsOf = (_before: Appeal | null, { kind }: Pick<Line, 'kind'>, after: Appeal): readonly Count[] =>
  kind === 'appeal.upheld' ? (after.decided?.counts ?? []) : [];
