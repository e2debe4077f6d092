import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import { keyring, type TestHouse, testHouse } from '../../../../../tests/harness/house.ts';
import { kinds } from '../../../../demonstration/kinds.ts';
import type { ExchangeReply } from '../../../../gateways/exchange/reply.ts';
import { replyOf } from '../../../../gateways/exchange/reply.ts';
import { SIGNATURE_HEADER, signed, verified } from '../../../../gateways/exchange/signature.ts';
import { smsProvider } from '../../../../platform/identity/sms.ts';
import { deliverDue } from '../../../../platform/journal/outbox.ts';
import { deliverers } from '../../matters.timers.ts';
import { type Answer, type As, staffOf } from '../../tests/staff.ts';

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

export type Case = { readonly number: string; readonly words: string };

export type ExchangeHouse = TestHouse & {
  readonly clock: () => Date;
  /** A call of a member of staff, by login; nobody's without one. */
  readonly as: As;
  /** What a desk sends, signed under a secret; `at` is when its clock says that it signs. */
  send(
    message: object | string,
    secret: string,
    how?: { at?: Date; header?: string; district?: string },
  ): Promise<Answer>;
  /** The security administrator sets a desk; answers its fresh secret. */
  setDesk(desk: string, over?: object): Promise<string>;
  /** One turn of the worker over the outbox, where desks within the house may be reached, or not. */
  turn(inside?: boolean): Promise<number>;
  later(seconds: number): Date;
  /** A new case of the 110 desk: fire, unless another category is named. */
  message(over?: Record<string, unknown>): Case;
  /** A case sent and taken, with our id and number of it. */
  sent(secret: string, over?: Record<string, unknown>): Promise<Case & { id: string; ours: string }>;
  /** Our id of a case, by their number. */
  idOf(theirs: string): Promise<string>;
  /** A matter as the duty officer sees it. */
  matterOf(id: string): Promise<Record<string, unknown>>;
  /** A move of a member of staff on the matter as it stands. */
  move(login: string, id: string, act: object): Promise<void>;
  rows(sql: string, ...parameters: unknown[]): Promise<Record<string, unknown>[]>;
};

const POSTS = { duty1: 'duty', clerk1: 'clerk', handler1: 'handler', verifier1: 'verifier', sec1: 'secadmin' } as const;

/** A house with every kind of the demonstration and people of the posts that an exchange goes through. */
export async function exchangeHouse(): Promise<ExchangeHouse> {
  // Evidence is a rule of its own, with tests of its own.
  const house = await testHouse({ kinds: kinds.map((one) => ({ ...one, evidence: false })) });
  const clock = () => house.time.now ?? new Date();
  const as = await staffOf(house, POSTS);
  const sms = smsProvider({ kind: 'outbox' }, house.work);
  const topics = (inside: boolean) => deliverers(house.work, keyring, sms, clock, inside);
  const within = topics(true);
  let count = 0;
  const later = (seconds: number) => new Date(clock().getTime() + seconds * 1000);
  const message: ExchangeHouse['message'] = (over = {}) => {
    count += 1;
    return {
      version: 1,
      desk: '110',
      number: `JQ-2026-${count}`,
      category: { code: '40', name: '火灾与消防' },
      received: later(-60).toISOString(),
      sent: later(0).toISOString(),
      place: { lon: 119.65, lat: 29.08, datum: 'gcj02', address: '解放街1号' },
      words: `楼道起烟 ${count}`,
      contact: { name: '王某', phone: '+86 138-0000-0009' },
      urgency: 'urgent',
      ...over,
    };
  };
  const rows: ExchangeHouse['rows'] = async (sql, ...parameters) => (await house.work.pool.query(sql, parameters)).rows;
  const idOf: ExchangeHouse['idOf'] = async (theirs) => {
    const [row] = await rows('select subject from matters.exchanged where theirs = $1', theirs);
    return String(row?.['subject']);
  };
  const matterOf: ExchangeHouse['matterOf'] = async (id) => (await as('duty1', 'GET', `/api/desk/matters/${id}`)).body;
  const send: ExchangeHouse['send'] = async (body, secret, how = {}) => {
    const payload = typeof body === 'string' ? body : JSON.stringify(body);
    const header = how.header ?? signed(payload, secret, how.at ?? clock());
    const answer = await house.server.inject({
      method: 'POST',
      url: '/exchange/v1/messages',
      payload,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        ...(header === '' ? {} : { [SIGNATURE_HEADER]: header }),
        ...(how.district === undefined ? {} : { 'x-lianan-district': how.district }),
      },
    });
    return { status: answer.statusCode, body: answer.json(), raw: answer.rawPayload };
  };
  return {
    ...house,
    clock,
    as,
    later,
    message,
    send,
    rows,
    idOf,
    matterOf,
    sent: async (secret, over = {}) => {
      const one = message(over);
      const answer = await send(one, secret);
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      return { ...one, id: await idOf(one.number), ours: String(answer.body['ours']) };
    },
    move: async (login, id, act) => {
      const { matter } = (await matterOf(id)) as { matter: { n: number } };
      const url = `/api/desk/matters/${id}/moves`;
      const answer = await as(login, 'POST', url, { id: randomUUID(), n: matter.n, act });
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
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
    turn: (inside = true) => deliverDue(house.work, DISTRICT, inside ? within : topics(false), clock()),
  };
}
