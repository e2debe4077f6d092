import { say } from '../../platform/language/language.ts';
import { GEOJSON_TYPE, JSON_TYPE, OPENAPI_TYPE, type Sent, type Told } from './documents.ts';
import type { Collection } from './facts.ts';
import { ogcWords } from './ogc.words.ts';
import { LIMIT } from './query.ts';

const ref = (name: string) => ({ $ref: `#/components/${name}` });
const answer = (description: string, schema: string, type: string) => ({
  description,
  content: { [type]: { schema: ref(`schemas/${schema}`) } },
});

/** The definition of these resources: OpenAPI 3.0, as the conformance class oas30 asks. */
export function apiDefinition({ root, language }: Told, all: readonly Collection[]): Sent {
  const w = (word: keyof (typeof ogcWords)['en']) => say(ogcWords, language, word);
  const get = (id: string, summary: string, schema: string, type: string, parameters: string[] = []) => ({
    get: {
      operationId: id,
      summary,
      parameters: ['f', ...parameters].map((one) => ref(`parameters/${one}`)),
      responses: { 200: answer(summary, schema, type), default: ref('responses/Refused') },
    },
  });
  const each = all.flatMap(({ id, title }) => [
    [`/collections/${id}`, get(`${id}.collection`, title[language], 'Collection', JSON_TYPE)],
    [
      `/collections/${id}/items`,
      get(`${id}.items`, title[language], 'FeatureCollection', GEOJSON_TYPE, ['bbox', 'datetime', 'limit', 'after']),
    ],
    [
      `/collections/${id}/items/{featureId}`,
      get(`${id}.item`, title[language], 'Feature', GEOJSON_TYPE, ['featureId']),
    ],
  ]);
  return {
    type: OPENAPI_TYPE,
    document: {
      openapi: '3.0.3',
      info: { title: w('title'), version: '1.0.0', description: w('about') },
      servers: [{ url: root }],
      paths: {
        '/': get('landing', w('landing'), 'Landing', JSON_TYPE),
        '/conformance': get('conformance', w('conformance'), 'Conformance', JSON_TYPE),
        '/api': get('api', w('api'), 'Any', OPENAPI_TYPE),
        '/collections': get('collections', w('data'), 'Collections', JSON_TYPE),
        ...Object.fromEntries(each),
      },
      components: {
        parameters: PARAMETERS,
        schemas: SCHEMAS,
        responses: { Refused: answer('', 'Exception', JSON_TYPE) },
      },
    },
  };
}

const string = { type: 'string' };
const inQuery = (name: string, schema: object, over: object = {}) => ({
  ...{ name, in: 'query', required: false, schema },
  ...over,
});
const PARAMETERS = {
  f: inQuery('f', { type: 'string', enum: ['json'] }),
  bbox: inQuery(
    'bbox',
    { type: 'array', items: { type: 'number' }, minItems: 4, maxItems: 6 },
    { style: 'form', explode: false },
  ),
  datetime: inQuery('datetime', string),
  limit: inQuery('limit', { type: 'integer', minimum: 1, maximum: LIMIT.most, default: LIMIT.usual }),
  after: inQuery('after', string),
  featureId: { name: 'featureId', in: 'path', required: true, schema: string },
};

const list = (items: object) => ({ type: 'array', items });
const object = (required: string[], properties: object) => ({ type: 'object', required, properties });
const links = list(ref('schemas/Link'));
const feature = {
  type: { type: 'string', enum: ['Feature'] },
  id: string,
  geometry: { type: 'object', nullable: true },
  properties: { type: 'object', nullable: true },
  links,
};
const SCHEMAS = {
  Any: { type: 'object' },
  Link: object(['href'], { href: string, rel: string, type: string, hreflang: string, title: string }),
  Exception: object(['code'], { code: string, description: string }),
  Landing: object(['links'], { title: string, description: string, links }),
  Conformance: object(['conformsTo'], { conformsTo: list(string) }),
  Collection: object(['id', 'links'], {
    ...{ id: string, title: string, description: string, links, itemType: string, crs: list(string) },
    extent: { type: 'object' },
  }),
  Collections: object(['links', 'collections'], { links, collections: list(ref('schemas/Collection')) }),
  Feature: object(['type', 'geometry', 'properties'], feature),
  FeatureCollection: object(['type', 'features'], {
    type: { type: 'string', enum: ['FeatureCollection'] },
    features: list(ref('schemas/Feature')),
    links,
    timeStamp: { type: 'string', format: 'date-time' },
    numberMatched: { type: 'integer', minimum: 0 },
    numberReturned: { type: 'integer', minimum: 0 },
  }),
};
