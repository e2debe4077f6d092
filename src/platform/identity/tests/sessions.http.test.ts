import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../../../../tests/harness/database.ts';
import { DISTRICT, type House, identityHouse, PASSWORD } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await identityHouse(await testDatabase());
  await house.appointed('duty1', ['duty', { territory: DISTRICT }]);
});
afterAll(() => house.close());

describe("better-auth's own addresses", () => {
  it.each([
    ['POST', '/api/auth/sign-up/email', { email: 'a@b.cn', password: PASSWORD, name: 'x' }],
    ['POST', '/api/auth/sign-in/username', { username: 'duty1', password: PASSWORD }],
    ['POST', '/api/auth/sign-in/email', { email: 'duty1@login.invalid', password: PASSWORD }],
    ['POST', '/api/auth/update-user', { name: '张三' }],
    ['POST', '/api/auth/is-username-available', { username: 'duty1' }],
    ['POST', '/api/auth/api-key/create', {}],
    ['GET', '/api/auth/get-session', undefined],
    ['POST', '/api/auth/two-factor/disable', { password: PASSWORD }],
    ['POST', '/api/auth/passkey/../sign-up/email', {}],
  ] as const)('%s %s is not reached', async (method, url, payload) => {
    const browser = await house.signedIn('duty1');
    expect((await browser.call(method, url, payload)).status).toBe(404);
  });

  it('give passkeys a challenge', async () => {
    const browser = await house.signedIn('duty1');
    const register = await browser.call('GET', '/api/auth/passkey/generate-register-options');
    expect(register).toMatchObject({ status: 200, body: { rp: { id: 'localhost' } } });
    expect((await house.browser().call('GET', '/api/auth/passkey/generate-authenticate-options')).status).toBe(200);
    expect(
      (await house.browser().call('POST', '/api/auth/passkey/verify-authentication', { response: { id: 'x' } })).status,
    ).toBe(400);
  });
});

describe('Sessions', () => {
  it("are listed and ended: one's own by everybody, others' by the security administrator", async () => {
    const own = await house.signedIn('duty1');
    const other = await house.signedIn('duty1');
    const { sessions } = (await own.call('GET', '/api/me/sessions')).body as unknown as {
      sessions: { id: string; mine: boolean; device: string; login: string }[];
    };
    expect(sessions.every((one) => one.login === 'duty1')).toBe(true);
    expect(sessions.filter((one) => one.mine)).toHaveLength(1);
    expect(sessions[0]?.device).toBe('Chrome · Linux');
    expect((await own.call('GET', '/api/sessions')).status).toBe(403);

    const admin = await house.appointed('sec3', ['secadmin']).then(() => house.strong('sec3'));
    const all = (await admin.call('GET', '/api/sessions')).body as unknown as {
      sessions: { id: string; login: string; mine: boolean }[];
    };
    expect(new Set(all.sessions.map((one) => one.login)).size).toBeGreaterThan(1);
    const foreign = all.sessions.find((one) => one.mine)?.id ?? '';
    expect((await own.call('DELETE', `/api/me/sessions/${foreign}`)).status).toBe(404);
    for (const one of sessions.filter((each) => !each.mine))
      expect((await own.call('DELETE', `/api/me/sessions/${one.id}`)).status).toBe(200);
    expect((await other.call('GET', '/api/me')).body).toMatchObject({ is: 'nobody' });
    const mine = sessions.find((one) => one.mine)?.id ?? '';
    expect((await admin.call('DELETE', `/api/sessions/${mine}`)).status).toBe(200);
    expect((await own.call('GET', '/api/me')).body).toMatchObject({ is: 'nobody' });
    const record = (await admin.call('GET', '/api/access')).body as unknown as { entries: { what: string }[] };
    expect(new Set(record.entries.map((one) => one.what))).toContain('session-revoked');
    await house.browser().call('POST', '/api/signin', { login: 'duty1', password: 'wrong' });
    const { person } = (await house.signedIn('duty1').then((one) => one.call('GET', '/api/me'))).body;
    const refused = (await admin.call('GET', `/api/access?person=${person}`)).body as { entries: { what: string }[] };
    expect(refused.entries.map((one) => one.what)).toContain('refused');
  });
});

describe('Behind https', () => {
  it('cookies are for https alone, and are known again', async () => {
    const secure = await identityHouse(await testDatabase(), { baseUrl: 'https://lianan.example.cn' });
    await secure.appointed('duty1', ['duty', { territory: DISTRICT }]);
    const browser = secure.browser();
    const { cookies } = await browser.call('POST', '/api/signin', { login: 'duty1', password: PASSWORD });
    expect(cookies.join()).toMatch(/__Secure-lianan\.session_token=[^;]+;.*Secure/);
    expect((await browser.call('GET', '/api/me')).body).toMatchObject({ is: 'staff' });
    await browser.call('POST', '/api/signout', {});
    expect((await browser.call('GET', '/api/me')).body).toMatchObject({ is: 'nobody' });
    await secure.close();
  });
});
