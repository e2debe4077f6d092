import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { whole } from '../../src/platform/db/scope.ts';
import { appointAll } from '../../src/platform/identity/appoint.ts';
import type { Post } from '../../src/platform/identity/caller.ts';
import { enterPeople } from '../../src/platform/identity/enterPeople.ts';
import { NOBODY } from '../../src/platform/identity/subject.store.ts';
import { type TestDatabase, testDatabase } from '../harness/database.ts';
import { testDistrict } from '../harness/district.ts';
import { keyring, PASSWORD } from '../harness/house.ts';
import { formOf, photo } from './photo.ts';
import { type Process, started } from './processes.ts';
import type { Span } from './traces.ts';

export const D = '330702';
/** Where the telephone is, as the proxy tells it, and what it calls itself. */
export const ADDRESS = '203.0.113.77';
export const DEVICE = 'Xyzzy-Handset/9.17 (Kestrel Q7; zz-ZZ) Plugh/4.2';

export type Told = { readonly id: string; readonly code: string; readonly number: string };
type Heard = { readonly status: number; readonly json: Record<string, unknown>; readonly cookie: string };

/** The running processes with three colleagues, and somebody who stays unnamed before them. */
export type Unnamed = {
  readonly test: TestDatabase;
  readonly dataDir: string;
  readonly server: Process;
  readonly cookies: Readonly<Record<string, string>>;
  /** The spans in which nobody acted but the anonymous. */
  readonly spans: readonly Span[];
  /** The ids that the telephone made, which carry the time. */
  readonly sentIds: readonly string[];
  /** Runs what the anonymous do in a span of its own, with a second of silence before and after; answers what the server said in it. */
  spanned(act: () => Promise<void>): Promise<string>;
  newId(): string;
  unnamed(method: string, path: string, body: unknown, headers?: Record<string, string>): Promise<Heard>;
  upload(name: string): Promise<string>;
  reporterMove(one: Told, act: object): Promise<void>;
  staffMove(login: string, one: Told, act: object): Promise<void>;
  staffLook(login: string, one: Told): Promise<Record<string, unknown>>;
  metrics(): Promise<string[]>;
  close(): Promise<void>;
};

