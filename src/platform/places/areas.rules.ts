import { inForce } from './authority.rules.ts';
import type { Shape } from './geometry.rules.ts';
import type { PlacesRows, Territory } from './territories.rules.ts';

/**
 * What a code became by a day: itself while it stands, else what took its place, as long as that is one alone. A territory that
 * was split, or that ended without a successor, is no more: null. A code that nobody knows stays as it is.
 */
export function becameOf(rows: ReadonlyMap<string, readonly Territory[]>, code: string, day: string): string | null {
  let now = code;
  // A chain of mergers is no longer than the table; the bound keeps a ring from turning for ever.
  for (let steps = 0; steps < 50; steps++) {
    const known = rows.get(now) ?? [];
    if (known.length === 0 || known.some((one) => inForce(one, day))) return now;
    const last = known.findLast((one) => one.from <= day);
    const [next, ...others] = last?.successors ?? [];
    if (next === undefined || others.length > 0) return null;
    now = next;
  }
  return null;
}

/**
 * The areas of a day, in the order of their codes: what is not there yet is left out, and what ended lies under the code that took
 * its place, so that a point finds whoever has it now before anybody draws the map anew.
 */
export function areasOn(
  areas: PlacesRows['areas'],
  byCode: ReadonlyMap<string, readonly Territory[]>,
  day: string,
): PlacesRows['areas'] {
  const now = areas.map((one) => ({ ...one, now: becameOf(byCode, one.code, day) }));
  if (now.every((one) => one.now === one.code)) return areas;
  const byNow = Map.groupBy(
    now.filter((one) => one.now !== null),
    (one) => one.now ?? '',
  );
  return [...byNow]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, parts]) => ({
      code,
      approximate: parts.some((one) => one.approximate),
      shape: joinedShape(parts.map((one) => one.shape)),
    }));
}

function joinedShape(shapes: readonly Shape[]): Shape {
  const [only, ...others] = shapes;
  if (only !== undefined && others.length === 0) return only;
  return {
    type: 'MultiPolygon',
    coordinates: shapes.flatMap((one) => (one.type === 'Polygon' ? [one.coordinates] : one.coordinates)),
  };
}
