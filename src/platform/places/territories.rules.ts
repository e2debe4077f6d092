import type { Text } from '../language/language.ts';
import type { AuthorityRow } from './authority.rules.ts';
import type { Level } from './codes.rules.ts';
import { ancestorsOf } from './codes.rules.ts';
import type { Shape } from './geometry.rules.ts';
import type { Area } from './polygons.rules.ts';

/** A division under its official code, in force from `from` until the day before `to`; `successors` took its place. */
export type Territory = {
  readonly code: string;
  readonly level: Level;
  readonly name: Text;
  readonly from: string;
  readonly to: string | null;
  readonly successors: readonly string[];
};

export const ZONE_KINDS = ['development', 'resort', 'precinct'] as const;
export type ZoneKind = (typeof ZONE_KINDS)[number];

/** An overlay that cuts across the tree: a development zone, a resort, a police precinct. */
export type Zone = {
  readonly id: string;
  readonly kind: ZoneKind;
  readonly name: Text;
  readonly territories: readonly string[];
  readonly shape: Shape | null;
  readonly approximate: boolean;
  readonly from: string;
  readonly to: string | null;
};

/** A place that people name when they call. */
export type KnownPlace = {
  readonly id: string;
  readonly name: Text;
  /** First letters of the name's pinyin. */
  readonly initials: string;
  readonly lon: number;
  readonly lat: number;
  readonly territory: string;
};

/** The set of boundaries in use. `hash` is SHA-256, in hex, of the canonical text of its areas. */
export type MapVersion = {
  readonly version: number;
  readonly hash: string;
  readonly source: string;
  readonly approximate: boolean;
};

/** Everything about a district's places at one revision. */
export type PlacesRows = {
  readonly revision: number;
  readonly territories: readonly Territory[];
  readonly map: MapVersion | null;
  readonly areas: readonly (Area & { readonly approximate: boolean })[];
  readonly zones: readonly Zone[];
  readonly authority: readonly AuthorityRow[];
  readonly known: readonly KnownPlace[];
};

/** A territory's name with those above it, without the district's: `汤溪镇 · 上境村`. Codes that nobody knows are left out. */
export function pathOf(code: string, nameOf: (code: string) => Text | null): Text {
  const line = ancestorsOf(code);
  const names = (line.length === 1 ? line : line.slice(1)).map(nameOf).filter((name) => name !== null);
  return {
    zh: names.map((name) => name.zh).join(' · '),
    en: names
      .map((name) => name.en)
      .reverse()
      .join(', '),
  };
}
