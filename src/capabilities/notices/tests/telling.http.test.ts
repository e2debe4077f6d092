import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { pushBrowser, pushService } from '../../../../tests/harness/push.ts';
import { freshCalendarOf } from '../../../platform/calendar/calendar.door.ts';
import { USUAL_HOURS } from '../../../platform/calendar/hours.rules.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Push } from '../../../platform/push/push.ts';
import type { NoticeTelling } from '../notices.timers.ts';
import { D, type NoticeHouse, noticeHouse } from './noticeHouse.ts';

let house: NoticeHouse;
let service: Awaited<ReturnType<typeof pushService>>;
let browser: ReturnType<typeof pushBrowser>;
let device = '';
beforeAll(async () => {
  house = await noticeHouse();
  service = await pushService();
  browser = pushBrowser(`${service.at}/lead`);
});
afterAll(async () => {
  await service?.close();
  await house?.close();
});
afterEach(() => {
  service.answers.status = 201;
  service.got.length = 0;
});

/** Four in the afternoon of a Monday in Shanghai. */
const AFTERNOON = '2026-03-02T08:00:00.000Z';
const HOUR = 3_600_000;
const setting = { pace: 'hourly', quiet: { from: 1320, to: 420 }, pass: true, office: true };
const settings = (over: object = {}) => house.as('lead', 'PUT', '/api/me/notices/settings', { ...setting, ...over });
const assigned = async (over: object = {}) => {
  const one = await house.reported(over);
  await house.move('duty', one.id, { move: 'assign', body: 'fire' });
  return one;
};
const turn = async (worker?: NoticeTelling): Promise<number> => {
  const one = worker ?? (await house.telling());
  await one.turn(D);
  return one.sent;
};
const told = () => browser.open(service.got.at(-1)?.body ?? Buffer.alloc(0));

it('a browser is told from now on, of one matter by kind, place and number, of several how many', async () => {
  house.at(AFTERNOON);
  await assigned();
  const added = await house.as('lead', 'POST', '/api/me/notices/devices', {
    ...{ shell: 'field', language: 'zh', push: browser.target },
  });
  expect(added.status, JSON.stringify(added.body)).toBe(200);
  device = String(added.body['id']);
  expect(await turn()).toBe(0);
  const one = await assigned();
  expect(await turn()).toBe(1);
  expect(told()).toEqual({
    title: '新派：消防隐患',
    body: `城东街道 · 旌孝街社区 · ${one.number}`,
    url: `http://localhost/field/matters/${one.id}`,
    tag: 'lianan-notices',
    language: 'zh',
  });
  expect(JSON.stringify(told())).not.toContain('楼道');
  // Twenty more within the hour are one message after it.
  for (let n = 0; n < 3; n++) await assigned();
  expect(await turn()).toBe(0);
  house.at(AFTERNOON, HOUR);
  expect(await turn()).toBe(1);
  expect(told()).toMatchObject({ title: '3 件事项请您看', body: '新派 3 件', url: 'http://localhost/field/notices' });
  expect(await turn()).toBe(0);
});

it('of a kind that is not public a locked screen shows neither the kind nor the village', async () => {
  house.at(AFTERNOON, 3 * HOUR);
  const { number } = await assigned({ kind: 'dispute.family' });
  expect(await turn()).toBe(1);
  expect(told()).toMatchObject({ title: '新派：事项', body: `城东街道 · ${number}` });
});

it('nothing is said in quiet hours but danger to life and limb, and in the morning there is one message', async () => {
  house.at(AFTERNOON, 7 * HOUR);
  for (let n = 0; n < 4; n++) await assigned();
  expect(await turn()).toBe(0);
  const one = await house.reported();
  await house.move('duty', one.id, { move: 'triage', kind: 'hazard.fire', urgency: 'critical' });
  await house.move('duty', one.id, { move: 'assign', body: 'fire' });
  expect(await turn()).toBe(1);
  expect(told()).toMatchObject({ title: '紧急 · 新派：消防隐患', body: expect.stringContaining('5 件事项请您看') });
  // One that a body has already turns out to be such.
  const known = await assigned();
  house.at(AFTERNOON, 7 * HOUR + 600_000);
  expect(await turn()).toBe(0);
  await house.move('duty', known.id, { move: 'triage', kind: 'hazard.fire', urgency: 'critical' });
  expect(await turn()).toBe(1);
  expect(told()).toMatchObject({ title: '紧急 · 危及人身：消防隐患' });
  await assigned();
  await settings({ pass: false });
  const other = await house.reported();
  await house.move('duty', other.id, { move: 'triage', kind: 'hazard.fire', urgency: 'critical' });
  await house.move('duty', other.id, { move: 'assign', body: 'fire' });
  expect(await turn()).toBe(0);
  await settings();
  await settings({ pass: false });
  house.at('2026-03-02T22:59:00.000Z');
  expect(await turn()).toBe(0);
  house.at('2026-03-02T23:00:00.000Z');
  expect(await turn()).toBe(1);
  await settings();
});

it('after days in which no worker ran there is one message, by two workers, and none again after a restart', async () => {
  house.at('2026-03-03T02:00:00.000Z');
  for (let n = 0; n < 6; n++) await assigned();
  house.at('2026-03-07T02:00:00.000Z');
  await house.turn();
  const [one, other] = [await house.telling(), await house.telling()];
  await Promise.all([one.turn(D), other.turn(D), one.turn(D), other.turn(D)]);
  expect(one.sent + other.sent).toBe(1);
  expect(service.got.length).toBe(1);
  expect(await turn()).toBe(0);
});

