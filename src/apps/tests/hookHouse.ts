import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { keyring, type TestHouse, testHouse } from '../../../tests/harness/house.ts';
import { mattersHeard } from '../../capabilities/matters/matters.door.ts';
import { type As, staffOf } from '../../capabilities/matters/tests/staff.ts';
import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import { settleDay } from '../../platform/journal/waiting.ts';
import { HookDelivery } from '../../platform/webhooks/delivering.ts';
import { subjects } from '../subjects.ts';

export const DISTRICT = '330702';
type Message = {
  type: string;
  timestamp: string;
  data: { seq: number; line: string; territory: string; recorded: string; subject: Record<string, unknown> };
};
/** Another system as it might be written elsewhere: it checks what came by the standard's own text, and fails when told to. */
type Receiver = {
  readonly url: string;
  readonly came: { readonly id: string; readonly raw: string; readonly message: Message; readonly status: number }[];
  secret: string;
  status: number;
  delayMs: number;
  readonly server: Server;
};

export let house: TestHouse;
export let as: As;
export let key: string;
export let machine: string;
const open: Receiver[] = [];
const workers: HookDelivery[] = [];

export async function receiver(): Promise<Receiver> {
  const own = { came: [] as Receiver['came'], secret: '', status: 200, delayMs: 0 };
  const server = createServer(async (request, answer) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks).toString('utf8');
    const id = String(request.headers['webhook-id']);
    const seconds = String(request.headers['webhook-timestamp']);
    const marks = String(request.headers['webhook-signature']).split(' ');
    const secret = Buffer.from(own.secret.replace(/^whsec_/, ''), 'base64');
    const mark = `v1,${createHmac('sha256', secret).update(`${id}.${seconds}.${raw}`).digest('base64')}`;
    const status = marks.includes(mark) ? own.status : 401;
    await new Promise((resolve) => setTimeout(resolve, own.delayMs));
    own.came.push({ id, raw, message: JSON.parse(raw) as Message, status });
    answer.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const made = Object.assign(own, { url: `http://127.0.0.1:${port}/told`, server });
  open.push(made);
  return made;
}

/** The worker's clock runs ahead by so much; sessions at the desk do not outlast days. */
let aheadMs = 0;
export const clock = (): Date => new Date((house.time.now ?? new Date()).getTime() + aheadMs);
export const worker = (limits?: { atOnce: number; turnMs: number }): HookDelivery => {
  const made = new HookDelivery({
    ...(limits === undefined ? {} : { limits }),
    db: house.work,
    keyring,
    clock,
    sources: [mattersHeard],
    inside: true,
  });
  workers.push(made);
  return made;
};
export let own: HookDelivery;
/** One turn of the worker, until everything that it began is done. */
export const turn = async (by = own): Promise<void> => {
  await by.turn(DISTRICT);
  await by.settled();
};
export const later = (seconds: number): void => {
  aheadMs += seconds * 1000;
};
export const draft = (url: string, over: object = {}) => ({
  machine,
  name: '数据平台',
  url,
  events: mattersHeard.events.map((one) => one.name),
  territory: DISTRICT,
  ...over,
});
/** A hook to a receiver, proposed and approved by two people. */
export async function standing(to: Receiver, over: object = {}): Promise<string> {
  const made = await as('sys1', 'POST', '/api/hooks', draft(to.url, over));
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  to.secret = String(made.body['secret']);
  const id = String(made.body['id']);
  expect((await as('sec1', 'POST', `/api/hooks/${id}/moves`, { move: 'approve' })).body).toEqual({ state: 'standing' });
  return id;
}
export const reported = async (over: object = {}): Promise<string> => {
  const id = randomUUID();
  const place = { lon: 119.65, lat: 29.08 };
  const answer = await as(null, 'POST', '/api/matters', {
    ...{ id, kind: 'hazard.fire', place, words: '楼道堆满杂物', phone: '13800000009' },
    ...over,
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return String(answer.body['id']);
};
export const moved = async (id: string, n: number, act: object): Promise<void> => {
  const answer = await as('duty1', 'POST', `/api/desk/matters/${id}/moves`, { id: randomUUID(), n, act });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
};
export type Listed = { id: string; state: string; why: string | null; behind: number; failures: number; seq: number };
export const hookOf = async (id: string): Promise<Listed> => {
  const { body } = await as('sys1', 'GET', '/api/hooks');
  return (body['hooks'] as Listed[]).find((one) => one.id === id) as Listed;
};
/** The database's own clock says whether a nameless report's day is over: it is moved back by one, and forth again for the audit. */
const nameless = (days: number) =>
  house.work.pool.query(
    "update matters.matter set reported = reported + make_interval(days => $1) where channel = 'anonymous'",
    [days],
  );
export const dayOver = async (): Promise<void> => {
  later(86_400);
  await nameless(-1);
  await settleDay(house.work, subjects, dayOf(clock()));
};
export const dayBack = () => nameless(1);
export const end = (id: string) => as('sys1', 'POST', `/api/hooks/${id}/moves`, { move: 'end' });

/** A district whose hooks are told to receivers of its own: opened before the tests of a file, and closed after them. */
export function hookHouse(): void {
  beforeAll(async () => {
    aheadMs = 0;
    house = await testHouse();
    as = await staffOf(house, {
      duty1: 'duty',
      sys1: 'sysadmin',
      sys2: 'sysadmin',
      sec1: 'secadmin',
      both1: 'auditor',
    });
    const issued = await as('sec1', 'POST', '/api/machines', {
      ...{
        name: '数据平台',
        body: 'fire',
        scopes: ['figures'],
        until: new Date(Date.now() + 9e9).toISOString().slice(0, 10),
      },
    });
    key = String(issued.body['key']);
    machine = String(issued.body['id']);
    house.time.now = new Date();
  });
  beforeEach(() => {
    own = worker();
  });
  afterAll(async () => {
    for (const one of workers.splice(0)) await one.stop();
    for (const one of open.splice(0)) {
      one.server.closeAllConnections();
      one.server.close();
    }
    await house?.close();
  });
}
