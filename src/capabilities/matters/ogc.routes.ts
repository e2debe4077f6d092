import type { FastifyReply, FastifyRequest } from 'fastify';
import { apiDefinition } from '../../gateways/ogc/api.ts';
import {
  collection,
  collections,
  conformance,
  exception,
  item,
  items,
  landing,
  type Sent,
  type Told,
} from '../../gateways/ogc/documents.ts';
import type { ItemsAsk, Page, Refusal } from '../../gateways/ogc/facts.ts';
import { ogcWords } from '../../gateways/ogc/ogc.words.ts';
import { badAfter, itemsAskOf, noCollection, noItem, refuseParameters, resourceOf } from '../../gateways/ogc/query.ts';
import { dayOf, startOf } from '../../platform/calendar/calendar.rules.ts';
import { nothing } from '../../platform/db/scope.ts';
import type { Server } from '../../platform/http/mount.ts';
import { type Language, languageOf, textOf } from '../../platform/language/language.ts';
import { type Standing, standing } from './ground.ts';
import { COLLECTIONS, type CollectionId, collectionOf, featureOf, placeOf, placesPage } from './ogc.shown.ts';
import { firstReported, ogcByNumber, ogcPage } from './ogc.store.ts';

const ROOT = '/ogc';
/** Calls a minute from one address: a map that is panned asks often, and each page is bounded. */
const PER_MINUTE = 300;

/**
 * OGC API – Features, part 1 (17-069r4): core, GeoJSON, OpenAPI 3.0; read by anybody. What is public on the map, and the divisions
 * that it lies in, for GIS programs.
 */
export function ogcRoutes(server: Server, baseUrl: string): void {
  server.register(async (scope) => {
    scope.setErrorHandler((error, request, reply) => {
      const status = (error as { statusCode?: number }).statusCode === 429 ? 429 : 500;
      if (status === 500) request.log.error({ fault: (error as Error).name }, 'request failed');
      const description = textOf(ogcWords, status === 429 ? 'tooMany' : 'broken');
      return send(request, reply.code(status), exception({ status: 400, description }, languageFor(request)), status);
    });
    for (const url of [ROOT, `${ROOT}/*`])
      scope.get(url, {
        schema: { hide: true },
        config: { rateLimit: { max: PER_MINUTE, timeWindow: 60_000 } },
        handler: async (request, reply) => {
          const answer = await answerTo(server, baseUrl, request);
          if ('type' in answer) return send(request, reply, answer);
          return send(request, reply.code(answer.status), exception(answer, languageFor(request)));
        },
      });
  });
}

const languageFor = (request: FastifyRequest): Language => languageOf(request.headers['accept-language']);

function send(request: FastifyRequest, reply: FastifyReply, { type, document }: Sent, status?: number): FastifyReply {
  const shown = status === undefined ? document : { ...(document as object), code: String(status) };
  // Open data: a map in any browser may read it. Bytes, since a text would be given a charset, which these types do not have.
  return reply
    .headers({
      'content-type': type,
      'content-language': languageFor(request) === 'zh' ? 'zh-CN' : 'en',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      vary: 'accept-language',
    })
    .send(Buffer.from(JSON.stringify(shown)));
}

async function answerTo(server: Server, baseUrl: string, request: FastifyRequest): Promise<Sent | Refusal> {
  const { parts } = server;
  const resource = resourceOf((request.params as { '*'?: string })['*'] ?? '');
  if (!resource.ok) return resource.refusal;
  const query = request.query as Record<string, string | string[]>;
  const against = refuseParameters(query, resource.fact.is);
  if (against !== null) return against;
  const language = languageFor(request);
  const told: Told = { root: `${baseUrl}${ROOT}`, language };
  const district = parts.defaultDistrict;
  const ground = await standing(parts.db, parts.keyring, district);
  const known = async (id: CollectionId) => {
    const first = id === 'matters' ? await parts.db.read(nothing(district), (tx) => firstReported(tx, district)) : null;
    // Its day's beginning: the first report's minute is nobody else's.
    return collectionOf(ground, id, first === null ? null : startOf(dayOf(first)).toISOString());
  };
  const { fact } = resource;
  switch (fact.is) {
    case 'landing':
      return landing(told);
    case 'conformance':
      return conformance();
    case 'api':
      return apiDefinition(told, await Promise.all(COLLECTIONS.map(known)));
    case 'collections':
      return collections(told, await Promise.all(COLLECTIONS.map(known)));
  }
  const id = COLLECTIONS.find((one) => one === fact.collection);
  if (id === undefined) return noCollection(fact.collection);
  if (fact.is === 'collection') return collection(told, await known(id));
  const now = parts.clock();
  if (fact.is === 'item') {
    const found = await featureById(server, ground, id, fact.item, language);
    return found === null ? noItem(fact.item) : item(told, id, found);
  }
  const ask = itemsAskOf(query);
  if (!ask.ok) return ask.refusal;
  const page =
    id === 'matters'
      ? await mattersPage(server, ground, ask.fact, language)
      : placesPage(ground, id, ask.fact, language, now);
  if (page === null) return badAfter;
  const [, asked = ''] = request.url.split('?');
  return items(told, id, ask.fact, page, asked, now);
}

async function featureById(server: Server, ground: Standing, of: CollectionId, id: string, language: Language) {
  const { db, clock } = server.parts;
  const { district } = ground;
  if (of !== 'matters') return placeOf(ground, of, id, language, clock());
  if (!/^[0-9A-Z-]{1,40}$/.test(id)) return null;
  const one = await db.read(nothing(district), (tx) => ogcByNumber(tx, district, id));
  return one === null ? null : featureOf(ground, one, language);
}

/**
 * A page of matters; null where `after`, a number, is none of ours. How many there are in all is said where the page is all of them:
 * to count them each time would read every matter for each page (17-069r4 leaves it open).
 */
async function mattersPage(server: Server, ground: Standing, ask: ItemsAsk, language: Language): Promise<Page | null> {
  const { district } = ground;
  if (ask.after !== null && !/^[0-9A-Z-]{1,40}$/.test(ask.after)) return null;
  const page = await server.parts.db.read(nothing(district), (tx) => ogcPage(tx, district, ask, ask.after));
  if (page === null) return null;
  const { rows, after } = page;
  return {
    features: rows.map((one) => featureOf(ground, one, language)),
    matched: ask.after === null && after === null ? rows.length : null,
    after,
  };
}
