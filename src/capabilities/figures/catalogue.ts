import { type Figure, type FigureKinds, neededBy } from '../../platform/figures/figure.rules.ts';
import { MATTER_FIGURES } from '../matters/matters.door.ts';
import { MEDIATION_FIGURES } from '../mediation/mediation.door.ts';

/** Every published figure; each is declared beside the capability whose lines it counts. */
export const FIGURES: readonly Figure[] = [...MATTER_FIGURES, ...MEDIATION_FIGURES];

const byCode: ReadonlyMap<string, Figure> = new Map(FIGURES.map((one) => [one.code, one]));
/** A figure by its code, null where there is none. */
export const figureCoded = (code: string): Figure | null => byCode.get(code) ?? null;

/** The kinds of their own that figures are counted by, by group. */
export const OWN_KINDS: ReadonlyMap<string, FigureKinds> = new Map(
  FIGURES.flatMap(({ kinds }) => (kinds === null ? [] : [[kinds.group, kinds] as const])),
);
/** Their groups. */
export const OWN_GROUPS: ReadonlySet<string> = new Set(OWN_KINDS.keys());

/** By the names of the measures that figures with kinds of their own are made of, those kinds; all others are of the district's kinds. */
const kindsByMeasure: ReadonlyMap<string, FigureKinds> = new Map(
  FIGURES.flatMap(({ kinds, versions }) =>
    kinds === null
      ? []
      : versions.flatMap((version) => neededBy(version).map(({ measure }) => [stemOf(measure), kinds] as const)),
  ),
);
function stemOf(measure: string): string {
  return measure.split(/[:/]/)[0] ?? '';
}
/** The kinds of its own that a measure is counted by (`medResolved:people/`); null where it is counted by the district's. */
export const kindsOfMeasure = (measure: string): FigureKinds | null => kindsByMeasure.get(stemOf(measure)) ?? null;

/** By the name of a sum of ratings (`ratingSum`), that of their number (`rated`). */
const ratings: ReadonlyMap<string, string> = new Map(
  FIGURES.flatMap(({ versions }) => versions).flatMap(({ formula }) =>
    formula.is === 'mean' ? formula.sum.map(({ measure }) => [measure, formula.n[0]?.measure ?? measure] as const) : [],
  ),
);
/** Of a measure that sums ratings up, the one that counts them; null for all others. */
export const ratingsOf = (measure: string): string | null => ratings.get(stemOf(measure)) ?? null;

const declared: ReadonlySet<string> = new Set(
  FIGURES.flatMap(({ versions }) => versions.flatMap(neededBy).map(({ measure }) => measure)),
);
/** Whether a figure is made of just this measure (`medResolved:people/`); what is not is a part of one, such as a single body's. */
export const isDeclared = (measure: string): boolean => declared.has(measure.split('/')[0] ?? '');
