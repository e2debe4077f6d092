import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { subjects } from '../../../../apps/subjects.ts';
import { signed } from '../../../../gateways/exchange/signature.ts';
import { audit } from '../../../../platform/journal/audit.ts';
import { sealedDigests } from '../../../../platform/journal/digests.ts';
import { type ExchangeHouse, exchangeHouse } from './exchangeHouse.ts';

let house: ExchangeHouse;
let secret: string;
beforeAll(async () => {
  house = await exchangeHouse();
  secret = await house.setDesk('110');
});
afterAll(() => house?.close());

describe('a case of another desk', () => {
  it('becomes a matter by the same intake as every report, and is answered with our number', async () => {
    const one = house.message();
    const answer = await house.send(one, secret);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect(answer.body).toMatchObject({
      desk: '110',
      number: one.number,
      what: 'accepted',
      state: 'new',
      repeated: false,
    });
    const { matter, hasContact } = (await house.matterOf(await house.idOf(one.number))) as {
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
    const one = house.message(over);
    const answer = await house.send(one, other ?? secret, { ...rest, ...(header === undefined ? {} : { header }) });
    expect(answer.status, JSON.stringify(answer.body)).toBe(status);
    expect(await house.rows('select 1 from matters.exchanged where theirs = $1', one.number)).toEqual([]);
  });

  it('is refused when it is signed too early or too late, in which it says by how much', async () => {
    for (const seconds of [-315, 315]) {
      const answer = await house.send(house.message(), secret, { at: house.later(seconds) });
      expect(answer.status).toBe(401);
      expect(JSON.stringify(answer.body)).toMatch(/31\d s off this clock/);
    }
    expect((await house.send(house.message(), secret, { at: house.later(-280) })).status).toBe(200);
  });

  it('is refused when its bytes come again with the same signature, and forgotten when that could not pass any more', async () => {
    const body = JSON.stringify(house.message());
    const header = signed(body, secret, house.clock());
    expect((await house.send(body, secret, { header })).status).toBe(200);
    expect((await house.send(body, secret, { header })).body).toMatchObject({ status: 409, code: 'matters.replayed' });
    expect(await house.rows('select 1 from matters.replayed')).not.toEqual([]);
    house.time.now = house.later(302);
    expect((await house.send(body, secret, { header })).status).toBe(401);
    expect((await house.send(house.message(), secret)).status).toBe(200);
    expect(await house.rows('select 1 from matters.replayed')).toHaveLength(1);
    house.time.now = null;
  });

  it('is the same matter however often it is delivered, one after the other or at once', async () => {
    const one = house.message();
    const answers = await Promise.all([1, 2, 3, 4, 5].map((at) => house.send(one, secret, { at: house.later(-at) })));
    const again = await house.send({ ...one, sent: house.later(5).toISOString() }, secret, { at: house.later(5) });
    expect([...answers, again].map((each) => each.status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(new Set([...answers, again].map((each) => each.body['ours'])).size).toBe(1);
    expect(answers.filter((each) => each.body['repeated'] === false)).toHaveLength(1);
    expect(again.body['repeated']).toBe(true);
    const id = await house.idOf(one.number);
    expect(await house.rows('select n from matters.matter where id = $1', id)).toEqual([{ n: 1 }]);
    expect(await house.rows('select count(*)::int as n from sealing.sealed where subject = $1', id)).toEqual([
      { n: 3 },
    ]);
    // What was asked is forgotten after some days; the case is known all the same.
    await house.rows('delete from journal.asked where id = $1', id);
    expect((await house.send(one, secret, { at: house.later(9) })).body).toMatchObject({ repeated: true });
    const other = await house.send({ ...one, words: '另一件事' }, secret, { at: house.later(7) });
    expect(other.body).toMatchObject({ status: 409, code: 'matters.differs' });
  });

  it('that cannot be read, or does not fit, is refused by field and changes nothing', async () => {
    const bad = await house.send(house.message({ number: '', place: { lon: 119 }, extra: 1 }), secret);
    expect(bad.status).toBe(400);
    expect((bad.body['fields'] as { path: string }[]).map((one) => one.path)).toEqual([
      'body.number',
      'body.place',
      'body',
    ]);
    const future = await house.send(house.message({ happened: house.later(3600).toISOString() }), secret);
    expect(future.body).toMatchObject({ status: 422, code: 'matters.inFuture' });
    expect((await house.send('{"desk":"110"', secret)).status).toBe(401);
    expect((await house.send(' '.repeat(70_000), secret)).status).toBe(413);
  });

  it('of a category that the table does not hold is taken all the same, and triage corrects it', async () => {
    const one = await house.sent(secret, { category: { code: '7777' } });
    expect((await house.matterOf(one.id))['matter']).toMatchObject({ kind: 'incident.other' });
  });

  it('is added to and withdrawn by its desk, each once, and not when it is over', async () => {
    const one = await house.sent(secret);
    const more = { ...one, id: undefined, ours: undefined, what: 'more', words: '烟更大了' };
    let seconds = 0;
    const add = (over: object = {}) => {
      seconds += 2;
      return house.send({ ...more, ...over }, secret, { at: house.later(seconds) });
    };
    expect((await add()).body).toMatchObject({ what: 'moved', ours: one.ours, repeated: false });
    expect((await add()).body).toMatchObject({ repeated: true });
    const { history } = (await house.matterOf(one.id)) as { history: { words: string }[] };
    expect(history.map((each) => each.words)).toEqual([one.words, '烟更大了']);
    expect((await add({ what: 'withdrawn', words: '报警人撤回' })).body).toMatchObject({ state: 'withdrawn' });
    expect((await add({ words: '又来了' })).body).toMatchObject({ status: 409, code: 'matters.notNow' });
    expect((await add({ number: 'JQ-0' })).body).toMatchObject({ status: 404, code: 'matters.unknownCase' });
  });

  it('that by law belongs to another body is answered with its door, and only the count is kept', async () => {
    const before = await house.rows('select count(*)::int as n from sealing.sealed');
    const one = house.message({ category: { code: '80' }, words: '反映某干部的问题', place: null });
    const answer = await house.send(one, secret);
    expect(answer.body).toMatchObject({
      what: 'returned',
      ours: null,
      state: 'redirected',
      door: 'discipline',
      repeated: false,
    });
    expect((answer.body['words'] as { zh: string }).zh).toContain('12388');
    expect((await house.send(one, secret, { at: house.later(3) })).body).toMatchObject({
      door: 'discipline',
      repeated: true,
    });
    expect(await house.rows('select count(*)::int as n from sealing.sealed')).toEqual(before);
    expect(await house.rows('select 1 from matters.exchanged where theirs = $1', one.number)).toEqual([]);
    const kept = await house.rows(
      `select id, lon, lat, territory, door, n, m::text as all from matters.matter m where door = 'discipline'`,
    );
    expect(kept).toMatchObject([{ lon: null, lat: null, territory: '330702', n: 2 }]);
    const counts = await house.rows(
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
      expect(await house.rows(`select 1 from ${table} t where t::text like $1`, `%${one.number}%`)).toEqual([]);
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
    expect(await house.rows(`select count(*)::int as n from journal.line where kind = 'partner.set'`)).toEqual([
      { n: 2 },
    ]);
    for (const table of ['matters.partner', 'sealing.sealed', 'journal.line'])
      expect(await house.rows(`select 1 from ${table} t where t::text like $1`, `%${fresh}%`)).toEqual([]);
  });

  it('changes over to a new secret in seven days, and speaks no more when it is stopped', async () => {
    const first = await house.setDesk('96');
    const second = await house.setDesk('96', { categories: '110' });
    const own = (over: object = {}) => house.message({ desk: '96', ...over });
    expect(second).not.toBe(first);
    expect((await house.send(own(), first)).status).toBe(200);
    expect((await house.send(own(), second)).status).toBe(200);
    house.time.now = house.later(9 * 86_400);
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
    const keys = await house.rows(
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
