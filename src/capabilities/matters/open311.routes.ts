import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { askOf, formatOf } from '../../gateways/open311/address.ts';
import { rendered } from '../../gateways/open311/answer.ts';
import { errorList } from '../../gateways/open311/errors.ts';
import type { ErrorList, Format, ServiceDefinition, ServiceRequest } from '../../gateways/open311/facts.ts';
import { apiKeyOf, type Fields, fieldsOf, jurisdictionOf } from '../../gateways/open311/fields.ts';
import { requestsQueryOf } from '../../gateways/open311/query.ts';
import { reportOf } from '../../gateways/open311/report.ts';
import type { Answer } from '../../gateways/open311/wire.ts';
import { nothing } from '../../platform/db/scope.ts';
import type { Server } from '../../platform/http/mount.ts';
import { Problem } from '../../platform/http/problem.ts';
import type { Known } from '../../platform/identity/identify.ts';
import type { Json } from '../../platform/journal/canonical.rules.ts';
import { type Language, languageOf } from '../../platform/language/language.ts';
import type { Kind, Question } from '../kinds/kinds.door.ts';
import { bodyName, type Standing, standing } from './ground.ts';
import type { Intake } from './intake.store.ts';
import { take } from './intake.ts';
import { OPEN, type Status } from './matters.rules.ts';
import { numberOf } from './number.rules.ts';
import { type PublicMatter, publicByNumber, publicMatters } from './public.store.ts';

const ROOT = '/open311/v2';
const ENDED: readonly Status[] = ['closed', 'merged', 'withdrawn'];

/** What these routes need beside the server's parts. */
export type Open311Parts = {
  readonly intake: Intake;
  readonly baseUrl: string;
  readonly contact: string;
  /** The machine that holds an API key. */
  readonly machine: (key: string) => Promise<Known>;
};

/** Open311 GeoReport v2, XML and JSON: what applications of others speak. Source: standards, open311 GeoReport/v2. */
export function open311Routes(server: Server, parts: Open311Parts): void {
  server.register(async (scope) => {
    // The form is read by the gateway, which knows `attribute[CODE][]` and its own limits.
    scope.removeContentTypeParser('application/x-www-form-urlencoded');
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 131_072 }, (_request, body, done) => done(null, body));
    scope.route({
      method: ['GET', 'POST'],
      url: `${ROOT}/*`,
      schema: { hide: true },
      config: { unlogged: true },
      handler: async (request, reply) => {
        const path = (request.params as { '*': string })['*'];
        const format = formatOf(path);
        const language = languageOf(request.headers['accept-language']);
        return send(reply, await answerTo(server, parts, request, path, language), format, language);
      },
    });
  });
}

function send(reply: FastifyReply, answer: Answer, format: Format, language: Language): FastifyReply {
  const { status, contentType, body } = rendered(answer, format, language);
  return reply.code(status).header('content-type', contentType).send(body);
}

const failed = (fact: ErrorList): Answer => ({ is: 'errors', fact });

async function answerTo(server: Server, parts: Open311Parts, request: FastifyRequest, path: string, language: Language): Promise<Answer> {
  const ask = askOf(request.method, path);
  if (!ask.ok) return failed(ask.errors);
  const isForm = ask.fact.is === 'report' || ask.fact.is === 'update';
  const query = request.raw.url?.split('?')[1] ?? '';
  const body = isForm && Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
  const fields = fieldsOf([query, body].filter((one) => one !== '').join('&'));
  if (!fields.ok) return failed(fields.errors);
  const { parts: house } = server;
  const district = jurisdictionOf(fields.fact) ?? house.defaultDistrict;
  if (!house.districts().has(district)) return failed(errorList(404, 'unknownJurisdiction', { code: district }));
  const ground = await standing(house.db, house.keyring, district);
  switch (ask.fact.is) {
    case 'discovery':
      return discovery(parts, ground, house.clock());
    case 'services':
      return { is: 'services', fact: offered(ground).map((kind) => serviceOf(kind, language)) };
    case 'service': {
      const kind = ground.kinds.get(ask.fact.code);
      if (!kind?.open311 || !kind.active) return failed(errorList(404, 'unknownService', { code: ask.fact.code }));
      return { is: 'service_definition', fact: definitionOf(kind, language) };
    }
    case 'requests':
      return requests(server, ground, fields.fact, language);
    case 'request': {
      const id = ask.fact.id;
      const [found] = await house.db.read(nothing(district), (tx) => publicByNumber(tx, district, [id]));
      return found ? { is: 'requests', fact: [requestOf(ground, found, language)] } : failed(errorList(404, 'unknownRequest', { code: id }));
    }
    case 'token':
      return { is: 'token', fact: { token: ask.fact.token, id: ask.fact.token } };
    case 'report':
      return report(server, parts, ground, fields.fact, language);
    case 'updates':
    case 'update':
      return failed(errorList(404, 'notFound', { path }));
  }
}

