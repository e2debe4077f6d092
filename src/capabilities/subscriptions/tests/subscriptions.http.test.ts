import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { subjects } from '../../../apps/subjects.ts';
import { audit } from '../../../platform/journal/audit.ts';
import { sealedDigests } from '../../../platform/journal/digests.ts';
import { D, FAR, HOME, noon, type Subscribers, subscribersHouse, TOWN, VILLAGE } from './subscribers.ts';

let house: Subscribers;
beforeAll(async () => {
  house = await subscribersHouse();
});
afterAll(() => house?.close());

const codeIn = (words: string | undefined) => /#([0-9A-Z-]+)/.exec(words ?? '')?.[1] ?? '';
const byTown = (over: object = {}) => ({ id: randomUUID(), area: { territory: TOWN }, ...over });

test('a resident subscribes with a proved telephone, gets one digest a day by day, and ends it by the code in it', async () => {
  const cookie = await house.proved('13812340101');
  expect((await house.ask('POST', '/api/subscriptions', byTown())).status).toBe(401);
  const ask = byTown();
  const made = await house.ask('POST', '/api/subscriptions', ask, cookie);
  expect(made.status, made.text).toBe(200);
  expect(made.json).toMatchObject({ channel: 'sms', pace: 'daily', area: { territory: TOWN } });
  // Sent again it is the same; under the same id nothing else.
  expect((await house.ask('POST', '/api/subscriptions', ask, cookie)).json).toEqual(made.json);
  expect((await house.ask('POST', '/api/subscriptions', { ...ask, area: { territory: FAR } }, cookie)).status).toBe(
    409,
  );
  await house.told(noon());

  const one = await house.reported('hazard.fire', { territory: VILLAGE });
  await house.reported('help.aid', { territory: VILLAGE });
  await house.reported('hazard.fire', { territory: FAR });
  await house.reported('dispute.family', { territory: VILLAGE });
  const night = new Date(noon().getTime() + 10 * 3_600_000);
  expect(await house.told(night)).toBe(0);
  expect(await house.told(noon(1))).toBe(1);
  const [words] = await house.messages();
  expect(words).toMatch(/^【联安】.*城东街道：新报 2 件。查看或退订：http:\/\/localhost\/areas#/);

  await house.closed(one);
  expect(await house.told(new Date(noon(1).getTime() + 3_600_000))).toBe(0);
  expect(await house.told(noon(2))).toBe(1);
  const [second] = await house.messages();
  expect(second).toContain('办结 1 件');
  expect(second).not.toContain('新报');

  const code = codeIn(second);
  expect((await house.ask('POST', '/api/subscriptions/code', { code })).json).toMatchObject({ id: made.json['id'] });
  expect((await house.ask('POST', '/api/subscriptions/code', { code: '0000-0000-0000' })).status).toBe(404);
  expect((await house.ask('POST', '/api/subscriptions/code/end', { code: code.toLowerCase() })).status).toBe(200);
  expect((await house.ask('POST', '/api/subscriptions/code/end', { code })).status).toBe(404);
  await house.reported('hazard.fire', { territory: VILLAGE });
  expect(await house.told(noon(3))).toBe(0);
});

test('a circle hears what is shown within it: of a blurred matter the centre of its cell, never more than the map', async () => {
  const cookie = await house.proved('13812340102');
  const near = { ...HOME, metres: 600 };
  const made = await house.ask(
    'POST',
    '/api/subscriptions',
    { id: randomUUID(), area: near, kinds: ['hazard'] },
    cookie,
  );
  expect(made.status, made.text).toBe(200);
  // Whose door it is near is not kept.
  expect(made.json['area']).toEqual({ lon: 119.653, lat: 29.081, metres: 600 });
  await house.told(noon(3));
  await house.reported('hazard.fire', { lon: HOME.lon + 0.003, lat: HOME.lat });
  await house.reported('hazard.fire', { lon: HOME.lon + 0.03, lat: HOME.lat });
  await house.reported('help.aid', HOME);
  await house.reported('dispute.family', HOME);
  expect(await house.told(noon(4))).toBe(1);
  expect((await house.messages())[0]).toContain('所选地点周边 600 米：新报 1 件');
});

test('a matter that is hidden before it is told is not told', async () => {
  const cookie = await house.proved('13812340103');
  await house.ask('POST', '/api/subscriptions', { id: randomUUID(), area: { territory: FAR } }, cookie);
  await house.told(noon(4));
  const { id } = await house.reported('hazard.fire', { territory: FAR });
  await house.told(new Date(noon(4).getTime() + 10 * 3_600_000));
  await house.work.pool.query(`update matters.matter set visibility = 'hidden' where id = $1`, [id]);
  expect(await house.told(noon(5))).toBe(0);
  await house.work.pool.query(`update matters.matter set visibility = 'exact' where id = $1`, [id]);
});

test('nobody sees, lists or ends what another has', async () => {
  const [own, other] = [await house.proved('13812340104'), await house.proved('13812340105')];
  const ask = byTown();
  const id = String((await house.ask('POST', '/api/subscriptions', ask, own)).json['id']);
  const items = async (cookie: string) =>
    (await house.ask('GET', '/api/subscriptions', undefined, cookie)).json['items'];
  expect(await items(own)).toMatchObject([{ id }]);
  expect(await items(other)).toEqual([]);
  expect((await house.ask('DELETE', `/api/subscriptions/${id}`, undefined, other)).status).toBe(404);
  expect((await house.ask('DELETE', `/api/subscriptions/${id}`)).status).toBe(401);
  expect((await house.ask('DELETE', `/api/subscriptions/${id}`, undefined, own)).status).toBe(200);
  expect(await items(own)).toEqual([]);
  // Whole-district reach opens no wish: the policy asks for a proof, not for a post.
  await house.ask('POST', '/api/subscriptions', byTown(), own);
  const scope = { district: D, reach: [D], bodies: ['centre'], subjects: [] };
  const seen = await house.db.read(scope, (tx) => sql`select 1 from subscriptions.wish`.execute(tx));
  expect(seen.rows).toEqual([]);
});

test('what does not fit is refused at its field, and ten are the most that one has', async () => {
  const cookie = await house.proved('13812340106');
  const refused = async (over: object) => (await house.ask('POST', '/api/subscriptions', byTown(over), cookie)).json;
  expect(await refused({ area: { territory: '330702999' } })).toMatchObject({
    fields: [{ path: 'body.area.territory' }],
  });
  expect(await refused({ kinds: ['dispute.family'] })).toMatchObject({ fields: [{ path: 'body.kinds.0' }] });
  expect(await refused({ area: { ...HOME, metres: 2_001 } })).toMatchObject({ status: 400 });
  for (let n = 0; n < 10; n += 1)
    expect((await house.ask('POST', '/api/subscriptions', byTown(), cookie)).status).toBe(200);
  expect(await refused({})).toMatchObject({ status: 409, code: 'subscriptions.tooMany' });
});

test('forgetting a resident ends their subscriptions: area, proof and key are gone, the lines stay whole', async () => {
  const cookie = await house.proved('13812340107');
  const ask = { id: randomUUID(), area: { ...HOME, metres: 500 } };
  const made = await house.ask('POST', '/api/subscriptions', ask, cookie);
  expect(made.status).toBe(200);
  const id = String(made.json['id']);
  expect((await house.ask('POST', '/api/residents/forget', {}, cookie)).status).toBe(200);
  const count = async (table: string, column = 'subject') =>
    (await house.work.pool.query(`select 1 from ${table} where ${column} = $1`, [id])).rows.length;
  expect([
    await count('subscriptions.wish'),
    await count('subscriptions.proof'),
    await count('subscriptions.pending'),
  ]).toEqual([0, 0, 0]);
  const { rows } = await house.work.pool.query('select state, why from subscriptions.subscription where id = $1', [id]);
  expect(rows).toEqual([{ state: 'ended', why: 'forgotten' }]);
  const keys = await house.work.pool.query('select id, wrapped from sealing.key where owner = $1', [id]);
  expect(keys.rows).toMatchObject([{ wrapped: null }]);
  expect(await readFile(join(house.dataDir, 'forgotten.log'), 'utf8')).toContain(`${D} ${keys.rows[0].id}`);
});

test('no number, no place and no kind stands in a line or in the open, and the audit folds every subscription', async () => {
  const cookie = await house.proved('13812340108');
  const id = randomUUID();
  await house.ask(
    'POST',
    '/api/subscriptions',
    { id, area: { lon: 119.77777, lat: 29.11111, metres: 700 }, kinds: ['help'] },
    cookie,
  );
  const lines = await house.work.pool.query<{ text: string }>(
    `select convert_from(bytes, 'UTF8') as text from journal.line where kind like 'subscription.%'`,
  );
  expect(lines.rows.length).toBeGreaterThan(5);
  for (const { text } of lines.rows) expect(text).not.toMatch(/1381234|119\.7|29\.1|metres|help|territory":"330702\d/);
  const tables = await house.work.pool.query<{ name: string }>(
    `select schemaname || '."' || tablename || '"' as name from pg_tables where schemaname in ('subscriptions', 'journal', 'sealing', 'identity')`,
  );
  for (const { name } of tables.rows) {
    const found = await house.work.pool.query(
      `select 1 from ${name} t where t::text like '%12340108%' or t::text like $1`,
      [`%${Buffer.from('13812340108').toString('hex')}%`],
    );
    expect(found.rows, name).toEqual([]);
  }
  const [audited] = await audit({
    db: house.work,
    subjects,
    checkpointDir: join(house.dataDir, 'audit'),
    digests: [sealedDigests],
  });
  expect(audited?.firstDifference).toBeNull();
});
