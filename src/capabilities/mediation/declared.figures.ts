import type { Figure, FigureKinds, Formula, Terms, Unit } from '../../platform/figures/figure.rules.ts';
import { plus } from '../../platform/figures/figure.rules.ts';
import { textOf } from '../../platform/language/language.ts';
import { declaredWords } from './declared.words.ts';
import { NATURES } from './law/natures.rules.ts';
import { DAY_EDGES, kindOf } from './mediation.figures.ts';

type Word = keyof typeof declaredWords.zh & string;
type Code = { [W in Word]: W extends `${infer Name}Means` ? Name : never }[Word];

/** Since when the first versions hold: before anything was counted. */
const ALWAYS = '2000-01-01';

/** Cases are counted by the groups of their natures. They stand on no public list, so that the public is told of many at once alone. */
export const CASE_KINDS: FigureKinds = {
  group: 'mediation',
  name: textOf(declaredWords, 'group'),
  kinds: NATURES.filter(({ parent }) => parent === null).map(({ code, zh, en }) => ({
    code: kindOf({ nature: code }),
    name: { zh, en },
  })),
  guarded: true,
};

/** Visits of rounds are of places and in the open. */
const ROUND_KINDS: FigureKinds = {
  group: 'screening',
  name: textOf(declaredWords, 'rounds'),
  kinds: [{ code: 'screening.round', name: textOf(declaredWords, 'rounds') }],
  guarded: false,
};

function declared(
  code: Code,
  unit: Unit,
  formula: Formula,
  { better = null, leavesOut = [] }: { better?: 'more' | 'less' | null; leavesOut?: readonly Word[] } = {},
): Figure {
  return {
    code,
    name: textOf(declaredWords, code as Word),
    means: textOf(declaredWords, `${code}Means` as Word),
    unit,
    better,
    kinds: CASE_KINDS,
    versions: [
      {
        version: 1,
        from: ALWAYS,
        formula,
        counts: 'flow',
        leavesOut: leavesOut.map((one) => textOf(declaredWords, one)),
      },
    ],
  };
}

/** How many there were: nobody is ranked by it. @param measure where the code is another name for it. */
const sum = (code: Code, measure: string = code, ...leavesOut: Word[]): Figure =>
  declared(code, 'count', { is: 'sum', of: plus(measure) }, { leavesOut });
const shareOf = (code: Code, part: Terms, whole: Terms, better: 'more' | 'less' | null, ...leavesOut: Word[]): Figure =>
  declared(code, 'share', { is: 'share', part, whole }, { better, leavesOut });
const ofRounds = (figure: Figure): Figure => ({ ...figure, kinds: ROUND_KINDS });
const time = (code: Code, q: number): Figure =>
  declared(code, 'minutes', { is: 'quantile', q, of: 'medDays', edges: DAY_EDGES }, { leavesOut: ['leavesUnagreed'] });

/**
 * The figures that cases of mediation are counted in. How many were found, opened, offered or refused says how much there was and scores
 * nobody (charter rule 9); nor does how soon parties agree, for whoever is to be fast presses them (人民调解法 art. 3: of their own
 * will). Ranked is only whether what was begun came to an end, and whether what was promised was kept.
 */
export const MEDIATION_FIGURES: readonly Figure[] = [
  sum('medFound'),
  sum('medFoundResolved', 'medFoundResolved', 'leavesBroken'),
  shareOf('screeningRate', plus('medFoundResolved'), plus('medFound'), 'more', 'leavesOtherChannels', 'leavesBroken'),
  sum('medOpened'),
  sum('medAccepted', 'medAccepted', 'leavesTakenAgain'),
  sum('medResolved'),
  sum('medResolvedPeople', 'medResolved:people'),
  sum('medResolvedAdministrative', 'medResolved:administrative'),
  sum('medResolvedJudicial', 'medResolved:judicial'),
  shareOf('medResolvedRate', plus('medResolved'), plus('medResolved', 'medFailed'), 'more', 'leavesUndecided'),
  sum('medFailed'),
  sum('medNotAccepted'),
  sum('medReferred'),
  sum('medRefused'),
  shareOf('medRefusedRate', plus('medRefused'), plus('medReferred'), null),
  time('medDaysMedian', 0.5),
  time('medDaysP90', 0.9),
  shareOf('medInTimeRate', plus('medInTime'), plus('medResolved'), null, 'leavesExtended'),
  sum('medConfirmAsked'),
  sum('medConfirmed'),
  sum('medPromised'),
  sum('medPerformed'),
  shareOf('medPerformedRate', plus('medPerformed'), plus('medPromised'), 'more', 'leavesUnsettled'),
  sum('medBreached'),
  sum('medKept'),
  sum('medBroken'),
  sum('medInTime'),
  sum('medLate', 'medLate', 'leavesExtended'),
  sum('medRepeated'),
  sum('medRated'),
  shareOf('medRepeatedRate', plus('medRepeated'), plus('medAccepted'), null),
  declared(
    'medSatisfaction',
    'stars',
    { is: 'mean', sum: plus('medRatingSum'), n: plus('medRated'), least: 1, most: 5 },
    { better: 'more', leavesOut: ['leavesUnrated'] },
  ),
  ofRounds(sum('roundTerritories')),
  ofRounds(sum('roundCovered')),
  ofRounds(sum('roundBlank')),
  ofRounds(sum('roundVisited')),
  ofRounds(
    declared(
      'roundNorm',
      'norm',
      { is: 'norm', of: plus('roundVisited'), each: 1, base: 'monthlyVisits', every: 'month' },
      { leavesOut: ['leavesPartMonths', 'leavesVisitedTwice', 'leavesNoNorm', 'leavesFinds'] },
    ),
  ),
  ofRounds(shareOf('roundCoverage', plus('roundCovered'), plus('roundTerritories'), null, 'leavesFinds')),
];