function discovery(parts: Open311Parts, ground: Standing, now: Date): Answer {
  const changeset = new Date(Math.min(now.getTime(), Date.UTC(2026, 0, 1)));
  const test = ground.district === '990001';
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

const offered = (ground: Standing): Kind[] => [...ground.kinds.values()].filter((kind) => kind.open311 && kind.active);

function serviceOf(kind: Kind, language: Language) {
  return {
    code: kind.code,
    name: kind.name[language],
    description: kind.describe[language],
    metadata: kind.questions.length > 0,
    // A hidden kind gives no id back, so that nobody can look it up.
    type: kind.visibility === 'hidden' ? ('blackbox' as const) : ('realtime' as const),
    keywords: kind.keywords,
    group: kind.group,
  };
}

const DATATYPES = { choice: 'singlevaluelist', several: 'multivaluelist', text: 'text', number: 'number', yesno: 'singlevaluelist' } as const;
const YESNO = [{ key: 'true', zh: '是', en: 'Yes' }, { key: 'false', zh: '否', en: 'No' }] as const;

function definitionOf(kind: Kind, language: Language): ServiceDefinition {
  return {
    serviceCode: kind.code,
    attributes: kind.questions.map((one, at) => ({
      variable: true,
      code: one.id,
      datatype: DATATYPES[one.type],
      required: one.required,
      datatypeDescription: null,
      order: at + 1,
      description: one.text[language],
      values:
        one.type === 'yesno'
          ? YESNO.map((value) => ({ key: value.key, name: value[language] }))
          : one.options.map((option) => ({ key: option.id, name: option.text[language] })),
    })),
  };
}

async function requests(server: Server, ground: Standing, fields: Fields, language: Language): Promise<Answer> {
  const query = requestsQueryOf(fields, server.parts.clock());
  if (!query.ok) return failed(query.errors);
  const { district } = ground;
  const { fact } = query;
  const found = await server.parts.db.read(nothing(district), (tx) =>
    fact.is === 'ids'
      ? publicByNumber(tx, district, fact.ids)
      : publicMatters(tx, district, {
          kinds: fact.serviceCodes,
          statuses: fact.statuses.length === 1 ? (fact.statuses[0] === 'open' ? OPEN : ENDED) : [],
          from: fact.start,
          to: fact.end,
          limit: fact.limit,
          offset: (fact.page - 1) * fact.limit,
        }),
  );
  const open = offered(ground).map((kind) => kind.code);
  return { is: 'requests', fact: found.filter((one) => open.includes(one.kind)).map((one) => requestOf(ground, one, language)) };
}

/** Never words, never a name: descriptions are the reporter's and stay sealed. */
function requestOf(ground: Standing, one: PublicMatter, language: Language): ServiceRequest {
  return {
    id: one.number,
    status: OPEN.includes(one.status) ? 'open' : 'closed',
    statusNotes: null,
    serviceName: ground.kinds.get(one.kind)?.name[language] ?? null,
    serviceCode: one.kind,
    description: null,
    agencyResponsible: bodyName(ground, one.body)?.[language] ?? null,
    serviceNotice: null,
    requested: one.reported,
    // A report by nobody was moved at a time that may be told, but not when it came.
    updated: one.updated < one.reported ? one.reported : one.updated,
    expected: one.due,
    address: ground.places.pathOf(one.territory)[language],
    addressId: one.territory,
    zipcode: null,
    lat: one.lat,
    long: one.lon,
    mediaUrl: null,
  };
}

async function report(server: Server, parts: Open311Parts, ground: Standing, fields: Fields, language: Language): Promise<Answer> {
  const key = apiKeyOf(fields);
  const known = key === null ? null : await parts.machine(key);
  const machine = known?.caller.is === 'machine' && known.district === ground.district && known.caller.scopes?.includes('open311') ? known.caller : null;
  if (!machine) return failed(errorList(403, key === null ? 'keyMissing' : 'keyWrong'));
  const parsed = reportOf(fields, (code) => {
    const kind = ground.kinds.get(code);
    return kind?.open311 && kind.active ? definitionOf(kind, language) : null;
  });
  if (!parsed.ok) return failed(parsed.errors);
  const { fact } = parsed;
  const kind = ground.kinds.get(fact.serviceCode) as Kind;
  const name = [fact.contact.lastName, fact.contact.firstName].filter(Boolean).join('');
  const phone = fact.contact.phone?.replace(/[\s-]/g, '').replace(/^\+?86/, '') ?? '';
  try {
    const taken = take(
      ground,
      {
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
        by: machine.person,
        post: null,
        origin: 'live',
      },
      server.parts.clock(),
    );
    await parts.intake.store(ground.district, taken);
    const { matter } = taken;
    const receipt = { serviceNotice: null, accountId: null };
    if (kind.visibility === 'hidden') return { is: 'receipt', fact: receipt };
    return { is: 'receipt', fact: { ...receipt, id: numberOf(matter.district, matter.id, matter.reported) } };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const described = error.fields[0]?.message ?? error.title;
    return failed({ status: error.status === 422 ? 400 : error.status, errors: [{ code: error.status, description: described }] });
  }
}

function answersOf(questions: readonly Question[], attributes: Readonly<Record<string, readonly string[]>>): Record<string, Json> {
  const answers: Record<string, Json> = {};
  for (const { id, type } of questions) {
    const given = attributes[id];
    const [first] = given ?? [];
    if (given === undefined || first === undefined) continue;
    answers[id] = type === 'several' ? given : type === 'number' ? Number(first) : type === 'yesno' ? first === 'true' : first;
  }
  return answers;
}
