import type { Day } from '../../../platform/calendar/calendar.rules.ts';
import type { Span } from '../../../platform/calendar/span.rules.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { type Figure, type FigureVersion, reckoned, versionOn } from '../../../platform/figures/figure.rules.ts';
import { type Place, places as placesAmong } from '../../../platform/figures/league.rules.ts';
import { canonical, type Json } from '../../../platform/journal/canonical.rules.ts';
import type { Text } from '../../../platform/language/language.ts';
import type { Places } from '../../../platform/places/places.ts';
import { STATEMENT_FILE } from '../../../platform/proof/stating.ts';
import { contestedIn } from '../appeals/marks.ts';
import { OWN_GROUPS } from '../catalogue.ts';
import { lotsOf } from '../groups.ts';
import { FEW, readingOf, type Shown, shown } from '../reading.rules.ts';
import { type NormHeld, normsHeld } from '../references/held.ts';
import { met, type Target } from '../references/references.rules.ts';
import { targetsFor } from '../references/targets.ts';
import { SumsOf } from '../sums.ts';
import { FLOOR, isBelowTown } from '../withheld.rules.ts';
import type { Edition } from './statements.rules.ts';

/** Territories whose sums are read in one statement. */
const AT_ONCE = 100;

/** A figure as it is stated: by which version, and of each territory. */
export type StatedFigure = {
  readonly figure: Figure;
  readonly version: FigureVersion;
  /** By code. */
  readonly values: ReadonlyMap<string, Shown>;
  /** Where it is contested, by how many appeals that are not decided; there it takes no place among its neighbours. */
  readonly contested: ReadonlyMap<string, number>;
  /** What it was held against at the end of the period, by code; absent where nothing was set. */
  readonly targets: ReadonlyMap<string, Target>;
  /** Of what has a norm, every setting of it that was in force in the period. */
  readonly norms: readonly NormHeld[];
};

/** What a figure is held against in a territory, in its own unit or as a norm of so many, and whether it was met; null where nothing is. */
export function againstIn(
  { figure, values, targets }: StatedFigure,
  territory: string,
): { readonly is: 'target' | 'norm'; readonly value: number; readonly met: boolean | null } | null {
  const value = values.get(territory);
  if (figure.unit === 'norm') {
    const asked = value?.whole ?? null;
    const ratio = value?.value ?? null;
    return asked === null || asked <= 0 ? null : { is: 'norm', value: asked, met: ratio === null ? null : ratio >= 1 };
  }
  const target = targets.get(territory);
  // Of too few it is not said either on which side of a target they are.
  return target === undefined
    ? null
    : { is: 'target', value: target.value, met: met(figure.better, value?.value ?? null, target.value) };
}

/** Everything that one edition of a statement says. */
export type Edited = {
  readonly edition: Edition;
  /** Kinds that are left out of it. */
  readonly hidden: number;
  readonly figures: readonly StatedFigure[];
};

export type Where = {
  readonly district: string;
  readonly span: Span;
  readonly places: Places;
};

/** The district and its territories of the two levels below, as they were at the end of the span. */
export const statedTerritories = ({ district, span, places }: Where): { code: string; name: Text }[] => [
  { code: district, name: places.nameOf(district) ?? { zh: district, en: district } },
  ...places
    .territories(span.to)
    .filter(({ code }) => code.length > district.length && code.length <= district.length + 6)
    .map(({ code, name }) => ({ code, name })),
];

/**
 * The figures of a span as an edition's readers read them: all of them exactly (`told` null), or what is made of the open kinds (below the towns of
 * those alone whose place is told exactly), and nothing of fewer than the floor. The transaction sees one moment.
 */
export async function statedFigures(
  tx: Tx,
  where: Where,
  figures: readonly Figure[],
  told: { readonly open: readonly string[]; readonly exact: readonly string[] } | null,
  today: Day,
): Promise<StatedFigure[]> {
  const { district, span } = where;
  const given = figures.map((figure) => ({
    figure,
    version: versionOn(figure, span.to),
    values: new Map<string, Shown>(),
    contested: new Map<string, number>(),
    targets: new Map<string, Target>(),
    norms: [] as NormHeld[],
  }));
  const codes = statedTerritories(where).map((one) => one.code);
  const values = new Map(given.map((one) => [one.figure, one.values]));
  const valuesOf = (figure: Figure): Map<string, Shown> => values.get(figure) ?? new Map();
  const asked = { district, territory: district, kind: null, asOf: null };
  for (const { kinds, rated, given: own } of lotsOf(given)) {
    const versions = own.map((one) => one.version);
    for (const [below, some] of Map.groupBy(codes, isBelowTown)) {
      const of = (territory: string) =>
        readingOf(
          kinds,
          { ...asked, ...span, territory, today, rated },
          OWN_GROUPS,
          told && (below ? told.exact : told.open),
        );
      const whole = of(district);
      const reading = new SumsOf(tx, { ...asked, until: today }, versions, whole.only);
      for (let at = 0; at < some.length; at += AT_ONCE) {
        const next = some.slice(at, at + AT_ONCE);
        const sums = await reading.total(span, next);
        for (const code of next) {
          const days = of(code).span;
          // A statement is of its whole period: where less is told, nothing is.
          const isTold = days?.from === span.from && days.to === span.to;
          for (const { figure, version } of own)
            valuesOf(figure).set(
              code,
              isTold ? shown(reckoned(version, sums(code)), version, told === null, whole.guarded) : FEW,
            );
        }
      }
    }
  }
  const contestedOf = await contestedIn(tx, { district, territory: district, kind: null, ...span });
  const targetFor = await targetsFor(tx, { district, territory: district, to: span.to, asOf: null }, codes, figures);
  for (const { figure, version, contested, targets, norms } of given) {
    for (const code of codes) {
      const n = contestedOf(figure.code, code);
      if (n > 0) contested.set(code, n);
      const target = targetFor(figure.code, code);
      if (target !== null) targets.set(code, target);
    }
    if (version.formula.is === 'norm') norms.push(...(await normsHeld(tx, district, version.formula.base, span)));
  }
  return given;
}

