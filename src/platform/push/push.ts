import { request as requestHttp } from 'node:http';
import { request } from 'node:https';
import webpush from 'web-push';
import { guardedLookup, mayPushTo } from './address.ts';
import type { VapidKeys } from './vapid.ts';

/** Where a browser takes messages, and the keys by which they are sealed for it alone (RFC 8030, RFC 8291). A secret of its person. */
export type PushTarget = {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
};

export type PushSettings = {
  /** Where the shells are reached; push services see who sends (RFC 8292). */
  readonly baseUrl: string;
  /** Endpoints at any address, http too: for tests on one machine. */
  readonly anywhere?: boolean;
};

/** Sends one message to a browser. `gone`: the browser takes none any more. Rejects where it was not taken. */
export type Push = (target: PushTarget, message: string) => Promise<'sent' | 'gone'>;

const PATIENCE_MS = 10_000;
/** A push service keeps what it cannot deliver for so long: what is around is old after a day. */
const KEPT_SECONDS = 86_400;

export const mayPush = (settings: PushSettings, endpoint: string): boolean =>
  settings.anywhere === true ? URL.canParse(endpoint) : mayPushTo(endpoint);

/** A sender by the server's keys. The push service sees a sealed message, its length and when; nothing is asked of anybody else. */
export function pushBy(keys: VapidKeys, settings: PushSettings): Push {
  return async (target, message) => {
    if (!mayPush(settings, target.endpoint)) return 'gone';
    const { method, headers, body } = webpush.generateRequestDetails(target, message, {
      vapidDetails: { subject: senderOf(settings.baseUrl), ...keys },
      TTL: KEPT_SECONDS,
      urgency: 'normal',
      contentEncoding: 'aes128gcm',
    });
    const status = await sent(target.endpoint, { method, headers, body, anywhere: settings.anywhere === true });
    if (status === 404 || status === 410) return 'gone';
    if (status < 200 || status >= 300) throw new Error(`the push service answered ${status}`);
    return 'sent';
  };
}

/** A push service wants a mail or https address to complain to. */
const senderOf = (baseUrl: string): string => (baseUrl.startsWith('https:') ? baseUrl : 'mailto:lianan@localhost');

/** Posts without following anybody elsewhere; answers the status and reads nothing of the body. */
function sent(
  endpoint: string,
  one: { method: string; headers: Readonly<Record<string, unknown>>; body: Buffer | null; anywhere: boolean },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const ask = one.anywhere && endpoint.startsWith('http:') ? requestHttp : request;
    const going = ask(
      endpoint,
      {
        method: one.method,
        headers: one.headers as Record<string, string | number>,
        signal: AbortSignal.timeout(PATIENCE_MS),
        agent: false,
        ...(one.anywhere ? {} : { lookup: guardedLookup }),
      },
      (answer) => {
        answer.destroy();
        resolve(answer.statusCode ?? 0);
      },
    );
    going.on('error', reject);
    going.end(one.body);
  });
}
