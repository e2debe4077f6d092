import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Ask, askOf, formatOf } from '../../gateways/open311/address.ts';
import { rendered } from '../../gateways/open311/answer.ts';
import { errorList } from '../../gateways/open311/errors.ts';
import type { ErrorList } from '../../gateways/open311/facts.ts';
import { apiKeyOf, BODY_LIMIT_BYTES, type Fields, fieldsOf, jurisdictionOf } from '../../gateways/open311/fields.ts';
import { requestsQueryOf, updatesQueryOf } from '../../gateways/open311/query.ts';
import { type PostedReport, reportOf } from '../../gateways/open311/report.ts';
import type { Answer } from '../../gateways/open311/wire.ts';
import type { Tx } from '../../platform/db/database.ts';
import { nothing } from '../../platform/db/scope.ts';
import type { Server } from '../../platform/http/mount.ts';
import { Problem } from '../../platform/http/problem.ts';
import type { Known } from '../../platform/identity/identify.ts';
import { isAway } from '../../platform/journal/groupCommit.ts';
import { originOf } from '../../platform/journal/lines.store.ts';
import { numberOf } from '../../platform/journal/number.rules.ts';
import { type Language, languageOf } from '../../platform/language/language.ts';
import type { Kind } from '../kinds/kinds.door.ts';
import { type Standing, standing } from './ground.ts';
import type { Intake } from './intake.store.ts';
import { take } from './intake.ts';
import { OPEN, type Status } from './matters.rules.ts';
import { answersOf, definitionOf, everOffered, offered, requestOf, serviceOf, updateOf } from './open311.shown.ts';
import { publicSteps } from './open311.store.ts';
import { publicByNumber, publicMatters } from './public.store.ts';

const ROOT = '/open311/v2';
const ENDED: readonly Status[] = ['closed', 'merged', 'withdrawn'];
/** Calls a minute from one address: readers are many and small, an application reports for all who use it. */
const PER_MINUTE = { read: 300, report: 1_200 };

/** What these routes need beside the server's parts. */
export type Open311Parts = {
  readonly intake: Intake;
  readonly baseUrl: string;
  readonly contact: string;
  /** The machine that holds an API key. */
  readonly machine: (key: string) => Promise<Known>;
};

/**
 * Open311 GeoReport v2, XML and JSON: what applications of others speak; read by anybody, reported to with a key. Pictures named
 * by an address are never fetched. Source: open311.org GeoReport v2; mySociety's Open311-extended for updates.
 */
export function open311Routes(server: Server, parts: Open311Parts): void {
  server.register(async (scope) => {
    // The form is read by the gateway, which knows `attribute[CODE][]` and its own limits.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT_BYTES }, (_request, body, done) =>
      done(null, body),
    );
    scope.setErrorHandler((error, request, reply) => {
      const status = statusOf(error);
      const { unlogged } = request.routeOptions.config as { unlogged?: boolean };
      if (status === 500 && unlogged !== true) request.log.error({ fault: nameOf(error) }, 'request failed');
      return send(request, reply, failed(errorsFor(status)));
    });
    const route = (method: 'GET' | 'POST', max: number, unlogged: boolean) =>
      scope.route({
        method,
        url: `${ROOT}/*`,
        schema: { hide: true },
        bodyLimit: BODY_LIMIT_BYTES,
        config: { unlogged, rateLimit: { max, timeWindow: 60_000 } },
        handler: async (request, reply) => send(request, reply, await answerTo(server, parts, request)),
      });
    route('GET', PER_MINUTE.read, false);
    // A report leaves no log line or metric, as by every other way.
    route('POST', PER_MINUTE.report, true);
  });
}

const pathOf = (request: FastifyRequest): string => (request.params as { '*': string })['*'] ?? '';
const languageFor = (request: FastifyRequest): Language => languageOf(request.headers['accept-language']);

function send(request: FastifyRequest, reply: FastifyReply, answer: Answer): FastifyReply {
  const { status, contentType, body } = rendered(answer, formatOf(pathOf(request)), languageFor(request));
  if (status === 503) reply.header('retry-after', '5');
  return reply.code(status).header('content-type', contentType).send(body);
}

