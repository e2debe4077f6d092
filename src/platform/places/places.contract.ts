import { z } from 'zod';
import { contract, nothingIn } from '../http/contract.ts';
import { LEVELS } from './codes.rules.ts';
import { DATUMS } from './coordinates.rules.ts';
import { ZONE_KINDS } from './territories.rules.ts';

const text = z.object({ zh: z.string(), en: z.string() });
const code = z.string().regex(/^[1-9]\d{5}(\d{3}){0,3}$/);
const district = z
  .string()
  .regex(/^[1-9]\d{5}$/)
  .optional();
const day = z.iso.date();
const point = z.object({ lon: z.number(), lat: z.number() });
/** The map in use, so that a screen can say that borders are approximate. */
const map = z.object({ version: z.int(), hash: z.string(), source: z.string(), approximate: z.boolean() }).nullable();

const geometry = z.object({ type: z.enum(['Polygon', 'MultiPolygon']), coordinates: z.array(z.any()) });

export const territories = contract({
  name: 'places.territories',
  method: 'GET',
  path: '/api/places/territories',
  summary: { zh: '行政区划树:编码、名称、上级、中心点', en: 'The tree of territories: codes, names, parents, middles' },
  access: ['open'],
  params: nothingIn,
  query: z.strictObject({ district, day: day.optional() }),
  body: nothingIn,
  answer: z.object({
    district: z.string(),
    map,
    bounds: z.object({ west: z.number(), south: z.number(), east: z.number(), north: z.number() }).nullable(),
    territories: z.array(
      z.object({ code, parent: code.nullable(), level: z.enum(LEVELS), name: text, middle: point.nullable() }),
    ),
  }),
});

export const boundaries = contract({
  name: 'places.boundaries',
  method: 'GET',
  path: '/api/places/boundaries',
  summary: { zh: '区划边界(GeoJSON,绘图用简化)', en: 'Boundaries as GeoJSON, simplified for drawing' },
  access: ['open'],
  params: nothingIn,
  query: z.strictObject({ district, level: z.enum(LEVELS).default('town'), within: code.optional() }),
  body: nothingIn,
  answer: z.object({
    type: z.literal('FeatureCollection'),
    map,
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        id: code,
        properties: z.object({ code, name: text, approximate: z.boolean() }),
        geometry,
      }),
    ),
  }),
});

/** What maps are drawn on, as the operator has set it. */
export const baseMap = contract({
  name: 'places.baseMap',
  method: 'GET',
  path: '/api/places/base-map',
  summary: { zh: '地图底图的设置', en: 'What maps are drawn on' },
  access: ['open'],
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  answer: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({ kind: z.enum(['style', 'pmtiles']), url: z.string(), approval: z.string().nullable() }),
    z.strictObject({
      kind: z.literal('tiles'),
      layers: z.array(z.array(z.string()).readonly()).readonly(),
      approval: z.string().nullable(),
    }),
  ]),
});

export const zones = contract({
  name: 'places.zones',
  method: 'GET',
  path: '/api/places/zones',
  summary: {
    zh: '跨区划的片区:开发区、度假区、警务区',
    en: 'Zones across the tree: development zone, resort, police precincts',
  },
  access: ['open'],
  params: nothingIn,
  query: z.strictObject({ district, day: day.optional() }),
  body: nothingIn,
  answer: z.object({
    zones: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(ZONE_KINDS),
        name: text,
        territories: z.array(code),
        geometry: geometry.nullable(),
        approximate: z.boolean(),
        from: day,
        to: day.nullable(),
      }),
    ),
  }),
});

export const find = contract({
  name: 'places.find',
  method: 'GET',
  path: '/api/places/find',
  summary: {
    zh: '地名联想:汉字、拼音、首字母、英文',
    en: 'Type-ahead on places: Chinese, pinyin, first letters, English',
  },
  access: ['open'],
  params: nothingIn,
  query: z.strictObject({
    district,
    words: z.string().trim().min(1).max(60),
    limit: z.coerce.number().int().min(1).max(50).default(10),
  }),
  body: nothingIn,
  answer: z.object({
    places: z.array(
      z.object({
        what: z.enum(['territory', 'known']),
        id: z.string(),
        territory: code,
        name: text,
        path: text,
        point: point.nullable(),
      }),
    ),
  }),
  perMinute: 600,
});

export const locate = contract({
  name: 'places.locate',
  method: 'GET',
  path: '/api/places/locate',
  summary: { zh: '坐标落入哪个区划', en: 'Which territory a point lies in' },
  access: ['open'],
  params: nothingIn,
  query: z.strictObject({
    district,
    lon: z.coerce.number().min(-180).max(180),
    lat: z.coerce.number().min(-90).max(90),
    datum: z.enum(DATUMS).default('wgs84'),
  }),
  body: nothingIn,
  answer: z.object({
    /** WGS-84, whatever came in. */
    point,
    territory: code,
    path: text,
    outside: z.boolean(),
    map: z.int().nullable(),
    zones: z.array(z.object({ id: z.string(), kind: z.enum(ZONE_KINDS), name: text })),
  }),
  /** The asker's position is in the address. */
  unlogged: true,
  perMinute: 600,
});
