import type { FastifyReply, FastifyRequest } from 'fastify';
import { nothing } from '../db/scope.ts';
import { Problem } from '../http/problem.ts';
import { textOf } from '../language/language.ts';
import type { AccessEvent } from './access.rules.ts';
import { recordAccess } from './access.store.ts';
import { accountOf } from './accounts.store.ts';
import { identityWords } from './identity.words.ts';
import type { IdentityParts } from './parts.ts';
import { personByUser } from './people.store.ts';
import { endSessionByToken } from './sessions.store.ts';
import { type Counting, forgiveTry, takeTry, useCode } from './throttle.store.ts';

/** The headers that better-auth reads: the cookies and the browser's name. The address never reaches it. */
export function headersOf(request: FastifyRequest, cookies?: string): Headers {
  const headers = new Headers();
  const cookie = cookies ?? request.headers.cookie;
  if (cookie !== undefined) headers.set('cookie', cookie);
  const agent = request.headers['user-agent'];
  if (agent !== undefined) headers.set('user-agent', agent);
  return headers;
}

/** Hands better-auth's cookies on to the browser. */
export function passCookies(reply: FastifyReply, from: Headers): void {
  for (const cookie of from.getSetCookie()) reply.header('set-cookie', cookie);
}

/** Takes a try at these counters in the server's district, or refuses with the minutes to wait. */
export async function takeTryOr429(parts: IdentityParts, all: readonly Counting[]): Promise<void> {
  const { defaultDistrict } = parts.settings;
  const wait = await parts.db.write(nothing(defaultDistrict), (tx) => takeTry(tx, defaultDistrict, all, parts.clock()));
  if (wait > 0) {
    throw new Problem(429, 'identity.locked', textOf(identityWords, 'locked', { minutes: Math.ceil(wait / 60_000) }));
  }
}

export async function forgive(parts: IdentityParts, all: readonly Counting[]): Promise<void> {
  const { defaultDistrict } = parts.settings;
  await parts.db.write(nothing(defaultDistrict), (tx) => forgiveTry(tx, defaultDistrict, all));
}

/** Writes one entry of the record of sign-ins; a login that names nobody is an entry without a person. */
export async function record(
  parts: IdentityParts,
  district: string,
  who: { readonly userId: string } | { readonly person: string } | null,
  what: AccessEvent,
  by: string | null = null,
): Promise<void> {
  await parts.db.write(nothing(district), async (tx) => {
    const person =
      who === null ? null : 'person' in who ? who.person : ((await personByUser(tx, district, who.userId))?.id ?? null);
    await recordAccess(tx, district, { person, what, by }, parts.clock());
  });
}

/** Writes down a sign-in that failed, under the person whose login was tried, where it is one. */
export async function recordFailure(parts: IdentityParts, login: string, what: AccessEvent): Promise<void> {
  const { defaultDistrict } = parts.settings;
  const account = LOGIN.test(login)
    ? await parts.db.read(nothing(defaultDistrict), (tx) => accountOf(tx, login))
    : null;
  await record(parts, account?.district ?? defaultDistrict, account, what);
}

/** What may stand in a statement: a login that PostgreSQL cannot hold names nobody. */
const LOGIN = /^[\x20-\x7e]{1,64}$/;

/** What better-auth's own answer says after a sign-in, read from its response. */
export type AuthAnswer = {
  readonly ok: boolean;
  readonly status: number;
  readonly code: string;
  readonly body: Record<string, unknown>;
};

export async function answerOf(response: Response): Promise<AuthAnswer> {
  const text = await response.text();
  const body = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> | null;
  return { ok: response.ok, status: response.status, code: String(body?.['code'] ?? ''), body: body ?? {} };
}

/** The cookies that a response sets, as a request would send them back. */
export function cookiesSet(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0] ?? '')
    .filter((one) => !one.endsWith('='))
    .join('; ');
}

/**
 * A one-time code is taken once (RFC 6238 section 5.2), which better-auth does not see to: a code seen over a shoulder must not
 * open a second session. False ends the session that the repeat had opened.
 * @param opened the token of that session, null where none was opened.
 */
export async function codeIsFresh(
  parts: IdentityParts,
  userId: string,
  code: string,
  opened: string | null,
): Promise<boolean> {
  const { defaultDistrict } = parts.settings;
  return parts.db.write(nothing(defaultDistrict), async (tx) => {
    if (await useCode(tx, defaultDistrict, parts.throttle.usedCode(userId, code), parts.clock())) return true;
    if (opened !== null) await endSessionByToken(tx, opened);
    return false;
  });
}

export const wrongCode = () => new Problem(401, 'identity.codeWrong', textOf(identityWords, 'codeWrong'));

/** For a 5xx of better-auth, which hides a database that is away: throws that error where it is, else names the fault. */
export async function failed(parts: IdentityParts, status: number): Promise<never> {
  await parts.db.pool.query('select 1');
  throw new Error(`better-auth answered ${status}`);
}