const failed = (fact: ErrorList): Answer => ({ is: 'errors', fact });

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'fault');

function statusOf(error: unknown): number {
  if (isAway(error)) return 503;
  const { statusCode, status } = error as { statusCode?: number; status?: number };
  const found = error instanceof Problem ? status : statusCode;
  return found !== undefined && found >= 400 && found < 600 ? found : 500;
}

function errorsFor(status: number): ErrorList {
  if (status === 413) return errorList(413, 'tooLarge', { limit: BODY_LIMIT_BYTES });
  return errorList(status, status === 429 ? 'tooMany' : 'general');
}

async function answerTo(server: Server, parts: Open311Parts, request: FastifyRequest): Promise<Answer> {
  const path = pathOf(request);
  const ask = askOf(request.method, path);
  if (!ask.ok) return failed(ask.errors);
  if (ask.fact.is === 'update') return failed(errorList(405, 'method', { method: request.method }));
  const fields = fieldsSent(request, ask.fact);
  if (!fields.ok) return failed(fields.errors);
  const { parts: house } = server;
  const district = jurisdictionOf(fields.fact) ?? house.defaultDistrict;
  if (!(await house.districts.has(district))) return failed(errorList(404, 'unknownJurisdiction', { code: district }));
  const ground = await standing(house.db, house.keyring, district);
  const language = languageFor(request);
  const read = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => house.db.read(nothing(district), fn);
  switch (ask.fact.is) {
    case 'discovery':
      return discovery(parts, house.clock(), (await read((tx) => originOf(tx, district))) !== 'live');
    case 'services':
      return { is: 'services', fact: offered(ground).map((kind) => serviceOf(kind, language)) };
    case 'service': {
      const { code } = ask.fact;
      const kind = offered(ground).find((one) => one.code === code);
      if (!kind) return failed(errorList(404, 'unknownService', { code }));
      return { is: 'service_definition', fact: definitionOf(kind, language) };
    }
    case 'requests':
      return requests(server, ground, fields.fact, language);
    case 'request': {
      const { id } = ask.fact;
      const [found] = await read((tx) => publicByNumber(tx, district, [id]));
      if (!found) return failed(errorList(404, 'unknownRequest', { code: id }));
      return { is: 'requests', fact: [requestOf(ground, found, language)] };
    }
    case 'token': {
      // An id comes at once here: where somebody takes it for a token, it is its own.
      const { token } = ask.fact;
      const [found] = await read((tx) => publicByNumber(tx, district, [token]));
      if (!found) return failed(errorList(404, 'unknownToken', { code: token }));
      return { is: 'token', fact: { token, id: found.number } };
    }
    case 'updates':
      return updates(server, ground, fields.fact, language);
    case 'report':
      return report(server, parts, ground, fields.fact, language);
  }
}

/** What was sent in the address, and for a report in the form. */
function fieldsSent(request: FastifyRequest, ask: Ask): ReturnType<typeof fieldsOf> {
  const query = request.raw.url?.split('?')[1] ?? '';
  if (ask.is !== 'report' || !Buffer.isBuffer(request.body)) return fieldsOf(query);
  const type = request.headers['content-type'] ?? 'application/x-www-form-urlencoded';
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) return { ok: false, errors: errorList(400, 'encoding') };
  return fieldsOf(Buffer.concat([Buffer.from(query === '' ? '' : `${query}&`), request.body]));
}

function discovery(parts: Open311Parts, now: Date, test: boolean): Answer {
  const changeset = new Date(Math.min(now.getTime(), Date.UTC(2026, 0, 1)));
  return {
    is: 'discovery',
    fact: {
      changeset,
      contact: parts.contact,
      keyService: `${parts.baseUrl}/desk`,
      endpoints: [{ url: `${parts.baseUrl}${ROOT}`, changeset, type: test ? 'test' : 'production' }],
    },
  };
}

