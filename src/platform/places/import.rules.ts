import { codeFault, districtOf, fromStatistical, levelOf, parentOf } from './codes.rules.ts';
import type { Shape, ShapeFault } from './geometry.rules.ts';
import { polygonsOf, shapeFault } from './geometry.rules.ts';
import type { Area } from './polygons.rules.ts';
import type { Territory } from './territories.rules.ts';

/** How a file of boundaries is read: which properties hold code and names. */
export type Reading = {
  readonly district: string;
  readonly code: string;
  readonly name: string;
  /** Property of the English name; the other name where absent. */
  readonly nameEn?: string;
  /** First day of territories not known before, 'YYYY-MM-DD'. */
  readonly from: string;
};

/** One refused feature: its number in the file counted from 1, what it calls itself, and why. */
export type FeatureFault = {
  readonly at: number;
  readonly label: string;
  readonly why: 'noCode' | 'badCode' | 'foreignCode' | 'twice' | 'noName' | 'orphan' | ShapeFault['why'];
  /** The property, code, ring or other feature that the reason is about. */
  readonly about: string;
};

export type MapRead = {
  readonly areas: readonly Area[];
  readonly territories: readonly Territory[];
  readonly faults: readonly FeatureFault[];
  readonly vertices: number;
};

/** The features of a FeatureCollection, or null when a parsed file is none or is empty. */
export function featuresOf(parsed: unknown): readonly Feature[] | null {
  if (typeof parsed !== 'object' || parsed === null || !('type' in parsed) || parsed.type !== 'FeatureCollection')
    return null;
  const features = 'features' in parsed ? parsed.features : null;
  return Array.isArray(features) && features.length > 0 ? features : null;
}

export type Feature = { readonly properties?: Readonly<Record<string, unknown>> | null; readonly geometry?: unknown };

/**
 * Reads features into areas and territories, in the order of their codes, and names every fault; with a fault nothing
 * may be written. `known` are the territories that the district has already: their days and successors stay.
 */
export function readMap(features: readonly Feature[], reading: Reading, known: readonly Territory[]): MapRead {
  const faults: FeatureFault[] = [];
  const seen = new Map<string, number>();
  const read: { area: Area; territory: Territory; at: number }[] = [];
  for (const [index, { properties, geometry }] of features.entries()) {
    const at = index + 1;
    const name = textOf(properties?.[reading.name]);
    const label = name || textOf(properties?.[reading.code]);
    const fail = (why: FeatureFault['why'], about: string) => faults.push({ at, label, why, about });

    const code = codeIn(properties?.[reading.code], reading.district);
    if (code === null) fail('noCode', reading.code);
    else if (codeFault(code) !== null) fail('badCode', code);
    else if (districtOf(code) !== reading.district) fail('foreignCode', code);
    else if (seen.has(code)) fail('twice', `${code} ${seen.get(code)}`);
    if (name === '') fail('noName', reading.name);
    const wrong = shapeFault(geometry);
    if (wrong !== null) fail(wrong.why, wrong.at);
    if (faults.at(-1)?.at === at || code === null) continue;

    seen.set(code, at);
    const nameEn = reading.nameEn === undefined ? name : textOf(properties?.[reading.nameEn]) || name;
    const before = known.findLast((one) => one.code === code);
    read.push({
      at,
      area: { code, shape: geometry as Shape },
      territory: {
        code,
        level: levelOf(code),
        name: { zh: name, en: nameEn },
        from: before?.from ?? reading.from,
        to: before?.to ?? null,
        successors: before?.successors ?? [],
      },
    });
  }
  const there = new Set([reading.district, ...known.map((one) => one.code), ...seen.keys()]);
  for (const { at, territory } of read) {
    const parent = parentOf(territory.code);
    if (parent !== null && !there.has(parent))
      faults.push({ at, label: territory.name.zh, why: 'orphan', about: parent });
  }
  read.sort((a, b) => (a.area.code < b.area.code ? -1 : 1));
  return {
    areas: read.map((one) => one.area),
    territories: read.map((one) => one.territory),
    faults: faults.sort((a, b) => a.at - b.at),
    vertices: read.reduce(
      (sum, { area }) =>
        sum +
        polygonsOf(area.shape)
          .flat()
          .reduce((all, ring) => all + ring.length, 0),
      0,
    ),
  };
}

/** A code as files have it: ours, the 12-digit statistical form, or a short number below the district (`7` → 990001007). */
function codeIn(value: unknown, district: string): string | null {
  const text = textOf(value);
  if (!/^\d+$/.test(text)) return null;
  if (text.length <= 3) return district + text.padStart(3, '0');
  return fromStatistical(text) ?? text;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}

/** The text that a map's digest is taken over: codes and geometries in the order of the codes. */
export function canonicalMap(areas: readonly Area[]): string {
  return areas.map(({ code, shape }) => `${code}\t${geometryText(shape)}\n`).join('');
}

/** A geometry as it is kept: type and coordinates alone. */
export function geometryText({ type, coordinates }: Shape): string {
  return JSON.stringify({ type, coordinates });
}
