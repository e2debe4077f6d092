import { lookup } from 'node:dns';
import { request as overHttp } from 'node:http';
import { request as overTls } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import type { Trouble } from './sending.rules.ts';

/** What came of one try: the other side's status, or why there is none. */
export type Sent = { readonly status: number | null; readonly trouble: Trouble | null; readonly ms: number };

/** Networks that lead nowhere in the open (IANA special-purpose registries): a hook must not reach into the house through us. */
const INSIDE = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  INSIDE.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  INSIDE.addSubnet(net, bits, 'ipv6');

/** True for an address within a network of one's own, of this machine, or of no machine. */
export const isInside = (address: string): boolean => INSIDE.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

class Inside extends Error {}

/** Names are looked up as the connection is made, so that nobody answers one address to the check and another to us. */
const guarded: LookupFunction = (host, options, done) =>
  lookup(host, { ...options, all: true }, (fault, found) => {
    if (fault) return done(fault, []);
    const [first] = found;
    if (first === undefined || found.some((one) => isInside(one.address))) return done(new Inside(), []);
    return options.all ? done(null, found) : done(null, first.address, first.family);
  });

/** Posts once, follows nothing, and reads no more of the answer than its status. Never throws. */
export function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  allowed: { readonly inside: boolean; readonly patienceMs: number },
): Promise<Sent> {
  const began = performance.now();
  const target = new URL(url);
  const literal = target.hostname.replace(/^\[|\]$/g, '');
  const done = (status: number | null, trouble: Trouble | null): Sent => ({
    ...{ status, trouble },
    ms: Math.round(performance.now() - began),
  });
  if (!allowed.inside && isIP(literal) !== 0 && isInside(literal)) return Promise.resolve(done(null, 'inside'));
  return new Promise((resolve) => {
    const send = target.protocol === 'https:' ? overTls : overHttp;
    const signal = AbortSignal.timeout(allowed.patienceMs);
    const asked = send(
      target,
      {
        method: 'POST',
        agent: false,
        signal,
        headers: { ...headers, 'content-length': String(Buffer.byteLength(body)), 'user-agent': 'Lianan-Webhooks/1' },
        ...(allowed.inside ? {} : { lookup: guarded }),
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
  if (fault instanceof Inside) return 'inside';
  if (tooLate) return 'timeout';
  return /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|EPROTO)/.test(fault.code ?? '')
    ? 'tls'
    : 'unreachable';
}
