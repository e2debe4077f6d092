import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '../../../../tests/harness/database.ts';
import { nothing } from '../../db/scope.ts';
import { foldLook } from '../folds.rules.ts';
import { tidyIdentity } from '../identity.timers.ts';
import { LINES } from '../lines.rules.ts';
import { newLooks } from '../looks.store.ts';
import { prepared, START, write } from '../subject.store.ts';
import { folded } from './folded.ts';
import { type Browser, DISTRICT, type House, identityHouse } from './house.ts';

let house: House;
let clerk: { person: string; held: string[] };
beforeAll(async () => {
  house = await identityHouse(await testDatabase());
  clerk = await house.appointed('clerk1', ['clerk', { territory: DISTRICT }]);
});
afterAll(() => house.close());
beforeEach(async () => {
  await house.test.work.write(nothing(DISTRICT), (tx) => sql`delete from identity.throttle`.execute(tx));
  house.time.now = null;
});

type Outbox = { notice: { en: string }; messages: { phone: string; words: string }[] };

async function codeSent(browser: Browser, phone: string): Promise<string> {
  expect(await browser.call('POST', '/api/residents/code', { phone })).toMatchObject({
    status: 200,
    body: { minutes: 10, outbox: true },
  });
  const { messages } = (await browser.call('GET', '/api/outbox')).body as unknown as Outbox;
  return /[0-9]{6}/.exec(messages[0]?.words ?? '')?.[0] ?? '';
}

async function proved(phone: string): Promise<Browser> {
  const browser = house.browser();
  const code = await codeSent(browser, phone);
  expect((await browser.call('POST', '/api/residents/session', { phone, code })).status).toBe(200);
  return browser;
}

const residentOf = async (browser: Browser): Promise<string> => {
  const { rows } = await house.test.work.pool.query<{ resident: string }>(
    `select resident from identity.resident_session where token = sha256(convert_to($1, 'UTF8'))`,
    [browser.jar.get('lianan_resident')?.split('.')[1]],
  );
  return rows[0]?.resident ?? '';
};