/** What a statement says of itself beside its figures. */
export type About = {
  readonly district: string;
  readonly span: Span;
  /** The district first, then those below it. */
  readonly territories: readonly { readonly code: string; readonly name: Text }[];
  readonly period: string;
  readonly day: Day;
  readonly made: string;
  readonly seq: number;
  /** A signed note. */
  readonly checkpoint: string;
  /** The key that signs, and the certificate of the paper. */
  readonly key: string;
  readonly certificate: string;
  readonly replaces: { readonly id: string; readonly json: string } | null;
};

/** The machine-readable file: canonical JSON (RFC 8785) of everything in an edition, and a newline. */
export function fileFor(about: About, { edition, hidden, figures }: Edited): Buffer {
  const { territories } = about;
  const document = {
    format: STATEMENT_FILE,
    edition,
    district: { code: about.district, name: territories[0]?.name },
    period: { name: about.period, ...about.span },
    made: about.made,
    asOf: { day: about.day, seq: about.seq },
    checkpoint: about.checkpoint,
    key: about.key,
    certificate: about.certificate,
    replaces: about.replaces,
    leftOut: edition === 'public' ? { kinds: hidden, floor: FLOOR } : null,
    territories: territories.map(({ code, name }) => ({ code, name })),
    figures: figures.map((stated) => {
      const { code, name, means, unit, better } = stated.figure;
      return {
        ...{ code, name, means, unit, better, version: stated.version },
        ...(stated.norms.length > 0 ? { norms: stated.norms } : {}),
        values: territories.map((one) => ({
          territory: one.code,
          ...memberOf(stated.values.get(one.code), stated.contested.get(one.code)),
          ...againstMember(stated, one.code),
        })),
      };
    }),
  };
  return Buffer.from(`${canonical(document as unknown as Json)}\n`);
}

/** A value without what it has not: of a count no interval, of most no bucket; `few` where it rests on too few to be told. */
function memberOf(value: Shown | undefined, contested = 0): Readonly<Record<string, Json>> {
  const mark: Readonly<Record<string, Json>> = contested > 0 ? { contested } : {};
  if (value === undefined || value.few) return { value: null, few: true, ...mark };
  const { few: _few, value: itself, ...rest } = value;
  return { value: itself, ...mark, ...Object.fromEntries(Object.entries(rest).filter(([, one]) => one !== null)) };
}

/** What a value is held against, with where it is said, and whether it was met; nothing where nothing was set, or may be told. */
function againstMember(stated: StatedFigure, territory: string): Readonly<Record<string, Json>> {
  const against = againstIn(stated, territory);
  if (against === null) return {};
  const target = stated.targets.get(territory);
  const said: Readonly<Record<string, Json>> =
    target === undefined ? { norm: against.value } : { target: { ...target } as unknown as Json };
  return { ...said, ...(against.met === null ? {} : { met: against.met }) };
}

/** Towns beside one another by the figures that say how well a duty was done; differences within the noise are not ranked. */
export function leagueOf(
  { district }: Pick<Where, 'district'>,
  figures: readonly StatedFigure[],
): {
  readonly figures: readonly StatedFigure[];
  readonly places: ReadonlyMap<string, ReadonlyMap<string, Place | null>>;
} {
  const ranked = figures.filter(({ figure }) => figure.better !== null);
  const places = ranked.map(({ figure, values, contested }) => {
    const towns = [...values].filter(([code]) => code.length === district.length + 3);
    const found = placesAmong(
      towns.map(([code, { value, low, high }]) =>
        value === null || contested.has(code) ? null : { value, low, high },
      ),
      figure.better ?? 'more',
    );
    return [figure.code, new Map(towns.map(([code], at) => [code, found[at] ?? null]))] as const;
  });
  return { figures: ranked, places: new Map(places) };
}
