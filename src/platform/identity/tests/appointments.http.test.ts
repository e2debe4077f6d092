import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../../../../tests/harness/database.ts';
import { whole } from '../../db/scope.ts';
import { identitySubjects } from '../subjects.store.ts';
import { folded } from './folded.ts';
import { type Browser, DISTRICT, type House, identityHouse, PASSWORD } from './house.ts';

let house: House;
let sys: Browser;
let sec: Browser;
let ids: Record<string, { person: string; held: string[] }>;
beforeAll(async () => {
  house = await identityHouse(await testDatabase());
  ids = {
    sys1: await house.appointed('sys1', ['sysadmin']),
    sec1: await house.appointed('sec1', ['secadmin']),
    wang: await house.appointed('wang', ['handler', { body: 'wc-t001' }]),
    zhao: await house.appointed('zhao'),
    duty1: await house.appointed('duty1', ['duty', { territory: DISTRICT }]),
  };
  sys = await house.strong('sys1');
  sec = await house.strong('sec1');
});
afterAll(() => house.close());

const propose = (over: object) =>
  sys.call('POST', '/api/appointments', {
    person: ids['zhao']?.person,
    post: 'handler',
    body: 'wc-t001',
    from: '2026-01-01',
    ...over,
  });
const move = (browser: Browser, id: string, body: object) =>
  browser.call('POST', `/api/appointments/${id}/moves`, body);

describe('An appointment', () => {
  it('is proposed by one administrator and approved by another, and gives rights at once', async () => {
    const zhao = await house.signedIn('zhao');
    expect((await zhao.call('GET', '/api/me')).body).toMatchObject({ is: 'staff', posts: [] });
    const { status, body } = await propose({ post: 'verifier', body: 'wc-centre', territory: '330702' });
    expect(status).toBe(200);
    const { id } = body as unknown as { id: string };
    expect((await zhao.call('GET', '/api/me')).body).toMatchObject({ posts: [] });
    expect((await move(sys, id, { move: 'approve' })).status).toBe(403);
    const list = (await sec.call('GET', '/api/appointments?state=proposed')).body as unknown as {
      appointments: { id: string; name: string; abilities: string[] }[];
    };
    expect(list.appointments).toMatchObject([{ id, name: 'zhao的姓名', abilities: ['approve', 'refuse'] }]);
    expect(await move(sec, id, { move: 'approve' })).toMatchObject({ status: 200, body: { state: 'standing' } });
    expect((await zhao.call('GET', '/api/me')).body).toMatchObject({ posts: ['verifier'] });
    expect((await move(sec, id, { move: 'approve' })).status).toBe(409);
    expect(await move(sec, id, { move: 'end', reason: 'moved' })).toMatchObject({
      status: 200,
      body: { state: 'ended' },
    });
    expect((await zhao.call('GET', '/api/me')).body).toMatchObject({ posts: [] });
  });

  it('is refused or withdrawn, and then nothing moves it', async () => {
    const one = (await propose({})).body as unknown as { id: string };
    expect((await move(sec, one.id, { move: 'refuse' })).status).toBe(400);
    expect(await move(sec, one.id, { move: 'refuse', reason: 'not-needed' })).toMatchObject({
      body: { state: 'refused' },
    });
    const two = (await propose({})).body as unknown as { id: string };
    expect(await move(sys, two.id, { move: 'withdraw' })).toMatchObject({ body: { state: 'withdrawn' } });
    expect((await move(sec, two.id, { move: 'approve' })).status).toBe(409);
  });

  it.each([
    [{ person: '00000000-0000-7000-8000-000000000000' }, 422, 'identity.noPerson'],
    [{ body: 'no-such' }, 422, 'identity.noBody'],
    [{ to: '2025-01-01' }, 422, 'identity.days'],
    [{ territory: '330703001' }, 422, 'identity.outside'],
    [{ post: 'king' }, 400, 'http.invalid'],
    [{ territory: "1' or 1=1" }, 400, 'http.invalid'],
  ])('with %o is refused', async (over, status, code) => {
    expect(await propose(over)).toMatchObject({ status, body: { code } });
  });

  it('is not proposed for oneself, nor by anybody else', async () => {
    expect(await propose({ person: ids['sys1']?.person })).toMatchObject({
      status: 403,
      body: { code: 'identity.self' },
    });
    expect(
      (
        await sec.call('POST', '/api/appointments', {
          person: ids['zhao']?.person,
          post: 'clerk',
          body: 'wc-centre',
          from: '2026-01-01',
        })
      ).status,
    ).toBe(403);
    const duty = await house.signedIn('duty1');
    expect(
      (
        await duty.call('POST', '/api/appointments', {
          person: ids['zhao']?.person,
          post: 'clerk',
          body: 'wc-centre',
          from: '2026-01-01',
        })
      ).status,
    ).toBe(403);
    const own = (await duty.call('GET', '/api/appointments')).body as unknown as { appointments: { person: string }[] };
    expect(own.appointments.map((one) => one.person)).toEqual([ids['duty1']?.person]);
    expect((await move(duty, ids['wang']?.held[0] ?? '', { move: 'leave' })).status).toBe(404);
  });

  it('of a deputy is in force while the principal is away', async () => {
    const principal = ids['wang']?.held[0] ?? '';
    const { id } = (await propose({ deputyOf: principal })).body as unknown as { id: string };
    await move(sec, id, { move: 'approve' });
    const wang = await house.signedIn('wang');
    const zhao = await house.signedIn('zhao');
    const posts = async () =>
      [(await wang.call('GET', '/api/me')).body, (await zhao.call('GET', '/api/me')).body].map(
        (one) => (one as unknown as { posts: string[] }).posts,
      );
    expect(await posts()).toEqual([['handler'], []]);
    expect(await move(wang, principal, { move: 'leave' })).toMatchObject({ body: { away: true } });
    expect(await posts()).toEqual([[], ['handler']]);
    expect((await wang.call('GET', '/api/me')).body).toMatchObject({ away: [{ id: principal }] });
    expect(await move(wang, principal, { move: 'return' })).toMatchObject({ body: { away: false } });
    expect(await posts()).toEqual([['handler'], []]);
  });

  it('of the last security administrator is never ended, even by closing the person', async () => {
    expect(await move(sys, ids['sec1']?.held[0] ?? '', { move: 'end', reason: 'term' })).toMatchObject({
      status: 409,
      body: { code: 'identity.last' },
    });
    expect(await sys.call('POST', `/api/people/${ids['sec1']?.person}/close`, {})).toMatchObject({ status: 409 });
  });
});

