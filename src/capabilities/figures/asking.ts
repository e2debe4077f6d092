import { type Day, dayOf, daysBetween } from '../../platform/calendar/calendar.rules.ts';
import {
  comparedWith,
  type Grain,
  monthsOver,
  type Piece,
  piecesOf,
  type Span,
  soFar,
  spanNamed,
} from '../../platform/calendar/span.rules.ts';
import { nothing } from '../../platform/db/scope.ts';
import { measureOf } from '../../platform/figures/asked.rules.ts';
import { type As, type FigureVersion, isMonthly, neededBy, versionOn } from '../../platform/figures/figure.rules.ts';
import { places as placesAmong } from '../../platform/figures/league.rules.ts';
import type { AnswerOf, InputOf } from '../../platform/http/contract.ts';
import type { Ask } from '../../platform/http/mount.ts';
import { Problem } from '../../platform/http/problem.ts';
import { oneMoment } from '../../platform/journal/audit.store.ts';
import { standingOf } from '../../platform/journal/tally.store.ts';
import { textOf } from '../../platform/language/language.ts';
import { type ContestedOf, contestedIn } from './appeals/marks.ts';
import { type ask as contract, MOST_FIGURES } from './asking.contract.ts';
import { figureCoded } from './catalogue.ts';
import { figuresWords } from './figures.words.ts';
import { type Given, lotsOf, type Read, readGroup, type Valued } from './groups.ts';
import {
  childrenBelow,
  kindsBelow,
  kindsFor,
  nameOf,
  type Question,
  questionOf,
  refuseHidden,
  untilOf,
} from './question.read.ts';
import { changed, FEW } from './reading.rules.ts';
import { type TargetFor, targetsFor } from './references/targets.ts';
import { BEGINNING } from './sums.ts';
import { FLOOR } from './withheld.rules.ts';

type Asked = InputOf<typeof contract>['query'];
type Answer = AnswerOf<typeof contract>;

/** Most pieces of a series. */
const MOST_PIECES = 800;

/** Figures for one question, in one moment: totals, neighbours, series, and what they are compared with. */
export async function readAsked(ask: Ask, query: Asked): Promise<Answer> {
  const { codes, period, below, grain, against, ...rest } = query;
  const named = period === undefined ? null : spanOf(period);
  // A period that is not over, or was not on the day as of which it is asked, is asked for until then.
  const until = untilOf(dayOf(ask.clock()), rest.asOf ?? null);
  const question = await questionOf(ask, { ...rest, ...(named === null ? {} : soFar(named, until)) });
  const given = versionsOf(codes, question.to);
  const pieces = grain === undefined ? [] : piecesFor(question, grain);
  const under = below === 'true' ? childrenBelow(question) : [];
  return ask.db.read(nothing(question.district), async (tx) => {
    await oneMoment(tx);
    const open = await kindsFor(ask, tx, question.territory);
    refuseHidden(question.kind, open);
    const lower = under.length === 0 ? open : await kindsBelow(ask, tx, question);
    const contested = await contestedIn(tx, question);
    const targetFor = await targetsFor(
      tx,
      question,
      under,
      given.map(({ figure }) => figure),
    );
    const span = { from: question.from, to: question.to };
    const two = against === undefined ? null : comparedWith(named ?? span, against, until);
    const readings = new Map<string, Read>();
    for (const lot of lotsOf(given)) {
      const read = await readGroup(tx, { ...lot, question, open, lower, pieces, under, two });
      for (const { figure } of lot.given) readings.set(figure.code, read);
    }
    return {
      territory: { code: question.territory, name: nameOf(question.places, question.territory) },
      kind: question.kind,
      from: question.from,
      to: question.to,
      asOf: question.asOf,
      seq: (await standingOf(tx, question.district))?.head ?? 0,
      all: open === null,
      against: two,
      figures: given.map((one) => {
        const read = readings.get(one.figure.code) as Read;
        const { total } = read.figures.get(one.figure.code) as Valued;
        return {
          code: one.figure.code,
          version: one.version.version,
          isOfKind: read.reading.isOfKind,
          told: toldOf(one.version, read, until),
          total,
          terms: total.few ? [] : termsOf(one.version, question, read),
          compared: comparedOf(one, read, two),
          target: targetFor(one.figure.code, question.territory),
          contested: read.reading.span === null ? 0 : contested(one.figure.code, question.territory),
          below: belowOf(one, question, read, contested, targetFor),
          series: pieces.map((piece, at) => ({
            ...piece,
            value: read.figures.get(one.figure.code)?.series[at] ?? FEW,
          })),
        };
      }),
    };
  });
}

function spanOf(period: string): Span {
  const span = spanNamed(period);
  if (span !== null) return span;
  const message = textOf(figuresWords, 'badPeriodName');
  throw new Problem(422, 'figures.period', message, [{ path: 'query.period', message }]);
}

