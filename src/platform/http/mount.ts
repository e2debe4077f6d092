import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Database } from '../db/database.ts';
import type { Caller } from '../identity/caller.ts';
import { type Language, languageOf, textOf } from '../language/language.ts';
import type { Keyring } from '../sealing/keyring.ts';
import type { AnswerOf, Contract, GivenOf, InputOf } from './contract.ts';
import { httpWords } from './http.words.ts';
import { securityOf } from './openapi.ts';
import { Problem } from './problem.ts';

export type Server = FastifyInstance;

/** What every handler is given beside its parsed input. */
export type Ask = {
  readonly district: string;
  readonly caller: Caller;
  readonly language: Language;
  readonly requestId: string;
  readonly db: Database;
  readonly keyring: Keyring;
  /** Whole milliseconds of the server's clock; injected, so that a demonstration or a test may carry another time. */
  readonly clock: () => Date;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
};

declare module 'fastify' {
  interface FastifyInstance {
    readonly parts: {
      readonly db: Database;
      readonly keyring: Keyring;
      readonly clock: () => Date;
      readonly defaultDistrict: string;
      /** The districts that live here. */
      readonly districts: { has(district: string): boolean | Promise<boolean> };
      /** Who sends this request; by cookie, key or nobody. */
      readonly identify: (
        request: FastifyRequest,
      ) => Promise<{ caller: Caller; district: string | null; needsTotp: boolean }>;
    };
    readonly contracts: Contract[];
  }
}

export type Handler<C> = (ask: Ask, input: InputOf<C>) => Promise<GivenOf<C>>;

/**
 * Mounts a contract: refuses callers whom it does not let knock, or who are not the person that `x-lianan-person` names where it
 * is sent; parses the input, runs the handler, parses the answer. The handler still decides what this caller may do to the thing behind it.
 */
export function mount<C extends Contract>(server: Server, contract: C, handler: Handler<C>): void {
  server.contracts.push(contract);
  const hasBody = contract.method !== 'GET' && contract.method !== 'DELETE';
  server.withTypeProvider<ZodTypeProvider>().route({
    method: contract.method,
    url: contract.path,
    schema: {
      operationId: contract.name,
      summary: contract.summary.zh,
      description: contract.summary.en,
      tags: [contract.name.split('.')[0] ?? ''],
      params: contract.params,
      querystring: contract.query,
      ...(hasBody ? { body: contract.body } : {}),
      response: { 200: contract.answer },
      security: securityOf(contract.access),
    },
    bodyLimit: contract.bodyLimit ?? 262_144,
    // Plugins log by themselves, each line with its minute; what leaves no trace has a log that writes nothing.
    ...(contract.unlogged ? { logLevel: 'silent' as const } : {}),
    config: {
      ...(contract.perMinute === undefined ? {} : { rateLimit: { max: contract.perMinute, timeWindow: 60_000 } }),
      unlogged: contract.unlogged === true,
      contract: contract.name,
    },
    handler: async (request, reply) => {
      const ask = await askOf(server, request, reply, contract);
      const input = { params: request.params, query: request.query, body: hasBody ? request.body : {} };
      const answer = await handler(ask, input as InputOf<C>);
      if (reply.sent) return reply;
      return answer as AnswerOf<C>;
    },
  });
}

async function askOf(server: Server, request: FastifyRequest, reply: FastifyReply, contract: Contract): Promise<Ask> {
  const { parts } = server;
  const known = await parts.identify(request);
  const meant = request.headers['x-lianan-person'];
  // What waited on a phone for its owner is never done in the name of whoever is signed in by then.
  if (meant !== undefined && (known.caller.is !== 'staff' || known.caller.person !== meant)) {
    throw new Problem(401, 'http.otherPerson', textOf(httpWords, 'otherPerson'));
  }
  const may = contract.access.includes('open') || contract.access.some((one) => one === known.caller.is);
  if (!may) {
    throw known.caller.is === 'nobody' || known.caller.is === 'resident'
      ? new Problem(401, 'http.signin', textOf(httpWords, 'mustSignIn'))
      : new Problem(403, 'http.notYours', textOf(httpWords, 'notYours'));
  }
  if (known.needsTotp && !contract.beforeTotp && !contract.access.includes('open')) {
    throw new Problem(403, 'http.needsTotp', textOf(httpWords, 'needsTotp'));
  }
  const district = known.district ?? wishedDistrict(request) ?? parts.defaultDistrict;
  if (!(await parts.districts.has(district))) throw new Problem(404, 'http.notFound', textOf(httpWords, 'notFound'));
  return {
    district,
    caller: known.caller,
    language: languageOf(request.headers['accept-language']),
    requestId: request.id,
    db: parts.db,
    keyring: parts.keyring,
    clock: parts.clock,
    request,
    reply,
  };
}

function wishedDistrict(request: FastifyRequest): string | null {
  const query = request.query as Record<string, unknown>;
  const wish = request.headers['x-lianan-district'] ?? query['district'] ?? query['jurisdiction_id'];
  return typeof wish === 'string' && /^[0-9]{6}$/.test(wish) ? wish : null;
}