describe('A person', () => {
  it('is entered with an initial password, which must be changed first', async () => {
    const { body } = await sys.call('POST', '/api/people', { login: 'Sun1', name: '孙一' });
    const { password, id } = body as unknown as { password: string; id: string };
    expect((await sys.call('POST', '/api/people', { login: 'sun1', name: '孙一' })).status).toBe(409);
    expect((await sys.call('POST', '/api/people', { login: 'a13812345678', name: '孙一' })).status).toBe(422);
    const sun = house.browser();
    expect(await sun.call('POST', '/api/signin', { login: 'sun1', password })).toMatchObject({
      body: { needs: 'password' },
    });
    expect((await sun.call('GET', '/api/appointments')).status).toBe(403);
    expect(await sun.call('POST', '/api/me/password', { old: password, new: PASSWORD })).toMatchObject({
      status: 200,
      body: { needs: null },
    });
    expect((await sun.call('GET', '/api/appointments')).status).toBe(200);
    const reset = (await sys.call('POST', `/api/people/${id}/password`, {})).body as unknown as { password: string };
    expect((await sun.call('GET', '/api/me')).body).toMatchObject({ is: 'nobody' });
    expect(
      (await house.browser().call('POST', '/api/signin', { login: 'sun1', password: reset.password })).status,
    ).toBe(200);
    expect((await sec.call('POST', `/api/people/${id}/password`, {})).status).toBe(403);
    expect((await sec.call('POST', `/api/people/${id}/code`, {})).status).toBe(200);
    expect((await sys.call('POST', `/api/people/${id}/code`, {})).status).toBe(403);
    expect((await sys.call('POST', `/api/people/${id}/close`, {})).status).toBe(200);
    expect(
      (await house.browser().call('POST', '/api/signin', { login: 'sun1', password: reset.password })).status,
    ).toBe(401);
  });

  it('is listed with the name opened for administrators, and to nobody else', async () => {
    const { body } = await sec.call('GET', '/api/people');
    expect((body as unknown as { people: { login: string; name: string }[] }).people).toContainEqual(
      expect.objectContaining({ login: 'wang', name: 'wang的姓名', abilities: ['code', 'close'] }),
    );
    const duty = await house.signedIn('duty1');
    expect((await duty.call('GET', '/api/people')).status).toBe(403);
  });

  it('has no name in the open in any table', async () => {
    const { rows } = await house.test.work.pool.query(
      `select schemaname || '."' || tablename || '"' as name from pg_tables where schemaname in ('auth', 'identity', 'journal', 'sealing')`,
    );
    for (const { name } of rows) {
      const found = await house.test.work.pool.query(
        `select 1 from ${name} as t where t::text like '%的姓名%' or t::text like $1`,
        [`%${Buffer.from('的姓名').toString('hex')}%`],
      );
      expect(found.rows, name).toEqual([]);
    }
  });
});

describe('The journal', () => {
  it('folds to exactly the rows that are stored, every chain unbroken', async () => {
    const { person = 0, appointment = 0 } = await folded(house);
    expect(person).toBeGreaterThan(5);
    expect(appointment).toBeGreaterThan(5);
  });

  it('is the same after a refold', async () => {
    for (const sort of identitySubjects) {
      await house.test.work.write(whole(DISTRICT), async (tx) => {
        const before = await sort.rows.read(tx, DISTRICT, null, 10_000);
        await sort.rows.write(tx, DISTRICT, before);
        expect(await sort.rows.read(tx, DISTRICT, null, 10_000)).toEqual(before);
      });
    }
  });
});
