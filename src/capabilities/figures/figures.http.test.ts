import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOwner } from '../../../tests/harness/database.ts';
import { TEST_KINDS } from '../../../tests/harness/district.ts';
import { keyring, type TestHouse, testHouse } from '../../../tests/harness/house.ts';
import { buildServer } from '../../platform/http/server.ts';
import type { Caller } from '../../platform/identity/caller.ts';
import { foldTallies } from '../../platform/journal/tally.ts';
import { figuresRoutes } from './figures.routes.ts';

let house: TestHouse;
let server: FastifyInstance;
const cookies: Record<string, string> = {};
const D = '330702';
const day = (n: number) => new Date(Date.parse('2026-03-01T02:00:00Z') + n * 86_400_000);
const sent: Record<string, { id: string; number: string }> = {};

beforeAll(async () => {
  const [exact, hidden] = TEST_KINDS as [(typeof TEST_KINDS)[0], (typeof TEST_KINDS)[0]];
  house = await testHouse({ kinds: [exact, hidden, { ...exact, code: 'hazard.gas', visibility: 'blurred' }] });
  await asOwner(house.ownerUrl, (owner) =>
    owner.query(`insert into places.territory (district, code, valid_from, level, name_zh, name_en) values
      ('${D}', '${D}', '2020-01-01', 'district', '婺城区', 'Wucheng'), ('${D}', '330702001', '2020-01-01', 'town', '城东街道', 'Chengdong'),
      ('${D}', '330702001002', '2020-01-01', 'village', '=一村', 'First'), ('${D}', '330702101', '2020-01-01', 'town', '雅畈镇', 'Yafan');
      insert into places.revision values ('${D}', 1)`),
  );
  await house.appoint('duty1', 'duty', { territory: D, body: 'centre' });
  await house.appoint('handler1', 'handler', { body: 'fire' });
  await house.appoint('verifier1', 'verifier', { territory: D });
  for (const login of ['duty1', 'handler1', 'verifier1']) cookies[login] = await house.signIn(login);
  server = await buildServer(
    {
      db: house.db,
      keyring,
      clock: () => day(40),
      defaultDistrict: D,
      districts: new Set([D]),
      identify: async ({ headers }) => {
        const reach = headers['x-reach'];
        const held = {
          id: randomUUID(),
          post: 'coordinator' as const,
          body: null,
          territory: String(reach),
          deputyOf: null,
        };
        const caller: Caller =
          reach === undefined ? { is: 'nobody' } : { is: 'staff', person: randomUUID(), appointments: [held] };
        return { caller, district: D, needsTotp: false };
      },
    },
    { logLevel: 'silent', ratePerMinute: 1_000_000, origins: [], trustProxy: false, tileOrigins: [] },
  );
  figuresRoutes(server);
  await server.ready();

  const report = async (name: string, n: number, kind: string, territory: string) => {
    house.time.now = day(n);
    const answer = await house.server.inject({
      method: 'POST',
      url: '/api/matters',
      payload: { id: randomUUID(), kind, place: { territory }, words: '情况' },
    });
    if (answer.statusCode !== 200) throw new Error(answer.body);
    sent[name] = answer.json();
  };
  const move = async (name: string, login: string, version: number, act: object, at: Date) => {
    house.time.now = at;
    const answer = await house.server.inject({
      method: 'POST',
      url: `/api/desk/matters/${sent[name]?.id}/moves`,
      payload: { id: randomUUID(), n: version, act },
      headers: { cookie: cookies[login] },
    });
    if (answer.statusCode !== 200) throw new Error(answer.body);
  };
  await report('open', 0, 'hazard.fire', '330702001002');
  await report('blurred', 1, 'hazard.gas', '330702001002');
  await report('hidden', 2, 'dispute.family', '330702101');
  await report('closed', 3, 'hazard.fire', '330702101');
  const hour = (n: number, hours: number) => new Date(day(n).getTime() + hours * 3_600_000);
  await move('closed', 'duty1', 1, { move: 'assign', body: 'fire' }, hour(3, 1));
  await move('closed', 'handler1', 2, { move: 'accept' }, hour(3, 2));
  await move('closed', 'handler1', 3, { move: 'handOver', result: '已清' }, hour(3, 3));
  await move('closed', 'verifier1', 4, { move: 'verify' }, hour(3, 4));
  await move('closed', 'verifier1', 5, { move: 'close' }, hour(3, 5));
  await report('corrected', 33, 'hazard.fire', D);
  await move('corrected', 'duty1', 1, { move: 'triage', place: { territory: '330702001' } }, day(35));
  house.time.now = null;
});
afterAll(async () => {
  await server?.close();
  await house?.close();
});

// biome-ignore lint/suspicious/noExplicitAny: an answer is looked at member by member.
type Json = any;
async function ask(
  url: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Json; text: string; type: string }> {
  const answer = await server.inject({ method: 'GET', url, headers });
  const type = String(answer.headers['content-type']);
  return { status: answer.statusCode, body: /json/.test(type) ? answer.json() : ({} as Json), text: answer.body, type };
}
const period = 'from=2026-03-01&to=2026-04-30';
/** A coordinator of one town: every figure exactly, the lines of that town. */
const STAFF = { 'x-reach': '330702001' };
type Item = {
  hidden: boolean;
  n: number;
  kind?: string;
  number?: string | null;
  id?: string | null;
  territory?: string;
  day?: string;
};

