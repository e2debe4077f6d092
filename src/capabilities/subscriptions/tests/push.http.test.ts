import { createPublicKey, randomUUID, verify } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pushBrowser, pushService } from '../../../../tests/harness/push.ts';
import { noon, type Subscribers, subscribersHouse, TOWN, VILLAGE } from './subscribers.ts';

let house: Subscribers;
let service: Awaited<ReturnType<typeof pushService>>;
beforeAll(async () => {
  house = await subscribersHouse({ anywhere: true });
  service = await pushService();
});
afterAll(async () => {
  await service?.close();
  await house?.close();
});

type Browser = ReturnType<typeof pushBrowser>;
async function subscribed(browser: Browser, over: object = {}): Promise<string> {
  const answer = await house.ask('POST', '/api/subscriptions/push', {
    id: randomUUID(),
    area: { territory: TOWN },
    push: browser.target,
    ...over,
  });
  expect(answer.status, answer.text).toBe(200);
  return String(answer.json['code']);
}
const latest = () => {
  const one = service.got.at(-1);
  if (!one) throw new Error('nothing was pushed');
  return one;
};

test('a browser is told what opened and closed, in a message that it alone can open, signed by this server', async () => {
  const { key } = (await house.ask('GET', '/api/subscriptions/push')).json as { key: string };
  const browser = pushBrowser(`${service.at}/send/1`);
  await subscribed(browser);
  await house.told(noon());
  const matter = await house.reported('hazard.fire', { territory: VILLAGE });
  expect(await house.told(noon())).toBe(1);
  const { path, headers, body } = latest();
  expect(path).toBe('/send/1');
  expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '86400', urgency: 'normal' });
  expect(body.includes(matter.number)).toBe(false);
  expect(browser.open(body)).toEqual({
    title: '新报：消防隐患',
    body: expect.stringContaining(matter.number),
    url: `http://localhost/m/${matter.number}`,
    tag: matter.number,
    language: 'zh',
  });

  // VAPID (RFC 8292): a token for this push service, signed with the key that browsers were given.
  const [, token = '', told] = /^vapid t=([^,]+), k=(.+)$/.exec(String(headers.authorization)) ?? [];
  expect(told).toBe(key);
  const [head, claims, signature] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  const publicKey = createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  });
  const good = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature ?? '', 'base64url'),
  );
  expect(good).toBe(true);
  expect(JSON.parse(Buffer.from(claims ?? '', 'base64url').toString())).toMatchObject({ aud: service.at });

  // Each as it happens, as often as it does.
  await house.closed(matter);
  expect(await house.told(noon())).toBe(1);
  expect(browser.open(latest().body)).toMatchObject({ title: '已办结：消防隐患' });
  // What is hidden is told to nobody.
  await house.reported('dispute.family', { territory: VILLAGE });
  expect(await house.told(noon())).toBe(0);
});

test('several at once come as one; once a day where that was wished; in the language of the browser', async () => {
  const browser = pushBrowser(`${service.at}/send/2`);
  await subscribed(browser, { pace: 'daily', language: 'en', kinds: ['help'] });
  await house.told(noon());
  await house.reported('help.aid', { territory: TOWN });
  await house.reported('help.aid', { territory: TOWN });
  await house.told(noon());
  const own = service.got.filter((one) => one.path === '/send/2');
  expect(own.length).toBe(1);
  expect(browser.open(own[0]?.body ?? Buffer.alloc(0))).toMatchObject({
    title: expect.stringContaining('2 reported'),
    url: expect.stringMatching(/^http:\/\/localhost\/areas#/),
  });
  await house.reported('help.aid', { territory: TOWN });
  await house.told(noon());
  expect(service.got.filter((one) => one.path === '/send/2').length).toBe(1);
  await house.told(noon(1));
  expect(service.got.filter((one) => one.path === '/send/2').length).toBe(2);
});

test('what the push service does not take is tried again later; a browser that is gone is forgotten', async () => {
  const browser = pushBrowser(`${service.at}/send/3`);
  const code = await subscribed(browser, { kinds: ['hazard'] });
  await house.told(noon(1));
  await house.reported('hazard.fire', { territory: TOWN });
  service.answers.status = 500;
  expect(await house.told(noon(1))).toBe(0);
  expect(await house.told(noon(1))).toBe(0);
  service.answers.status = 201;
  expect(await house.told(new Date(noon(1).getTime() + 60_000))).toBe(0);
  expect(await house.told(new Date(noon(1).getTime() + 180_000))).toBeGreaterThanOrEqual(1);
  expect(browser.open(service.got.findLast((one) => one.path === '/send/3')?.body ?? Buffer.alloc(0))).toMatchObject({
    title: '新报：消防隐患',
  });
  await house.reported('hazard.fire', { territory: TOWN });
  service.answers.status = 410;
  await house.told(noon(2));
  service.answers.status = 201;
  expect((await house.ask('POST', '/api/subscriptions/code', { code })).status).toBe(404);
  const { rows } = await house.work.pool.query(
    `select s.why, k.wrapped from subscriptions.subscription s join sealing.key k on k.owner = s.id where s.why = 'gone'`,
  );
  expect(rows.length).toBeGreaterThan(0);
  for (const one of rows) expect(one.wrapped).toBeNull();
});

test('a browser ends it by its code, and the endpoint stands nowhere in the open', async () => {
  const browser = pushBrowser(`${service.at}/secret-of-a-person`);
  const code = await subscribed(browser);
  const tables = await house.work.pool.query<{ name: string }>(
    `select schemaname || '."' || tablename || '"' as name from pg_tables where schemaname in ('subscriptions', 'journal', 'sealing')`,
  );
  for (const { name } of tables.rows) {
    const found = await house.work.pool.query(`select 1 from ${name} t where t::text like $1 or t::text like $2`, [
      '%secret-of-a-person%',
      `%${Buffer.from('secret-of-a-person').toString('hex')}%`,
    ]);
    expect(found.rows, name).toEqual([]);
  }
  expect((await house.ask('POST', '/api/subscriptions/code/end', { code })).status).toBe(200);
  await house.reported('hazard.fire', { territory: TOWN });
  await house.told(noon(3));
  expect(service.got.some((one) => one.path === '/secret-of-a-person')).toBe(false);
});

test('the keys lie in one file of their own, readable by its owner alone', async () => {
  const { mode } = await stat(join(house.dataDir, 'secrets', 'vapid.json'));
  expect(mode & 0o777).toBe(0o600);
});

test('an endpoint inside the house, or none at all, is refused where the setting of tests is off', async () => {
  const strict = await subscribersHouse();
  try {
    for (const endpoint of [
      'http://push.example.com/x',
      'https://127.0.0.1/x',
      'https://169.254.169.254/latest',
      'https://db.internal/x',
      'https://localhost/x',
    ]) {
      const answer = await strict.ask('POST', '/api/subscriptions/push', {
        id: randomUUID(),
        area: { territory: TOWN },
        push: pushBrowser(endpoint).target,
      });
      expect(answer.status, endpoint).toBe(422);
      expect(answer.json).toMatchObject({ fields: [{ path: 'body.push.endpoint' }] });
    }
    const open = await strict.ask('POST', '/api/subscriptions/push', {
      id: randomUUID(),
      area: { territory: TOWN },
      push: pushBrowser('https://updates.push.services.mozilla.com/wpush/v2/abc').target,
    });
    expect(open.status, open.text).toBe(200);
  } finally {
    await strict.close();
  }
});