describe('A resident', () => {
  it('proves a phone by a code and is known again by the same number, however written', async () => {
    const first = await proved('13812340001');
    expect((await first.call('GET', '/api/residents/me')).body).toMatchObject({ resident: { phone: '138****0001' } });
    const again = await proved('+86 138-1234-0001');
    expect(await residentOf(again)).toBe(await residentOf(first));
    expect(await residentOf(await proved('13812340002'))).not.toBe(await residentOf(first));
    expect((await first.call('DELETE', '/api/residents/session')).status).toBe(200);
    expect((await first.call('GET', '/api/residents/me')).body).toMatchObject({ resident: null });
  });

  it('is asked in the same words whether the phone is known or not, and hears the same when a code is wrong', async () => {
    await proved('13812340003');
    const known = await house.browser().call('POST', '/api/residents/code', { phone: '13812340003' });
    const unknown = await house.browser().call('POST', '/api/residents/code', { phone: '13812340004' });
    expect(known).toEqual(unknown);
    const wrong = await house
      .browser()
      .call('POST', '/api/residents/session', { phone: '13812340003', code: '000000' });
    const never = await house
      .browser()
      .call('POST', '/api/residents/session', { phone: '13812340005', code: '000000' });
    expect(wrong.status).toBe(401);
    expect({ ...wrong.body, instance: '' }).toEqual({ ...never.body, instance: '' });
    expect(await house.browser().call('POST', '/api/residents/code', { phone: '110' })).toMatchObject({ status: 400 });
    expect(await house.browser().call('POST', '/api/residents/code', { phone: '02112345678' })).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'body.phone' }] },
    });
  });

  it('has five tries at a code, ten minutes long, and each code once', async () => {
    const browser = house.browser();
    const code = await codeSent(browser, '13812340006');
    const other = code === '111111' ? '222222' : '111111';
    for (let at = 0; at < 5; at += 1)
      expect((await browser.call('POST', '/api/residents/session', { phone: '13812340006', code: other })).status).toBe(
        401,
      );
    expect((await browser.call('POST', '/api/residents/session', { phone: '13812340006', code })).status).toBe(401);
    const late = await codeSent(browser, '13812340007');
    house.time.now = new Date(Date.now() + 11 * 60_000);
    expect((await browser.call('POST', '/api/residents/session', { phone: '13812340007', code: late })).status).toBe(
      401,
    );
    house.time.now = null;
    const once = await codeSent(browser, '13812340008');
    expect((await browser.call('POST', '/api/residents/session', { phone: '13812340008', code: once })).status).toBe(
      200,
    );
    expect(
      (await house.browser().call('POST', '/api/residents/session', { phone: '13812340008', code: once })).status,
    ).toBe(401);
  });

  it('gets three codes in ten minutes and no more', async () => {
    for (let at = 0; at < 3; at += 1) await codeSent(house.browser(), '13812340009');
    expect(await house.browser().call('POST', '/api/residents/code', { phone: '13812340009' })).toMatchObject({
      status: 429,
    });
    expect((await house.browser().call('POST', '/api/residents/code', { phone: '13812340010' })).status).toBe(200);
  });

  it('is signed in for thirty days', async () => {
    const browser = await proved('13812340011');
    house.time.now = new Date(Date.now() + 29 * 86_400_000);
    house.parts.identifier.drop();
    expect((await browser.call('GET', '/api/residents/me')).body).toMatchObject({ resident: { phone: '138****0011' } });
    house.time.now = new Date(Date.now() + 31 * 86_400_000);
    house.parts.identifier.drop();
    expect((await browser.call('GET', '/api/residents/me')).body).toMatchObject({ resident: null });
  });

  it('stays a resident on their own pages in a browser where a member of staff is signed in too', async () => {
    const browser = await house.signedIn('clerk1');
    const resident = await proved('13812340012');
    browser.jar.set('lianan_resident', resident.jar.get('lianan_resident') ?? '');
    expect((await browser.call('GET', '/api/residents/looks')).status).toBe(200);
    expect((await browser.call('GET', '/api/me')).body).toMatchObject({ is: 'staff' });
  });

  it('reads who looked at their data, in which post, when and why; others do not', async () => {
    const browser = await proved('13812340013');
    const concerned = await residentOf(browser);
    const matter = randomUUID();
    const scope = { ...nothing(DISTRICT), reach: [DISTRICT] };
    await house.test.db.write(scope, async (tx) => {
      const writing = {
        district: DISTRICT,
        now: new Date(),
        origin: 'live' as const,
        author: { by: clerk.person, post: clerk.held[0] ?? null },
      };
      const line = prepared(writing, {
        kind: LINES.looked,
        subject: randomUUID(),
        body: { concerned, reason: 'contact', post: 'clerk', body: 'wc-centre', about: matter },
        territory: '330702001',
        chain: START,
        id: randomUUID(),
      });
      await write(tx, writing, [line], [newLooks([{ line, now: foldLook(null, line.line) }], DISTRICT)]);
    });
    expect((await browser.call('GET', '/api/residents/looks')).body).toMatchObject({
      looks: [{ post: 'clerk', body: 'wc-centre', bodyName: { en: 'Centre' }, reason: 'contact', about: matter }],
    });
    expect((await (await proved('13812340014')).call('GET', '/api/residents/looks')).body).toMatchObject({ looks: [] });
    expect((await house.browser().call('GET', '/api/residents/looks')).status).toBe(401);
    expect(await folded(house)).toMatchObject({ look: 1 });
    const seen = await house.test.db.read(nothing(DISTRICT), (tx) => sql`select 1 from identity.look`.execute(tx));
    expect(seen.rows).toEqual([]);
  });

  it('is forgotten on request: key, blind index and sessions are gone, the id stays', async () => {
    const browser = await proved('13812340015');
    const id = await residentOf(browser);
    const other = await proved('13812340015');
    expect((await browser.call('POST', '/api/residents/forget', {})).status).toBe(200);
    for (const one of [browser, other])
      expect((await one.call('GET', '/api/residents/me')).body).toMatchObject({ resident: null });
    const { rows } = await house.test.work.pool.query(
      'select phone_index, phone, phone_key from identity.resident where id = $1',
      [id],
    );
    expect(rows).toEqual([{ phone_index: null, phone: null, phone_key: null }]);
    const keys = await house.test.work.pool.query(
      'select wrapped, forgotten is not null as gone from sealing.key where owner = $1',
      [id],
    );
    expect(keys.rows).toEqual([{ wrapped: null, gone: true }]);
    expect(await readFile(join(house.dataDir, 'forgotten.log'), 'utf8')).toMatch(
      new RegExp(`^${DISTRICT} [0-9a-f-]{36}$`, 'm'),
    );
    expect(await residentOf(await proved('13812340015'))).not.toBe(id);
  });

  it('leaves no number in the open in any table', async () => {
    await proved('13812340016');
    const { rows } = await house.test.work.pool.query(
      `select schemaname || '."' || tablename || '"' as name from pg_tables where schemaname in ('auth', 'identity', 'journal', 'sealing')`,
    );
    for (const { name } of rows) {
      const found = await house.test.work.pool.query(
        `select 1 from ${name} as t where t::text like '%12340016%' or t::text like $1`,
        [`%${Buffer.from('13812340016').toString('hex')}%`],
      );
      expect(found.rows, name).toEqual([]);
    }
  });
});

describe('The message box', () => {
  it('says that it stands in, and is emptied after a day', async () => {
    await codeSent(house.browser(), '13812340017');
    const { body } = await house.browser().call('GET', '/api/outbox');
    expect((body as unknown as Outbox).notice.en).toContain('stands in');
    await tidyIdentity(house.test.work, [DISTRICT], new Date(Date.now() + 25 * 3_600_000));
    for (const table of ['sms', 'resident_code']) {
      const { rows } = await house.test.work.pool.query(`select 1 from identity.${table}`);
      expect(rows, table).toEqual([]);
    }
  });
});
