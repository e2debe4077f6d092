import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Text } from '../../platform/language/language.ts';
import { textOf } from '../../platform/language/language.ts';
import { exchangeWords } from './exchange.words.ts';

export const SIGNATURE_HEADER = 'x-lianan-signature';
/** How far sender's and receiver's clocks may be apart, in seconds. */
export const TOLERANCE_SECONDS = 300;
const SECRET_BYTES = 16;

/**
 * Signs a message: `t=<unix seconds>,v1=<hexadecimal>`, where v1 is HMAC-SHA256 (RFC 2104) of `<t>.<body>` under the secret that both desks
 * share. `body` is exactly what is sent. Throws RangeError for a secret under 16 bytes.
 */
export function signed(body: string | Uint8Array, secret: string, at: Date): string {
  if (Buffer.byteLength(secret) < SECRET_BYTES) throw new RangeError(`a secret has at least ${SECRET_BYTES} bytes`);
  const seconds = Math.floor(at.getTime() / 1000);
  return `t=${seconds},v1=${mac(body, secret, String(seconds)).toString('hex')}`;
}

export type Verdict =
  | {
      readonly ok: true;
      readonly at: Date;
      /** The same for the same message with the same signature: refuse it the second time until `expires`. */
      readonly replayId: string;
      readonly expires: Date;
    }
  | { readonly ok: false; readonly status: 401 | 400; readonly reason: Text };

export type Checking = {
  /** The header's value as it came. */
  readonly header: string | readonly string[] | undefined;
  /** The raw body, before any parsing. */
  readonly body: string | Uint8Array;
  /** Secrets in force; two while one is being replaced. */
  readonly secrets: readonly string[];
  readonly now: Date;
  readonly toleranceSeconds?: number;
};

/** Checks a signed message: form, clock, and body under any of the secrets, compared in constant time. Nothing is thrown. */
export function verified({ header, body, secrets, now, toleranceSeconds = TOLERANCE_SECONDS }: Checking): Verdict {
  if (typeof header !== 'string' || header === '') return refused('unsigned');
  const found = /^t=(\d{1,12})((?:,v\d+=[0-9a-f]{1,128}){1,4})$/.exec(header.replaceAll(' ', ''));
  const macs =
    found === null
      ? []
      : [...(found[2] as string).matchAll(/,v1=([0-9a-f]{64})(?=,|$)/g)].map((one) => one[1] as string);
  if (found === null || macs.length === 0) return refused('malformed', 400);
  const seconds = found[1] as string;
  const at = Number(seconds) * 1000;
  const apart = Math.round(Math.abs(now.getTime() - at) / 1000);
  const usable = secrets.filter((secret) => Buffer.byteLength(secret) >= SECRET_BYTES);
  const genuine = usable
    .map((secret) => mac(body, secret, seconds))
    .find((right) => macs.some((one) => timingSafeEqual(right, Buffer.from(one, 'hex'))));
  // The body is judged first: whoever does not know the secret learns nothing about this clock.
  if (genuine === undefined) return refused('wrong');
  if (apart > toleranceSeconds) return refused('stale', 401, { seconds: apart, tolerance: toleranceSeconds });
  const replayId = createHash('sha256').update(genuine).digest('hex');
  return { ok: true, at: new Date(at), replayId, expires: new Date(at + toleranceSeconds * 1000) };
}

function mac(body: string | Uint8Array, secret: string, seconds: string): Buffer {
  return createHmac('sha256', secret).update(`${seconds}.`).update(body).digest();
}

function refused(
  key: 'unsigned' | 'malformed' | 'wrong' | 'stale',
  status: 401 | 400 = 401,
  parameters: Record<string, number> = {},
): Verdict {
  return { ok: false, status, reason: textOf(exchangeWords, key, parameters) };
}