it('where the district has said when the body works, the rest waits for its hours, unless somebody wants it otherwise', async () => {
  // A Saturday.
  house.at('2026-03-14T02:00:00.000Z');
  const { version } = (await house.as('sys', 'GET', '/api/calendar/years/2026')).body as { version: number };
  const set = await house.as('sys', 'PUT', '/api/calendar/hours', { body: 'fire', hours: USUAL_HOURS, base: version });
  expect(set.status, JSON.stringify(set.body)).toBe(200);
  await freshCalendarOf(house.work, D);
  expect((await house.as('lead', 'GET', '/api/me/notices/settings')).body).toMatchObject({ hasHours: true });
  await assigned();
  expect(await turn()).toBe(0);
  await settings({ office: false });
  expect(await turn()).toBe(1);
  await settings();
  house.at('2026-03-14T05:00:00.000Z');
  await assigned();
  expect(await turn()).toBe(0);
  // Half past eight on Monday in Shanghai, and a minute before it.
  house.at('2026-03-16T00:29:00.000Z');
  expect(await turn()).toBe(0);
  house.at('2026-03-16T00:30:00.000Z');
  expect(await turn()).toBe(1);
  await house.as('sys', 'PUT', '/api/calendar/hours', { body: 'fire', hours: null, base: version + 1 });
  await freshCalendarOf(house.work, D);
});

/** The same database to a worker that dies when it writes for the n-th time: before the commit, or right after it. */
function mortal(db: Database, dies: number, after: boolean): Database {
  let writes = 0;
  return Object.create(db, {
    write: {
      value: async (...[scope, fn]: Parameters<Database['write']>) => {
        writes += 1;
        if (writes > dies) throw new Error('dead');
        const done = await db.write(scope, async (tx) => {
          const result = await fn(tx);
          if (writes === dies && !after) throw new Error('killed before the commit');
          return result;
        });
        if (writes === dies && after) throw new Error('killed after the commit');
        return done;
      },
    },
  }) as Database;
}

it('whichever of two workers dies when, it is told, and twice at most: where the one died with the message sent', async () => {
  for (const [day, dies] of [1, 2, 3, 4, 5, 6].entries()) {
    for (const after of [false, true]) {
      const noon = `2026-04-${String(day * 2 + (after ? 2 : 1)).padStart(2, '0')}T04:00:00.000Z`;
      house.at(noon);
      service.got.length = 0;
      await assigned();
      const worker = await house.telling({ db: mortal(house.work, dies, after) });
      await worker.turn(D).catch(() => undefined);
      const sentThen = service.got.length;
      await Promise.all([turn(), turn()]);
      // What the dead one held it lets go by itself.
      house.at(noon, 121_000);
      await Promise.all([turn(), turn()]);
      house.at(noon, 2 * HOUR);
      await turn();
      const said = `dies at ${dies} ${after ? 'after' : 'before'} the commit`;
      expect(service.got.length, said).toBeGreaterThanOrEqual(1);
      expect(service.got.length - sentThen, said).toBeLessThanOrEqual(1);
    }
  }
});

it('what a push service does not take is tried again later, a browser that is gone is forgotten, and one press stops it', async () => {
  house.at('2026-04-25T02:00:00.000Z');
  await assigned();
  service.answers.status = 500;
  expect(await turn()).toBe(0);
  expect(await turn()).toBe(0);
  expect(service.got.length).toBe(1);
  service.answers.status = 201;
  house.at('2026-04-25T02:03:00.000Z');
  expect(await turn()).toBe(1);
  const held = async () => (await house.as('lead', 'GET', '/api/me/notices/settings')).body['devices'];
  // The same browser again is the same device; somebody else who signs in at it takes it over.
  const body = { shell: 'desk', language: 'en', push: browser.target };
  expect((await house.as('lead', 'POST', '/api/me/notices/devices', body)).body).toEqual({ id: device });
  expect(await held()).toMatchObject([{ id: device, shell: 'desk', language: 'en' }]);
  expect((await house.as('second', 'POST', '/api/me/notices/devices', body)).body).toEqual({ id: device });
  expect(await held()).toEqual([]);
  expect((await house.as('lead', 'DELETE', `/api/me/notices/devices/${device}`)).status).toBe(404);
  expect((await house.as('second', 'DELETE', `/api/me/notices/devices/${device}`)).status).toBe(200);
  await house.as('lead', 'POST', '/api/me/notices/devices', body);
  service.got.length = 0;
  service.answers.status = 410;
  await assigned();
  house.at('2026-04-25T05:00:00.000Z');
  await turn();
  expect(service.got.length).toBe(1);
  expect(await held()).toEqual([]);
});

it('the endpoint stands nowhere in the open, and the devices of who left go at night', async () => {
  const own = pushBrowser(`${service.at}/secret-of-an-officer`);
  const body = { shell: 'desk', language: 'zh', push: own.target };
  expect((await house.as('lead', 'POST', '/api/me/notices/devices', body)).status).toBe(200);
  const tables = await house.work.pool.query<{ name: string }>(
    `select schemaname || '."' || tablename || '"' as name from pg_tables where schemaname in ('notices', 'journal', 'sealing')`,
  );
  for (const { name } of tables.rows) {
    const found = await house.work.pool.query(`select 1 from ${name} t where t::text like $1`, [
      '%secret-of-an-officer%',
    ]);
    expect(found.rowCount, name).toBe(0);
  }
  const silent: Push = async () => 'sent';
  const worker = await house.telling({ push: silent });
  await worker.tidy(D);
  const rows = async () => (await house.work.pool.query('select 1 from notices.device')).rowCount;
  expect(await rows()).toBe(1);
  await house.work.pool.query(
    `update identity.person set state = 'closed' where id in (select person from notices.device)`,
  );
  await worker.tidy(D);
  expect(await rows()).toBe(0);
});