/** The figures that are asked for, each in the version that makes periods ending on a day. */
function versionsOf(codes: string, day: Day): Given[] {
  const named = [...new Set(codes.split(','))];
  const found = named.map(figureCoded);
  const unknown = named.filter((_, at) => found[at] === null);
  if (unknown.length > 0 || named.length > MOST_FIGURES) {
    const message = textOf(figuresWords, unknown.length > 0 ? 'unknownFigure' : 'tooManyFigures', {
      codes: unknown.join(', '),
      n: MOST_FIGURES,
    });
    throw new Problem(unknown.length > 0 ? 404 : 422, 'figures.codes', message, [{ path: 'query.codes', message }]);
  }
  return found.flatMap((figure) => (figure === null ? [] : { figure, version: versionOn(figure, day) }));
}

function piecesFor({ from, to }: Span, grain: Grain): Piece[] {
  const pieces = piecesOf({ from, to }, grain);
  if (pieces.length <= MOST_PIECES) return pieces;
  const message = textOf(figuresWords, 'tooManyPieces', { n: MOST_PIECES });
  throw new Problem(422, 'figures.grain', message, [{ path: 'query.grain', message }]);
}

type Two = NonNullable<ReturnType<typeof comparedWith>>;

function comparedOf(
  { figure, version }: Given,
  { figures }: Read,
  two: Two | null,
): Answer['figures'][number]['compared'] {
  const compared = figures.get(figure.code)?.compared ?? null;
  if (two === null || compared === null) return null;
  const { these, those } = compared;
  const days = (span: Span): number => daysBetween(span.from, span.to) + 1;
  const differs = changed(version, { days: days(two.these), value: these }, { days: days(two.those), value: those });
  return { these, those, differs };
}

/** The days of which a version tells its reader something, or null. */
function toldOf(version: FigureVersion, { reading: { isOfKind, span } }: Read, until: Day): Span | null {
  if (!isOfKind || span === null || !isMonthly(version)) return isOfKind ? span : null;
  const months = monthsOver(span, until);
  return months === null ? null : { from: months.from, to: months.to };
}

/** The measures of a version with their sums: of a quantile every bucket, of a rate its base as the whole; none that may not be told. */
function termsOf(version: FigureVersion, { kind, until }: Question, read: Read): Answer['figures'][number]['terms'] {
  const { sumOf, reading } = read;
  const told = toldOf(version, read, until);
  if (told === null) return [];
  const { formula } = version;
  const asOwn = isMonthly(version) ? 'months' : version.counts;
  const wholes = formula.is === 'share' ? formula.whole : formula.is === 'mean' ? formula.n : [];
  const parts =
    formula.is === 'share'
      ? formula.part
      : formula.is === 'mean'
        ? formula.sum
        : formula.is === 'quantile'
          ? []
          : formula.of;
  const own = (side: 'part' | 'whole', terms: typeof parts) =>
    terms.map(({ measure, sign }) => ({ side, sign, ...summed(measure, asOwn) }));
  const summed = (measure: string, as: As) => {
    const stock = as === 'stock' || as === 'base';
    return {
      measure: measureOf(measure, as, kind),
      n: sumOf(measure, as),
      stock,
      from: stock ? BEGINNING : told.from,
      to: told.to,
    };
  };
  const rest = neededBy(version).filter(({ as }) => formula.is === 'quantile' || as === 'base' || as === 'norm');
  const terms = [
    ...own('part', parts),
    ...own('whole', wholes),
    ...rest.map(({ measure, as }) => ({
      side: as === 'base' || as === 'norm' ? ('whole' as const) : ('part' as const),
      sign: 1 as const,
      ...summed(measure, as),
    })),
  ];
  return reading.guarded ? terms.filter(({ n }) => n >= FLOOR) : terms;
}

/** The territories below with their places, and as one more part what lies in none of them, so that parts add up to the whole. */
function belowOf(
  { figure }: Given,
  { territory, places }: Question,
  read: Read,
  contested: ContestedOf,
  targetFor: TargetFor,
): Answer['figures'][number]['below'] {
  const { below, own } = read.figures.get(figure.code) as Valued;
  if (below.length === 0) return [];
  // What is contested stands apart until it is decided: the places of the others are made without it.
  const stands = below.map(({ code, value }) => (contested(figure.code, code) > 0 ? { ...value, value: null } : value));
  const ranked =
    figure.better === null
      ? below.map(() => null)
      : placesAmong(
          stands.map((one) => (one.value === null ? null : { value: one.value, low: one.low, high: one.high })),
          figure.better,
        );
  const row = { contested: 0, target: null };
  return [
    ...below.map(({ code, value }, at) => ({
      ...row,
      code,
      name: nameOf(places, code),
      own: false,
      value,
      place: ranked[at] ?? null,
      contested: read.reading.below ? contested(figure.code, code) : 0,
      target: targetFor(figure.code, code),
    })),
    ...(own === null
      ? []
      : [{ ...row, code: territory, name: nameOf(places, territory), own: true, value: own, place: null }]),
  ];
}
