import { addDays, type Day, periodOf } from '../../platform/calendar/calendar.rules.ts';
import type { Tx } from '../../platform/db/database.ts';
import { nothing } from '../../platform/db/scope.ts';
import { measureOf, measuresOf } from '../../platform/figures/asked.rules.ts';
import { neededBy, type Quantile, reckoned, type SumOf, versionOn } from '../../platform/figures/figure.rules.ts';
import type { Ask } from '../../platform/http/mount.ts';
import { oneMoment } from '../../platform/journal/audit.store.ts';
import { standingOf } from '../../platform/journal/tally.store.ts';
import { readTallies, type Tallied } from '../../platform/journal/tallyReads.store.ts';
import type { Text } from '../../platform/language/language.ts';
import { kindsOf } from '../kinds/kinds.door.ts';
import { FIGURES } from './catalogue.ts';
import { type Given, lotsOf, readingOver } from './groups.ts';
import { childrenBelow, kindsBelow, kindsFor, nameOf, type Question, refuseHidden } from './question.read.ts';
import { type Reading, shown } from './reading.rules.ts';
import { FLOOR, floored, settledMonths } from './withheld.rules.ts';

/** Figures by their codes, as the page of all figures shows them. */
export type FigureSet = Readonly<Record<string, number | Quantile | null>>;
type Child = { readonly code: string; readonly name: Text; readonly own: boolean; readonly figures: FigureSet };

/** Everything that the figures page shows, in one moment. */
export async function readFigures(ask: Ask, question: Question) {
  const { district, territory, kind, from, to, asOf, places } = question;
  const kinds = await kindsOf(ask.db, district);
  const below = childrenBelow(question);
  const inGroup = [...kinds.values()].filter((one) => kind === null || (!kind.includes('.') && one.group === kind));
  return ask.db.read(nothing(district), async (tx) => {
    await oneMoment(tx);
    const open = await kindsFor(ask, tx, territory);
    const lower = below.length === 0 ? open : await kindsBelow(ask, tx, question);
    refuseHidden(kind, open);
    const flows = FIGURES.map((figure) => ({ figure, version: versionOn(figure, to) })).filter(({ version }) =>
      neededBy(version).every(({ as }) => as === 'flow'),
    );
    const groups: Group[] = [];
    for (const { kinds, rated, given } of lotsOf(flows)) {
      const reading = readingOver({ kinds, rated }, { question, open, lower });
      const tallied =
        reading.isOfKind && reading.span !== null
          ? await talliedOf(tx, question, given, reading, { codes: below, only: reading.onlyBelow })
          : NONE;
      groups.push({ given, reading, ...tallied });
    }
    const setOf = (of: (group: Group) => readonly Tallied[] | null): FigureSet =>
      Object.assign({}, ...groups.map((one) => setFrom(one, of(one), kind, open === null)));
    return {
      territory: { code: territory, name: nameOf(places, territory) },
      kind,
      from,
      to,
      asOf,
      seq: (await standingOf(tx, district))?.head ?? 0,
      withheld:
        open === null ? null : await withheldFrom(tx, question, kinds, (await kindsFor(ask, tx, district)) ?? []),
      told: groups.flatMap(({ given, reading: { isOfKind, span } }) => {
        const group = given[0]?.figure.kinds?.group;
        return group === undefined ? [] : [{ group, isOfKind, from: span?.from ?? null, to: span?.to ?? null }];
      }),
      total: setOf((one) => one.byTerritory.get(territory) ?? []),
      children: childrenOf(question, groups, below, setOf),
      months: monthsOf(from, to).map((month) => ({
        month: month.slice(0, 7),
        figures: setOf((one) => one.byMonth.get(month) ?? []),
      })),
      kinds: await byKind(
        tx,
        question,
        inGroup.filter(({ code }) => open?.includes(code) ?? true).map(({ code, name }) => ({ code, name })),
      ),
    };
  });
}

type ByName = ReadonlyMap<string, readonly Tallied[]>;
/** Figures that are counted by the same kinds, with their sums. */
type Group = {
  readonly given: readonly Given[];
  readonly reading: Reading;
  readonly byTerritory: ByName;
  readonly byMonth: ByName;
};
const NONE = { byTerritory: new Map(), byMonth: new Map() } as const;

async function talliedOf(
  tx: Tx,
  { district, territory, kind, asOf }: Question,
  given: readonly Given[],
  { span, only, below }: Reading,
  under: { readonly codes: readonly string[]; readonly only: readonly string[] | null },
): Promise<Pick<Group, 'byTerritory' | 'byMonth'>> {
  if (span === null) return NONE;
  const { flow: measures } = measuresOf(
    given.map((one) => one.version),
    kind,
  );
  const so = { district, ...span, asOf, only, measures };
  const codes = below ? under.codes : [];
  const alike = under.only === null;
  const sums = await readTallies(tx, { ...so, territories: [territory, ...(alike ? codes : [])], by: 'total' });
  if (!alike && codes.length > 0)
    sums.push(...(await readTallies(tx, { ...so, only: under.only, territories: codes, by: 'total' })));
  const series = await readTallies(tx, { ...so, territories: [territory], by: 'month' });
  return {
    byTerritory: Map.groupBy(sums, (one) => one.territory),
    byMonth: Map.groupBy(series, (one) => one.period ?? ''),
  };
}

