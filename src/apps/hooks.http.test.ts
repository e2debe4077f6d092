import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keyring, type TestHouse, testHouse } from '../../tests/harness/house.ts';
import { mattersHeard } from '../capabilities/matters/matters.door.ts';
import { type As, staffOf } from '../capabilities/matters/tests/staff.ts';
import { dayOf } from '../platform/calendar/calendar.rules.ts';
import { audit } from '../platform/journal/audit.ts';
import { settleDay } from '../platform/journal/waiting.ts';
import { HookDelivery } from '../platform/webhooks/delivering.ts';
import { WAITS_S } from '../platform/webhooks/webhooks.rules.ts';
import { subjects } from './subjects.ts';

const DISTRICT = '330702';
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

let house: TestHouse;
let as: As;
let key: string;
let machine: string;
const open: Receiver[] = [];
const workers: HookDelivery[] = [];

async function receiver(): Promise<Receiver> {
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
const clock = (): Date => new Date((house.time.now ?? new Date()).getTime() + aheadMs);
const worker = (limits?: { atOnce: number; turnMs: number }): HookDelivery => {
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
let own: HookDelivery;
/** One turn of the worker, until everything that it began is done. */
const turn = async (by = own): Promise<void> => {
  await by.turn(DISTRICT);
  await by.settled();
};
const later = (seconds: number): void => {
  aheadMs += seconds * 1000;
};
const draft = (url: string, over: object = {}) => ({
  machine,
  name: '数据平台',
  url,
  events: mattersHeard.events.map((one) => one.name),
  territory: DISTRICT,
  ...over,
});
/** A hook to a receiver, proposed and approved by two people. */
async function standing(to: Receiver, over: object = {}): Promise<string> {
  const made = await as('sys1', 'POST', '/api/hooks', draft(to.url, over));
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  to.secret = String(made.body['secret']);
  const id = String(made.body['id']);
  expect((await as('sec1', 'POST', `/api/hooks/${id}/moves`, { move: 'approve' })).body).toEqual({ state: 'standing' });
  return id;
}
const reported = async (over: object = {}): Promise<string> => {
  const id = randomUUID();
  const place = { lon: 119.65, lat: 29.08 };
  const answer = await as(null, 'POST', '/api/matters', {
    ...{ id, kind: 'hazard.fire', place, words: '楼道堆满杂物', phone: '13800000009' },
    ...over,
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return String(answer.body['id']);
};
const moved = async (id: string, n: number, act: object): Promise<void> => {
  const answer = await as('duty1', 'POST', `/api/desk/matters/${id}/moves`, { id: randomUUID(), n, act });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
};
type Listed = { id: string; state: string; why: string | null; behind: number; failures: number; seq: number };
const hookOf = async (id: string): Promise<Listed> => {
  const { body } = await as('sys1', 'GET', '/api/hooks');
  return (body['hooks'] as Listed[]).find((one) => one.id === id) as Listed;
};
/** The database's own clock says whether a nameless report's day is over: it is moved back by one, and forth again for the audit. */
const nameless = (days: number) =>
  house.work.pool.query(
    "update matters.matter set reported = reported + make_interval(days => $1) where channel = 'anonymous'",
    [days],
  );
const dayOver = async (): Promise<void> => {
  later(86_400);
  await nameless(-1);
  await settleDay(house.work, subjects, dayOf(clock()));
};
const dayBack = () => nameless(1);
const end = (id: string) => as('sys1', 'POST', `/api/hooks/${id}/moves`, { move: 'end' });

beforeAll(async () => {
  house = await testHouse();
  as = await staffOf(house, { duty1: 'duty', sys1: 'sysadmin', sys2: 'sysadmin', sec1: 'secadmin', both1: 'auditor' });
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
  for (const one of workers) await one.stop();
  for (const one of open) {
    one.server.closeAllConnections();
    one.server.close();
  }
  await house?.close();
});

describe('A hook', () => {
  it('needs two persons: who proposed it does not approve it, and until then nothing is told', async () => {
    const there = await receiver();
    const made = await as('sys1', 'POST', '/api/hooks', draft(there.url));
    const url = `/api/hooks/${String(made.body['id'])}/moves`;
    expect((await as('sys1', 'POST', url, { move: 'approve' })).status).toBe(403);
    expect((await as('duty1', 'POST', url, { move: 'approve' })).status).toBe(403);
    await reported();
    await turn();
    expect(there.came).toEqual([]);
    expect((await as('sec1', 'POST', url, { move: 'refuse' })).body).toEqual({ state: 'refused' });
    expect((await as('sec1', 'POST', url, { move: 'approve' })).status).toBe(409);
    expect((await as('sec1', 'POST', '/api/hooks', draft(there.url))).status).toBe(403);
  });

  it.each([
    [{ url: 'http://example.com/told' }, 'url'],
    [{ url: 'https://user:word@example.com/told' }, 'url'],
    [{ url: 'https://example.com/told?token=1' }, 'url'],
    [{ events: ['matter.noted'] }, 'events'],
    [{ events: ['matter.closed', 'matter.closed'] }, 'events'],
    [{ territory: '330703' }, 'territory'],
    [{ machine: randomUUID() }, 'machine'],
  ])('with %o is refused at that field', async (over, field) => {
    const made = await as('sys1', 'POST', '/api/hooks', draft('https://example.com/told', over));
    expect([made.status, (made.body['fields'] as { path: string }[])[0]?.path]).toEqual([422, `body.${field}`]);
  });

  it('is told in the order of the journal, signed, with nothing of a person and no free text', async () => {
    const there = await receiver();
    const id = await standing(there);
    const one = await reported();
    const two = await reported();
    await moved(one, 1, { move: 'assign', body: 'fire' });
    await moved(two, 1, { move: 'assign', body: 'fire', note: '请尽快' });
    await turn();
    expect(there.came.map((each) => [each.message.type, each.status])).toEqual([
      ['matter.reported', 200],
      ['matter.reported', 200],
      ['matter.assigned', 200],
      ['matter.assigned', 200],
    ]);
    const order = there.came.map((each) => each.message.data.seq);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(there.came.map((each) => each.message.data.subject['status'])).toEqual([
      'new',
      'new',
      'assigned',
      'assigned',
    ]);
    const [first] = there.came;
    expect(Object.keys(first?.message.data ?? {}).sort()).toEqual([
      'district',
      'happened',
      'line',
      'recorded',
      'seq',
      'subject',
      'territory',
    ]);
    expect(Object.keys(first?.message.data.subject ?? {}).sort()).toEqual([
      'closed',
      'due',
      'kind',
      'number',
      'reported',
      'status',
    ]);
    for (const each of there.came) expect(each.raw).not.toMatch(/13800000009|杂物|尽快/);
    expect(there.came[0]?.id).toBe(first?.message.data.line);
    expect(await hookOf(id)).toMatchObject({ behind: 0, failures: 0 });
    await turn();
    expect(there.came.length).toBe(4);
    await end(id);
  });

  it('hears of no hidden kind, and of a nameless report only its day', async () => {
    const there = await receiver();
    const id = await standing(there);
    await reported({ kind: 'dispute.family' });
    const place = { lon: 119.65, lat: 29.08 };
    const nameless = await as(null, 'POST', '/api/matters/anonymous', {
      ...{ id: randomUUID(), kind: 'hazard.fire', place, words: '有人不敢说的话' },
    });
    expect(nameless.status, JSON.stringify(nameless.body)).toBe(200);
    await turn();
    expect(there.came).toEqual([]);
    await dayOver();
    await turn();
    expect(there.came.map((each) => each.message.type)).toEqual(['matter.reported']);
    const { recorded, subject } = there.came[0]?.message.data ?? {
      recorded: '',
      subject: {} as Record<string, unknown>,
    };
    expect([recorded, subject['reported']]).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\d$/), recorded]);
    expect(there.came[0]?.message.timestamp).toBe(recorded);
    expect(there.came[0]?.raw).not.toContain('不敢');
    await end(id);
    await dayBack();
  });

  it('hears what a body did with a nameless report on its day with the report itself, once that day is over, each once', async () => {
    const [there, only] = [await receiver(), await receiver()];
    const ids = [await standing(there), await standing(only, { events: ['matter.assigned'] })];
    const place = { lon: 119.65, lat: 29.08 };
    const nameless = await as(null, 'POST', '/api/matters/anonymous', {
      ...{ id: randomUUID(), kind: 'hazard.fire', place, words: '仓库门锁着' },
    });
    await moved(String(nameless.body['id']), 1, { move: 'assign', body: 'fire' });
    const named = await reported();
    await turn();
    expect(there.came.map((each) => each.message.type)).toEqual(['matter.reported']);
    await dayOver();
    there.status = 503;
    await turn();
    there.status = 200;
    later(6);
    await turn();
    await moved(named, 1, { move: 'assign', body: 'fire' });
    await turn();
    const told = there.came.slice(1).filter((each) => each.status === 200);
    expect(told.map((each) => [each.message.type, each.message.data.subject['status']])).toEqual([
      ['matter.reported', 'new'],
      ['matter.assigned', 'assigned'],
      ['matter.assigned', 'assigned'],
    ]);
    expect(told[0]?.message.data.subject['number']).toBe(nameless.body['number']);
    expect(told[1]?.message.data.subject['number']).toBe(nameless.body['number']);
    expect(new Set(told.map((each) => each.id)).size).toBe(3);
    expect(only.came.map((each) => each.message.type)).toEqual(['matter.assigned', 'matter.assigned']);
    for (const id of ids) expect(await hookOf(id)).toMatchObject({ behind: 0, failures: 0 });
    for (const id of ids) await end(id);
    await dayBack();
  });

  it('is told of a step that was taken back by what stands again', async () => {
    const there = await receiver();
    const id = await standing(there);
    const one = await reported();
    await moved(one, 1, { move: 'assign', body: 'fire' });
    const undone = await as('duty1', 'POST', '/api/desk/undo', { items: [{ matter: one, id: randomUUID(), n: 2 }] });
    expect(undone.status, JSON.stringify(undone.body)).toBe(200);
    await turn();
    expect(there.came.map((each) => [each.message.type, each.message.data.subject['status']])).toEqual([
      ['matter.reported', 'new'],
      ['matter.assigned', 'assigned'],
      ['matter.returned', 'new'],
    ]);
    await end(id);
  });

  it('is told again after a failure, in order and under the same id, ever more slowly, and is paused after a day', async () => {
    const there = await receiver();
    const id = await standing(there);
    const one = await reported();
    await moved(one, 1, { move: 'assign', body: 'fire' });
    there.status = 503;
    await turn();
    await turn();
    expect(there.came.length).toBe(1);
    expect(await hookOf(id)).toMatchObject({ state: 'standing', failures: 1, behind: 2 });
    later(6);
    await turn();
    expect(there.came.length).toBe(2);
    there.status = 200;
    later(WAITS_S[1] ?? 0);
    await turn();
    expect(there.came.map((each) => each.message.type)).toEqual([
      ...['matter.reported', 'matter.reported', 'matter.reported', 'matter.assigned'],
    ]);
    expect(new Set(there.came.slice(0, 3).map((each) => each.id)).size).toBe(1);
    expect(await hookOf(id)).toMatchObject({ failures: 0, behind: 0 });

    there.status = 500;
    await reported();
    const began = clock().getTime();
    for (const wait of [...WAITS_S, 1]) {
      await turn();
      later(wait + 1);
    }
    expect(await hookOf(id)).toMatchObject({ state: 'paused', why: 'failing', behind: 2 });
    expect((clock().getTime() - began) / 3_600_000).toBeGreaterThan(23);
    there.status = 200;
    const before = there.came.length;
    await turn();
    expect(there.came.length).toBe(before);
    expect((await as('sys1', 'POST', `/api/hooks/${id}/moves`, { move: 'resume' })).body).toEqual({
      state: 'standing',
    });
    await turn();
    expect(there.came.length).toBe(before + 1);
    await end(id);
  });

  it('whose other side says that it is gone (410) is paused at once', async () => {
    const there = await receiver();
    const id = await standing(there);
    there.status = 410;
    await reported();
    await turn();
    expect(await hookOf(id)).toMatchObject({ state: 'paused', why: 'gone' });
    later(90_000);
    await turn();
    expect(there.came.length).toBe(1);
    await end(id);
  });

  it('that is dead or slow keeps nobody else waiting', async () => {
    const [slow, quick] = [await receiver(), await receiver()];
    const ids = [await standing(slow), await standing(quick)];
    slow.delayMs = 1_500;
    await reported();
    await own.turn(DISTRICT);
    await expect.poll(() => quick.came.length, { timeout: 1_200 }).toBe(1);
    expect(slow.came.length).toBe(0);
    await own.settled();
    expect(slow.came.length).toBe(1);
    for (const id of ids) await end(id);
  });

  it('is told by one of two workers, and goes on after one that died in the middle', async () => {
    const there = await receiver();
    const id = await standing(there);
    there.delayMs = 50;
    for (let at = 0; at < 5; at += 1) await reported();
    const other = worker();
    await Promise.all([own.turn(DISTRICT), other.turn(DISTRICT)]);
    await Promise.all([own.settled(), other.settled()]);
    expect(there.came.length).toBe(5);
    expect(new Set(there.came.map((each) => each.id)).size).toBe(5);

    // What kill -9 leaves: the hook is held, the message went out, and nothing was noted of it.
    await reported();
    const until = new Date(clock().getTime() + 30_000);
    await house.work.pool.query('update webhooks.progress set holder = $1, held_until = $2 where hook = $3', [
      randomUUID(),
      until,
      id,
    ]);
    await turn();
    expect(there.came.length).toBe(5);
    later(31);
    await turn();
    expect(there.came.length).toBe(6);
    await end(id);
  });

  it('is told again from a line, one line, or a test, when its owner asks: the person at the desk or the system itself', async () => {
    const there = await receiver();
    const id = await standing(there);
    const { seq: before } = await hookOf(id);
    await reported();
    await reported();
    await turn();
    const [one, two] = there.came;
    const ask = async (body: object) =>
      house.server.inject({
        method: 'POST',
        url: `/api/hooks/${id}/replay`,
        payload: body,
        headers: { 'x-api-key': key },
      });
    expect((await ask({ only: two?.message.data.seq })).statusCode).toBe(200);
    await turn();
    expect(there.came.slice(2).map((each) => each.id)).toEqual([two?.id]);
    expect((await as('sys1', 'POST', `/api/hooks/${id}/replay`, { after: before })).status).toBe(200);
    await turn();
    expect(there.came.slice(3).map((each) => each.id)).toEqual([one?.id, two?.id]);
    expect((await as('sys1', 'POST', `/api/hooks/${id}/replay`, { test: true })).status).toBe(200);
    await turn();
    expect(there.came.at(-1)?.message.type).toBe('hook.test');
    expect((await ask({ after: 9_999_999 })).statusCode).toBe(422);
    const mine = await house.server.inject({ url: '/api/hooks', headers: { 'x-api-key': key } });
    expect(mine.json().hooks.map((each: Listed) => each.id)).toContain(id);
    const tries = await as('both1', 'GET', `/api/hooks/${id}/deliveries`);
    expect((tries.body['deliveries'] as object[]).length).toBe(there.came.length);
    await end(id);
  });

  it('changes over to another secret while both sign, and a stranger’s key gets nothing', async () => {
    const there = await receiver();
    const id = await standing(there);
    const former = there.secret;
    const { secret } = (await as('sys1', 'POST', `/api/hooks/${id}/secret`, {})).body as { secret: string };
    for (const good of [former, secret]) {
      there.secret = good;
      await reported();
      await turn();
      expect(there.came.at(-1)?.status).toBe(200);
    }
    later(8 * 86_400);
    there.secret = former;
    await reported();
    await turn();
    expect(there.came.at(-1)?.status).toBe(401);
    const { rows } = await house.work.pool.query(
      'select h::text as row from webhooks.hook h union all select convert_from(bytes, $1) from journal.line',
      ['utf8'],
    );
    expect(JSON.stringify(rows)).not.toContain(secret);
    const issued = await as('sec1', 'POST', '/api/machines', {
      ...{
        name: '另一平台',
        body: 'town',
        scopes: ['figures'],
        until: new Date(Date.now() + 9e9).toISOString().slice(0, 10),
      },
    });
    const foreign = { 'x-api-key': String(issued.body['key']) };
    expect((await house.server.inject({ url: '/api/hooks', headers: foreign })).json().hooks).toEqual([]);
    expect((await house.server.inject({ url: `/api/hooks/${id}/deliveries`, headers: foreign })).statusCode).toBe(404);
    await end(id);
  });

  it('that ended or was stopped while the other side was silent stays so, whatever comes of that try', async () => {
    for (const [move, state, why] of [
      ['end', 'ended', null],
      ['pause', 'paused', 'security'],
    ] as const) {
      const there = await receiver();
      const id = await standing(there);
      there.status = 410;
      there.delayMs = 400;
      await reported();
      await own.turn(DISTRICT);
      await new Promise((resolve) => setTimeout(resolve, 150));
      expect((await as('sec1', 'POST', `/api/hooks/${id}/moves`, { move })).status).toBe(200);
      await own.settled();
      expect(there.came.length).toBe(1);
      const { rows } = await house.work.pool.query('select state, why from webhooks.hook where id = $1', [id]);
      expect(rows).toEqual([{ state, why }]);
      if (move === 'pause') await end(id);
    }
  });

  it.each(['pause', 'end', 'revoke'] as const)('hears no further message after %s, though many wait', async (how) => {
    const there = await receiver();
    const other = await as('sec1', 'POST', '/api/machines', {
      ...{ name: how, body: 'fire', scopes: ['figures'] },
      until: new Date(Date.now() + 9e9).toISOString().slice(0, 10),
    });
    const id = await standing(there, { machine: String(other.body['id']) });
    there.delayMs = 200;
    for (let at = 0; at < 4; at += 1) await reported();
    await own.turn(DISTRICT);
    await expect.poll(() => there.came.length).toBe(1);
    const done =
      how === 'revoke'
        ? await as('sec1', 'DELETE', `/api/machines/${String(other.body['id'])}`)
        : await as('sec1', 'POST', `/api/hooks/${id}/moves`, { move: how });
    expect(done.status, JSON.stringify(done.body)).toBe(200);
    await own.settled();
    // The one that was on its way when it was stopped.
    expect(there.came.length).toBeLessThanOrEqual(2);
    if (how !== 'end') await end(id);
  });

  it('that answers slowly and has much to hear makes room for those that wait longer', async () => {
    const [slow, quick] = [await receiver(), await receiver()];
    const ids = [await standing(slow), await standing(quick)];
    slow.delayMs = 50;
    for (let at = 0; at < 4; at += 1) await reported();
    await house.work.pool.query("update webhooks.progress set due = due - interval '1 minute' where hook = $1", [
      ids[0],
    ]);
    const narrow = worker({ atOnce: 1, turnMs: 0 });
    await turn(narrow);
    expect([slow.came.length, quick.came.length]).toEqual([1, 0]);
    await turn(narrow);
    expect([slow.came.length, quick.came.length]).toEqual([1, 1]);
    for (let at = 0; at < 6; at += 1) await turn(narrow);
    for (const one of [slow, quick]) expect(new Set(one.came.map((each) => each.id)).size).toBe(4);
    for (const id of ids) await end(id);
  });

  it('stopped by the security administrator is let go on by nobody else; a revoked key ends the telling', async () => {
    const there = await receiver();
    const id = await standing(there);
    const url = `/api/hooks/${id}/moves`;
    expect((await as('sec1', 'POST', url, { move: 'pause' })).status).toBe(200);
    expect((await as('sys1', 'POST', url, { move: 'resume' })).status).toBe(403);
    expect((await as('sec1', 'POST', url, { move: 'resume' })).status).toBe(200);
    await as('sec1', 'DELETE', `/api/machines/${machine}`);
    await reported();
    await turn();
    expect(there.came).toEqual([]);
  });

  it('leaves lines that fold to what is stored', async () => {
    const done = await audit({ db: house.work, subjects, checkpointDir: `${house.dataDir}/checkpoints`, digests: [] });
    expect(done.map((one) => one.firstDifference)).toEqual([null]);
    const { rows } = await house.work.pool.query(
      "select distinct kind from journal.line where kind like 'hook.%' order by 1",
    );
    expect(rows.map((one) => one.kind)).toEqual([
      ...[
        'hook.approved',
        'hook.ended',
        'hook.paused',
        'hook.proposed',
        'hook.refused',
        'hook.replayed',
        'hook.resumed',
        'hook.secret-renewed',
      ],
    ]);
  });
});
