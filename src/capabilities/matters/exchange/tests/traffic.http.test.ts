import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { subjects } from '../../../../apps/subjects.ts';
import { audit } from '../../../../platform/journal/audit.ts';
import { sealedDigests } from '../../../../platform/journal/digests.ts';
import { upcast } from '../../../../platform/journal/line.rules.ts';
import { LINES } from '../../lines.rules.ts';
import { type ExchangeHouse, exchangeHouse, type FakeDesk, fakeDesk } from './exchangeHouse.ts';

let house: ExchangeHouse;
let desk: FakeDesk;
let secret: string;
beforeAll(async () => {
  house = await exchangeHouse();
  desk = await fakeDesk(house.clock);
  secret = await house.setDesk('110', { url: desk.url });
  desk.secret = secret;
});
afterAll(async () => {
  await desk?.close();
  await house?.close();
});

type Item = {
  number: string;
  ours: string | null;
  matter: string | null;
  answer: { id: string; run: string; status: string; failed: string | null; sent: string | null; tries: number } | null;
};
const traffic = async (which = 'all', of = '110'): Promise<Item[]> => {
  const answer = await house.as('duty1', 'GET', `/api/exchange/desks/${of}/traffic?which=${which}`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body['items'] as Item[];
};
type Line = { heard: string; refused: { why: string } | null; waiting: number; failing: number; dropped: number };
const lineOf = async (login = 'sec1'): Promise<Line & { sent: string | null; failed: { why: string } | null }> => {
  const { body } = await house.as(login, 'GET', '/api/exchange/desks');
  const [first] = body['partners'] as { line: never }[];
  return (first as { line: never }).line;
};
const again = (id: string, login = 'duty1') => house.as(login, 'POST', `/api/exchange/answers/${id}/again`, {});
const casesOf = async (id: string, login = 'handler1') => {
  const answer = await house.as(login, 'GET', `/api/exchange/matters/${id}`);
  return { status: answer.status, cases: (answer.body['cases'] ?? []) as Record<string, unknown>[] };
};

describe('the exchange, as the duty officer sees it', () => {
  it('says of each desk when it was heard, what was refused in its name, and what reached it', async () => {
    expect(await lineOf()).toMatchObject({ heard: null, refused: null, sent: null, waiting: 0, failed: null });
    const one = await house.sent(secret);
    expect(Date.parse((await lineOf()).heard)).toBeGreaterThan(Date.now() - 60_000);
    await house.send(house.message(), 'a secret that nobody ever agreed on');
    expect((await lineOf()).refused?.why).toBe('matters.signature');
    await house.move('duty1', one.id, { move: 'assign', body: 'fire' });
    expect(await lineOf()).toMatchObject({ waiting: 1, failing: 0, sent: null });
    await house.turn();
    expect(await lineOf('duty1')).toMatchObject({ waiting: 0, sent: expect.any(String) });
  });

  it('lists cases and answers with both numbers, and which way they went', async () => {
    const one = await house.sent(secret);
    await house.move('duty1', one.id, { move: 'assign', body: 'fire' });
    const of = async (which: string) =>
      (await traffic(which))
        .filter(({ number }) => number === one.number)
        .map(({ ours, matter, answer }) => [ours, matter, answer?.status ?? 'came in', answer?.run ?? '']);
    const cameIn = [one.ours, one.id, 'came in', ''];
    expect(await of('in')).toEqual([cameIn]);
    expect(await of('out')).toEqual([[one.ours, one.id, 'assigned', 'waiting']]);
    expect(await of('all')).toEqual([[one.ours, one.id, 'assigned', 'waiting'], cameIn]);
    await house.turn();
    expect(await of('out')).toEqual([[one.ours, one.id, 'assigned', 'sent']]);
    expect(await of('unsent')).toEqual([]);
    expect((await house.as('handler1', 'GET', '/api/exchange/desks/110/traffic')).status).toBe(403);
    expect((await house.as('sec1', 'GET', '/api/exchange/desks/110/traffic')).status).toBe(403);
    expect((await house.as('duty1', 'GET', '/api/exchange/desks/nobody/traffic')).status).toBe(404);
  });

  it('lets an answer that failed be sent again at once, and it arrives once', async () => {
    const one = await house.sent(secret);
    await house.move('duty1', one.id, { move: 'assign', body: 'fire' });
    desk.failing = 1;
    await house.turn();
    const [failed] = await traffic('unsent');
    expect(failed?.answer).toMatchObject({ run: 'failing', failed: 'http.503', tries: 1 });
    expect(await lineOf()).toMatchObject({ waiting: 1, failing: 1, failed: { why: 'http.503' } });
    const id = String(failed?.answer?.id);
    expect((await again(id, 'handler1')).status).toBe(403);
    expect((await again(randomUUID())).status).toBe(404);
    expect((await again(id)).status).toBe(200);
    expect((await again(id)).body).toMatchObject({ status: 409, code: 'matters.onItsWay' });
    await house.turn();
    expect(desk.taken.filter((each) => each.number === one.number)).toHaveLength(1);
    expect((await again(id)).body).toMatchObject({ status: 409, code: 'matters.reachedIt' });
    // The first try's own turn comes later and finds nothing to do.
    const tries = desk.tries.length;
    house.time.now = house.later(61);
    await house.turn();
    house.time.now = null;
    expect(desk.tries.length).toBe(tries);
    expect(await house.rows(`select 1 from journal.outbox where topic = 'exchange.reply'`)).toEqual([]);
  });

  it('keeps what a stopped desk was not told, and sends it when it is asked for after the desk is set anew', async () => {
    const one = await house.sent(secret);
    await house.move('duty1', one.id, { move: 'assign', body: 'fire' });
    expect((await house.as('sec1', 'DELETE', '/api/exchange/desks/110')).status).toBe(200);
    await house.turn();
    expect(await lineOf()).toMatchObject({ waiting: 0, dropped: 1 });
    const [dropped] = await traffic('unsent');
    expect(dropped?.answer).toMatchObject({ run: 'dropped', failed: 'stopped' });
    const id = String(dropped?.answer?.id);
    expect((await again(id)).body).toMatchObject({ status: 409, code: 'matters.noDelivery' });
    secret = await house.setDesk('110', { url: desk.url });
    desk.secret = secret;
    expect((await again(id)).status).toBe(200);
    await house.turn();
    expect(desk.taken.filter((each) => each.number === one.number).map((each) => each.state)).toEqual(['assigned']);
    expect(await lineOf()).toMatchObject({ waiting: 0, dropped: 0 });
  });
});

describe('a matter that another desk sent', () => {
  it('shows that desk, its number and when each answer reached it, to whoever may read the matter', async () => {
    const one = await house.sent(secret);
    expect((await casesOf(one.id)).status).toBe(404);
    await house.move('duty1', one.id, { move: 'assign', body: 'fire' });
    const before = await casesOf(one.id);
    expect(before.cases).toMatchObject([{ desk: '110', number: one.number, delivers: true }]);
    expect(before.cases[0]?.['answers']).toMatchObject([{ status: 'assigned', run: 'waiting', sent: null }]);
    await house.turn();
    const after = await casesOf(one.id);
    expect(after.cases[0]?.['answers']).toMatchObject([{ run: 'sent', sent: expect.any(String) }]);
    expect((await casesOf(one.id, 'sec1')).status).toBe(403);
  });

  it('shows every case that became it, also after a merging, with what each was told', async () => {
    const [one, other] = [await house.sent(secret), await house.sent(secret)];
    await house.move('duty1', other.id, { move: 'merge', into: one.id });
    await house.turn();
    const { cases } = await casesOf(one.id, 'duty1');
    expect(cases.map((each) => each['number']).sort()).toEqual([one.number, other.number].sort());
    const told = cases.find((each) => each['number'] === other.number)?.['answers'];
    expect(told).toMatchObject([{ status: 'merged', run: 'sent' }]);
  });

  it('keeps no number in its answers either once it was sent to another door', async () => {
    const one = await house.sent(secret);
    await house.move('duty1', one.id, { move: 'assign', body: 'fire' });
    await house.turn();
    await house.move('duty1', one.id, { move: 'redirect', door: 'petition' });
    desk.failing = 1;
    await house.turn();
    expect((await traffic('unsent')).map(({ number }) => number)).toEqual([one.number]);
    house.time.now = house.later(61);
    await house.turn();
    house.time.now = null;
    expect(await house.rows('select 1 from matters.answer where theirs = $1', one.number)).toEqual([]);
    expect((await casesOf(one.id, 'duty1')).cases).toEqual([]);
  });

  it('keeps no number either where its desk was stopped before it could be told of the other door', async () => {
    const one = await house.sent(secret);
    await house.move('duty1', one.id, { move: 'redirect', door: 'petition' });
    expect((await house.as('sec1', 'DELETE', '/api/exchange/desks/110')).status).toBe(200);
    await house.turn();
    expect(await house.rows('select 1 from matters.answer where theirs = $1', one.number)).toEqual([]);
    expect(await house.rows(`select 1 from journal.outbox where topic = 'exchange.reply'`)).toEqual([]);
    secret = await house.setDesk('110', { url: desk.url });
    desk.secret = secret;
  });

  it('is told nothing at an address within the house unless that is allowed, and the desk says why', async () => {
    const one = await house.sent(secret);
    await house.move('duty1', one.id, { move: 'assign', body: 'fire' });
    const tries = desk.tries.length;
    for (const host of ['127.0.0.1', 'localhost']) {
      await house.setDesk('110', { url: desk.url.replace('127.0.0.1', host), secret: 'keep' });
      house.time.now = house.later(61);
      await house.turn(false);
      const [failed] = await traffic('unsent');
      expect([host, failed?.answer?.failed]).toEqual([host, 'inside']);
    }
    expect(desk.tries.length).toBe(tries);
    await house.setDesk('110', { url: desk.url, secret: 'keep' });
    house.time.now = house.later(3_600);
    await house.turn();
    house.time.now = null;
    expect(desk.taken.filter((each) => each.number === one.number)).toHaveLength(1);
  });

  it('is due when its desk wants an answer, where that is earlier than the norm, and says so', async () => {
    const plain = await house.matterOf((await house.sent(secret)).id);
    const norm = (plain['matter'] as { due: string }).due;
    const soon = house.later(3600).toISOString();
    const hurried = await house.matterOf((await house.sent(secret, { answerBy: soon })).id);
    expect(hurried).toMatchObject({ matter: { due: soon }, history: [{ facts: { due: soon, dueDesk: '110' } }] });
    const late = new Date(Date.parse(norm) + 86_400_000).toISOString();
    const unhurried = await house.matterOf((await house.sent(secret, { answerBy: late })).id);
    expect(unhurried).toMatchObject({ matter: { due: norm }, history: [{ facts: { due: norm } }] });
    const [first] = unhurried['history'] as { facts: object }[];
    expect(first?.facts).not.toHaveProperty('dueDesk');
    const overdue = await house.as('duty1', 'GET', '/api/desk/matters?sort=due&limit=1');
    expect(overdue.body).toMatchObject({ items: [{ due: soon }] });
  });

  it('is refused where the answer is wanted before the call was taken', async () => {
    const answer = await house.send(house.message({ answerBy: '1970-01-01T00:00:00Z' }), secret);
    expect(answer.body).toMatchObject({ status: 400, fields: [{ path: 'body.answerBy' }] });
  });

  it('reads as before where its line was written before desks’ wishes counted', () => {
    const old = { kind: 'incident.fire', due: '2026-03-02T16:00:00.000Z' };
    expect(upcast(LINES.reported, 1, old)).toEqual({ ...old, answerBy: null, term: null, split: null });
    expect(upcast(LINES.anonymous, 1, old)).toEqual({ ...old, term: null });
  });
});

it('all of it is audited clean', async () => {
  const [done] = await audit({ db: house.work, subjects, checkpointDir: house.dataDir, digests: [sealedDigests] });
  expect(done?.firstDifference?.text.en).toBeUndefined();
  expect(done?.behind).toBe(0);
});
