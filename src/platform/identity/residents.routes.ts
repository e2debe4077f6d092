import type { FastifyReply } from 'fastify';
import { nothing } from '../db/scope.ts';
import { mount, type Server } from '../http/mount.ts';
import { Problem } from '../http/problem.ts';
import { type Text, textOf } from '../language/language.ts';
import { logForgotten } from '../sealing/forgotten.ts';
import { allBodies } from './bodies.store.ts';
import type { Post } from './caller.ts';
import { deviceOf } from './device.rules.ts';
import { looksAt } from './looks.store.ts';
import type { IdentityParts } from './parts.ts';
import { RESIDENT_COOKIE, residentToken } from './residentCookie.ts';
import { askCode, forgetMe, leave, proveCode, readOutbox, residentLooks, residentMe } from './residents.contract.ts';
import { CODE_MINUTES, mobileOf, SESSION_DAYS } from './residents.rules.ts';
import { endResidentSession, phoneIndexOf, residentById } from './residents.store.ts';
import { forgetOf, makeCode, ownPhone, proveCode as prove } from './residents.ts';
import { residentWords } from './residents.words.ts';
import { messagesSince } from './sms.store.ts';
import { type Counting, takeTry } from './throttle.store.ts';

const OUTBOX_MINUTES = 60;
const MOST = 50;

/** Residents: a telephone proved by a code, who looked at one's data, and being forgotten. */
export function residentsRoutes(server: Server, parts: IdentityParts): void {
  const { db, keyring, identifier, throttle, sms, clock } = parts;

  const take = async (counters: readonly Counting[]) => {
    const { defaultDistrict } = parts.settings;
    const wait = await db.write(nothing(defaultDistrict), (tx) => takeTry(tx, defaultDistrict, counters, clock()));
    if (wait > 0)
      throw new Problem(429, 'residents.wait', textOf(residentWords, 'wait', { minutes: Math.ceil(wait / 60_000) }));
  };

  mount(server, askCode, async (ask, { body }) => {
    const { district, language, request } = ask;
    const mobile = mobileOrRefuse(body.phone);
    await take([
      throttle.source('code-source', request.ip, clock()),
      throttle.phone('phone', district, mobile),
      throttle.phone('phone-day', district, mobile),
    ]);
    const at = clock();
    const words = await db.write(nothing(district), (tx) => makeCode(tx, keyring, district, mobile, at, language));
    try {
      await sms.send({ district, phone: mobile, words, at });
    } catch {
      // The provider's own words may repeat the number.
      throw new Problem(503, 'residents.unsent', textOf(residentWords, 'unsent'));
    }
    return { minutes: CODE_MINUTES, outbox: sms.kind === 'outbox' };
  });

  mount(server, proveCode, async (ask, { body }) => {
    const { district, request, reply } = ask;
    const mobile = mobileOrRefuse(body.phone);
    await take([throttle.source('code-source', request.ip, clock())]);
    const device = deviceOf(request.headers['user-agent'] ?? '');
    const value = await db.write(nothing(district), (tx) =>
      prove(tx, keyring, { district, mobile, code: body.code, device, now: clock() }),
    );
    if (value === null) throw new Problem(401, 'residents.wrong', textOf(residentWords, 'wrong'));
    setCookie(reply, value, SESSION_DAYS * 86_400, parts.settings.baseUrl);
    return {};
  });

  mount(server, leave, async ({ request, reply }) => {
    const found = residentToken(request.cookies[RESIDENT_COOKIE]);
    if (found !== null) {
      await db.write(nothing(found.district), (tx) => endResidentSession(tx, found.district, found.token));
      identifier.drop();
    }
    setCookie(reply, '', 0, parts.settings.baseUrl);
    return {};
  });

  mount(server, residentMe, async ({ caller, district }) => {
    if (caller.is !== 'resident') return { resident: null };
    return db.read(nothing(district), async (tx) => {
      const row = await residentById(tx, district, caller.resident);
      return {
        resident: row === null ? null : { phone: await ownPhone(tx, keyring, district, row), since: row.since },
      };
    });
  });

  mount(server, residentLooks, async ({ caller, district }) => {
    if (caller.is !== 'resident') return { looks: [] };
    const { resident } = caller;
    const index = await db.read(nothing(district), (tx) => phoneIndexOf(tx, district, resident));
    const others = index === null ? [] : ((await parts.concernedBy?.(district, index)) ?? []);
    const concerned = [resident, ...others];
    return db.read({ ...nothing(district), subjects: concerned }, async (tx) => {
      const bodies = new Map(
        (await allBodies(tx, district)).map((one): [string, Text] => [one.id, { zh: one.nameZh, en: one.nameEn }]),
      );
      const looks = await looksAt(tx, district, concerned, 500);
      return {
        // Who looked is told by post and body, which is what a complaint needs.
        looks: looks.map(({ id, at, post, body, reason, about }) => ({
          id,
          at,
          post: post as Post,
          body,
          bodyName: body === null ? null : (bodies.get(body) ?? null),
          reason,
          about,
        })),
      };
    });
  });

  mount(server, forgetMe, async ({ caller, district, reply }) => {
    if (caller.is !== 'resident') return {};
    const { resident } = caller;
    const index = await db.read(nothing(district), (tx) => phoneIndexOf(tx, district, resident));
    const elsewhere = index === null ? [] : ((await parts.forgetElsewhere?.(district, index, clock())) ?? []);
    const own = await db.write(nothing(district), (tx) => forgetOf(tx, district, resident, clock()));
    const gone = [...elsewhere, ...own];
    await logForgotten(
      parts.settings.dataDir,
      gone.map((key) => ({ district, key })),
    );
    identifier.drop();
    setCookie(reply, '', 0, parts.settings.baseUrl);
    return {};
  });

  mount(server, readOutbox, async ({ district }) => {
    if (sms.kind !== 'outbox') throw new Problem(404, 'residents.noOutbox', textOf(residentWords, 'noOutbox'));
    const since = new Date(clock().getTime() - OUTBOX_MINUTES * 60_000);
    const messages = await db.read(nothing(district), (tx) => messagesSince(tx, district, since, MOST));
    return {
      notice: textOf(residentWords, 'standIn'),
      messages: messages.map((one) => ({ ...one, at: one.at.toISOString() })),
    };
  });
}

function mobileOrRefuse(text: string): string {
  const mobile = mobileOf(text);
  if (mobile !== null) return mobile;
  const words = textOf(residentWords, 'phone');
  throw new Problem(422, 'residents.phone', words, [{ path: 'body.phone', message: words }]);
}

function setCookie(reply: FastifyReply, value: string, maxAge: number, baseUrl: string): void {
  reply.setCookie(RESIDENT_COOKIE, value, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: baseUrl.startsWith('https:'),
    maxAge,
  });
}
