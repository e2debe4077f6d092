import type { FeatureCollection } from 'geojson';
import type { ExpressionSpecification, StyleSpecification } from 'maplibre-gl';

const empty: FeatureCollection = { type: 'FeatureCollection', features: [] };

export type MapColours = Readonly<
  Record<'ground' | 'land' | 'line' | 'brand' | 'good' | 'warn' | 'bad' | 'info' | 'card', string>
>;

/** The page's own colours, so that the map follows light and dark. */
export function coloursOf(element: Element): MapColours {
  const look = getComputedStyle(element);
  const of = (name: string, otherwise: string): string => look.getPropertyValue(name).trim() || otherwise;
  return {
    ground: of('--sunk', '#e9eeed'),
    land: of('--card', '#ffffff'),
    line: of('--line-strong', '#74868c'),
    brand: of('--brand', '#0f5a66'),
    good: of('--good', '#1b6a3a'),
    warn: of('--warn', '#8a4500'),
    bad: of('--bad', '#b02318'),
    info: of('--info', '#22508f'),
    card: of('--card', '#ffffff'),
  };
}

/** The colour of a feature's tone. @param otherwise of one that has none of these. */
const toned = ({ good, warn, bad, info }: MapColours, otherwise: string): ExpressionSpecification => [
  'match',
  ['get', 'tone'],
  ...(['good', good, 'warn', warn, 'bad', bad, 'info', info] as const),
  otherwise,
];

/** The base map: areas by the length of their official code (6 district, 9 town, 12 village), and points by tone. */
export function styleOf(c: MapColours): StyleSpecification {
  const level = ['length', ['to-string', ['get', 'code']]];
  const tones = toned(c, c.line);
  return {
    version: 8,
    sources: {
      boundaries: { type: 'geojson', data: empty },
      points: { type: 'geojson', data: empty },
      shape: { type: 'geojson', data: empty },
      compared: { type: 'geojson', data: empty },
      shaded: { type: 'geojson', data: empty },
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': c.ground } },
      {
        id: 'land',
        type: 'fill',
        source: 'boundaries',
        filter: ['<=', level as never, 9],
        paint: { 'fill-color': c.land, 'fill-antialias': false },
      },
      {
        id: 'shaded',
        type: 'fill',
        source: 'shaded',
        paint: { 'fill-color': tones, 'fill-opacity': ['match', ['get', 'tone'], 'plain', 0.08, 0.32] },
      },
      {
        id: 'shaded-line',
        type: 'line',
        source: 'shaded',
        paint: { 'line-color': tones, 'line-width': 1 },
      },
      {
        id: 'villages',
        type: 'line',
        source: 'boundaries',
        minzoom: 11,
        filter: ['>', level as never, 9],
        paint: { 'line-color': c.line, 'line-width': 0.7, 'line-dasharray': [3, 2], 'line-opacity': 0.7 },
      },
      {
        id: 'towns',
        type: 'line',
        source: 'boundaries',
        filter: ['==', level as never, 9],
        paint: { 'line-color': c.line, 'line-width': 1.2 },
      },
      {
        id: 'district',
        type: 'line',
        source: 'boundaries',
        filter: ['==', level as never, 6],
        paint: { 'line-color': c.brand, 'line-width': 2.4 },
      },
      {
        id: 'compared-area',
        type: 'fill',
        source: 'compared',
        filter: ['==', ['get', 'as'], 'after'],
        paint: { 'fill-color': c.brand, 'fill-opacity': 0.14 },
      },
      {
        id: 'compared-after',
        type: 'line',
        source: 'compared',
        filter: ['==', ['get', 'as'], 'after'],
        paint: { 'line-color': c.brand, 'line-width': 2.5 },
      },
      {
        id: 'compared-before',
        type: 'line',
        source: 'compared',
        filter: ['==', ['get', 'as'], 'before'],
        paint: { 'line-color': c.bad, 'line-width': 2, 'line-dasharray': [3, 2] },
      },
      {
        id: 'shape-area',
        type: 'fill',
        source: 'shape',
        filter: ['==', ['geometry-type'], 'Polygon'],
        paint: { 'fill-color': c.brand, 'fill-opacity': 0.12 },
      },
      {
        id: 'shape-line',
        type: 'line',
        source: 'shape',
        filter: ['==', ['geometry-type'], 'LineString'],
        paint: { 'line-color': c.brand, 'line-width': 2.5 },
      },
      {
        id: 'shape-corners',
        type: 'circle',
        source: 'shape',
        filter: ['==', ['geometry-type'], 'Point'],
        paint: { 'circle-radius': 6, 'circle-color': c.card, 'circle-stroke-color': c.brand, 'circle-stroke-width': 3 },
      },
      {
        id: 'points',
        type: 'circle',
        source: 'points',
        paint: {
          'circle-radius': ['case', ['get', 'chosen'], 11, 7],
          'circle-stroke-width': ['case', ['get', 'chosen'], 4, 2],
          'circle-stroke-color': c.card,
          'circle-color': toned(c, c.brand),
        },
      },
    ],
  };
}