/** The values of a group; of what is not told, or not of the kind that was asked for, null. @param tallied null where it is not told. */
function setFrom(
  { given, reading }: Group,
  tallied: readonly Tallied[] | null,
  kind: string | null,
  all: boolean,
): FigureSet {
  const sums = new Map<string, number>();
  for (const { measure, n } of tallied ?? []) sums.set(measure, (sums.get(measure) ?? 0) + n);
  const sumOf: SumOf = (measure, as) => sums.get(measureOf(measure, as, kind)) ?? 0;
  const isTold = tallied !== null && reading.isOfKind && reading.span !== null;
  return Object.fromEntries(
    given.map(({ figure, version }) => {
      if (!isTold) return [figure.code, null];
      const { value, bucket, part } = shown(reckoned(version, sumOf), version, all, reading.guarded);
      return [figure.code, bucket === null ? value : { n: part ?? 0, ...bucket, minutes: value }];
    }),
  );
}

/** What a reader is told of the hidden kinds; null for those who read every figure. */
export const withheldOf = (ask: Ask, question: Question) =>
  ask.db.read(nothing(question.district), async (tx) => {
    const open = await kindsFor(ask, tx, question.district);
    return open === null ? null : withheldFrom(tx, question, await kindsOf(ask.db, question.district), open);
  });

/** What the public reads of the hidden kinds: for the whole district and all of them at once, see withheld.rules.ts. */
async function withheldFrom(
  tx: Tx,
  { district, territory, kind, from, to, today }: Question,
  kinds: ReadonlyMap<string, { readonly code: string }>,
  open: readonly string[],
) {
  const hidden = [...kinds.keys()].filter((code) => !open.includes(code));
  const months = territory === district && kind === null && hidden.length > 0 ? settledMonths(from, to, today) : [];
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return { floor: FLOOR, kinds: hidden.length, months: [], opened: 0 };
  const sums = await readTallies(tx, {
    district,
    measures: ['opened/'],
    only: hidden,
    territories: [district],
    from: first,
    to: addDays(periodOf('month', last).to, -1),
    asOf: null,
    by: 'month',
  });
  const byMonth = Map.groupBy(sums, (one) => one.period ?? '');
  const told = months.map((month) => ({
    month: month.slice(0, 7),
    opened: floored((byMonth.get(month) ?? []).reduce((sum, one) => sum + one.n, 0)),
  }));
  return {
    floor: FLOOR,
    kinds: hidden.length,
    months: told,
    opened: told.reduce((sum, one) => sum + (one.opened ?? 0), 0),
  };
}

/** The parts below, and as one more part what lies in none of them, so that parts add up to the whole. */
function childrenOf(
  { territory, places }: Question,
  groups: readonly Group[],
  below: readonly string[],
  setOf: (of: (group: Group) => readonly Tallied[] | null) => FigureSet,
): Child[] {
  const children = below.map((code) => ({
    code,
    name: nameOf(places, code),
    own: false,
    figures: setOf(({ reading, byTerritory }) => (reading.below ? (byTerritory.get(code) ?? []) : null)),
  }));
  const rests = new Map(groups.map((one) => [one, restOf(one, territory, below)]));
  if ([...rests.values()].every((rest) => (rest ?? []).length === 0)) return children;
  const figures = setOf((one) => rests.get(one) ?? null);
  return [...children, { code: territory, name: nameOf(places, territory), own: true, figures }];
}

/** What lies in none of the parts; null where the parts are not told. */
function restOf({ reading, byTerritory }: Group, territory: string, below: readonly string[]): Tallied[] | null {
  if (!reading.below && below.length > 0) return null;
  const left = new Map((byTerritory.get(territory) ?? []).map((one) => [one.measure, one.n]));
  for (const code of below)
    for (const one of byTerritory.get(code) ?? []) left.set(one.measure, (left.get(one.measure) ?? 0) - one.n);
  return [...left].filter(([, n]) => n !== 0).map(([measure, n]) => ({ measure, territory, period: null, n }));
}

function monthsOf(from: Day, to: Day): Day[] {
  const months: Day[] = [];
  for (let month = periodOf('month', from); month.from <= to; month = periodOf('month', addDays(month.to, 0)))
    months.push(month.from);
  return months;
}

const KIND_SUMS = ['opened', 'closed', 'closedOnTime', 'reopened'] as const;

async function byKind(
  tx: Tx,
  { district, territory, from, to, asOf }: Question,
  kinds: readonly { code: string; name: Text }[],
) {
  if (kinds.length === 0) return [];
  const measures = kinds.flatMap(({ code }) => KIND_SUMS.map((name) => `${name}/${code}`));
  const sums = await readTallies(tx, { district, measures, territories: [territory], from, to, asOf, by: 'total' });
  const found = new Map(sums.map((one) => [one.measure, one.n]));
  return kinds.map(({ code, name }) => {
    const sum = (measure: (typeof KIND_SUMS)[number]) => found.get(`${measure}/${code}`) ?? 0;
    return {
      code,
      name,
      opened: sum('opened'),
      closed: sum('closed'),
      closedOnTime: sum('closedOnTime'),
      reopened: sum('reopened'),
    };
  });
}
