import type { FastifyRequest } from 'fastify';
import type { Server } from '../http/mount.ts';
import { Problem } from '../http/problem.ts';
import { textOf } from '../language/language.ts';
import { identityWords } from './identity.words.ts';
import type { IdentityParts } from './parts.ts';
import { failed } from './signin.ts';

/**
 * What of better-auth is reached from outside: passkeys and the outside provider. Everything else has a contract of ours, which
 * counts failures and keeps records, or is not wanted (signing up, changing a name, asking whether a login is taken).
 */
const OPEN: readonly RegExp[] = [
  /^\/passkey\/(generate-register-options|generate-authenticate-options|verify-registration|verify-authentication|list-user-passkeys|delete-passkey|update-passkey)$/,
  /^\/sign-in\/social$/,
  /^\/callback\/oidc$/,
];

const PREFIX = '/api/auth';

/** Mounts better-auth at `/api/auth/*`, and carries the cookies of sessions that were moved on. */
export function authRoutes(server: Server, parts: IdentityParts): void {
  const { auth, identifier, settings } = parts;

  server.addHook('onSend', async (request, reply) => {
    const cookies = identifier.cookies.get(request);
    if (cookies === undefined) return;
    for (const cookie of cookies) reply.header('set-cookie', cookie);
  });

  server.route({
    method: ['GET', 'POST'],
    url: `${PREFIX}/*`,
    handler: async (request, reply) => {
      const path = request.url.slice(PREFIX.length).split('?')[0] ?? '';
      if (!OPEN.some((one) => one.test(path))) {
        throw new Problem(404, 'http.notFound', textOf(identityWords, 'authRefused'));
      }
      if (request.method === 'POST') refuseOtherSocial(request, path);
      const answer = await auth.handle(asked(request, settings.baseUrl), path);
      if (answer.status === 503) throw new Problem(503, 'identity.outsideAway', textOf(identityWords, 'outsideAway'));
      if (answer.status >= 500) return failed(parts, answer.status);
      if (answer.status >= 400)
        throw new Problem(answer.status, 'identity.authRefused', textOf(identityWords, 'authRefused'));
      if (request.method === 'POST' || path.startsWith('/callback/')) identifier.drop();
      reply.code(answer.status);
      answer.headers.forEach((value, name) => {
        if (name !== 'set-cookie' && name !== 'content-length') reply.header(name, value);
      });
      for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie);
      return reply.send(answer.body === null ? null : Buffer.from(await answer.arrayBuffer()));
    },
  });
}

/** A web Request as better-auth wants one, without the headers that name a source. */
function asked(request: FastifyRequest, baseUrl: string): Request {
  const headers = new Headers();
  for (const name of ['cookie', 'content-type', 'origin', 'user-agent', 'accept']) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  const hasBody = request.method === 'POST';
  if (hasBody) headers.set('content-type', 'application/json');
  return new Request(new URL(request.url, baseUrl), {
    method: request.method,
    headers,
    ...(hasBody ? { body: JSON.stringify(request.body ?? {}) } : {}),
  });
}

/** An id token handed in by the browser would skip the provider's own proof of who asks. */
function refuseOtherSocial(request: FastifyRequest, path: string): void {
  const body = request.body as { idToken?: unknown } | null | undefined;
  if (path === '/sign-in/social' && body?.idToken !== undefined) {
    throw new Problem(400, 'identity.authRefused', textOf(identityWords, 'authRefused'));
  }
}
