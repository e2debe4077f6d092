import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../../../../tests/harness/database.ts';
import { folded } from './folded.ts';
import { type Browser, DISTRICT, type House, identityHouse } from './house.ts';

let house: House;
let sec: Browser;
beforeAll(async () => {
  house = await identityHouse(await testDatabase());
  await house.appointed('sec1', ['secadmin']);
  await house.appointed('duty1', ['duty', { territory: DISTRICT }]);
  sec = await house.strong('sec1');
});
afterAll(() => house.close());

const draft = { name: '110 接警台', body: 'wc-centre', scopes: ['exchange'], until: '2027-06-30' };
const issue = (over: object = {}) => sec.call('POST', '/api/machines', { ...draft, ...over });
type Issued = { id: string; key: string };

describe("A machine's key", () => {
  it('is issued by the security administrator, says who asks, and is shown once', async () => {
    const { status, body } = await issue();
    expect(status).toBe(200);
    const { id, key } = body as unknown as Issued;
    const known = await house.parts.identifier.machine(key);
    expect(known).toMatchObject({
      district: DISTRICT,
      caller: { is: 'machine', person: id, scopes: ['exchange'], body: 'wc-centre', appointments: [] },
    });
    expect((await house.browser().call('GET', '/api/me', undefined, { 'x-api-key': key })).body).toMatchObject({
      is: 'machine',
    });
    expect((await house.browser().call('GET', '/api/appointments', undefined, { 'x-api-key': key })).status).toBe(403);
    const list = JSON.stringify((await sec.call('GET', '/api/machines')).body);
    expect(list).toContain('110 接警台');
    expect(list).not.toContain(key);
    const { rows } = await house.test.work.pool.query(`select t::text as row from auth.apikey t`);
    expect(JSON.stringify(rows)).not.toContain(key);
  });

  it('is nobody once revoked, at once', async () => {
    const { id, key } = (await issue()).body as unknown as Issued;
    expect((await house.parts.identifier.machine(key)).caller.is).toBe('machine');
    expect((await sec.call('DELETE', `/api/machines/${id}`)).status).toBe(200);
    expect((await house.parts.identifier.machine(key)).caller.is).toBe('nobody');
    expect((await sec.call('DELETE', `/api/machines/${id}`)).status).toBe(404);
    expect((await house.parts.identifier.machine(`${key}x`)).caller.is).toBe('nobody');
    expect((await house.browser().call('GET', '/api/me', undefined, { 'x-api-key': 'short' })).body).toMatchObject({
      is: 'nobody',
    });
  });

  it('is nobody after its last day', async () => {
    const { key } = (await issue({ until: '2026-12-31' })).body as unknown as Issued;
    house.time.now = new Date('2026-12-31T15:59:00Z');
    house.parts.identifier.drop();
    const before = (await house.parts.identifier.machine(key)).caller.is;
    house.time.now = new Date('2026-12-31T16:00:00Z');
    house.parts.identifier.drop();
    expect([before, (await house.parts.identifier.machine(key)).caller.is]).toEqual(['machine', 'nobody']);
    house.time.now = null;
  });

  it.each([
    [{ until: '2020-01-01' }, 422],
    [{ until: '2036-01-01' }, 422],
    [{ scopes: [] }, 400],
    [{ scopes: ['open311', 'open311'] }, 422],
    [{ scopes: ['everything'] }, 400],
    [{ body: 'no-such' }, 422],
    [{ name: 'x'.repeat(33) }, 400],
    [{ name: '<script>' }, 400],
  ])('with %o is refused', async (over, status) => {
    expect((await issue(over)).status).toBe(status);
  });

  it("is nobody else's to issue", async () => {
    const duty = await house.signedIn('duty1');
    expect((await duty.call('POST', '/api/machines', draft)).status).toBe(403);
    expect((await duty.call('GET', '/api/machines')).status).toBe(403);
    expect((await house.browser().call('POST', '/api/machines', draft)).status).toBe(401);
  });
});

describe('The journal', () => {
  it('folds to the machines that are stored', async () => {
    expect((await folded(house))['machine']).toBeGreaterThan(2);
  });
});

describe('A contract that leaves no trace', () => {
  it('knows nobody, whatever cookies and keys come along', async () => {
    const browser = await house.signedIn('duty1');
    const cookie = [...browser.jar].map((pair) => pair.join('=')).join('; ');
    const request = {
      routeOptions: { config: { unlogged: true } },
      headers: { cookie, 'x-api-key': 'lianan_whatever_this_is' },
    };
    expect((await house.parts.identifier.identify(request as never)).caller).toEqual({ is: 'nobody' });
  });
});
