import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import type { Database } from '../../db/database.ts';
import { whole } from '../../db/scope.ts';
import { buildServer } from '../../http/server.ts';
import type { Origin } from '../../journal/line.rules.ts';
import { createDistrict } from '../../journal/lines.store.ts';
import { Keyring } from '../../sealing/keyring.ts';
import { appointAll } from '../appoint.ts';
import { putBodies } from '../bodies.store.ts';
import type { Post } from '../caller.ts';
import { enterPeople } from '../enterPeople.ts';
import { identityRoutes } from '../identity.routes.ts';
import { type IdentityParts, type IdentitySettings, identityParts } from '../parts.ts';
import { NOBODY } from '../subject.store.ts';

const keyring = new Keyring(Buffer.alloc(32, 'identity'));
export const DISTRICT = '330702';
export const PASSWORD = 'Mountain-brook-26';

/** A browser: it keeps cookies and speaks from one address. */
export type Browser = {
  call(
    method: InjectOptions['method'],
    url: string,
    payload?: object,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: Record<string, unknown>; cookies: string[] }>;
  readonly jar: Map<string, string>;
};

/** The identity folder's routes alone, on a fresh database. */
export type House = {
  readonly test: FreshDatabase;
  readonly server: FastifyInstance;
  readonly parts: IdentityParts;
  readonly dataDir: string;
  /** The server's clock; better-auth's own stays the machine's. */
  readonly time: { now: Date | null };
  browser(address?: string): Browser;
  /** Enters a person with posts, all standing; returns the person's id and the appointments' ids. */
  appointed(
    login: string,
    ...posts: [Post, { body?: string; territory?: string; from?: string; to?: string; deputyOf?: string }?][]
  ): Promise<{ person: string; held: string[] }>;
  /** A browser signed in with the password alone. */
  signedIn(login: string): Promise<Browser>;
  /** A browser signed in with an enrolled one-time code. */
  strong(login: string): Promise<Browser & { readonly secret: string }>;
  close(): Promise<void>;
};

/** What a test file's fresh database gives (tests/harness/database.ts). */
type FreshDatabase = { readonly db: Database; readonly work: Database; drop(): Promise<void> };

export async function identityHouse(
  test: FreshDatabase,
  given: Partial<IdentitySettings> & { origin?: Origin } = {},
): Promise<House> {
  const { origin = 'live', ...settings } = given;
  const dataDir = await mkdtemp(join(tmpdir(), 'lianan-identity-'));
  const time: { now: Date | null } = { now: null };
  const clock = () => time.now ?? new Date();
  await test.work.write(whole(DISTRICT), async (tx) => {
    await createDistrict(tx, { district: DISTRICT, name: { zh: '婺城区', en: 'Wucheng' }, origin });
    await putBodies(tx, DISTRICT, [
      {
        id: 'wc-centre',
        nameZh: '综治中心',
        nameEn: 'Centre',
        territory: DISTRICT,
        parent: null,
        address: null,
        phone: '0579-82300000',
        relays: true,
      },
      {
        id: 'wc-t001',
        nameZh: '城东街道',
        nameEn: 'Chengdong',
        territory: '330702001',
        parent: 'wc-centre',
        address: null,
        phone: null,
        relays: true,
      },
    ]);
  });
  const parts = identityParts({
    db: test.db,
    keyring,
    clock,
    settings: {
      baseUrl: 'http://localhost',
      defaultDistrict: DISTRICT,
      idleMinutes: 30,
      dataDir,
      sms: { kind: 'outbox' },
      oidc: null,
      ...settings,
    },
    originOf: async () => origin,
  });
  const server = await buildServer(
    {
      db: test.db,
      keyring,
      clock,
      defaultDistrict: DISTRICT,
      districts: new Set([DISTRICT]),
      identify: (request) => parts.identifier.identify(request),
    },
    { logLevel: 'silent', ratePerMinute: 1_000_000, origins: [], trustProxy: false, tileOrigins: [] },
  );
  identityRoutes(server, parts);
  await server.ready();

  const browser = (address = '127.0.0.1'): Browser => {
    const jar = new Map<string, string>();
    return {
      jar,
      call: async (method, url, payload, headers = {}) => {
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
        const answer = await server.inject({
          method: method ?? 'GET',
          url,
          remoteAddress: address,
          headers: {
            ...(cookie === '' ? {} : { cookie }),
            'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0 Safari/537.36',
            ...headers,
          },
          ...(payload === undefined ? {} : { payload }),
        });
        const cookies = [answer.headers['set-cookie'] ?? []].flat();
        for (const one of cookies) {
          const [pair = '', ...attributes] = one.split(';');
          const at = pair.indexOf('=');
          const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
          if (value === '' || attributes.some((each) => /^\s*max-age=0$/i.test(each))) jar.delete(name);
          else jar.set(name, value);
        }
        const body = answer.body === '' || !/json/.test(String(answer.headers['content-type'])) ? {} : answer.json();
        return { status: answer.statusCode, body, cookies };
      },
    };
  };

  const signedIn = async (login: string): Promise<Browser> => {
    const own = browser();
    const answer = await own.call('POST', '/api/signin', { login, password: PASSWORD });
    if (answer.status !== 200) throw new Error(`${login}: ${JSON.stringify(answer.body)}`);
    return own;
  };

  return {
    test,
    server,
    parts,
    dataDir,
    time,
    browser,
    signedIn,
    appointed: (login, ...posts) =>
      test.db.write(whole(DISTRICT), async (tx) => {
        const writing = { district: DISTRICT, now: clock(), origin, author: NOBODY };
        const [person = ''] = await enterPeople(tx, keyring, writing, [
          { login, name: `${login}的姓名`, password: PASSWORD },
        ]);
        const drafts = posts.map(([post, at = {}]) => ({
          person,
          post,
          body: at.body ?? (at.territory === undefined ? 'wc-centre' : null),
          territory: at.territory ?? null,
          from: at.from ?? '2020-01-01',
          to: at.to ?? null,
          deputyOf: at.deputyOf ?? null,
        }));
        const { ids, refused } = await appointAll(tx, writing, drafts, 'founded');
        if (refused.length > 0) throw new Error(`${login}: ${JSON.stringify(refused)}`);
        return { person, held: ids };
      }),
    strong: async (login) => {
      const own = await signedIn(login);
      const { body } = await own.call('POST', '/api/me/code/enrol', { password: PASSWORD });
      const secret = String((body as { secret?: string }).secret);
      // Codes of the step before: those of this step stay free for a test's own sign-in. At the end of a step that would be one too old.
      const left = 30_000 - (Date.now() % 30_000);
      if (left < 3_000) await new Promise((resolve) => setTimeout(resolve, left));
      const answer = await own.call('POST', '/api/me/code', { code: codeOf(secret, -1) });
      if (answer.status !== 200) throw new Error(`${login}: ${JSON.stringify(answer.body)}`);
      return { ...own, secret };
    },
    close: async () => {
      await server.close();
      await test.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The one-time code of a secret as an authenticator shows it (RFC 6238: SHA-1, 30 s, six digits), some steps from now. */
export function codeOf(secret: string, steps = 0): string {
  const bits = [...secret]
    .map((one) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(one).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from(bits.match(/.{8}/g)?.map((one) => Number.parseInt(one, 2)) ?? []);
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const mac = createHmac('sha1', key).update(counter).digest();
  const at = (mac[19] ?? 0) & 0xf;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
