import type { Json } from '../../platform/journal/canonical.rules.ts';
import { type Language, say } from '../../platform/language/language.ts';
import type { Collection, Feature, ItemsAsk, Page, Refusal } from './facts.ts';
import { ogcWords } from './ogc.words.ts';

/** The only reference system: longitude, latitude in WGS-84 degrees. */
export const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
const GREGORIAN = 'http://www.opengis.net/def/uom/ISO-8601/0/Gregorian';
export const JSON_TYPE = 'application/json';
export const GEOJSON_TYPE = 'application/geo+json';
export const OPENAPI_TYPE = 'application/vnd.oai.openapi+json;version=3.0';

/** OGC 17-069r4, annex A. */
export const CLASSES = [
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson',
] as const;

/** A resource as it is sent. */
export type Sent = { readonly type: string; readonly document: object };
/** In which words, and under which address, without a slash at the end. */
export type Told = { readonly root: string; readonly language: Language };

type Word = keyof (typeof ogcWords)['en'];
type Rel = 'self' | 'service-desc' | 'conformance' | 'data' | 'items' | 'next' | 'collection';
const linker =
  ({ root, language }: Told) =>
  (rel: Rel, path: string, type: string, word: Word = 'self') => ({
    href: `${root}${path}`,
    rel,
    type,
    hreflang: language === 'zh' ? 'zh-CN' : 'en',
    title: say(ogcWords, language, word),
  });

export function landing(told: Told): Sent {
  const link = linker(told);
  const { language } = told;
  return {
    type: JSON_TYPE,
    document: {
      title: say(ogcWords, language, 'title'),
      description: say(ogcWords, language, 'about'),
      links: [
        link('self', '', JSON_TYPE, 'landing'),
        link('service-desc', '/api', OPENAPI_TYPE, 'api'),
        link('conformance', '/conformance', JSON_TYPE, 'conformance'),
        link('data', '/collections', JSON_TYPE, 'data'),
      ],
    },
  };
}

export const conformance = (): Sent => ({ type: JSON_TYPE, document: { conformsTo: [...CLASSES] } });

export function collections(told: Told, all: readonly Collection[]): Sent {
  const links = [linker(told)('self', '/collections', JSON_TYPE)];
  return { type: JSON_TYPE, document: { links, collections: all.map((one) => documentOf(told, one)) } };
}

export const collection = (told: Told, one: Collection): Sent => ({ type: JSON_TYPE, document: documentOf(told, one) });

function documentOf(told: Told, { id, title, description, box, interval }: Collection) {
  const link = linker(told);
  const path = `/collections/${id}`;
  return {
    id,
    title: title[told.language],
    description: description[told.language],
    links: [link('self', path, JSON_TYPE), link('items', `${path}/items`, GEOJSON_TYPE, 'items')],
    extent: {
      ...(box === null ? {} : { spatial: { bbox: [[box.west, box.south, box.east, box.north]], crs: CRS84 } }),
      temporal: { interval: [[...interval]], trs: GREGORIAN },
    },
    itemType: 'feature',
    crs: [CRS84],
  };
}

/** A page of features; the next link asks for the same again, from where this page ends. */
export function items(told: Told, id: string, ask: ItemsAsk, page: Page, query: string, now: Date): Sent {
  const link = linker(told);
  const path = `/collections/${id}/items`;
  const onward = new URLSearchParams(query);
  onward.set('limit', String(ask.limit));
  if (page.after !== null) onward.set('after', page.after);
  return {
    type: GEOJSON_TYPE,
    document: {
      type: 'FeatureCollection',
      timeStamp: now.toISOString(),
      ...(page.matched === null ? {} : { numberMatched: page.matched }),
      numberReturned: page.features.length,
      features: page.features.map(geoJsonOf),
      links: [
        link('self', query === '' ? path : `${path}?${query}`, GEOJSON_TYPE),
        link('collection', `/collections/${id}`, JSON_TYPE, 'collection'),
        ...(page.after === null ? [] : [link('next', `${path}?${onward}`, GEOJSON_TYPE, 'next')]),
      ],
    },
  };
}

export function item(told: Told, id: string, one: Feature): Sent {
  const link = linker(told);
  return {
    type: GEOJSON_TYPE,
    document: {
      ...geoJsonOf(one),
      links: [
        link('self', `/collections/${id}/items/${encodeURIComponent(one.id)}`, GEOJSON_TYPE),
        link('collection', `/collections/${id}`, JSON_TYPE, 'collection'),
      ],
    },
  };
}

const geoJsonOf = ({ id, geometry, properties }: Feature) => ({
  type: 'Feature',
  id,
  geometry: geometry as unknown as Json,
  properties: { ...properties },
});

/** A refusal as the standard's exception document. */
export const exception = ({ status, description }: Refusal, language: Language): Sent => ({
  type: JSON_TYPE,
  document: { code: String(status), description: description[language] },
});