export async function unnamedBeforeTheHouse(): Promise<Unnamed> {
  const test = await testDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'lianan-anonymity-'));
  await testDistrict(test.work, D);
  await appoint(test, 'duty1', 'duty', 'centre', D);
  await appoint(test, 'handler1', 'handler', 'fire', null);
  await appoint(test, 'verifier1', 'verifier', null, D);
  const env = { DATA_DIR: dataDir, LOG_LEVEL: 'debug', TRUST_PROXY: '1', RATE_PER_MINUTE: '100000' };
  // The worker has been at work, as on every day; it is not while the spans are measured, for its own clockwork notes its minutes.
  const worker = await started('worker', test, env);
  const server = await started('server', test, env);
  const send = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
    knock(`${server.url}${path}`, method, body, headers);
  const cookies: Record<string, string> = {};
  for (const login of ['duty1', 'handler1', 'verifier1']) {
    const answer = await send('POST', '/api/signin', { login, password: PASSWORD });
    expect(answer.status, JSON.stringify(answer.json)).toBe(200);
    cookies[login] = answer.cookie;
  }
  await worker.stop();

  const spans: Span[] = [];
  const sentIds: string[] = [];
  const newId = () => {
    const id = idWithTime(sentIds.length);
    sentIds.push(id);
    return id;
  };
  // In a browser in which a colleague is signed in besides.
  const unnamed: Unnamed['unnamed'] = (method, path, body, headers = {}) =>
    send(method, path, body, {
      'user-agent': DEVICE,
      'x-forwarded-for': ADDRESS,
      'x-real-ip': ADDRESS,
      forwarded: `for=${ADDRESS}`,
      referer: `http://${ADDRESS}/`,
      'accept-language': 'zz-ZZ',
      cookie: cookies['duty1'] ?? '',
      ...headers,
    });
  const staffLook: Unnamed['staffLook'] = async (login, { id }) =>
    (await send('GET', `/api/desk/matters/${id}`, undefined, { cookie: cookies[login] ?? '' })).json;
  return {
    test,
    dataDir,
    server,
    cookies,
    spans,
    sentIds,
    newId,
    unnamed,
    staffLook,
    spanned: async (act) => {
      await pause(1_200);
      const before = server.said().length;
      const from = Date.now();
      await act();
      spans.push({ from: from - 100, to: Date.now() + 100 });
      await pause(1_200);
      return server.said().slice(before);
    },
    upload: async (name) => {
      const form = await formOf(await photo(), name);
      const answer = await unnamed('POST', '/api/files', form.payload, { 'content-type': form.type });
      expect(answer.status, JSON.stringify(answer.json)).toBe(200);
      return String(answer.json['token']);
    },
    reporterMove: async ({ code }, act) => {
      const { json } = await unnamed('POST', '/api/follow', { code });
      const answer = await unnamed('POST', '/api/follow/moves', { code, id: newId(), n: json['n'], act });
      expect(answer.status, `${JSON.stringify(act)}: ${JSON.stringify(answer.json)}`).toBe(200);
    },
    staffMove: async (login, one, act) => {
      const { matter } = (await staffLook(login, one)) as { matter?: { n: number } };
      const body = { id: randomUUID(), n: matter?.n ?? 0, act };
      const headers = { cookie: cookies[login] ?? '' };
      const answer = await send('POST', `/api/desk/matters/${one.id}/moves`, body, headers);
      expect(answer.status, `${login} ${JSON.stringify(act)}: ${JSON.stringify(answer.json)}`).toBe(200);
    },
    metrics: async () => {
      const { json } = await send('GET', '/metrics', undefined);
      const lines = String(json['text'])
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#'));
      return lines.filter((line) => !/^lianan_(process|nodejs)_/.test(line)).sort();
    },
    close: async () => {
      await server.stop();
      await test.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

const appoint = (test: TestDatabase, login: string, post: Post, body: string | null, territory: string | null) =>
  test.work.write(whole(D), async (tx) => {
    const writing = { district: D, now: new Date(), origin: 'live' as const, author: NOBODY };
    const [person = ''] = await enterPeople(tx, keyring, writing, [{ login, name: login, password: PASSWORD }]);
    await appointAll(
      tx,
      writing,
      [{ person, post, body, territory, from: '2020-01-01', to: null, deputyOf: null }],
      'founded',
    );
  });

/** A request over a socket of its own, as a telephone behind a proxy sends it. */
function knock(url: string, method: string, body: unknown, headers: Record<string, string>): Promise<Heard> {
  const isRaw = Buffer.isBuffer(body);
  const payload = body === undefined ? undefined : isRaw ? body : Buffer.from(JSON.stringify(body));
  return new Promise((done, failed) => {
    const sent = request(
      url,
      {
        method,
        agent: false,
        headers: {
          ...(payload ? { 'content-type': 'application/json', 'content-length': payload.length } : {}),
          ...headers,
        },
      },
      (answer) => {
        const pieces: Buffer[] = [];
        answer.on('data', (piece: Buffer) => pieces.push(piece));
        answer.on('end', () => {
          const text = Buffer.concat(pieces).toString('utf8');
          const isJson = /json/.test(answer.headers['content-type'] ?? '');
          done({
            status: answer.statusCode ?? 0,
            json: isJson ? (JSON.parse(text) as Record<string, unknown>) : { text },
            cookie: (answer.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; '),
          });
        });
      },
    );
    sent.on('error', failed);
    sent.end(payload);
  });
}

/** Ids as telephones make them: version 7 for most, and the older ones that carry a time or the device's own number. */
function idWithTime(at: number): string {
  const now = Date.now();
  const random = randomUUID();
  if (at % 4 === 3) {
    const ticks = ((BigInt(now) + 12_219_292_800_000n) * 10_000n).toString(16).padStart(15, '0');
    return `${ticks.slice(7)}-${ticks.slice(3, 7)}-1${ticks.slice(0, 3)}-${random.slice(19)}`;
  }
  const hex = now.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7${random.slice(15)}`;
}