async function requests(server: Server, ground: Standing, fields: Fields, language: Language): Promise<Answer> {
  const query = requestsQueryOf(fields, server.parts.clock());
  if (!query.ok) return failed(query.errors);
  const { district } = ground;
  const { fact } = query;
  const kinds = fact.is === 'ids' ? [] : everOffered(ground).filter((one) => isWanted(one, fact.serviceCodes));
  if (fact.is === 'span' && kinds.length === 0) return { is: 'requests', fact: [] };
  const found = await server.parts.db.read(nothing(district), (tx) =>
    fact.is === 'ids'
      ? publicByNumber(tx, district, fact.ids)
      : publicMatters(tx, district, {
          kinds,
          statuses: fact.statuses.length === 1 ? (fact.statuses[0] === 'open' ? OPEN : ENDED) : [],
          from: fact.start,
          to: fact.end,
          limit: fact.limit,
          offset: (fact.page - 1) * fact.limit,
        }),
  );
  return { is: 'requests', fact: found.map((one) => requestOf(ground, one, language)) };
}

const isWanted = (code: string, wanted: readonly string[]): boolean => wanted.length === 0 || wanted.includes(code);

async function updates(server: Server, ground: Standing, fields: Fields, language: Language): Promise<Answer> {
  const query = updatesQueryOf(fields, server.parts.clock());
  if (!query.ok) return failed(query.errors);
  const { district } = ground;
  const { requestIds: numbers, start: from, end: to, limit, page } = query.fact;
  const search = { numbers, kinds: everOffered(ground), from, to, limit, offset: (page - 1) * limit };
  const steps = await server.parts.db.read(nothing(district), (tx) => publicSteps(tx, district, search));
  return { is: 'updates', fact: steps.flatMap((step) => updateOf(step, language)) };
}

async function report(
  server: Server,
  parts: Open311Parts,
  ground: Standing,
  fields: Fields,
  language: Language,
): Promise<Answer> {
  const key = apiKeyOf(fields);
  const known = key === null ? null : await parts.machine(key);
  const machine = known?.caller.is === 'machine' && known.district === ground.district ? known.caller : null;
  if (!machine?.scopes?.includes('open311')) return failed(errorList(403, key === null ? 'keyMissing' : 'keyWrong'));
  const open = new Map(offered(ground).map((kind) => [kind.code, kind]));
  const parsed = reportOf(fields, (code) => {
    const kind = open.get(code);
    return kind ? definitionOf(kind, language) : null;
  });
  if (!parsed.ok) return failed(parsed.errors);
  const kind = open.get(parsed.fact.serviceCode) as Kind;
  const receipt = { serviceNotice: null, accountId: null };
  try {
    const taken = take(ground, reportFrom(parsed.fact, kind, machine.person), server.parts.clock());
    await parts.intake.store(ground.district, taken);
    const { district, id, reported } = taken.matter;
    if (kind.visibility === 'hidden') return { is: 'receipt', fact: receipt };
    return { is: 'receipt', fact: { ...receipt, id: numberOf(district, id, reported) } };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const description = error.fields[0]?.message ?? error.title;
    const status = error.status === 422 ? 400 : error.status;
    return failed({ status, errors: [{ code: error.status, description }] });
  }
}

function reportFrom({ contact, ...fact }: PostedReport, kind: Kind, machine: string): Parameters<typeof take>[1] {
  const name = [contact.lastName, contact.firstName].filter(Boolean).join('');
  const phone = contact.phone?.replace(/[\s-]/g, '').replace(/^\+?86/, '') ?? '';
  return {
    id: randomUUID(),
    kind: kind.code,
    place: {
      datum: 'wgs84',
      ...(fact.long === null || fact.lat === null ? {} : { lon: fact.long, lat: fact.lat }),
      territory: fact.addressId ?? undefined,
      address: fact.addressString ?? undefined,
    },
    words: fact.description ?? '',
    answers: answersOf(kind.questions, fact.attributes),
    photos: [],
    channel: 'open311',
    urgency: 'normal',
    ...(/^(1[3-9]\d{9}|0\d{9,11})$/.test(phone) ? { phone, name } : {}),
    by: machine,
    post: null,
    origin: 'live',
  };
}
