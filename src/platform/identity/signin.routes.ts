import type { FastifyRequest } from 'fastify';
import { nothing } from '../db/scope.ts';
import { mount, type Server } from '../http/mount.ts';
import { Problem } from '../http/problem.ts';
import { textOf } from '../language/language.ts';
import type { Known } from './identify.ts';
import { identityWords } from './identity.words.ts';
import type { IdentityParts } from './parts.ts';
import type { Needs } from './proof.rules.ts';
import { setProof } from './sessions.store.ts';
import { confirmCode, enrolCode, signIn, signInCode, signOut } from './signin.contract.ts';
import {
  answerOf,
  codeIsFresh,
  cookiesSet,
  failed,
  forgive,
  headersOf,
  passCookies,
  record,
  recordFailure,
  takeTryOr429,
  wrongCode,
} from './signin.ts';

/** Signing in and out, and the one-time code. */
export function signinRoutes(server: Server, parts: IdentityParts): void {
  const { auth, identifier, throttle, clock } = parts;

  mount(server, signIn, async ({ request, reply }, { body }) => {
    const login = body.login.trim().toLowerCase();
    const counters = [throttle.login(login), throttle.source('source', request.ip, clock())];
    await takeTryOr429(parts, counters).catch(async (error: unknown) => {
      await recordFailure(parts, login, 'locked');
      throw error;
    });
    const response = await auth.api.signInUsername({
      body: { username: login, password: body.password },
      headers: headersOf(request, ''),
      asResponse: true,
    });
    const answer = await answerOf(response);
    if (answer.status >= 500) return failed(parts, answer.status);
    if (!answer.ok) {
      await recordFailure(parts, login, 'refused');
      throw new Problem(401, 'identity.wrong', textOf(identityWords, 'wrong'));
    }
    passCookies(reply, response.headers);
    if (answer.body['twoFactorRedirect'] === true) return { next: 'code' as const, needs: null };
    await forgive(parts, counters);
    return { next: null, needs: await opened(parts, request, cookiesSet(response)) };
  });

  mount(server, signInCode, async ({ request, reply }, { body }) => {
    const counters = [throttle.source('source', request.ip, clock())];
    await takeTryOr429(parts, counters);
    // Only the challenge goes along: with an old session better-auth would not count the tries.
    const headers = headersOf(request, challengeOf(request));
    const code = body.recovery ? body.code : body.code.replace(/\s/g, '');
    const response = body.recovery
      ? await auth.api.verifyBackupCode({ body: { code }, headers, asResponse: true })
      : await auth.api.verifyTOTP({ body: { code }, headers, asResponse: true });
    const answer = await answerOf(response);
    if (answer.status >= 500) return failed(parts, answer.status);
    if (!answer.ok) {
      await record(parts, parts.settings.defaultDistrict, null, 'code-refused');
      if (answer.code === 'ACCOUNT_TEMPORARILY_LOCKED') {
        throw new Problem(429, 'identity.locked', textOf(identityWords, 'locked', { minutes: 15 }));
      }
      throw answer.code === 'INVALID_TWO_FACTOR_COOKIE' || answer.code === 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE'
        ? new Problem(401, 'identity.challengeOver', textOf(identityWords, 'challengeOver'))
        : wrongCode();
    }
    const user = answer.body['user'] as { id: string; username: string };
    if (!(await codeIsFresh(parts, user.id, code, String(answer.body['token'])))) throw wrongCode();
    passCookies(reply, response.headers);
    await forgive(parts, [...counters, throttle.login(user.username)]);
    return { needs: await opened(parts, request, cookiesSet(response)) };
  });

  mount(server, signOut, async ({ request, reply }) => {
    const known = await identifier.staff(request);
    identifier.cookies.delete(request);
    const response = await auth.api.signOut({ headers: headersOf(request), asResponse: true });
    passCookies(reply, response.headers);
    identifier.drop();
    if (known.caller.is === 'staff' && known.district !== null) {
      await record(parts, known.district, { person: known.caller.person }, 'signed-out');
    }
    return {};
  });

  mount(server, enrolCode, async ({ request }, { body }) => {
    const { session } = signedIn(await identifier.staff(request));
    if (session.enrolled) throw new Problem(409, 'identity.enrolledAlready', textOf(identityWords, 'enrolledAlready'));
    const counters = [throttle.login(session.login)];
    await takeTryOr429(parts, counters);
    const answer = await answerOf(
      await auth.api.enableTwoFactor({
        body: { password: body.password, method: 'totp' },
        headers: headersOf(request),
        asResponse: true,
      }),
    );
    if (answer.status >= 500) return failed(parts, answer.status);
    if (!answer.ok) throw new Problem(401, 'identity.passwordWrong', textOf(identityWords, 'passwordWrong'));
    await forgive(parts, counters);
    // The made-up address would only puzzle people in their authenticator.
    const uri = String(answer.body['totpURI']).replace('%40login.invalid', '');
    const secret = new URL(uri).searchParams.get('secret') ?? '';
    return { uri, secret, recoveryCodes: (answer.body['backupCodes'] as string[] | undefined) ?? [] };
  });

  mount(server, confirmCode, async ({ request, reply }, { body }) => {
    const known = await identifier.staff(request);
    const { session } = signedIn(known);
    const counters = [throttle.login(session.login)];
    await takeTryOr429(parts, counters);
    const response = await auth.api.verifyTOTP({
      body: { code: body.code },
      headers: headersOf(request),
      asResponse: true,
    });
    const answer = await answerOf(response);
    if (answer.status >= 500) return failed(parts, answer.status);
    if (answer.code === 'TOTP_NOT_ENABLED')
      throw new Problem(409, 'identity.notEnrolled', textOf(identityWords, 'notEnrolled'));
    if (!answer.ok || !(await codeIsFresh(parts, session.userId, body.code, null))) throw wrongCode();
    await forgive(parts, counters);
    if (session.enrolled)
      await parts.db.write(nothing(session.district), (tx) => setProof(tx, session.session, 'totp'));
    else await record(parts, session.district, { userId: session.userId }, 'code-enrolled');
    identifier.cookies.delete(request);
    passCookies(reply, response.headers);
    identifier.drop();
    const cookies = cookiesSet(response);
    return { needs: (await knownBy(parts, request, cookies === '' ? undefined : cookies)).needs };
  });
}

/** The session of a request that must have one. */
export function signedIn(known: Known): { readonly session: NonNullable<Known['session']>; readonly person: string } {
  if (known.session === null || known.caller.is !== 'staff') {
    throw new Problem(401, 'identity.signin', textOf(identityWords, 'mustSignIn'));
  }
  return { session: known.session, person: known.caller.person };
}

/** Records a sign-in that has just succeeded, and says what the new session still owes. */
async function opened(parts: IdentityParts, request: FastifyRequest, cookies: string): Promise<Needs> {
  parts.identifier.drop();
  const known = await knownBy(parts, request, cookies);
  if (known.caller.is === 'staff' && known.district !== null) {
    await record(parts, known.district, { person: known.caller.person }, 'signed-in');
  }
  return known.needs;
}

/** Who the browser will be once it has the cookies of this answer. */
function knownBy(parts: IdentityParts, request: FastifyRequest, cookies: string | undefined): Promise<Known> {
  return parts.identifier.staffBy(cookies ?? request.headers.cookie ?? '');
}

function challengeOf(request: FastifyRequest): string {
  const all = (request.headers.cookie ?? '').split(/;\s*/);
  return all.filter((one) => /^(__Secure-)?lianan\.two_factor=/.test(one)).join('; ');
}
