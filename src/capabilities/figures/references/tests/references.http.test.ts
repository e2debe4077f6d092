import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOwner } from '../../../../../tests/harness/database.ts';
import { PASSWORD, type TestHouse, testHouse } from '../../../../../tests/harness/house.ts';
import { callAs, Jar } from '../../../../../tests/harness/jar.ts';
import { subjects } from '../../../../apps/subjects.ts';
import { whole } from '../../../../platform/db/scope.ts';
import { codeOf } from '../../../../platform/identity/tests/house.ts';
import { audit } from '../../../../platform/journal/audit.ts';
import { foldSlice } from '../../../../platform/journal/tally.store.ts';
import type { Level } from '../../../../platform/places/codes.rules.ts';
import { putTerritories } from '../../../../platform/places/places.store.ts';
import { freshPlacesOf } from '../../../../platform/places/places.ts';
import type { ReferenceOut } from '../references.contract.ts';

const D = '330702';
const TOWN = `${D}001`;
const VILLAGE = `${D}001002`;
const FAR = `${D}101`;
const PLACES = [
  [D, 'district'],
  [TOWN, 'town'],
  [FAR, 'town'],
  [`${D}102`, 'town'],
  [VILLAGE, 'village'],
  [`${D}001003`, 'village'],
] as const satisfies readonly (readonly [string, Level])[];

let house: TestHouse;
const jars = new Map<string, Jar>();
beforeAll(async () => {
  house = await testHouse();
  await house.work.write(whole(D), (tx) =>
    putTerritories(
      tx,
      D,
      PLACES.map(([code, level]) => ({
        ...{ code, level, name: { zh: `地${code}`, en: `place ${code}` } },
        ...{ from: '2001-01-01', to: null, successors: [] },
      })),
    ),
  );
  await freshPlacesOf(house.db, D);
  for (const [login, post, at] of [
    ['leader', 'leader', { territory: D }],
    ['townleader', 'leader', { territory: TOWN }],
    ['coordinator', 'coordinator', { territory: TOWN }],
    ['farcoordinator', 'coordinator', { territory: FAR }],
    ['duty', 'duty', { territory: D }],
    ['clerk', 'clerk', { territory: D }],
    ['handler', 'handler', { body: 'fire' }],
    ['liaison', 'liaison', { territory: VILLAGE }],
    ['verifier', 'verifier', { territory: D }],
    ['auditor', 'auditor', { territory: D }],
    ['sysadmin', 'sysadmin', { territory: D }],
    ['secadmin', 'secadmin', { territory: D }],
  ] as const) {
    await house.appoint(login, post, at);
    jars.set(login, new Jar(await house.signIn(login)));
    if (!['auditor', 'sysadmin', 'secadmin'].includes(post)) continue;
    const enrolled = await call(login, 'POST', '/api/me/code/enrol', { password: PASSWORD });
    await call(login, 'POST', '/api/me/code', { code: codeOf(String(enrolled.body['secret'])) });
  }
  await onDay('2026-11-20');
});
afterAll(() => house?.close());

// biome-ignore lint/suspicious/noExplicitAny: an answer is looked at member by member.
type Json = any;
async function call(login: string | null, method: 'GET' | 'POST', url: string, payload?: object) {
  const answer = await callAs(house.server, jars, login, method, url, payload);
  return { status: answer.statusCode, body: answer.json() as Json };
}
/** Goes on to another day; whoever sets signs in anew. */
async function onDay(day: string): Promise<void> {
  house.time.now = new Date(`${day}T10:00:00+08:00`);
  for (const login of ['leader', 'coordinator', 'farcoordinator']) jars.set(login, new Jar(await house.signIn(login)));
}

type Given = { what: string; territory: string; value: number; from: string; source?: string; id?: string };
const set = (login: string | null, given: Given) =>
  call(login, 'POST', '/api/desk/figures/references', { id: randomUUID(), source: '统计公报', ...given });
