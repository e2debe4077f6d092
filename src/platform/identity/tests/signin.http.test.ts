import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '../../../../tests/harness/database.ts';
import { nothing } from '../../db/scope.ts';
import { codeOf, DISTRICT, type House, identityHouse, PASSWORD } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await identityHouse(await testDatabase());
  await house.appointed('duty1', ['duty', { territory: DISTRICT }]);
  await house.appointed('sec1', ['secadmin']);
  await house.appointed('audit1', ['auditor']);
});
afterAll(() => house.close());
beforeEach(async () => {
  await house.test.work.write(nothing(DISTRICT), (tx) => sql`delete from identity.throttle`.execute(tx));
});

const rowsOf = async (query: string): Promise<Record<string, unknown>[]> =>
  (await house.test.work.pool.query(query)).rows;

describe('A duty officer', () => {
  it('signs in with login and password, and is told who they are', async () => {
    const browser = house.browser();
    expect((await browser.call('GET', '/api/me')).body).toMatchObject({ is: 'nobody', appointments: [] });
    const answer = await browser.call('POST', '/api/signin', { login: ' Duty1', password: PASSWORD });
    expect(answer).toMatchObject({ status: 200, body: { next: null, needs: null } });
    expect(answer.cookies.join()).toMatch(/lianan\.session_token=.*HttpOnly.*SameSite=Lax/);
    expect((await browser.call('GET', '/api/me')).body).toMatchObject({
      is: 'staff',
      login: 'duty1',
      name: 'duty1的姓名',
      district: DISTRICT,
      posts: ['duty'],
      appointments: [{ post: 'duty', territory: DISTRICT }],
      needsTotp: false,
    });
  });

  it('is the same nobody with a wrong password as with an unknown login', async () => {
    const wrong = await house.browser().call('POST', '/api/signin', { login: 'duty1', password: 'wrong' });
    const unknown = await house.browser().call('POST', '/api/signin', { login: 'nobody1', password: 'wrong' });
    expect(wrong.status).toBe(401);
    expect({ ...wrong.body, instance: '' }).toEqual({ ...unknown.body, instance: '' });
    const odd = await house.browser().call('POST', '/api/signin', { login: '李\u0000', password: 'x' });
    expect(odd.status).toBe(401);
  });

  it('does nothing that was kept on a phone for somebody else', async () => {
    const browser = await house.signedIn('duty1');
    const { body } = await browser.call('GET', '/api/me');
    const person = (body as { person: string }).person;
    const own = await browser.call('GET', '/api/me', undefined, { 'x-lianan-person': person });
    expect(own.status).toBe(200);
    for (const caller of [await house.signedIn('sec1'), house.browser()]) {
      expect(await caller.call('GET', '/api/me', undefined, { 'x-lianan-person': person })).toMatchObject({
        status: 401,
        body: { code: 'http.otherPerson' },
      });
    }
  });

  it('signs out, and the session is over', async () => {
    const browser = await house.signedIn('duty1');
    const cookie = [...browser.jar].map((pair) => pair.join('=')).join('; ');
    await browser.call('GET', '/api/me');
    expect((await browser.call('POST', '/api/signout', {})).status).toBe(200);
    expect(browser.jar.has('lianan.session_token')).toBe(false);
    expect((await house.browser().call('GET', '/api/me', undefined, { cookie })).body).toMatchObject({ is: 'nobody' });
  });

  it('is refused a forged cookie', async () => {
    const browser = await house.signedIn('duty1');
    const forged = `lianan.session_token=${(browser.jar.get('lianan.session_token') ?? '').slice(0, -6)}AAAAAA`;
    expect((await house.browser().call('GET', '/api/me', undefined, { cookie: forged })).body).toMatchObject({
      is: 'nobody',
    });
  });

  it('changes the password, which ends all other sessions', async () => {
    await house.appointed('duty9', ['duty', { territory: DISTRICT }]);
    const here = await house.signedIn('duty9');
    const there = await house.signedIn('duty9');
    await there.call('GET', '/api/me');
    expect((await here.call('POST', '/api/me/password', { old: 'wrong', new: 'River-Stone-77' })).status).toBe(401);
    expect(await here.call('POST', '/api/me/password', { old: PASSWORD, new: 'short' })).toMatchObject({
      status: 422,
      body: { code: 'identity.passwordWeak' },
    });
    expect((await here.call('POST', '/api/me/password', { old: PASSWORD, new: 'River-Stone-77' })).status).toBe(200);
    expect((await here.call('GET', '/api/me')).body).toMatchObject({ is: 'staff' });
    expect((await there.call('GET', '/api/me')).body).toMatchObject({ is: 'nobody' });
    expect(
      (await house.browser().call('POST', '/api/signin', { login: 'duty9', password: 'River-Stone-77' })).status,
    ).toBe(200);
  });

  it('is signed out after half an hour without a request, and a request moves that on', async () => {
    const browser = await house.signedIn('duty1');
    const ends = async () =>
      Number(
        (await rowsOf(`select extract(epoch from max("expiresAt" - now())) as left from auth.session`))[0]?.['left'],
      );
    expect(await ends()).toBeGreaterThan(29 * 60);
    await house.test.work.pool.query(
      `update auth.session set "expiresAt" = now() + interval '10 minutes', "updatedAt" = now() - interval '20 minutes'`,
    );
    house.parts.identifier.drop();
    const moved = await browser.call('GET', '/api/me');
    expect(moved.cookies.join()).toContain('lianan.session_token=');
    expect(await ends()).toBeGreaterThan(29 * 60);
    await house.test.work.pool.query(`update auth.session set "expiresAt" = now() - interval '1 second'`);
    house.parts.identifier.drop();
    expect((await browser.call('GET', '/api/me')).body).toMatchObject({ is: 'nobody' });
  });

  it('is signed out at the end of a shift, however busy', async () => {
    const browser = await house.signedIn('duty1');
    await house.test.work.pool.query(`update auth.session set "createdAt" = now() - interval '13 hours'`);
    house.parts.identifier.drop();
    expect((await browser.call('GET', '/api/me')).body).toMatchObject({ is: 'nobody' });
    expect((await browser.call('GET', '/api/me')).cookies).toEqual([]);
  });
});

