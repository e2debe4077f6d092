import { isIPv6 } from 'node:net';
import { dayOf } from '../journal/line.rules.ts';
import type { Keyring } from '../sealing/keyring.ts';
import type { Throttled } from './throttle.rules.ts';
import type { Counting } from './throttle.store.ts';

/** Makes the keys under which tries are counted; none can be turned back into what it stands for. */
export class Throttle {
  readonly #keyring: Keyring;
  readonly #district: string;

  /** @param district whose counters these are: a login that names nobody has none of its own. */
  constructor(keyring: Keyring, district: string) {
    this.#keyring = keyring;
    this.#district = district;
  }

  login(login: string): Counting {
    return this.#counting('login', 'throttle.login', login.toLowerCase());
  }

  /** The key of a source changes every day: yesterday's rows say nothing about today's visitors. */
  source(what: Extract<Throttled, 'source' | 'code-source'>, address: string, now: Date): Counting {
    return this.#counting(what, 'throttle.source', `${dayOf(now.toISOString())}/${networkOf(address)}`);
  }

  phone(what: Extract<Throttled, 'phone' | 'phone-day'>, district: string, phone: string): Counting {
    return this.#counting(what, 'throttle.phone', `${district}/${phone}`);
  }

  /** A one-time code of one account, to be used once. */
  usedCode(userId: string, code: string): Buffer {
    return this.#keyring.blindIndex(this.#district, 'throttle.code', `${userId}/${code}`);
  }

  #counting(what: Throttled, purpose: string, value: string): Counting {
    return { what, key: this.#keyring.blindIndex(this.#district, purpose, value) };
  }
}

/** An IPv6 household has 2^64 addresses and counts as one; an IPv4 address counts as itself. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const middle =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0');
  return [...front, ...middle, ...back]
    .slice(0, 4)
    .map((one) => Number.parseInt(one, 16).toString(16))
    .join(':');
}
