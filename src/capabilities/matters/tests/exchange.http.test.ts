import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { subjects } from '../../../apps/subjects.ts';
import { kinds } from '../../../demonstration/kinds.ts';
import { signed } from '../../../gateways/exchange/signature.ts';
import { audit } from '../../../platform/journal/audit.ts';
import { sealedDigests } from '../../../platform/journal/digests.ts';
import { type ExchangeHouse, exchangeHouse, type FakeDesk, fakeDesk } from './exchangeHouse.ts';

let house: ExchangeHouse;
let desk: FakeDesk;
let secret: string;
let count = 0;
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

/** A case of the 110 desk: fire, unless another category is named. */
const message = (over: Record<string, unknown> = {}) => {
  count += 1;
  return {
    version: 1,
    desk: '110',
    number: `JQ-2026-${count}`,
    category: { code: '40', name: '火灾与消防' },
    received: new Date(house.clock().getTime() - 60_000).toISOString(),
    sent: house.clock().toISOString(),
    place: { lon: 119.65, lat: 29.08, datum: 'gcj02', address: '解放街1号' },
    words: `楼道起烟 ${count}`,
    contact: { name: '王某', phone: '+86 138-0000-0009' },
    urgency: 'urgent',
    ...over,
  };
};
const later = (seconds: number): Date => new Date(house.clock().getTime() + seconds * 1000);
const rows = async (sql: string, ...parameters: unknown[]) => (await house.work.pool.query(sql, parameters)).rows;
const idOf = async (theirs: string): Promise<string> => {
  const [row] = await rows('select subject from matters.exchanged where theirs = $1', theirs);
  return (row as { subject: string }).subject;
};
const matterOf = async (id: string) => (await house.as('duty1', 'GET', `/api/desk/matters/${id}`)).body;
const move = async (login: string, id: string, act: object) => {
  const { matter } = (await matterOf(id)) as { matter: { n: number } };
  const answer = await house.as(login, 'POST', `/api/desk/matters/${id}/moves`, { id: randomUUID(), n: matter.n, act });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
};
const sent = async (over: Record<string, unknown> = {}) => {
  const one = message(over);
  const answer = await house.send(one, secret);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return { ...one, id: await idOf(one.number), ours: String(answer.body['ours']) };
};

