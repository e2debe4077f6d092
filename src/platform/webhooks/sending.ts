import { request as overHttp } from 'node:http';
import { request as overTls } from 'node:https';
import { isIP } from 'node:net';
import { guardedLookup, isPublicAddress, PrivateAddress } from '../push/address.ts';
import type { Trouble } from './sending.rules.ts';

/** What came of one try: the other side's status, or why there is none. */
export type Sent = { readonly status: number | null; readonly trouble: Trouble | null; readonly ms: number };

/**
 * Posts once, follows nothing, and reads no more of the answer than its status; unless it is allowed, not into the house: names are
 * looked up as the connection is made, so that nobody answers one address to the check and another to us. Never throws.
 */
export function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  allowed: { readonly inside: boolean; readonly patienceMs: number; readonly agent: string },
): Promise<Sent> {
  const began = performance.now();
  const target = new URL(url);
  const literal = target.hostname.replace(/^\[|\]$/g, '');
  const done = (status: number | null, trouble: Trouble | null): Sent => ({
    ...{ status, trouble },
    ms: Math.round(performance.now() - began),
  });
  if (!allowed.inside && isIP(literal) !== 0 && !isPublicAddress(literal)) return Promise.resolve(done(null, 'inside'));
  return new Promise((resolve) => {
    const send = target.protocol === 'https:' ? overTls : overHttp;
    const signal = AbortSignal.timeout(allowed.patienceMs);
    const asked = send(
      target,
      {
        method: 'POST',
        agent: false,
        signal,
        headers: { ...headers, 'content-length': String(Buffer.byteLength(body)), 'user-agent': allowed.agent },
        ...(allowed.inside ? {} : { lookup: guardedLookup }),
      },
      (answer) => {
        resolve(done(answer.statusCode ?? null, null));
        answer.destroy();
      },
    );
    asked.on('error', (fault) => resolve(done(null, troubleOf(fault, signal.aborted))));
    asked.end(body);
  });
}

function troubleOf(fault: Error & { code?: string }, tooLate: boolean): Trouble {
  if (fault instanceof PrivateAddress) return 'inside';
  if (tooLate) return 'timeout';
  return /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|EPROTO)/.test(fault.code ?? '')
    ? 'tls'
    : 'unreachable';
}