describe('Guessing', () => {
  it('at one login is locked after five tries, from wherever they come, and ends with the right password only later', async () => {
    for (let at = 0; at < 5; at += 1) {
      expect(
        (await house.browser(`10.0.0.${at}`).call('POST', '/api/signin', { login: 'duty1', password: 'wrong' })).status,
      ).toBe(401);
    }
    const locked = await house.browser('10.0.1.1').call('POST', '/api/signin', { login: 'duty1', password: PASSWORD });
    expect(locked).toMatchObject({ status: 429, body: { code: 'identity.locked' } });
    expect(
      (await house.browser('10.0.1.1').call('POST', '/api/signin', { login: 'sec1', password: PASSWORD })).status,
    ).toBe(200);
    house.time.now = new Date(Date.now() + 16 * 60_000);
    expect(
      (await house.browser('10.0.1.1').call('POST', '/api/signin', { login: 'duty1', password: PASSWORD })).status,
    ).toBe(200);
    house.time.now = null;
  });

  it('many at once are counted before they are tried', async () => {
    const tries = await Promise.all(
      Array.from({ length: 12 }, () =>
        house.browser('10.0.2.1').call('POST', '/api/signin', { login: 'audit1', password: 'wrong' }),
      ),
    );
    expect(tries.filter((one) => one.status === 401)).toHaveLength(5);
    expect(tries.filter((one) => one.status === 429)).toHaveLength(7);
  });

  it('from one source is locked after thirty tries, at whatever login', async () => {
    for (let at = 0; at < 30; at += 1)
      await house.browser('10.0.3.1').call('POST', '/api/signin', { login: `made-up-${at}`, password: 'wrong' });
    expect(
      (await house.browser('10.0.3.1').call('POST', '/api/signin', { login: 'duty1', password: PASSWORD })).status,
    ).toBe(429);
    expect(
      (await house.browser('10.0.3.2').call('POST', '/api/signin', { login: 'duty1', password: PASSWORD })).status,
    ).toBe(200);
  });

  it('leaves no address anywhere in the database', async () => {
    await house.browser('203.0.113.77').call('POST', '/api/signin', { login: 'duty1', password: 'wrong' });
    await house.browser('203.0.113.77').call('POST', '/api/signin', { login: 'duty1', password: PASSWORD });
    const tables = await rowsOf(
      `select schemaname || '."' || tablename || '"' as name from pg_tables where schemaname in ('auth', 'identity', 'journal')`,
    );
    for (const { name } of tables) {
      const found = await rowsOf(
        `select 1 from ${String(name)} as t where t::text like '%203.0.113.77%' or t::text like '%${Buffer.from('203.0.113.77').toString('hex')}%'`,
      );
      expect(found, String(name)).toEqual([]);
    }
    expect(
      await rowsOf(`select 1 from auth."user" where name <> username or email not like '%@login.invalid'`),
    ).toEqual([]);
  });
});