describe('the figures', () => {
  it('are exact for whoever holds a post, before and after the worker has folded them, and their parts add up', async () => {
    const before = (await ask(`/api/figures?${period}`, STAFF)).body;
    expect(before['total']).toMatchObject({
      opened: 5,
      assigned: 1,
      handled: 1,
      closed: 1,
      closedOnTime: 1,
      onTimeRate: 1,
      due: 5,
      dueClosed: 1,
      closingRate: 0.2,
    });
    expect((before['total'] as Json)['firstAction']).toMatchObject({ n: 2, from: 30, to: 60 });
    await foldTallies(house.work);
    const { body } = await ask(`/api/figures?${period}`, STAFF);
    expect(body).toEqual(before);
    const children = body['children'] as { code: string; own: boolean; figures: { opened: number } }[];
    expect(children.map((one) => [one.code, one.own, one.figures.opened])).toEqual([
      ['330702001', false, 3],
      ['330702101', false, 2],
    ]);
    expect(
      (body['months'] as { month: string; figures: { opened: number } }[]).map((one) => [
        one.month,
        one.figures.opened,
      ]),
    ).toEqual([
      ['2026-03', 4],
      ['2026-04', 1],
    ]);
    expect((body['kinds'] as { code: string; opened: number }[]).map((one) => [one.code, one.opened]).sort()).toEqual([
      ['dispute.family', 1],
      ['hazard.fire', 3],
      ['hazard.gas', 1],
    ]);
  });

  it('are asked for by territory and by kind, one or a group', async () => {
    const opened = async (query: string) =>
      ((await ask(`/api/figures?${period}&${query}`, STAFF)).body['total'] as Json)['opened'];
    expect(await opened('kind=hazard')).toBe(4);
    expect(await opened('kind=hazard.gas')).toBe(1);
    expect(await opened('territory=330702001')).toBe(3);
    expect(await opened('territory=330702001002&kind=hazard.fire')).toBe(1);
    const town = async (headers = {}) =>
      (
        (await ask(`/api/figures?${period}&territory=330702001`, headers)).body['children'] as {
          code: string;
          own: boolean;
          figures: { opened: number };
        }[]
      ).map((one) => [one.code, one.own, one.figures.opened]);
    expect(await town(STAFF)).toEqual([
      ['330702001002', false, 2],
      ['330702001', true, 1],
    ]);
    // Of a kind of which the public list says the town alone, the public reads in no village how many there were.
    expect(await town()).toEqual([
      ['330702001002', false, 1],
      ['330702001', true, 2],
    ]);
  });

  it('tell the public in no village of a kind whose place is told by its town alone', async () => {
    const at = (territory: string, kind = '') => `${period}&territory=${territory}${kind && `&kind=${kind}`}`;
    const village = '330702001002';
    expect((await ask(`/api/figures?${at(village)}`)).body['total']).toMatchObject({ opened: 1 });
    expect((await ask(`/api/figures?${at(village)}`, STAFF)).body['total']).toMatchObject({ opened: 2 });
    for (const page of ['', '/ask?codes=opened&', '/open?measure=opened/hazard.gas&']) {
      const url = `/api/figures${page || '?'}${at(village, page.startsWith('/open') ? '' : 'hazard.gas')}`;
      expect([page, (await ask(url)).status, (await ask(url, STAFF)).status]).toEqual([page, 403, 200]);
    }
    expect((await ask(`/api/figures?${at('330702001', 'hazard.gas')}`)).body['total']).toMatchObject({ opened: 1 });
    const asked = (await ask(`/api/figures/ask?codes=opened&below=true&${at('330702001')}`)).body['figures'];
    expect(asked[0].below.map((one: Json) => [one.code, one.own, one.value.value])).toEqual([
      [village, false, 1],
      ['330702001', true, 2],
    ]);
    const opened = await openAll(`measure=opened/&territory=${village}`);
    expect([opened.value, opened.items.length]).toEqual([1, 1]);
  });

  it('as of a past day are what was known at its end', async () => {
    const town = async (asOf: string) =>
      ((await ask(`/api/figures?${period}&territory=330702001&asOf=${asOf}`, STAFF)).body['total'] as Json)['opened'];
    expect(await town('2026-03-01')).toBe(1);
    expect(await town('2026-04-03')).toBe(2);
    expect(await town('2026-04-05')).toBe(3);
    const whole = (await ask(`/api/figures?${period}&asOf=2026-03-04`, STAFF)).body['total'];
    expect(whole).toMatchObject({ opened: 4, closed: 1, due: 4 });
  });

  it('of a territory or a period that does not exist are refused with the field that is wrong', async () => {
    expect((await ask('/api/figures?territory=330702999')).body).toMatchObject({
      status: 404,
      fields: [{ path: 'query.territory' }],
    });
    expect((await ask('/api/figures?territory=330703')).status).toBe(404);
    expect((await ask('/api/figures?from=2026-02-01&to=2026-01-01')).body).toMatchObject({
      status: 422,
      code: 'figures.period',
    });
    expect((await ask('/api/figures?from=1900-01-01')).status).toBe(422);
    expect((await ask('/api/figures?from=2026-02-30')).status).toBe(400);
    expect((await ask('/api/figures/open?measure=opened')).status).toBe(400);
  });
});

