import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { asOwner } from '../../../../../tests/harness/database.ts';
import { noteAll } from '../../../../apps/hearing.ts';
import { whole } from '../../../../platform/db/scope.ts';
import { type Figure, plus } from '../../../../platform/figures/figure.rules.ts';
import { grow } from '../../../../platform/proof/growing.ts';
import { hexOf } from '../../../../platform/proof/stating.ts';
import { FIGURES } from '../../catalogue.ts';
import { statementsHeard } from '../hooks.ts';
import { issue } from '../issuing.ts';
import { askedStatements, loadStatement } from '../statements.store.ts';
import { Stating } from '../statements.timers.ts';
import {
  askedNow,
  colleague,
  counted,
  D,
  fileOf,
  get,
  growth,
  house,
  inFile,
  type Json,
  leader,
  list,
  parts,
  post,
  statementsHouse,
  time,
  townLeader,
  VILLAGE,
} from './statementsHouse.ts';

statementsHouse();

describe('a statement of figures', () => {
  let october: string;

  it('is made by the worker of every month that has settled, once, however many workers there are, and of nothing before the first report', {
    timeout: 240_000,
  }, async () => {
    expect((await list()).items).toEqual([]);
    await noteAll(house.work, D);
    const both = [new Stating(parts()), new Stating(parts())];
    expect((await Promise.all(both.map((one) => one.due(D)))).toSorted()).toEqual([false, true]);
    expect(await Promise.all(both.map((each) => each.due(D)))).toEqual([false, false]);
    const { items, year, years } = await list();
    expect({ year, years }).toEqual({ year: 2026, years: [2026] });
    expect(items.map((one: Json) => one.period)).toEqual(['2026-10']);
    october = items[0].id;
    // The district's leaders hear that it is there, and it is no news once seen.
    await noteAll(house.work, D);
    const notices = async (cookie: string) => (await get('/api/me/notices', cookie)).json();
    const heard = await notices(leader);
    expect(heard.items.map((one: Json) => [one.sort, one.number, one.to])).toEqual([
      ['news', '2026-10', '/figures/statements'],
    ]);
    expect((await notices(townLeader)).items).toEqual([]);
    await house.server.inject({
      ...{ method: 'POST', url: '/api/me/notices/seen', payload: { upTo: heard.upTo }, headers: { cookie: leader } },
    });
    expect((await notices(leader)).items).toEqual([]);
    // November is not over, and so is the fourth quarter.
    expect(items.some((one: Json) => one.period.startsWith('2026-11') || one.period === '2026-Q4')).toBe(false);
  });

  it('says what is asked at that moment, to everybody and to staff alike, and keeps it when more is counted later', async () => {
    const before = { all: await askedNow(), staff: await askedNow(leader) };
    const [open, full] = [await fileOf(october, 'public', 'json'), await fileOf(october, 'whole', 'json', leader)];
    expect([open.status, full.status]).toEqual([200, 200]);
    expect(inFile(open.bytes)).toEqual(before.all);
    expect(inFile(full.bytes)).toEqual(before.staff);
    expect(before.staff.get(`opened ${D}`).value).toBe(41);
    expect(before.all.get(`opened ${D}`).value).toBe(34);
    await counted([['opened/hazard.fire', '2026-10-20', VILLAGE, 1]]);
    expect((await askedNow(leader)).get(`opened ${D}`).value).toBe(42);
    expect((await fileOf(october, 'whole', 'json', leader)).bytes).toEqual(full.bytes);
    const { items } = await list();
    expect(items[0].editions).toEqual([
      { edition: 'public', digests: expect.objectContaining({ json: hexOf(open.bytes) }) },
    ]);
  });

  it('keeps its versions when a formula changes, and a correction stands in its place without touching it', {
    timeout: 240_000,
  }, async () => {
    const later: readonly Figure[] = FIGURES.map((one) =>
      one.code === 'opened'
        ? {
            ...one,
            versions: [
              ...one.versions,
              {
                version: 2,
                from: '2026-10-01',
                formula: { is: 'sum', of: plus('opened', 'due') },
                counts: 'flow',
                leavesOut: [],
              },
            ],
          }
        : one,
    );
    const kept = (await fileOf(october, 'public', 'json')).bytes;
    const id = randomUUID();
    expect((await post({ id, period: '2026-10' }, leader)).status).toBe(200);
    // Once more by the same hand is once; while it is on its way nobody asks again.
    expect((await post({ id, period: '2026-10' }, leader)).status).toBe(200);
    expect((await post({ id: randomUUID(), period: '2026-10' }, colleague)).status).toBe(409);
    expect((await list(leader)).issuing.asked).toMatchObject([{ period: '2026-10' }]);
    time.now = new Date(time.now.getTime() + 60_000);
    expect(await new Stating(parts(later)).asked(D)).toBe(true);
    const { items } = await list();
    const [newer, older] = items.filter((one: Json) => one.period === '2026-10');
    expect(newer).toMatchObject({ id, replaces: october, replacedBy: null });
    expect(older).toMatchObject({ id: october, replaces: null, replacedBy: id });
    expect((await fileOf(october, 'public', 'json')).bytes).toEqual(kept);
    expect(inFile(kept).get(`opened ${D}`)).toMatchObject({ version: 1, value: 34 });
    const file = (await fileOf(id, 'public', 'json')).bytes;
    expect(inFile(file).get(`opened ${D}`)).toMatchObject({ version: 2, value: 58 });
    expect(JSON.parse(file.toString('utf8')).replaces).toEqual({ id: october, json: hexOf(kept) });
    const stored = await house.work.read(whole(D), (tx) => loadStatement(tx, D, october));
    expect(stored?.statement.issued?.figures.find((one) => one.code === 'opened')).toEqual({
      code: 'opened',
      version: 1,
    });
  });

  it('is asked for by those who answer for the district alone, of a period that has settled and holds something', async () => {
    const of = (period: string) => ({ id: randomUUID(), period });
    expect((await post(of('2026-09'))).status).toBe(401);
    expect((await post(of('2026-09'), townLeader)).status).toBe(403);
    for (const [period, code] of [
      ['2026-11', 'figures.unsettled'],
      ['2026', 'figures.unsettled'],
      ['2020-03', 'figures.nothing'],
    ] as const) {
      const { status, json } = await post(of(period), colleague);
      expect([status, json().code]).toEqual([422, code]);
    }
    expect((await post(of('2026-W48'), colleague)).status).toBe(400);
    expect((await list(townLeader)).issuing).toBeNull();
    expect((await list(colleague)).issuing.periods).toEqual(['2026-10']);
    expect(await house.work.read(whole(D), (tx) => askedStatements(tx, D))).toEqual([]);
  });

  it('waits while the tree is not signed, for nothing rests on what is not signed', async () => {
    const otherKey = { ...parts(), growth: { ...growth(), secret: generateKeyPairSync('ed25519').privateKey } };
    expect(await issue(otherKey, D, { period: '2026-09', subject: null })).toBe('unsigned');
    await grow(growth(), D);
  });

  it('is told to feeds and hooks, with digests of the public files alone', async () => {
    const { status, bytes, headers } = await get('/feeds/statements.atom?lang=zh');
    expect([status, headers['content-type']]).toEqual([200, 'application/atom+xml; charset=utf-8']);
    const feed = bytes.toString('utf8');
    expect(feed.match(/<entry>/g)).toHaveLength(2);
    expect(feed).toContain('2026 年 10 月');
    const { rows } = await asOwner(house.ownerUrl, (owner) =>
      owner.query(`select seq::int, id, subject, kind from journal.line where kind = 'statement.issued' order by seq`),
    );
    const told = await house.work.read(whole(D), (tx) => statementsHeard.told(tx, D, rows));
    const periods = [...told.values()].flat().map((one) => one.subject['period']);
    expect(periods).toEqual(['2026-10', '2026-10']);
    const wholes = (await list(leader)).items.map((one: Json) => one.editions[1].digests.json);
    expect(wholes).toHaveLength(2);
    for (const one of wholes) expect(JSON.stringify([...told.values()]) + feed).not.toContain(one);
  });
});
