import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { TEST_KINDS } from '../../../../tests/harness/district.ts';
import { keyring, type TestHouse, testHouse } from '../../../../tests/harness/house.ts';
import { whole } from '../../../platform/db/scope.ts';
import { smsProvider } from '../../../platform/identity/sms.ts';
import { putTerritories } from '../../../platform/places/places.store.ts';
import { pushBy } from '../../../platform/push/push.ts';
import { vapidKeys } from '../../../platform/push/vapid.ts';
import { Telling, type TellingParts } from '../subscriptions.timers.ts';

export const D = '330702';
export const TOWN = '330702001';
export const VILLAGE = '330702001002';
export const FAR = '330702101';
export const HOME = { lon: 119.65321, lat: 29.08123 };

/** Noon of a Shanghai day, so many days from today: subscribers are told by day only. */
export const noon = (days = 0): Date => {
  const day = new Date(Date.now() + 28_800_000 + days * 86_400_000).toISOString().slice(0, 10);
  return new Date(`${day}T12:00:00+08:00`);
};

export type Subscribers = TestHouse & {
  reported(kind: string, place: object): Promise<{ id: string; number: string }>;
  closed(one: { id: string }): Promise<void>;
  /** Proves a telephone by the code of the outbox; answers its cookie. */
  proved(phone: string): Promise<string>;
  ask(
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    body?: object,
    cookie?: string,
  ): Promise<{ status: number; text: string; json: Record<string, unknown> }>;
  /** A worker that tells subscribers, with other parts where a test has its own. */
  telling(over: Partial<TellingParts>): Promise<Telling>;
  /** The worker's turn at a moment; answers how many messages went out. */
  told(now: Date): Promise<number>;
  /** Short messages, the latest first. */
  messages(): Promise<string[]>;
};

/** A server with two towns, kinds of each openness, and somebody to close matters. */
export async function subscribersHouse(push?: { anywhere: boolean }): Promise<Subscribers> {
  const [fire, family] = TEST_KINDS;
  if (!fire || !family) throw new Error('no kinds');
  const house = await testHouse({
    kinds: [
      fire,
      family,
      { ...fire, code: 'help.aid', group: 'help', visibility: 'blurred', name: { zh: '求助', en: 'Aid' } },
    ],
    ...(push ? { push: { baseUrl: 'http://localhost', ...push } } : {}),
  });
  await house.work.write(whole(D), (tx) =>
    putTerritories(
      tx,
      D,
      (
        [
          [D, 'district', '婺城区'],
          [TOWN, 'town', '城东街道'],
          [FAR, 'town', '汤溪镇'],
          [VILLAGE, 'village', '旌孝街社区'],
        ] as const
      ).map(([code, level, zh]) => ({
        code,
        level,
        name: { zh, en: `place ${code}` },
        from: '2020-01-01',
        to: null,
        successors: [],
      })),
    ),
  );
  await house.appoint('duty1', 'duty', { body: 'centre', territory: D });
  await house.appoint('handler1', 'handler', { body: 'fire' });
  await house.appoint('verifier1', 'verifier', { territory: D });
  const [duty, handler, verifier] = [
    await house.signIn('duty1'),
    await house.signIn('handler1'),
    await house.signIn('verifier1'),
  ];
  const ask: Subscribers['ask'] = async (method, url, body, cookie = '') => {
    const answer = await house.server.inject({ method, url, headers: { cookie }, ...(body ? { payload: body } : {}) });
    return { status: answer.statusCode, text: answer.body, json: answer.body.startsWith('{') ? answer.json() : {} };
  };
  const sms = smsProvider({ kind: 'outbox' }, house.work);
  const settings = { baseUrl: 'http://localhost', ...push };
  const { dataDir } = house;
  const telling: Subscribers['telling'] = async (over) => {
    const parts = { db: house.work, keyring, sms, baseUrl: settings.baseUrl, dataDir, clock: () => new Date() };
    return new Telling({ ...parts, push: pushBy(await vapidKeys(dataDir), settings), ...over });
  };
  return {
    ...house,
    ask,
    reported: async (kind, place) => {
      const answer = await ask('POST', '/api/matters', { id: randomUUID(), kind, place, words: '楼道堆满纸箱' });
      expect(answer.status, answer.text).toBe(200);
      return answer.json as { id: string; number: string };
    },
    closed: async ({ id }) => {
      const url = `/api/desk/matters/${id}/moves`;
      const steps = [
        [duty, { move: 'assign', body: 'fire' }],
        [handler, { move: 'accept' }],
        [handler, { move: 'handOver', result: '清了' }],
        [verifier, { move: 'verify' }],
        [duty, { move: 'close' }],
      ] as const;
      for (const [at, [cookie, act]] of steps.entries()) {
        const answer = await ask('POST', url, { id: randomUUID(), n: at + 1, act }, cookie);
        expect(answer.status, answer.text).toBe(200);
      }
    },
    proved: async (phone) => {
      expect((await ask('POST', '/api/residents/code', { phone })).status).toBe(200);
      const { messages } = (await ask('GET', '/api/outbox')).json as { messages: { words: string }[] };
      const code = /\d{6}/.exec(messages.find((one) => /\d{6}/.test(one.words))?.words ?? '')?.[0];
      const answer = await house.server.inject({
        method: 'POST',
        url: '/api/residents/session',
        payload: { phone, code },
      });
      expect(answer.statusCode, answer.body).toBe(200);
      return [answer.headers['set-cookie'] ?? []]
        .flat()
        .map((one) => one.split(';')[0])
        .join('; ');
    },
    telling,
    told: async (now) => {
      const worker = await telling({ clock: () => now });
      await worker.turn(D);
      await worker.settled();
      return worker.sent;
    },
    messages: async () => {
      const { rows } = await house.work.pool.query<{ words: string }>(
        `select words from identity.sms where words like '%/areas#%' order by at desc`,
      );
      return rows.map((one) => one.words);
    },
  };
}
