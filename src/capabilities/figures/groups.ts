import type { Piece, Span } from '../../platform/calendar/span.rules.ts';
import type { Tx } from '../../platform/db/database.ts';
import {
  type Figure,
  type FigureKinds,
  type FigureVersion,
  neededBy,
  reckoned,
  type SumOf,
} from '../../platform/figures/figure.rules.ts';
import { OWN_GROUPS } from './catalogue.ts';
import type { Question } from './question.read.ts';
import { FEW, NOT_OF_KIND, type Reading, readingOf, type Shown, shown } from './reading.rules.ts';
import { SumsOf } from './sums.ts';

/** A figure's values: of the territory, of those below with what lies in none of them, of the pieces, and of the two spans compared. */
export type Valued = {
  readonly total: Shown;
  readonly below: readonly { readonly code: string; readonly value: Shown }[];
  /** Null where nothing lies in none of them, or where it may not be told. */
  readonly own: Shown | null;
  readonly series: readonly Shown[];
  readonly compared: { readonly these: Shown; readonly those: Shown } | null;
};

/** Figures that are counted by the same kinds, as they were read. */
export type Read = {
  readonly reading: Reading;
  /** The sums of the territory. */
  readonly sumOf: SumOf;
  readonly figures: ReadonlyMap<string, Valued>;
};

/** A figure with the version of it that is read. */
export type Given = { readonly figure: Figure; readonly version: FigureVersion };
/** Figures that are read alike: counted by the same kinds, and of what people thought or not. */
export type Lot = { readonly kinds: FigureKinds | null; readonly rated: boolean; readonly given: readonly Given[] };

/** Figures by how they are read. */
export const lotsOf = (given: readonly Given[]): Lot[] =>
  [...Map.groupBy(given, ({ figure }) => figure.kinds)].flatMap(([kinds, all]) =>
    [...Map.groupBy(all, ({ version }) => version.formula.is === 'mean')].map(([rated, own]) => ({
      kinds,
      rated,
      given: own,
    })),
  );

type GroupAsk = Lot & {
  readonly question: Question;
  /** The district's kinds that the reader is told of; null for whoever reads all. */
  readonly open: readonly string[] | null;
  /** Those of them that are told in the territories below. */
  readonly lower: readonly string[] | null;
  readonly pieces: readonly Piece[];
  readonly under: readonly string[];
  readonly two: { readonly these: Span; readonly those: Span } | null;
};

const NOTHING: SumOf = () => 0;

/** How figures are read of a territory and of those below it: where nothing of a kind is told there, they are not told apart. */
export function readingOver(
  { kinds, rated }: Pick<Lot, 'kinds' | 'rated'>,
  { question, open, lower }: Pick<GroupAsk, 'question' | 'open' | 'lower'>,
): Reading & { readonly onlyBelow: readonly string[] | null } {
  const reading = readingOf(kinds, { ...question, rated }, OWN_GROUPS, open);
  const onlyBelow = readingOf(kinds, { ...question, rated }, OWN_GROUPS, lower).only;
  const hides = onlyBelow?.length === 0 && reading.only?.length !== 0;
  return { ...reading, onlyBelow, below: reading.below && !hides };
}

/** Reads figures that are counted by the same kinds over those alone, as far as the reader is told of them. */
export async function readGroup(tx: Tx, ask: GroupAsk): Promise<Read> {
  const { question, open, given, pieces, under } = ask;
  const reading = readingOver(ask, ask);
  const { span } = reading;
  if (!reading.isOfKind || span === null) {
    const value = reading.isOfKind ? FEW : NOT_OF_KIND;
    const all = { total: value, below: under.map((code) => ({ code, value })), own: null };
    return {
      reading,
      sumOf: NOTHING,
      figures: new Map(
        given.map(({ figure }) => [figure.code, { ...all, series: pieces.map(() => value), compared: null }]),
      ),
    };
  }
  const versions = given.map(({ version }) => version);
  const sums = new SumsOf(tx, question, versions, reading.only);
  const below = reading.below ? under : [];
  // Whoever reads all reads them together; to the public fewer kinds are told below.
  const alike = reading.onlyBelow === null || below.length === 0;
  const above = await sums.total(span, [question.territory, ...(alike ? below : [])]);
  const beneath = alike ? above : await new SumsOf(tx, question, versions, reading.onlyBelow).total(span, below);
  const total = (code: string): SumOf => (code === question.territory ? above : beneath)(code);
  const told = reading.guarded && !pieces.every(isOfMonths) ? null : await sums.series(pieces, span);
  const two = ask.two === null ? null : await comparedIn(sums, ask);
  const seen = (version: FigureVersion, sumOf: SumOf): Shown =>
    shown(reckoned(version, sumOf), version, open === null, reading.guarded);
  const sumOf = total(question.territory);
  const rest: SumOf = (measure, as) =>
    below.reduce((left, code) => left - total(code)(measure, as), sumOf(measure, as));
  const valued = (version: FigureVersion): Valued => ({
    total: seen(version, sumOf),
    below: under.map((code) => ({ code, value: reading.below ? seen(version, total(code)) : FEW })),
    own:
      below.length > 0 && neededBy(version).some(({ measure, as }) => rest(measure, as) !== 0)
        ? seen(version, rest)
        : null,
    series: pieces.map((_, at) => (told === null ? FEW : seen(version, told(at)))),
    compared: two === null ? null : { these: seen(version, two.these), those: seen(version, two.those) },
  });
  return { reading, sumOf, figures: new Map(given.map(({ figure, version }) => [figure.code, valued(version)])) };
}

/** Whether a piece is named as months or what is made of them: of days and weeks the public is told nothing. */
const isOfMonths = ({ name }: Piece): boolean => /^\d{4}(-\d\d|-Q\d)?$/.test(name);

/** The two spans that are compared; null where either is not told whole. */
async function comparedIn(sums: SumsOf, { question, kinds, rated, open, two }: GroupAsk) {
  if (two === null) return null;
  const isWhole = (span: Span): boolean => {
    const told = readingOf(kinds, { ...question, ...span, rated }, OWN_GROUPS, open).span;
    return told !== null && told.from === span.from && told.to === span.to;
  };
  if (!isWhole(two.these) || !isWhole(two.those)) return null;
  const { territory } = question;
  return {
    these: (await sums.total(two.these, [territory]))(territory),
    those: (await sums.total(two.those, [territory]))(territory),
  };
}
