import type { Box, Collection, Feature, ItemsAsk, Page } from '../../gateways/ogc/facts.ts';
import { meets } from '../../gateways/ogc/query.ts';
import { dayOf, startOf } from '../../platform/calendar/calendar.rules.ts';
import { type Language, textOf } from '../../platform/language/language.ts';
import { parentOf } from '../../platform/places/codes.rules.ts';
import { polygonsOf, type Shape } from '../../platform/places/geometry.rules.ts';
import { bodyName, type Standing } from './ground.ts';
import { OPEN } from './matters.rules.ts';
import type { OgcMatter } from './ogc.store.ts';
import { ogcMatterWords } from './ogc.words.ts';

export const COLLECTIONS = ['matters', 'territories', 'zones'] as const;
export type CollectionId = (typeof COLLECTIONS)[number];

export const collectionOf = (ground: Standing, id: CollectionId, since: string | null): Collection => ({
  id,
  title: textOf(ogcMatterWords, id),
  description: textOf(ogcMatterWords, `${id}About`),
  box: ground.places.bounds,
  interval: [since, null],
});

/** A matter as everybody may see it: no words, no address, nobody; days and no minutes, beside a point as exact as may be. */
export function featureOf(ground: Standing, one: OgcMatter, language: Language): Feature {
  const kind = ground.kinds.get(one.kind);
  return {
    id: one.number,
    geometry: one.lon === null || one.lat === null ? null : { type: 'Point', coordinates: [one.lon, one.lat] },
    properties: {
      number: one.number,
      kind: one.kind,
      kindName: kind?.name[language] ?? one.kind,
      group: kind?.group ?? null,
      status: one.status,
      open: OPEN.includes(one.status),
      place: one.visibility,
      territory: one.territory,
      territoryName: ground.places.pathOf(one.territory)[language],
      body: bodyName(ground, one.body)?.[language] ?? null,
      reported: dayOf(one.reported),
      due: dayOf(one.due),
      closed: one.closed === null ? null : dayOf(one.closed),
      updated: dayOf(one.updated),
    },
  };
}

type Placed = Feature & { readonly shape: Shape | null; readonly from: string; readonly to: string | null };

/** Divisions in force, or zones that overlay them, with borders simplified for drawing. */
export function placesPage(
  ground: Standing,
  of: 'territories' | 'zones',
  ask: ItemsAsk,
  language: Language,
  now: Date,
): Page {
  const matched = allPlaces(ground, of, language, now).filter((one) => {
    if (ask.box !== null && (one.shape === null || !meets(boxOf(one.shape), ask.box))) return false;
    if (ask.span === null) return true;
    const from = new Date(startOf(one.from));
    const isBefore = ask.span.to !== null && from > ask.span.to;
    const isAfter = ask.span.from !== null && one.to !== null && new Date(startOf(one.to)) <= ask.span.from;
    return !isBefore && !isAfter;
  });
  const rest = matched.filter((one) => ask.after === null || one.id > ask.after);
  const page = rest.slice(0, ask.limit);
  return {
    features: page.map(({ id, geometry, properties }) => ({ id, geometry, properties })),
    matched: matched.length,
    after: rest.length > page.length ? (page.at(-1)?.id ?? null) : null,
  };
}

export const placeOf = (
  ground: Standing,
  of: 'territories' | 'zones',
  id: string,
  language: Language,
  now: Date,
): Feature | null => {
  const found = allPlaces(ground, of, language, now).find((one) => one.id === id);
  return found === undefined ? null : { id: found.id, geometry: found.geometry, properties: found.properties };
};

function allPlaces(ground: Standing, of: 'territories' | 'zones', language: Language, now: Date): Placed[] {
  const { places } = ground;
  const today = dayOf(now);
  const found =
    of === 'territories'
      ? places.territories(today).map((one) => {
          const drawn = places.drawn(one.level).find(({ code }) => code === one.code);
          const { code, level, name, from, to } = one;
          const properties = { code, level, name: name[language], parent: parentOf(code), from, to };
          return {
            id: code,
            shape: drawn?.shape ?? null,
            approximate: drawn?.approximate ?? false,
            properties,
            from,
            to,
          };
        })
      : places.zones(today).map(({ id, kind, name, territories, shape, approximate, from, to }) => {
          const properties = { kind, name: name[language], territories: territories.join(','), from, to };
          return { id, shape, approximate, properties, from, to };
        });
  return found
    .map(({ approximate, properties, ...one }) => ({
      ...one,
      geometry: one.shape,
      properties: { ...properties, approximate },
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function boxOf(shape: Shape): Box {
  const corners = polygonsOf(shape).flatMap((rings) => rings[0] ?? []);
  const lons = corners.map(([lon = 0]) => lon);
  const lats = corners.map(([, lat = 0]) => lat);
  const least = (all: readonly number[]) => all.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = (all: readonly number[]) => all.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return { west: least(lons), south: least(lats), east: most(lons), north: most(lats) };
}