describe('A one-time code', () => {
  it.each(['sec1', 'audit1'])(
    'is compulsory for %s: until it is enrolled there is no right but to enrol',
    async (login) => {
      const browser = await house.signedIn(login);
      expect((await browser.call('GET', '/api/me')).body).toMatchObject({
        is: 'staff',
        needs: 'enrol',
        needsTotp: true,
        appointments: [],
        posts: [],
      });
      expect(await browser.call('GET', '/api/access')).toMatchObject({ status: 403, body: { code: 'http.needsTotp' } });
      expect((await browser.call('POST', '/api/me/code/enrol', { password: 'wrong' })).status).toBe(401);
      const { body } = await browser.call('POST', '/api/me/code/enrol', { password: PASSWORD });
      const { secret, uri, recoveryCodes } = body as { secret: string; uri: string; recoveryCodes: string[] };
      expect(uri).not.toContain('login.invalid');
      expect(recoveryCodes).toHaveLength(10);
      expect((await browser.call('POST', '/api/me/code', { code: '000000' })).status).toBe(401);
      // The very code that was used, whatever step has begun meanwhile.
      const used = codeOf(secret);
      expect(await browser.call('POST', '/api/me/code', { code: used })).toMatchObject({
        status: 200,
        body: { needs: null },
      });
      expect((await browser.call('GET', '/api/me')).body).toMatchObject({
        needs: null,
        enrolled: true,
        posts: [login === 'sec1' ? 'secadmin' : 'auditor'],
      });
      expect((await browser.call('GET', '/api/access')).status).toBe(200);

      const next = house.browser();
      expect(await next.call('POST', '/api/signin', { login, password: PASSWORD })).toMatchObject({
        status: 200,
        body: { next: 'code' },
      });
      expect((await next.call('GET', '/api/me')).body).toMatchObject({ is: 'nobody' });
      expect(await next.call('POST', '/api/signin/code', { code: used })).toMatchObject({
        status: 401,
        body: { code: 'identity.codeWrong' },
      });
      expect((await next.call('GET', '/api/me')).body).toMatchObject({ is: 'nobody' });

      const third = house.browser();
      await third.call('POST', '/api/signin', { login, password: PASSWORD });
      expect(await third.call('POST', '/api/signin/code', { code: codeOf(secret, 1) })).toMatchObject({
        status: 200,
        body: { needs: null },
      });
      expect((await third.call('GET', '/api/access')).status).toBe(200);

      const fourth = house.browser();
      await fourth.call('POST', '/api/signin', { login, password: PASSWORD });
      expect(await fourth.call('POST', '/api/signin/code', { code: recoveryCodes[0], recovery: true })).toMatchObject({
        status: 200,
      });
      const fifth = house.browser();
      await fifth.call('POST', '/api/signin', { login, password: PASSWORD });
      expect((await fifth.call('POST', '/api/signin/code', { code: recoveryCodes[0], recovery: true })).status).toBe(
        401,
      );
    },
  );

  it('has recovery codes that their owner renews with the password: the old ones are void, and it is recorded', async () => {
    await house.appointed('audit3', ['auditor']);
    const owner = await house.signedIn('audit3');
    expect(await owner.call('POST', '/api/me/code/recovery', { password: PASSWORD })).toMatchObject({ status: 403 });
    const enrolled = await owner.call('POST', '/api/me/code/enrol', { password: PASSWORD });
    const { secret, recoveryCodes: old } = enrolled.body as { secret: string; recoveryCodes: string[] };
    await owner.call('POST', '/api/me/code', { code: codeOf(secret) });
    expect(await owner.call('POST', '/api/me/code/recovery', { password: 'wrong' })).toMatchObject({
      status: 401,
      body: { code: 'identity.passwordWrong' },
    });
    const recover = async (code: string | undefined) => {
      const browser = house.browser();
      await browser.call('POST', '/api/signin', { login: 'audit3', password: PASSWORD });
      return (await browser.call('POST', '/api/signin/code', { code, recovery: true })).status;
    };
    // A wrong password has changed nothing.
    expect(await recover(old[0])).toBe(200);
    const answer = await owner.call('POST', '/api/me/code/recovery', { password: PASSWORD });
    const fresh = answer.body['recoveryCodes'] as string[];
    expect([answer.status, new Set([...old, ...fresh]).size]).toEqual([200, 20]);
    expect(await recover(old[1])).toBe(401);
    expect(await recover(fresh[0])).toBe(200);
    const entries = (await owner.call('GET', '/api/access')).body['entries'] as { what: string }[];
    expect(entries.filter((one) => one.what === 'recovery-renewed')).toHaveLength(1);
    expect(await rowsOf(`select 1 from journal.line where kind = 'person.recovery-renewed'`)).toHaveLength(1);
  });

  it('locks the account after five wrong ones, whoever knows the password', async () => {
    await house.appointed('audit2', ['auditor']);
    const { secret } = await house.strong('audit2');
    const browser = house.browser();
    await browser.call('POST', '/api/signin', { login: 'audit2', password: PASSWORD });
    for (let at = 0; at < 5; at += 1)
      expect((await browser.call('POST', '/api/signin/code', { code: '000000' })).status).toBe(401);
    const again = house.browser();
    await again.call('POST', '/api/signin', { login: 'audit2', password: PASSWORD });
    expect((await again.call('POST', '/api/signin/code', { code: codeOf(secret) })).status).toBe(429);
  });

  it('enrolled in one session is owed by the others too', async () => {
    await house.appointed('duty7', ['duty', { territory: DISTRICT }]);
    const old = await house.signedIn('duty7');
    expect((await old.call('GET', '/api/me')).body).toMatchObject({ needs: null });
    const { secret } = await house.strong('duty7');
    expect((await old.call('GET', '/api/me')).body).toMatchObject({ needs: 'code', appointments: [] });
    expect(await old.call('POST', '/api/me/code', { code: codeOf(secret) })).toMatchObject({
      status: 200,
      body: { needs: null },
    });
  });
});
