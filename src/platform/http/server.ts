import { randomUUID } from 'node:crypto';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fastify, { type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { textOf } from '../language/language.ts';
import type { Contract } from './contract.ts';
import { answerFailure } from './failure.ts';
import { httpWords } from './http.words.ts';
import { countRequests } from './metrics.ts';
import { docsPage, openApi } from './openapi.ts';
import { Problem } from './problem.ts';
import { readJson } from './reading.ts';

export type ServerSettings = {
  readonly logLevel: string;
  readonly ratePerMinute: number;
  /** Origins that may write beside the server's own host, e.g. `https://lianan.example.cn` behind a proxy. */
  readonly origins: readonly string[];
  /** Trust X-Forwarded-For of the proxy before us. */
  readonly trustProxy: boolean;
  /** Where map tiles may come from, for the content security policy; none by default. */
  readonly tileOrigins: readonly string[];
};

/** The empty house: everything that every capability's routes stand on. Routes are added by the caller, then `ready()`. */
export async function buildServer(parts: FastifyInstance['parts'], settings: ServerSettings): Promise<FastifyInstance> {
  const server = fastify({
    // Our own lines only: method, route pattern, status; never an address, a query or a body (charter rule 6).
    logger: { level: settings.logLevel, base: null },
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: settings.trustProxy,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    bodyLimit: 262_144,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: true,
    return503OnClosing: true,
    // Addresses that the router cannot read never come to a route and its error handler.
    frameworkErrors: (error, request, reply) => answerFailure(error, request, reply),
  });
  readJson(server);
  server.decorate('parts', parts);
  server.decorate('contracts', [] as Contract[]);
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  server.setErrorHandler(answerFailure);
  server.setNotFoundHandler((request, reply) =>
    answerFailure(new Problem(404, 'http.notFound', textOf(httpWords, 'notFound')), request, reply),
  );
  await server.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:', ...settings.tileOrigins],
        connectSrc: ["'self'", ...settings.tileOrigins],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: null,
      },
    },
    crossOriginEmbedderPolicy: false,
    // A map server may ask from which house its key is used; it is told that and no path.
    referrerPolicy: { policy: settings.tileOrigins.length > 0 ? 'strict-origin-when-cross-origin' : 'same-origin' },
    strictTransportSecurity: settings.origins.some((one) => one.startsWith('https:')),
  });
  // Borders and lists shrink to a fifth; streams and what is compressed already are left alone.
  await server.register(compress, { threshold: 4_096, encodings: ['gzip', 'identity'] });
  await server.register(cookie);
  await server.register(formbody, { bodyLimit: 262_144 });
  await server.register(multipart, { limits: { fileSize: 10_485_760, files: 1, fields: 10, parts: 12 } });
  await server.register(rateLimit, { global: true, max: settings.ratePerMinute, timeWindow: 60_000 });
  await server.register(swagger, openApi);
  await server.register(swaggerUi, docsPage);
  server.addHook('onRequest', async (request) => refuseForeignWrites(request, settings.origins));
  server.addHook('onResponse', async (request, reply) => {
    const config = request.routeOptions.config as { unlogged?: boolean };
    if (config.unlogged === true) return;
    const route = request.routeOptions.url ?? 'none';
    countRequests(request.method, route, reply.statusCode, reply.elapsedTime);
    request.log.debug(
      { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
  });
  return server;
}

/** A browser names the page's origin on every write; a foreign one is refused (OWASP ASVS 5.0, v5.0.0-3.5.1). */
function refuseForeignWrites(request: FastifyRequest, origins: readonly string[]): void {
  const { origin, host } = request.headers;
  if (request.method === 'GET' || request.method === 'HEAD' || origin === undefined) return;
  if (origins.includes(origin)) return;
  let from = '';
  try {
    from = new URL(origin).host;
  } catch {
    from = '';
  }
  if (from === '' || from !== host) throw new Problem(403, 'http.origin', textOf(httpWords, 'badOrigin'));
}