describe('a case of another desk', () => {
  it('becomes a matter by the same intake as every report, and is answered with our number', async () => {
    const one = message();
    const answer = await house.send(one, secret);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect(answer.body).toMatchObject({
      desk: '110',
      number: one.number,
      what: 'accepted',
      state: 'new',
      repeated: false,
    });
    const { matter, hasContact } = (await matterOf(await idOf(one.number))) as {
      matter: { lon: number };
      hasContact: boolean;
    };
    expect(matter).toMatchObject({
      number: answer.body['ours'],
      kind: 'hazard.fire',
      channel: 'exchange',
      urgency: 'urgent',
      words: one.words,
      address: '解放街1号',
    });
    expect(matter.lon).toBeCloseTo(119.6453, 3);
    expect(hasContact).toBe(true);
  });

  it.each([
    ['without a signature', {}, { header: '' }, 401],
    ['under another secret', {}, { header: undefined, secret: 'another-secret-of-somebody' }, 401],
    ['with a header of another form', {}, { header: 'sha256=00' }, 400],
    ['of a desk that nobody knows', { desk: '119' }, {}, 401],
    ['from a district that is not here', {}, { district: '990009' }, 404],
  ])('is refused %s', async (_, over, how, status) => {
    const { secret: other, header, ...rest } = how as { secret?: string; header?: string; district?: string };
    const one = message(over);
    const answer = await house.send(one, other ?? secret, { ...rest, ...(header === undefined ? {} : { header }) });
    expect(answer.status, JSON.stringify(answer.body)).toBe(status);
    expect(await rows('select 1 from matters.exchanged where theirs = $1', one.number)).toEqual([]);
  });

  it('is refused when it is signed too early or too late, in which it says by how much', async () => {
    for (const seconds of [-315, 315]) {
      const answer = await house.send(message(), secret, { at: later(seconds) });
      expect(answer.status).toBe(401);
      expect(JSON.stringify(answer.body)).toMatch(/31\d s off this clock/);
    }
    expect((await house.send(message(), secret, { at: later(-280) })).status).toBe(200);
  });

  it('is refused when its bytes come again with the same signature, and forgotten when that could not pass any more', async () => {
    const body = JSON.stringify(message());
    const header = signed(body, secret, house.clock());
    expect((await house.send(body, secret, { header })).status).toBe(200);
    expect((await house.send(body, secret, { header })).body).toMatchObject({ status: 409, code: 'matters.replayed' });
    expect(await rows('select 1 from matters.replayed')).not.toEqual([]);
    house.time.now = later(302);
    expect((await house.send(body, secret, { header })).status).toBe(401);
    expect((await house.send(message(), secret)).status).toBe(200);
    expect(await rows('select 1 from matters.replayed')).toHaveLength(1);
    house.time.now = null;
  });

  it('is the same matter however often it is delivered, one after the other or at once', async () => {
    const one = message();
    const answers = await Promise.all([1, 2, 3, 4, 5].map((at) => house.send(one, secret, { at: later(-at) })));
    const again = await house.send({ ...one, sent: later(5).toISOString() }, secret, { at: later(5) });
    expect([...answers, again].map((each) => each.status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(new Set([...answers, again].map((each) => each.body['ours'])).size).toBe(1);
    expect(answers.filter((each) => each.body['repeated'] === false)).toHaveLength(1);
    expect(again.body['repeated']).toBe(true);
    const id = await idOf(one.number);
    expect(await rows('select n from matters.matter where id = $1', id)).toEqual([{ n: 1 }]);
    expect(await rows('select count(*)::int as n from sealing.sealed where subject = $1', id)).toEqual([{ n: 3 }]);
    // What was asked is forgotten after some days; the case is known all the same.
    await rows('delete from journal.asked where id = $1', id);
    expect((await house.send(one, secret, { at: later(9) })).body).toMatchObject({ repeated: true });
    const other = await house.send({ ...one, words: '另一件事' }, secret, { at: later(7) });
    expect(other.body).toMatchObject({ status: 409, code: 'matters.differs' });
  });

  it('that cannot be read, or does not fit, is refused by field and changes nothing', async () => {
    const bad = await house.send(message({ number: '', place: { lon: 119 }, extra: 1 }), secret);
    expect(bad.status).toBe(400);
    expect((bad.body['fields'] as { path: string }[]).map((one) => one.path)).toEqual([
      'body.number',
      'body.place',
      'body',
    ]);
    const future = await house.send(message({ happened: later(3600).toISOString() }), secret);
    expect(future.body).toMatchObject({ status: 422, code: 'matters.inFuture' });
    expect((await house.send('{"desk":"110"', secret)).status).toBe(401);
    expect((await house.send(' '.repeat(70_000), secret)).status).toBe(413);
  });

  it('of a category that the table does not hold is taken all the same, and triage corrects it', async () => {
    const one = await sent({ category: { code: '7777' } });
    expect((await matterOf(one.id))['matter']).toMatchObject({ kind: 'incident.other' });
  });

  it('is added to and withdrawn by its desk, each once, and not when it is over', async () => {
    const one = await sent();
    const more = { ...one, id: undefined, ours: undefined, what: 'more', words: '烟更大了' };
    let seconds = 0;
    const add = (over: object = {}) => {
      seconds += 2;
      return house.send({ ...more, ...over }, secret, { at: later(seconds) });
    };
    expect((await add()).body).toMatchObject({ what: 'moved', ours: one.ours, repeated: false });
    expect((await add()).body).toMatchObject({ repeated: true });
    const { history } = (await matterOf(one.id)) as { history: { words: string }[] };
    expect(history.map((each) => each.words)).toEqual([one.words, '烟更大了']);
    expect((await add({ what: 'withdrawn', words: '报警人撤回' })).body).toMatchObject({ state: 'withdrawn' });
    expect((await add({ words: '又来了' })).body).toMatchObject({ status: 409, code: 'matters.notNow' });
    expect((await add({ number: 'JQ-0' })).body).toMatchObject({ status: 404, code: 'matters.unknownCase' });
  });

  it('that by law belongs to another body is answered with its door, and only the count is kept', async () => {
    const before = await rows('select count(*)::int as n from sealing.sealed');
    const one = message({ category: { code: '80' }, words: '反映某干部的问题', place: null });
    const answer = await house.send(one, secret);
    expect(answer.body).toMatchObject({
      what: 'returned',
      ours: null,
      state: 'redirected',
      door: 'discipline',
      repeated: false,
    });
    expect((answer.body['words'] as { zh: string }).zh).toContain('12388');
    expect((await house.send(one, secret, { at: later(3) })).body).toMatchObject({
      door: 'discipline',
      repeated: true,
    });
    expect(await rows('select count(*)::int as n from sealing.sealed')).toEqual(before);
    expect(await rows('select 1 from matters.exchanged where theirs = $1', one.number)).toEqual([]);
    const kept = await rows(
      `select id, lon, lat, territory, door, n, m::text as all from matters.matter m where door = 'discipline'`,
    );
    expect(kept).toMatchObject([{ lon: null, lat: null, territory: '330702', n: 2 }]);
    const counts = await rows(
      `select measure, sum(c.n)::int as n from journal.count c join journal.line l using (district, seq)
        where l.subject = $1 and (measure like 'opened/%' or measure like 'redirected/%' or measure like 'due/%') group by 1 order by 1`,
      (kept[0] as { id: string }).id,
    );
    expect(counts).toEqual([
      { measure: 'due/incident.other', n: 0 },
      { measure: 'opened/incident.other', n: 1 },
      { measure: 'redirected/incident.other', n: 1 },
    ]);
    for (const table of ['matters.matter', 'journal.outbox', 'matters.reporter', 'matters.receipt'])
      expect(await rows(`select 1 from ${table} t where t::text like $1`, `%${one.number}%`)).toEqual([]);
  });
});

describe('what became of a case', () => {
  const told = (number: string) =>
    desk.taken.filter((one) => one.number === number).map((one) => [one.what, one.state, one.words]);

  it('goes back to its desk with every step, signed, and tried again until it is taken', async () => {
    const one = await sent();
    await move('duty1', one.id, { move: 'assign', body: 'fire' });
    desk.failing = 1;
    const begun = desk.tries.length;
    await house.turn();
    expect(told(one.number)).toEqual([]);
    await house.turn();
    expect(desk.tries.length - begun).toBe(1);
    house.time.now = later(61);
    await house.turn();
    expect(told(one.number)).toEqual([['moved', 'assigned', '已转fire单位办理']]);
    const [failed, taken] = desk.tries.slice(begun);
    expect([failed?.status, taken?.status, taken?.id]).toEqual([503, 200, failed?.id]);

    await move('handler1', one.id, { move: 'accept' });
    await move('handler1', one.id, { move: 'handOver', result: '已断电并清理' });
    await move('verifier1', one.id, { move: 'verify' });
    await move('verifier1', one.id, { move: 'close', note: '现场复核属实' });
    await house.turn();
    expect(told(one.number).slice(1)).toEqual([
      ['moved', 'accepted', 'fire单位已受理'],
      ['moved', 'handled', '已办理，待核查'],
      ['result', 'closed', '已断电并清理\n现场复核属实'],
    ]);
    expect(desk.taken.filter((each) => each.number === one.number).every((each) => each.ours === one.ours)).toBe(true);
    expect(await rows(`select 1 from journal.outbox where topic = 'exchange.reply'`)).toEqual([]);
    // Nothing of a person goes along, whatever the case held.
    expect(JSON.stringify(desk.taken)).not.toMatch(/王某|13800000009|解放街/);
    house.time.now = null;
  });

  it('is told of all cases that became one matter, and none is withdrawn for the others', async () => {
    const [one, other] = [await sent(), await sent()];
    await move('duty1', other.id, { move: 'merge', into: one.id });
    await house.turn();
    expect(told(other.number)).toEqual([['moved', 'merged', `与编号 ${one.ours} 为同一事项，已并案办理`]]);
    await move('duty1', one.id, { move: 'assign', body: 'fire' });
    await house.turn();
    for (const { number } of [one, other]) expect(told(number).at(-1)?.slice(0, 2)).toEqual(['moved', 'assigned']);
    const { id: _, ours: __, ...plain } = other;
    const back = await house.send({ ...plain, what: 'withdrawn', words: '不用了' }, secret);
    expect(back.body).toMatchObject({ status: 409, code: 'matters.mergedCase' });
    expect((await house.send(plain, secret, { at: later(2) })).body).toMatchObject({ ours: one.ours, repeated: true });
  });

  it('says which door it was sent to, after which their number stands nowhere', async () => {
    const one = await sent();
    await move('duty1', one.id, { move: 'redirect', door: 'petition' });
    expect(await rows('select 1 from matters.exchanged where theirs = $1', one.number)).toEqual([]);
    await house.turn();
    expect(told(one.number).map((each) => each.slice(0, 2))).toEqual([['returned', 'redirected']]);
    expect(told(one.number)[0]?.[2]).toContain('信访');
    const { id: _, ours: __, ...plain } = one;
    expect((await house.send(plain, secret, { at: later(4) })).body).toMatchObject({
      what: 'returned',
      door: 'petition',
    });
  });

  it('is told to nobody where no desk sent it', async () => {
    const kind = kinds.find((one) => one.questions.every((each) => !each.required))?.code;
    const report = { id: randomUUID(), kind, place: { lon: 119.65, lat: 29.08 }, words: '楼道堆物' };
    await house.as(null, 'POST', '/api/matters', report);
    await move('duty1', report.id, { move: 'assign', body: 'fire' });
    expect(await rows(`select 1 from journal.outbox where subject = $1`, report.id)).toEqual([]);
  });
});

describe('a desk', () => {
  it('is set by the security administrator alone, with a line; its secret is shown once and kept sealed', async () => {
    const draft = { name: { zh: '测试台', en: 'Test desk' }, categories: '12345', url: null };
    for (const login of ['duty1', 'clerk1', 'handler1'])
      expect((await house.as(login, 'PUT', '/api/exchange/desks/test', draft)).status).toBe(403);
    expect((await house.as(null, 'PUT', '/api/exchange/desks/test', draft)).status).toBe(401);
    for (const url of ['http://example.com/x', 'https://u:p@example.com/', 'ftp://10.0.0.1/', 'https://'])
      expect((await house.as('sec1', 'PUT', '/api/exchange/desks/test', { ...draft, url })).status).toBe(422);
    expect((await house.as('sec1', 'PUT', '/api/exchange/desks/test', { ...draft, categories: '96' })).status).toBe(
      422,
    );
    const fresh = await house.setDesk('test', draft);
    expect(fresh.length).toBeGreaterThan(40);
    const list = await house.as('sec1', 'GET', '/api/exchange/desks');
    expect(list.body).toMatchObject({ maySet: true, mayExchange: false });
    expect((list.body['partners'] as { desk: string }[]).map((one) => one.desk)).toEqual(['110', 'test']);
    expect(JSON.stringify(list.body)).not.toContain(fresh);
    expect((await house.as('handler1', 'GET', '/api/exchange/desks')).status).toBe(403);
    expect(await rows(`select count(*)::int as n from journal.line where kind = 'partner.set'`)).toEqual([{ n: 2 }]);
    for (const table of ['matters.partner', 'sealing.sealed', 'journal.line'])
      expect(await rows(`select 1 from ${table} t where t::text like $1`, `%${fresh}%`)).toEqual([]);
  });

  it('changes over to a new secret in seven days, and speaks no more when it is stopped', async () => {
    const first = await house.setDesk('96');
    const second = await house.setDesk('96', { categories: '110' });
    const own = (over: object = {}) => message({ desk: '96', ...over });
    expect(second).not.toBe(first);
    expect((await house.send(own(), first)).status).toBe(200);
    expect((await house.send(own(), second)).status).toBe(200);
    house.time.now = later(9 * 86_400);
    expect((await house.send(own(), first)).status).toBe(401);
    expect((await house.send(own(), second)).status).toBe(200);
    const given = 'a-secret-that-the-other-side-chose';
    expect(await house.setDesk('96', { categories: '110', secret: { given } })).toBe('null');
    expect((await house.send(own(), given)).status).toBe(200);
    expect(await house.setDesk('96', { categories: '110', secret: 'keep' })).toBe('null');
    expect((await house.send(own(), given)).status).toBe(200);
    expect((await house.as('sec1', 'DELETE', '/api/exchange/desks/96')).status).toBe(200);
    expect((await house.send(own(), given)).status).toBe(401);
    expect((await house.as('sec1', 'DELETE', '/api/exchange/desks/96')).status).toBe(404);
    const keys = await rows(
      `select k.wrapped is null as gone from sealing.key k join matters.partner p on p.id = k.owner where p.desk = '96'`,
    );
    expect(keys).toEqual([{ gone: true }, { gone: true }, { gone: true }]);
    house.time.now = null;
  });
});

it('all of it is audited clean', async () => {
  const [done] = await audit({ db: house.work, subjects, checkpointDir: house.dataDir, digests: [sealedDigests] });
  expect(done?.firstDifference?.text.en).toBeUndefined();
  expect(done?.behind).toBe(0);
});
