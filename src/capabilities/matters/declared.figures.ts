import type { Figure, FigureVersion, Formula, Terms, Unit } from '../../platform/figures/figure.rules.ts';
import { minus, plus } from '../../platform/figures/figure.rules.ts';
import { textOf } from '../../platform/language/language.ts';
import { declaredWords } from './declared.words.ts';
import { EDGES } from './matters.figures.ts';

type Word = keyof typeof declaredWords.zh & string;
type Code = { [W in Word]: W extends `${infer Name}Means` ? Name : never }[Word];

/** Since when the first versions hold: before anything was counted. */
const ALWAYS = '2000-01-01';

function declared(
  code: Code,
  unit: Unit,
  formula: Formula,
  and: {
    readonly better?: 'more' | 'less';
    readonly counts?: FigureVersion['counts'];
    readonly leavesOut?: readonly Word[];
  } = {},
): Figure {
  const { better = null, counts = 'flow', leavesOut = [] } = and;
  return {
    code,
    name: textOf(declaredWords, code as Word),
    means: textOf(declaredWords, `${code}Means` as Word),
    unit,
    better,
    kinds: null,
    versions: [
      { version: 1, from: ALWAYS, formula, counts, leavesOut: leavesOut.map((one) => textOf(declaredWords, one)) },
    ],
  };
}

const sum = (code: Code, ...leavesOut: Word[]): Figure =>
  declared(code, 'count', { is: 'sum', of: plus(code) }, { leavesOut });
const shareOf = (
  code: Code,
  part: Terms,
  whole: Terms,
  better: 'more' | 'less' | undefined,
  ...leavesOut: Word[]
): Figure =>
  declared(code, 'share', { is: 'share', part, whole }, { ...(better === undefined ? {} : { better }), leavesOut });
const time = (code: Code, q: number, of: string): Figure =>
  declared(
    code,
    'minutes',
    { is: 'quantile', q, of, edges: EDGES },
    { better: 'less', leavesOut: ['leavesAnonymous'] },
  );

/**
 * The figures that are made of what matters are counted toward. Names and rates as in GB/T 30428.4 where it has them (`due` 应结案数,
 * `closingRate` 结案率, `onTimeClosingRate` 按期结案率). Whoever changes a formula adds a version with the day from which it holds.
 */
export const MATTER_FIGURES: readonly Figure[] = [
  sum('opened'),
  sum('assigned'),
  sum('handled'),
  sum('closed', 'leavesReopened'),
  sum('closedOnTime', 'leavesReopened', 'leavesPromise'),
  sum('reopened'),
  sum('merged'),
  sum('withdrawn'),
  sum('void'),
  sum('redirected'),
  sum('rated'),
  sum('due', 'leavesNobody'),
  sum('dueClosed', 'leavesNobody'),
  sum('dueClosedOnTime', 'leavesNobody', 'leavesPromise'),
  sum('returned'),
  sum('suspended'),
  sum('extended'),
  sum('verified'),
  sum('sentBack'),
  sum('verifiedSample'),
  sum('sentBackSample'),
  sum('closedSoon', 'leavesReopened'),
  sum('reopenedSoon'),
  declared(
    'satisfaction',
    'stars',
    { is: 'mean', sum: plus('ratingSum'), n: plus('rated'), least: 1, most: 5 },
    { better: 'more', leavesOut: ['leavesUnrated'] },
  ),
  shareOf('onTimeRate', plus('closedOnTime'), plus('closed'), 'more', 'leavesReopened', 'leavesPromise'),
  shareOf('closingRate', plus('dueClosed'), plus('due'), 'more', 'leavesNobody'),
  shareOf('onTimeClosingRate', plus('dueClosedOnTime'), plus('due'), 'more', 'leavesNobody', 'leavesPromise'),
  time('firstAction', 0.5, 'firstAction'),
  time('handling', 0.5, 'handling'),
  time('handlingP90', 0.9, 'handling'),
  declared(
    'pending',
    'count',
    { is: 'sum', of: [...plus('opened'), ...minus('closed', 'merged', 'withdrawn', 'void', 'redirected')] },
    { counts: 'stock' },
  ),
  shareOf('sentBackRate', plus('sentBack'), plus('verified', 'sentBack'), 'less', 'leavesUnlooked'),
  shareOf('sampleWrong', plus('sentBackSample'), plus('verifiedSample', 'sentBackSample'), 'less', 'leavesUnlooked'),
  shareOf('reopenedSoonRate', plus('reopenedSoon'), plus('closed', 'reopenedSoon'), 'less', 'leavesReopened'),
  shareOf('closedSoonRate', plus('closedSoon'), plus('closed'), undefined, 'leavesReopened'),
  shareOf('returnedRate', plus('returned'), plus('assigned'), undefined),
  declared(
    'openedPerThousand',
    'rate',
    { is: 'rate', of: plus('opened'), per: 1000, base: 'residents' },
    { leavesOut: ['leavesNoBase'] },
  ),
];
