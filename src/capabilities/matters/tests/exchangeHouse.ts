import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import { keyring, PASSWORD, type TestHouse, testHouse } from '../../../../tests/harness/house.ts';
import { kinds } from '../../../demonstration/kinds.ts';
import type { ExchangeReply } from '../../../gateways/exchange/reply.ts';
import { replyOf } from '../../../gateways/exchange/reply.ts';
import { SIGNATURE_HEADER, signed, verified } from '../../../gateways/exchange/signature.ts';
import { smsProvider } from '../../../platform/identity/sms.ts';
import { codeOf } from '../../../platform/identity/tests/house.ts';
import { deliverDue } from '../../../platform/journal/outbox.ts';
import { deliverers } from '../matters.timers.ts';

export const DISTRICT = '330702';

/** A desk's software as it might be written elsewhere: takes answers, keeps those that are genuine, and fails when told to. */
export type FakeDesk = {
  readonly url: string;
  readonly taken: ExchangeReply[];
  /** Every try, with the status that was answered. */
  readonly tries: { readonly id: string; readonly status: number }[];
  secret: string;
  /** Answers so many tries with 503 first. */
  failing: number;
  close(): Promise<void>;
};

export async function fakeDesk(clock: () => Date): Promise<FakeDesk> {
  const desk = { taken: [] as ExchangeReply[], tries: [] as FakeDesk['tries'], secret: '', failing: 0 };
  const server = createServer(async (request, answer) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const header = request.headers[SIGNATURE_HEADER];
    const verdict = verified({ header, body, secrets: [desk.secret], now: clock() });
    const reply = replyOf(body);
    const status = !verdict.ok ? 401 : !reply.ok ? 400 : desk.failing > 0 ? 503 : 200;
    if (status === 503) desk.failing -= 1;
    if (reply.ok) desk.tries.push({ id: reply.fact.id, status });
    // A genuine answer that came before is the same answer.
    if (status === 200 && reply.ok && !desk.taken.some((one) => one.id === reply.fact.id)) desk.taken.push(reply.fact);
    answer.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return Object.assign(desk, { url: `http://127.0.0.1:${port}/replies`, close });
}

type Answer = { readonly status: number; readonly body: Record<string, unknown>; readonly raw: Buffer };

export type ExchangeHouse = TestHouse & {
  readonly clock: () => Date;
  /** A call of a member of staff, by login; nobody's without one. */
  as(login: string | null, method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object): Promise<Answer>;
  /** What a desk sends, signed under a secret; `at` is when its clock says that it signs. */
  send(
    message: object | string,
    secret: string,
    how?: { at?: Date; header?: string; district?: string },
  ): Promise<Answer>;
  /** The security administrator sets a desk; answers its fresh secret. */
  setDesk(desk: string, over?: object): Promise<string>;
  /** One turn of the worker over the outbox. */
  turn(): Promise<number>;
};

const POSTS = { duty1: 'duty', clerk1: 'clerk', handler1: 'handler', verifier1: 'verifier', sec1: 'secadmin' } as const;

/** A house with every kind of the demonstration and people of the posts that an exchange goes through. */
export async function exchangeHouse(): Promise<ExchangeHouse> {
  const house = await testHouse({ kinds });
  const clock = () => house.time.now ?? new Date();
  const cookies = new Map<string, string>();
  for (const [login, post] of Object.entries(POSTS)) {
    await house.appoint(login, post, post === 'handler' ? { body: 'fire' } : { territory: DISTRICT, body: 'centre' });
    cookies.set(login, await house.signIn(login));
  }
  const as: ExchangeHouse['as'] = async (login, method, url, payload) => {
    const cookie = login === null ? undefined : cookies.get(login);
    const answer = await house.server.inject({
      method,
      url,
      ...(payload === undefined ? {} : { payload }),
      ...(cookie === undefined ? {} : { headers: { cookie } }),
    });
    const isJson = /json/.test(String(answer.headers['content-type']));
    const set = [answer.headers['set-cookie'] ?? []].flat().map((one) => one.split(';')[0]);
    if (login !== null && set.length > 0) cookies.set(login, set.join('; '));
    return { status: answer.statusCode, body: isJson ? answer.json() : {}, raw: answer.rawPayload };
  };
  // Security administrators owe a one-time code before they may do anything.
  const enrolled = await as('sec1', 'POST', '/api/me/code/enrol', { password: PASSWORD });
  const confirmed = await as('sec1', 'POST', '/api/me/code', { code: codeOf(String(enrolled.body['secret']), -1) });
  expect(confirmed.status, JSON.stringify(confirmed.body)).toBe(200);

  const topics = deliverers(house.work, keyring, smsProvider({ kind: 'outbox' }, house.work), clock);
  return {
    ...house,
    clock,
    as,
    send: async (message, secret, how = {}) => {
      const body = typeof message === 'string' ? message : JSON.stringify(message);
      const header = how.header ?? signed(body, secret, how.at ?? clock());
      const answer = await house.server.inject({
        method: 'POST',
        url: '/exchange/v1/messages',
        payload: body,
        headers: {
          'content-type': 'application/json; charset=utf-8',
          ...(header === '' ? {} : { [SIGNATURE_HEADER]: header }),
          ...(how.district === undefined ? {} : { 'x-lianan-district': how.district }),
        },
      });
      return { status: answer.statusCode, body: answer.json(), raw: answer.rawPayload };
    },
    setDesk: async (desk, over = {}) => {
      const draft = {
        name: { zh: `${desk}平台`, en: `Desk ${desk}` },
        categories: desk === '110' ? '110' : '12345',
        url: null,
        secret: 'fresh',
      };
      const set = await as('sec1', 'PUT', `/api/exchange/desks/${desk}`, { ...draft, ...over });
      expect(set.status, JSON.stringify(set.body)).toBe(200);
      return String(set.body['secret']);
    },
    turn: () => deliverDue(house.work, DISTRICT, topics, clock()),
  };
}