/** Opens a figure to its end, two at a time. */
async function openAll(query: string, headers: Record<string, string> = {}): Promise<{ value: number; items: Item[] }> {
  const items: Item[] = [];
  for (let after = ''; ; ) {
    const { status, body, text } = await ask(
      `/api/figures/open?${period}&limit=2&${query}${after === '' ? '' : `&after=${after}`}`,
      headers,
    );
    if (status !== 200) throw new Error(text);
    items.push(...(body['items'] as unknown as Item[]));
    if (body['after'] === null) return { value: body['value'] as unknown as number, items };
    after = String(body['after']);
  }
}

describe('a figure opens to the lines behind it', () => {
  it('and they add up to it, what a reader may not see as blanks, and for the public without the hidden kinds', async () => {
    const whole = await openAll('measure=opened/', { 'x-reach': '330702999' });
    expect([whole.value, whole.items.filter((one) => one.hidden)]).toEqual([5, [{ hidden: true, n: 1 }]]);
    const { value, items } = await openAll('measure=opened/');
    expect(items.reduce((sum, one) => sum + one.n, 0)).toBe(value);
    // Of the hidden kind there is not even a blank.
    expect([value, items.filter((one) => one.hidden)]).toEqual([4, []]);
    const seen = items.filter((one) => !one.hidden);
    expect(seen.find((one) => one.kind === 'hazard.gas')).toEqual({
      ...{ correction: false, appeal: null, contested: false, of: null },
      hidden: false,
      n: 1,
      kind: 'hazard.gas',
      day: '2026-03-02',
      territory: '330702001',
      territoryName: { zh: '城东街道', en: 'Chengdong' },
      number: null,
      id: null,
      line: null,
    });
    expect(seen.find((one) => one.number === sent['open']?.number)).toMatchObject({
      kind: 'hazard.fire',
      territory: '330702001002',
      id: null,
    });
    expect(JSON.stringify(items)).not.toContain(sent['hidden']?.number);
    expect(JSON.stringify(items)).not.toContain(sent['blurred']?.id);
  });

  it('also a correction of its place, which takes one away where it was not', async () => {
    const { value, items } = await openAll('measure=opened/hazard.&territory=330702001');
    expect([value, items.length]).toEqual([3, 3]);
    const district = await openAll('measure=opened/hazard.fire');
    expect([district.value, district.items.map((one) => one.n).sort()]).toEqual([3, [-1, 1, 1, 1, 1]]);
  });

  it('staff are led to the matters of their reach, and see of others what the public sees', async () => {
    const { items } = await openAll('measure=opened/', { 'x-reach': '330702101' });
    expect(items.find((one) => one.kind === 'dispute.family')).toMatchObject({
      id: sent['hidden']?.id,
      number: sent['hidden']?.number,
    });
    expect(items.find((one) => one.number === sent['open']?.number)).toMatchObject({ id: null });
  });

  it('for buckets of time and for sums of stars as for any other', async () => {
    const { value, items } = await openAll('measure=firstAction:60/');
    expect([value, items.map((one) => one.number)]).toEqual([1, [sent['closed']?.number]]);
    expect((await openAll('measure=ratingSum/', STAFF)).value).toBe(0);
    await expect(openAll('measure=ratingSum/')).rejects.toThrow('figures.withheld');
  });

  it('page marks tell nothing and cannot be made up', async () => {
    const page = (await ask(`/api/figures/open?${period}&measure=opened/&limit=1`)).body;
    const mark = Buffer.from(String(page['after']), 'base64url').toString('latin1');
    expect(mark).not.toContain('33070');
    const made = Buffer.from(JSON.stringify({ seq: 1, measure: 'opened/', day: '2026-01-01', territory: D })).toString(
      'base64url',
    );
    expect((await ask(`/api/figures/open?${period}&measure=opened/&after=${made}`)).body).toMatchObject({
      status: 422,
      code: 'figures.mark',
    });
  });
});

it('the figures can be taken along as a table that a spreadsheet does not run', async () => {
  const { text, type } = await ask(`/api/figures/csv?${period}&territory=330702001`);
  expect(type).toBe('text/csv; charset=utf-8');
  const rows = text.split('\r\n');
  expect(rows[0]?.startsWith('\ufeff区划代码,区划名称,立案数')).toBe(true);
  expect(rows[1]?.startsWith('330702001,城东街道,3,')).toBe(true);
  expect(rows[2]?.startsWith("330702001002,'=一村,1,")).toBe(true);
  expect((await ask(`/api/figures/csv?${period}`, { 'accept-language': 'en' })).text).toContain(
    'Code,Territory,Opened',
  );
});