const end = (login: string, id: string, to: string) =>
  call(login, 'POST', `/api/desk/figures/references/${id}/end`, { id: randomUUID(), to });
const list = async (query = ''): Promise<ReferenceOut[]> =>
  (await call(null, 'GET', `/api/figures/references${query}`)).body.items;
const ask = async (query: Record<string, string>): Promise<Json> => {
  const answer = await call('leader', 'GET', `/api/figures/ask?${new URLSearchParams(query)}`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};
const why = ({ status, body }: { status: number; body: Json }) => [status, body.fields?.[0]?.path];
const target = (value: number, territory = D, from = '2026-01-01') => ({
  ...{ what: 'target:closingRate', territory, value, from },
});
const residents = (value: number, territory: string, from = '2026-01-01') => ({
  ...{ what: 'base:residents', territory, value, from },
});

describe('who sets', () => {
  it('is a leader above the place for a target, and for a base whoever leads or coordinates it; all others read', async () => {
    const posts = [...jars.keys()];
    const allowed = async (given: Given) => {
      const may: string[] = [];
      for (const login of posts) {
        const { status } = await set(login, given);
        expect([200, 403], `${login} ${status}`).toContain(status);
        if (status === 200) may.push(login);
      }
      return may;
    };
    expect(await allowed(target(0.9))).toEqual(['leader']);
    expect(await allowed(target(0.9, TOWN))).toEqual(['leader']);
    expect(await allowed(target(0.9, VILLAGE))).toEqual(['leader', 'townleader']);
    const villages = (territory: string) => ({ ...residents(30, territory), what: 'base:villages' });
    expect(await allowed(villages(TOWN))).toEqual(['leader', 'townleader', 'coordinator']);
    expect(await allowed(villages(FAR))).toEqual(['leader', 'farcoordinator']);
    expect((await set(null, target(0.9))).status).toBe(401);
    const [one] = await list('?sort=base');
    for (const login of posts.filter((post) => !['leader', 'townleader', 'coordinator'].includes(post)))
      expect((await end(login, one?.id ?? '', '2026-12-31')).status, login).toBe(403);
    // Everybody reads what is in force, in which post it was said, and no more of whoever said it.
    const open = await call(null, 'GET', `/api/figures/references?territory=${VILLAGE}`);
    expect(open.body.items.map((it: ReferenceOut) => [it.what, it.territory.code, it.may])).toEqual([
      ['target:closingRate', D, false],
      ['base:villages', TOWN, false],
      ['target:closingRate', TOWN, false],
      ['target:closingRate', VILLAGE, false],
    ]);
    expect(Object.keys(open.body.items[0].steps[0]).sort()).toEqual(['from', 'post', 'recorded', 'source', 'value']);
  });
});

describe('a target', () => {
  it('is refused for what scores nobody, for what cannot be, and before the one set last', async () => {
    const refused = async (over: Partial<Given>) => why(await set('leader', { ...target(0.9, FAR), ...over }));
    expect(await refused({ what: 'target:opened' })).toEqual([422, 'body.what']);
    expect(await refused({ what: 'target:nothing' })).toEqual([422, 'body.what']);
    expect((await set('leader', { ...target(0.9), what: 'target:opened' })).body.fields[0].message.zh).toContain(
      '公约',
    );
    expect(await refused({ what: 'base:people' })).toEqual([400, 'body.what']);
    expect(await refused({ value: 95 })).toEqual([422, 'body.value']);
    expect(await refused({ what: 'target:satisfaction', value: 6 })).toEqual([422, 'body.value']);
    expect(await refused({ what: 'target:handling', value: 0 })).toEqual([422, 'body.value']);
    expect(await refused({ territory: `${D}999` })).toEqual([422, 'body.territory']);
    expect(await refused({ source: '电话 13905790088' })).toEqual([422, 'body.source']);
    expect(await refused({ source: ' ' })).toEqual([400, 'body.source']);
    expect(await refused({ source: '长'.repeat(201) })).toEqual([400, 'body.source']);
    expect((await set('leader', target(0.8, FAR, '2026-03-01'))).status).toBe(200);
    expect(await refused({ from: '2026-02-28' })).toEqual([422, 'body.from']);
    expect((await set('leader', target(0.7, FAR, '2026-03-01'))).body.now).toMatchObject({ value: 0.7 });
  });

  it('stands beside the figure: the nearest above, in force on the last day, as known on the day that is asked', async () => {
    await onDay('2026-11-21');
    expect((await set('leader', target(0.95, D, '2026-06-01'))).status).toBe(200);
    await onDay('2026-11-22');
    const below = { codes: 'closingRate,opened', below: 'true', from: '2026-01-01' };
    const targets = async (query: Record<string, string>) => {
      const [closing, opened] = (await ask({ ...below, ...query })).figures;
      expect([opened.target, ...opened.below.map((one: Json) => one.target)].every((one) => one === null)).toBe(true);
      return [closing.target?.value, ...closing.below.map((one: Json) => one.target?.value)];
    };
    expect(await targets({ to: '2026-11-22' })).toEqual([0.95, 0.9, 0.7, 0.95]);
    expect(await targets({ to: '2026-05-31' })).toEqual([0.9, 0.9, 0.7, 0.9]);
    expect(await targets({ to: '2026-11-22', asOf: '2026-11-20' })).toEqual([0.9, 0.9, 0.7, 0.9]);
    expect(await targets({ to: '2026-11-22', asOf: '2026-11-19' })).toEqual(Array(4).fill(undefined));
    const inherited = (await ask({ ...below, territory: `${D}102`, to: '2026-11-22' })).figures[0];
    expect(inherited.target).toEqual({ value: 0.95, from: '2026-06-01', territory: D, source: '统计公报' });
    // The village's own, of what lies in the town.
    expect((await ask({ ...below, territory: TOWN, to: '2026-11-22' })).figures[0].below[0].target.territory).toBe(
      VILLAGE,
    );
  });

  it('ends after a day, once, and may be set again', async () => {
    const it = (await list(`?territory=${FAR}&sort=target`)).find((one) => one.territory.code === FAR) as ReferenceOut;
    expect(why(await end('leader', it.id, '2026-02-01'))).toEqual([422, 'body.to']);
    const ended = await end('leader', it.id, '2026-10-31');
    expect([ended.status, ended.body.now]).toEqual([200, null]);
    expect(why(await end('leader', it.id, '2026-12-31'))).toEqual([422, 'body.to']);
    expect((await end('leader', randomUUID(), '2026-12-31')).status).toBe(404);
    const closing = async (to: string) => (await ask({ codes: 'closingRate', territory: FAR, to })).figures[0].target;
    expect((await closing('2026-10-31')).value).toBe(0.7);
    // Without one of its own it goes by the district's.
    expect(await closing('2026-11-01')).toMatchObject({ value: 0.95, territory: D });
    expect((await set('leader', target(0.85, FAR, '2026-11-10'))).body.steps).toHaveLength(4);
    expect((await closing('2026-11-10')).value).toBe(0.85);
  });
});

describe('a base', () => {
  const rate = async (query: Record<string, string>) =>
    (await ask({ codes: 'openedPerThousand', from: '2026-01-01', ...query })).figures[0].total;

  it('is what a rate is reckoned to, at once and as of each day, through a second set and an end', async () => {
    // Thirty reports in the town in March, as if lines had told of them long ago.
    await asOwner(house.ownerUrl, (owner) =>
      owner.query(`insert into journal.count (district, seq, measure, day, territory, n, recorded)
        select '${D}', seq, 'opened/hazard.fire', '2026-03-05', '${VILLAGE}', 30, '2026-03-05' from journal.head where district = '${D}'`),
    );
    await onDay('2026-11-23');
    expect((await rate({ to: '2026-12-31' })).value).toBeNull();
    const first = await set('coordinator', residents(6_000, TOWN, '2026-01-01'));
    expect(first.status, JSON.stringify(first.body)).toBe(200);
    expect(await rate({ to: '2026-12-31' })).toMatchObject({ value: 5, part: 30, whole: 6_000 });
    await onDay('2026-11-24');
    await set('coordinator', residents(10_000, TOWN, '2026-07-01'));
    for (const half of [0, 1]) {
      expect(await rate({ to: '2026-12-31' })).toMatchObject({ value: 3, whole: 10_000 });
      expect(await rate({ to: '2026-12-31', territory: TOWN })).toMatchObject({ value: 3, whole: 10_000 });
      expect(await rate({ to: '2026-06-30' })).toMatchObject({ value: 5, whole: 6_000 });
      expect(await rate({ to: '2026-12-31', asOf: '2026-11-23' })).toMatchObject({ value: 5, whole: 6_000 });
      expect(await rate({ to: '2026-12-31', asOf: '2026-11-22' })).toMatchObject({ value: null, whole: 0 });
      // Once from the tail, once from the tallies.
      if (half === 0) await house.work.write(whole(D), (tx) => foldSlice(tx, D, 1_000));
    }
    // The same again, set right from the same day on.
    await set('coordinator', residents(12_000, TOWN, '2026-07-01'));
    expect(await rate({ to: '2026-12-31' })).toMatchObject({ value: 2.5, whole: 12_000 });
    // Another town adds to the district, not to the first.
    await set('farcoordinator', residents(8_000, FAR));
    expect((await rate({ to: '2026-12-31' })).whole).toBe(20_000);
    expect((await rate({ to: '2026-12-31', territory: TOWN })).whole).toBe(12_000);
    const it = (await list(`?territory=${FAR}&sort=base`)).find((one) => one.what === 'base:residents');
    expect((await end('farcoordinator', it?.id ?? '', '2026-11-30')).body.next).toEqual({
      from: '2026-12-01',
      held: null,
    });
    expect((await rate({ to: '2026-11-30' })).whole).toBe(20_000);
    expect((await rate({ to: '2026-12-31' })).whole).toBe(12_000);
    // An end that is still to come is taken back by what is set before it.
    await set('farcoordinator', residents(9_000, FAR, '2026-11-25'));
    expect((await rate({ to: '2026-12-31' })).whole).toBe(21_000);
  });

  it('opens to what was set, to everybody, and what opens adds up to it', async () => {
    for (const [at, who] of [null, 'auditor', 'leader'].entries()) {
      // A base stands, whichever days are asked.
      const from = ['2026-12-01', '1990-01-01', '2026-01-01'][at] ?? '';
      const query = new URLSearchParams({ measure: 'residents/', from, to: '2026-12-31' });
      const { status, body } = await call(who, 'GET', `/api/figures/open?${query}`);
      expect(status).toBe(200);
      expect(body.items.reduce((sum: number, one: Json) => sum + one.n, 0)).toBe(21_000);
      expect(body.items.every((one: Json) => !one.hidden && one.number === null && one.id === null)).toBe(true);
      expect(body.items).toContainEqual(expect.objectContaining({ n: 6_000, day: '2026-01-01', territory: TOWN }));
    }
  });

  it('is refused above and below one that is in force, which is named, until that one ends', async () => {
    const rival = async (login: string, given: Given) => {
      const { status, body } = await set(login, given);
      return [status, body.code, body.fields?.[0]?.message.zh.match(/地\d+(?=已经)/)?.[0]];
    };
    expect(await rival('leader', residents(50_000, D))).toEqual([422, 'figures.rival', `地${TOWN}`]);
    expect(await rival('coordinator', residents(900, VILLAGE))).toEqual([422, 'figures.rival', `地${TOWN}`]);
    // Of another base there is none.
    expect((await set('coordinator', { ...residents(2, VILLAGE), what: 'base:communities' })).status).toBe(200);
    for (const territory of [TOWN, FAR]) {
      const it = (await list(`?territory=${territory}&sort=base`)).find(
        (one) => one.what === 'base:residents' && one.territory.code === territory,
      );
      expect((await end('leader', it?.id ?? '', '2026-12-31')).status).toBe(200);
    }
    expect((await rival('leader', residents(50_000, D, '2026-12-31')))[1]).toBe('figures.rival');
    expect((await set('leader', residents(50_000, D, '2027-01-01'))).status).toBe(200);
    // In one day, from one to the other, the whole is never both.
    expect((await rate({ to: '2026-12-31' })).whole).toBe(21_000);
    expect((await rate({ to: '2027-01-01' })).whole).toBe(50_000);
    expect((await rival('coordinator', residents(9, VILLAGE, '2027-06-01')))[2]).toBe(`地${D}`);
  });

  it('is set by one of two that come at the same moment above and below each other, and by both in one place as one', async () => {
    const communities = (territory: string, value: number) => ({
      ...{ what: 'base:communities', territory, value, from: '2026-01-01' },
    });
    const stands = async (territory: string) =>
      (await list('?sort=base')).filter((one) => one.what === 'base:communities' && one.territory.code === territory);
    // The village's is taken back altogether, and stands in nobody's way.
    expect((await end('leader', (await stands(VILLAGE))[0]?.id ?? '', '2025-12-31')).status).toBe(200);
    const both = await Promise.all([set('leader', communities(D, 5)), set('leader', communities(FAR, 1))]);
    expect(both.map((one) => one.status).sort()).toEqual([200, 422]);
    const [taken] = both[0].status === 200 ? [D] : [FAR];
    const again = await Promise.all([2, 3, 4].map((value) => set('leader', communities(taken, value))));
    expect(again.map((one) => one.status)).toEqual([200, 200, 200]);
    expect((await stands(taken)).map((one) => one.steps.length)).toEqual([4]);
    expect(await stands(taken === D ? FAR : D)).toEqual([]);
    // Two firsts in one place are one reference.
    const first = { ...communities(`${D}102`, 7), what: 'target:onTimeRate', value: 0.7 };
    const firsts = await Promise.all([set('leader', first), set('leader', first)]);
    expect(firsts.map((one) => one.status)).toEqual([200, 200]);
    expect(firsts[0].body.id).toBe(firsts[1].body.id);
  });
});

describe('a norm', () => {
  const visits = (value: number, territory: string, from: string) => ({
    ...{ what: 'norm:monthlyVisits', territory, value, from, source: '排查工作方案（2026）' },
  });
  const norm = async (query: Record<string, string>) => (await ask({ codes: 'roundNorm', ...query })).figures[0];
  const opened = async (who: string | null, query: Record<string, string>) =>
    (await call(who, 'GET', `/api/figures/open?${new URLSearchParams({ measure: 'monthlyVisits/', ...query })}`)).body;
  const YEAR = { from: '2026-01-01', to: '2026-11-24' };

  it('is asked for in every whole month, and where none is set there is no share of anything', async () => {
    // A visit a month from January to October, and three in November, which is not over.
    await asOwner(house.ownerUrl, (owner) =>
      owner.query(`insert into journal.count (district, seq, measure, day, territory, n, recorded)
        select '${D}', seq, 'roundVisited/screening.round', d::date, '${VILLAGE}', case extract(month from d) when 11 then 3 else 1 end, d::date
        from journal.head, generate_series('2026-01-10'::timestamp, '2026-11-10', interval '1 month') d where district = '${D}'`),
    );
    await onDay('2026-11-23');
    expect((await norm(YEAR)).total).toMatchObject({ value: null, part: 10, whole: 0, few: false });
    expect((await set('townleader', visits(2, TOWN, '2026-03-01'))).status).toBe(403);
    expect((await set('coordinator', visits(2, VILLAGE, '2026-03-01'))).status).toBe(403);
    expect(why(await set('leader', visits(1.5, TOWN, '2026-03-01')))).toEqual([422, 'body.value']);
    expect((await set('leader', visits(2, VILLAGE, '2026-03-01'))).body).toMatchObject({
      ...{ what: 'norm:monthlyVisits', unit: 'count', now: { value: 2 } },
    });
    // A town above or below one that has a norm would ask for the same visits twice.
    expect((await set('leader', visits(40, TOWN, '2026-03-01'))).body.code).toBe('figures.rival');
    // March to October: eight months. What was visited before the norm began is there all the same.
    const { total, told, terms, target: held } = await norm(YEAR);
    expect(total).toMatchObject({ value: 10 / 16, part: 10, whole: 16 });
    expect([told, held]).toEqual([{ from: '2026-01-01', to: '2026-10-31' }, null]);
    expect(terms.map((one: Json) => [one.side, one.measure, one.n, one.stock, one.from, one.to])).toEqual([
      ['part', 'roundVisited/', 10, false, '2026-01-01', '2026-10-31'],
      ['whole', 'monthlyVisits/', 16, false, '2026-01-01', '2026-10-31'],
    ]);
    // Part of a month is none of it: neither in what was asked for nor in what there was.
    const { total: part, told: none, terms: nothing } = await norm({ from: '2026-11-01', to: '2026-11-24' });
    expect([part.value, part.part, part.whole, none, nothing]).toEqual([null, 0, 0, null, []]);
    expect((await norm({ from: '2026-10-02', to: '2026-11-24' })).told).toBeNull();
  });

  it('changes from a month on, was another as it was known before, and adds up over the territories', async () => {
    await onDay('2026-11-24');
    // From the middle of June on: June goes by what is in force on its last day.
    expect((await set('leader', visits(3, VILLAGE, '2026-06-15'))).status).toBe(200);
    expect((await set('leader', visits(5, FAR, '2026-09-01'))).status).toBe(200);
    const wholes = async (query: Record<string, string>) => {
      const { total, below } = await norm({ ...YEAR, ...query, below: 'true' });
      expect(below.reduce((sum: number, one: Json) => sum + one.value.whole, 0)).toBe(total.whole);
      return [total.whole, ...below.map((one: Json) => one.value.whole)];
    };
    // 3 x 2 + 5 x 3, and two months of five.
    for (const half of [0, 1]) {
      expect(await wholes({})).toEqual([31, 21, 10, 0]);
      expect(await wholes({ asOf: '2026-11-23' })).toEqual([16, 16, 0, 0]);
      expect(await wholes({ asOf: '2026-11-22' })).toEqual([0, 0, 0, 0]);
      if (half === 0) await house.work.write(whole(D), (tx) => foldSlice(tx, D, 1_000));
    }
    const { series } = await norm({ ...YEAR, grain: 'quarter' });
    expect(series.map((one: Json) => [one.name, one.value.part, one.value.whole])).toEqual([
      ['2026-Q1', 3, 2],
      ['2026-Q2', 3, 7],
      ['2026-Q3', 3, 14],
      ['2026-Q4', 1, 8],
    ]);
    expect((await norm({ ...YEAR, grain: 'week' })).series.every((one: Json) => one.value.value === null)).toBe(true);
  });

  it('opens to what set it, with its document and its days, for everybody, and that adds up to it', async () => {
    const source = '排查工作方案（2026）';
    for (const who of [null, 'auditor', 'liaison']) {
      const { value, items, after } = await opened(who, YEAR);
      expect([value, items.reduce((sum: number, one: Json) => sum + one.n, 0), after]).toEqual([31, 31, null]);
      expect(items.map((one: Json) => [one.territory, one.day, one.n, one.norm])).toEqual([
        [FAR, '2026-09-01', 10, { by: 5, months: 2, held: { value: 5, from: '2026-09-01', source } }],
        [VILLAGE, '2026-06-15', 5, { by: 1, months: 5, held: { value: 3, from: '2026-06-15', source } }],
        [VILLAGE, '2026-03-01', 16, { by: 2, months: 8, held: { value: 2, from: '2026-03-01', source } }],
      ]);
    }
    // Page by page as well.
    const first = await opened('leader', { ...YEAR, limit: '2' });
    const second = await opened('leader', { ...YEAR, limit: '2', after: first.after });
    expect([...first.items, ...second.items].reduce((sum: number, one: Json) => sum + one.n, 0)).toBe(31);
    expect(await opened('leader', { from: '2026-11-01', to: '2026-11-24' })).toEqual({
      ...{ value: 0, items: [], after: null },
    });
  });

  it('ends with a month, and later months have none', async () => {
    const it = (await list(`?territory=${FAR}&sort=norm`)).find((one) => one.territory.code === FAR);
    expect((await end('leader', it?.id ?? '', '2026-10-30')).status).toBe(200);
    const october = await norm({ from: '2026-10-01', to: '2026-10-31', territory: FAR });
    expect(october.total).toMatchObject({ value: null, whole: 0 });
    expect((await norm({ from: '2026-09-01', to: '2026-09-30', territory: FAR })).total.whole).toBe(5);
    // The end opens as well: what it takes away again, of the months after it.
    const { value, items } = await opened(null, { ...YEAR, territory: FAR });
    expect([value, items.map((one: Json) => [one.day, one.n, one.norm.held?.value ?? null])]).toEqual([
      5,
      [
        ['2026-10-31', -5, null],
        ['2026-09-01', 10, 5],
      ],
    ]);
  });
});

describe('every step', () => {
  it('is taken once under its id, and refused to another content', async () => {
    const given = { ...target(0.5, `${D}102`), id: randomUUID() };
    const once = await set('leader', given);
    const twice = await set('leader', given);
    expect(twice.body).toEqual(once.body);
    expect(twice.body.steps).toHaveLength(1);
    expect((await set('leader', { ...given, value: 0.6 })).body.code).toBe('figures.taken');
    const sent = { id: randomUUID(), to: '2027-01-01' };
    const ended = await call('leader', 'POST', `/api/desk/figures/references/${once.body.id}/end`, sent);
    const again = await call('leader', 'POST', `/api/desk/figures/references/${once.body.id}/end`, sent);
    expect(again.body).toEqual(ended.body);
    expect(again.body.steps).toHaveLength(2);
  });

  it('is found page by page', async () => {
    const all = await list();
    const found: string[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const { body } = await call(null, 'GET', `/api/figures/references?limit=2${after && `&after=${after}`}`);
      found.push(...body.items.map((one: ReferenceOut) => one.id));
      after = body.after;
    }
    expect(found).toEqual(all.map((one) => one.id));
    expect(new Set(found).size).toBe(all.length);
    expect((await call(null, 'GET', `/api/figures/references?territory=${D}999`)).status).toBe(404);
  });

  it('is in the journal, and the audit finds nothing amiss', async () => {
    await asOwner(house.ownerUrl, (owner) =>
      owner.query(
        `delete from journal.count where measure in ('opened/hazard.fire', 'roundVisited/screening.round'); delete from journal.tally; update journal.watermark set seq = 0`,
      ),
    );
    await house.work.write(whole(D), (tx) => foldSlice(tx, D, 100_000));
    const done = await audit({ db: house.work, subjects, checkpointDir: `${house.dataDir}/checkpoints`, digests: [] });
    expect(done.map((one) => one.firstDifference)).toEqual([null]);
    expect(done[0]?.tallies).toBeGreaterThan(20);
  });
});
