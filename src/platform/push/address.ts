import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

const PRIVATE_V4 = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  PRIVATE_V4.addSubnet(net, bits, 'ipv4');
/** Of IPv6 only what is global unicast, without what carries an IPv4 address inside or is for documents. */
const GLOBAL_V6 = new BlockList();
GLOBAL_V6.addSubnet('2000::', 3, 'ipv6');
const NOT_V6 = new BlockList();
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  NOT_V6.addSubnet(net, bits, 'ipv6');

/** Whether an address lies on the open internet (IANA special-purpose registries, RFC 6890). */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !PRIVATE_V4.check(address, 'ipv4');
  if (family === 6) return GLOBAL_V6.check(address, 'ipv6') && !NOT_V6.check(address, 'ipv6');
  return false;
}

/**
 * Whether a browser's push endpoint may be kept: https to a name on the open internet, on the usual port, without a login. The
 * address is given by a stranger, and what it leads to is looked at again when something is sent (`guardedLookup`).
 */
export function mayPushTo(endpoint: string): boolean {
  if (!URL.canParse(endpoint) || endpoint.length > 1_000) return false;
  const { protocol, hostname, port, username, password } = new URL(endpoint);
  if (protocol !== 'https:' || port !== '' || username !== '' || password !== '') return false;
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(hostname) || isIP(hostname) !== 0) return false;
  return !/\.(local|localhost|internal|home|lan|intranet|test|invalid|example|arpa)$/.test(hostname);
}

/** Somebody's address leads into a private network. */
export class PrivateAddress extends Error {}

/** Looks a name up as Node does, and refuses it where any of its addresses is not on the open internet: the connection goes to what was looked at. */
export const guardedLookup: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, '', 0);
    const first = addresses[0];
    if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address)))
      return done(new PrivateAddress('the address leads into a private network'), '', 0);
    return options.all === true ? done(null, addresses) : done(null, first.address, first.family);
  });
};
