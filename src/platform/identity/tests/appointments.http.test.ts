import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { testDatabase } from '../../../../tests/harness/database.ts';
import { whole } from '../../db/scope.ts';
import { kindsByName } from '../../journal/subject.ts';
import { identitySubjects } from '../subjects.store.ts';
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

describe('A sheet of appointments', () => {
  const HEADING = ['登录名', '姓名', '岗位', '单位', '区域代码', '起', '止', '代理'];
  const sheetOf = async (rows: (string | null)[][]) => {
    const cells = [HEADING, ...rows].map((row) =>
      row.map((value) => (value === null ? null : { value, type: String })),
    );
    return (await (await writeXlsxFile(cells as never)).toBuffer()).toString('base64');
  };
  const good = [
    ['zhou1', '周一', '网格员', null, '330702001001', '2026-01-01', null, null],
    ['zhou2', '周二', '网格员', null, '330702001001', '2026-01-01', null, 'zhou1'],
    ['wang', null, '核查员', 'wc-centre', '330702', '2026-01-01', '2027-12-31', null],
  ];

  it('is previewed row by row, each refusal with its reason, and nothing is written', async () => {
    const sheet = await sheetOf([
      ...good,
      ['zhou3', null, '网格员', null, '330702001001', '2026-01-01', null, null],
      ['zhou4', '周四', '总管', null, '330702001001', '2026-02-30', null, null],
      ['duty1', null, 'sysadmin', 'wc-centre', null, '2026-01-01', null, null],
      ['zhou5', '周五', '网格员', 'no-such', '330703', '2026-01-01', null, 'nobody1'],
      ['zhou1', '周一', '网格员', null, '330702001001', '2026-06-01', null, null],
    ]);
    const { status, body } = await sys.call('POST', '/api/appointments/roster/preview', { sheet });
    expect(status).toBe(200);
    const {
      rows,
      good: passed,
      refused,
    } = body as unknown as {
      rows: { row: number; fresh: boolean; refusals: { en: string }[] }[];
      good: number;
      refused: number;
    };
    expect([passed, refused]).toEqual([3, 5]);
    expect(rows.map((one) => one.refusals.map((why) => why.en))).toEqual([
      [],
      [],
      [],
      ['A person who is new needs a name'],
      ['There is no post 总管', 'A date is written 2026-01-31'],
      ['Administering the system, its security, auditing and working in it are held by different people'],
      ['There is no such body'],
      ['The person holds the same appointment over these days'],
    ]);
    expect(rows.map((one) => one.fresh)).toEqual([true, true, false, false, false, false, false, true]);
    expect((await sec.call('GET', '/api/appointments?state=proposed')).body).toMatchObject({ appointments: [] });
    expect((await sec.call('POST', '/api/appointments/roster/preview', { sheet })).status).toBe(403);
  });

  it('is committed as proposals for a second person, whole or not at all', async () => {
    const sheet = await sheetOf(good);
    const preview = (await sys.call('POST', '/api/appointments/roster/preview', { sheet })).body as unknown as {
      digest: string;
    };
    const bad = await sheetOf([...good, ['zhou4', '周四', '总管', null, '330702001001', '2026-01-01', null, null]]);
    expect(await sys.call('POST', '/api/appointments/roster', { sheet: bad, digest: preview.digest })).toMatchObject({
      status: 409,
      body: { code: 'identity.changed' },
    });
    const badPreview = (await sys.call('POST', '/api/appointments/roster/preview', { sheet: bad })).body as unknown as {
      digest: string;
    };
    expect(await sys.call('POST', '/api/appointments/roster', { sheet: bad, digest: badPreview.digest })).toMatchObject(
      { status: 422, body: { fields: [{ path: 'sheet.5' }] } },
    );
    const done = await sys.call('POST', '/api/appointments/roster', { sheet, digest: preview.digest });
    expect(done).toMatchObject({
      status: 200,
      body: { state: 'proposed', appointments: 3, entered: [{ login: 'zhou1' }, { login: 'zhou2' }] },
    });
    const { appointments } = (await sec.call('GET', '/api/appointments?state=proposed')).body as unknown as {
      appointments: { id: string; login: string; deputyOf: string | null }[];
    };
    expect(appointments.map((one) => one.login).sort()).toEqual(['wang', 'zhou1', 'zhou2']);
    expect(appointments.find((one) => one.login === 'zhou2')?.deputyOf).toBe(
      appointments.find((one) => one.login === 'zhou1')?.id,
    );
  });

  it.each([
    ['not a sheet', Buffer.from('not a sheet').toString('base64')],
    ['an empty file', Buffer.from('PK').toString('base64')],
  ])('that is %s is refused in words', async (_, sheet) => {
    expect(await sys.call('POST', '/api/appointments/roster/preview', { sheet })).toMatchObject({
      status: 422,
      body: { code: 'identity.notSheet' },
    });
  });
});

describe('The journal', () => {
  it('folds to exactly the rows that are stored, every chain unbroken', async () => {
    const kinds = kindsByName(identitySubjects);
    await house.test.work.read(whole(DISTRICT), async (tx) => {
      const { rows: lines } = await house.test.work.pool.query<{
        subject: string;
        bytes: Buffer;
        hash: Buffer;
        n: number;
      }>('select subject, bytes, hash, n from journal.line order by subject, n');
      const bySubject = Map.groupBy(lines, (one) => one.subject);
      let compared = 0;
      for (const sort of identitySubjects) {
        for (const row of await sort.rows.read(tx, DISTRICT, null, 10_000)) {
          const own = bySubject.get(row.id) ?? [];
          let state: unknown = null;
          let prev: string | null = null;
          for (const one of own) {
            const line = JSON.parse(one.bytes.toString('utf8'));
            expect(kinds.get(line.kind)?.subject.name).toBe(sort.name);
            expect(line.prev).toBe(prev);
            state = sort.fold(state, line);
            prev = one.hash.toString('hex');
          }
          expect(row.n).toBe(own.length);
          expect(row.head.toString('hex')).toBe(prev);
          expect(JSON.parse(JSON.stringify(row.state))).toEqual(state);
          compared += 1;
        }
      }
      expect(compared).toBeGreaterThan(15);
    });
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
