import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, type TestHouse, testHouse } from '../../../../tests/harness/house.ts';
import { callAs, Jar } from '../../../../tests/harness/jar.ts';
import { subjects } from '../../../apps/subjects.ts';
import { addDays, dayOf } from '../../../platform/calendar/calendar.rules.ts';
import { whole } from '../../../platform/db/scope.ts';
import { codeOf } from '../../../platform/identity/tests/house.ts';
import { audit } from '../../../platform/journal/audit.ts';
import type { Level } from '../../../platform/places/codes.rules.ts';
import { putTerritories } from '../../../platform/places/places.store.ts';
import { freshPlacesOf } from '../../../platform/places/places.ts';
import type { AdmissionOut } from '../admissions.contract.ts';

const DISTRICT = '330702';
const TODAY = dayOf(new Date());
let house: TestHouse;
const jars = new Map<string, Jar>();
beforeAll(async () => {
  house = await testHouse();
  await house.work.write(whole(DISTRICT), (tx) =>
    putTerritories(
      tx,
      DISTRICT,
      (
        [
          [DISTRICT, 'district'],
          ['330702001', 'town'],
          ['330702101', 'town'],
          ['330702001001', 'village'],
          ['330702001002', 'village'],
          ['330702101001', 'village'],
        ] as const satisfies readonly (readonly [string, Level])[]
      ).map(([code, level]) => ({
        code,
        level,
        name: { zh: `地${code}`, en: `place ${code}` },
        from: '2001-01-01',
        to: null,
        successors: [],
      })),
    ),
  );
  await freshPlacesOf(house.db, DISTRICT);
  const people = {
    asker: ['handler', { body: 'fire' }],
    leader: ['leader', { body: 'centre', territory: DISTRICT }],
    fireleader: ['leader', { body: 'fire', territory: DISTRICT }],
    liaison: ['liaison', { territory: '330702001002' }],
    farliaison: ['liaison', { territory: '330702101001' }],
    clerk: ['clerk', { body: 'centre', territory: DISTRICT }],
    auditor: ['auditor', { territory: DISTRICT }],
  } as const;
  for (const [login, [post, at]] of Object.entries(people)) {
    await house.appoint(login, post, at);
    jars.set(login, new Jar(await house.signIn(login)));
  }
  const enrolled = await call('auditor', 'POST', '/api/me/code/enrol', { password: PASSWORD });
  await call('auditor', 'POST', '/api/me/code', { code: codeOf(String(enrolled.body['secret'])) });
});
afterAll(() => house?.close());

async function call(login: string | null, method: 'GET' | 'POST', url: string, payload?: object) {
  const answer = await callAs(house.server, jars, login, method, url, payload);
  return { status: answer.statusCode, body: answer.json() as Record<string, unknown> };
}

const task = (over: object = {}) => ({
  name: { zh: '消防通道月查', en: 'Monthly look at fire lanes' },
  basis: '消防法第三十二条',
  territories: ['330702001'],
  doer: 'liaison',
  minutes: 30,
  times: 12,
  from: TODAY,
  until: addDays(TODAY, 300),
  dropped: '季度消防报表',
  ...over,
});
const ask = (login: string, over: object = {}, more: object = {}) =>
  call(login, 'POST', '/api/desk/admissions', { id: randomUUID(), task: task(over), ...more });
const act = (login: string, id: string, given: object) =>
  call(login, 'POST', `/api/desk/admissions/${id}/moves`, { id: randomUUID(), act: given });
const asked = async (over: object = {}, more: object = {}): Promise<AdmissionOut> => {
  const answer = await ask('asker', over, more);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as unknown as AdmissionOut;
};
const seen = async (login: string, id: string): Promise<AdmissionOut> =>
  ((await call(login, 'GET', '/api/desk/admissions?limit=50')).body['items'] as AdmissionOut[]).find(
    (one) => one.id === id,
  ) as AdmissionOut;
const listed = async () =>
  (await call(null, 'GET', '/api/admissions')).body as unknown as {
    items: { id: string; standing: boolean; burden: object }[];
    load: { least: number; most: number };
  };

describe('a task for villages', () => {
  it('is asked for with its burden beside what they have, admitted above until a day, and then on the public list', async () => {
    const it = await asked();
    expect(it).toMatchObject({
      state: 'asked',
      burden: { villages: 2, hours: 6, total: 12 },
      load: { least: 0, most: 0 },
      body: { id: 'fire', zh: 'fire单位' },
      abilities: ['withdraw'],
    });
    expect((await listed()).items).toEqual([]);
    const until = addDays(TODAY, 100);
    const admitted = await act('leader', it.id, { move: 'admit', until });
    expect(admitted.body).toMatchObject({ state: 'admitted', term: { from: TODAY, until }, abilities: ['end'] });
    const open = await listed();
    expect(open.items).toMatchObject([{ id: it.id, standing: true, burden: { villages: 2, hours: 6 } }]);
    expect(open.load).toEqual({ least: 0, most: 6 });
    // What is asked next is seen beside it.
    expect((await asked({ territories: [DISTRICT], minutes: 60, times: 1 })).load).toEqual({ least: 0, most: 6 });
    const weighed = await call(
      'clerk',
      'GET',
      `/api/desk/admissions/weigh?territories=330702001002,330702001&minutes=60&times=10&from=${TODAY}`,
    );
    expect(weighed.body).toEqual({
      burden: { villages: 2, hours: 10, share: 10 / 1984, total: 20 },
      load: { least: 6, most: 6 },
    });
  });

  it('is decided by nobody of the body that asks, by no town and by no one who only reads', async () => {
    const it = await asked();
    const decision = { move: 'admit', until: addDays(TODAY, 9) };
    expect((await act('fireleader', it.id, decision)).body['code']).toBe('admissions.ownBody');
    for (const login of ['asker', 'liaison', 'clerk', 'auditor'])
      expect((await act(login, it.id, decision)).status, login).toBe(403);
    expect((await ask('liaison')).body['code']).toBe('admissions.noBody');
    expect((await ask('asker', {}, { body: 'centre' })).status).toBe(403);
    expect((await ask('leader')).status).toBe(200);
    expect((await act('leader', it.id, { ...decision, until: addDays(TODAY, 301) })).status).toBe(422);
  });

  it('is refused or sent back with a reason that those who work with it read', async () => {
    const refused = await asked();
    expect((await act('leader', refused.id, { move: 'refuse', reason: ' ' })).status).toBe(400);
    expect((await act('leader', refused.id, { move: 'refuse', reason: '已有同类工作' })).body).toMatchObject({
      state: 'refused',
      decided: { post: 'leader', reason: '已有同类工作', body: { zh: 'centre单位' } },
    });
    const back = await asked();
    await act('leader', back.id, { move: 'sendBack', reason: '次数太多' });
    expect((await seen('asker', back.id)).decided?.reason).toBe('次数太多');
    expect((await seen('auditor', back.id)).decided).toMatchObject({ reason: null });
    expect((await act('leader', back.id, { move: 'admit', until: addDays(TODAY, 9) })).body['code']).toBe(
      'admissions.notNow',
    );
    const amended = await act('asker', back.id, { move: 'amend', task: task({ times: 4 }) });
    expect(amended.body).toMatchObject({ state: 'asked', round: 2, burden: { hours: 2 }, decided: null });
  });

  it('is objected to by the places on which it falls, in words that whoever decides reads', async () => {
    const it = await asked();
    const said = { move: 'object', words: '我村只有一名网格员，做不过来' };
    expect((await act('farliaison', it.id, said)).status).toBe(403);
    expect((await act('liaison', it.id, said)).status).toBe(200);
    expect((await act('liaison', it.id, said)).body['code']).toBe('admissions.objectedAlready');
    expect((await seen('leader', it.id)).objections).toMatchObject([
      { text: said.words, post: 'liaison', place: { zh: '地330702001 · 地330702001002' } },
    ]);
    expect((await seen('auditor', it.id)).objections[0]?.text).toBeNull();
    // What is said stays out of the open in the journal and in the row.
    const { rows } = await house.work.pool.query<{ all: string }>(
      `select convert_from(bytes, 'UTF8') as all from journal.line where subject = $1
       union all select content::text from admissions.admission where id = $1`,
      [it.id],
    );
    expect(rows.length).toBeGreaterThan(2);
    expect(rows.filter((one) => one.all.includes('做不过来'))).toEqual([]);
  });

  it('runs out by itself, is asked for anew when it does, and may be ended before', async () => {
    // It was asked for in the past: no session lasts from then to a later day.
    house.time.now = new Date(Date.now() - 11 * 86_400_000);
    const it = await asked({ from: addDays(TODAY, -11) });
    await act('leader', it.id, { move: 'admit', until: addDays(TODAY, -1) });
    const before = { from: addDays(TODAY, -11) };
    expect((await ask('asker', before, { again: it.id })).body['fields']).toMatchObject([{ path: 'body.task.from' }]);
    const next = { from: TODAY, until: addDays(TODAY, 200) };
    expect((await ask('leader', next, { again: it.id })).body['fields']).toMatchObject([{ path: 'body.again' }]);
    expect(await asked(next, { again: it.id })).toMatchObject({ again: it.id, state: 'asked' });
    house.time.now = null;
    expect(await seen('asker', it.id)).toMatchObject({ state: 'expired', abilities: [], mayAskAgain: true });
    expect((await listed()).items.map((one) => one.id)).not.toContain(it.id);
    expect((await act('leader', it.id, { move: 'end', reason: '晚了' })).body['code']).toBe('admissions.notNow');
    const early = await asked();
    await act('leader', early.id, { move: 'admit', until: addDays(TODAY, 10) });
    expect((await act('asker', early.id, { move: 'end', reason: '改由部门自己做' })).body).toMatchObject({
      state: 'ended',
      ended: { reason: '改由部门自己做' },
    });
    expect((await listed()).items.map((one) => one.id)).not.toContain(early.id);
  });

  it('that is not right is refused field by field, and the charter refuses a name', async () => {
    const fields = async (over: object) => {
      const { status, body } = await ask('asker', over);
      return [status, (body['fields'] as { path: string }[]).map((one) => one.path)];
    };
    expect(await fields({ until: addDays(TODAY, -1), from: TODAY })).toEqual([422, ['body.task.until']]);
    expect(await fields({ until: addDays(TODAY, 900) })).toEqual([422, ['body.task.until']]);
    expect(await fields({ territories: ['330702999', '330702001'] })).toEqual([422, ['body.task.territories.0']]);
    expect(await fields({ minutes: 0, times: 0 })).toEqual([400, ['body.task.minutes', 'body.task.times']]);
    const charter = await ask('asker', { name: { zh: '重点人员排查', en: 'Screening' } });
    expect([charter.status, charter.body['code']]).toEqual([422, 'admissions.charter']);
  });

  it('sent twice is one, and withdrawn it is decided no more', async () => {
    const body = { id: randomUUID(), task: task() };
    const twice = [
      await call('asker', 'POST', '/api/desk/admissions', body),
      await call('asker', 'POST', '/api/desk/admissions', body),
    ];
    expect(twice.map((one) => [one.status, one.body['id']])).toEqual([
      [200, body.id],
      [200, body.id],
    ]);
    const other = await call('asker', 'POST', '/api/desk/admissions', { ...body, task: task({ times: 1 }) });
    expect(other.body['code']).toBe('admissions.taken');
    await act('asker', body.id, { move: 'withdraw' });
    expect((await act('leader', body.id, { move: 'refuse', reason: '不' })).body['code']).toBe('admissions.notNow');
    expect((await act('leader', randomUUID(), { move: 'withdraw' })).status).toBe(404);
  });

  it('stands in a list page by page, and all of it can be proved', async () => {
    const ids: string[] = [];
    for (let after = ''; ; ) {
      const { body } = await call('clerk', 'GET', `/api/desk/admissions?limit=4${after && `&after=${after}`}`);
      ids.push(...(body['items'] as AdmissionOut[]).map((one) => one.id));
      if (body['after'] === null) break;
      after = String(body['after']);
    }
    expect(ids.length).toBeGreaterThan(8);
    expect(new Set(ids).size).toBe(ids.length);
    expect((await call('clerk', 'GET', '/api/desk/admissions?after=x')).status).toBe(400);
    const done = await audit({ db: house.work, subjects, checkpointDir: `${house.dataDir}/checkpoints`, digests: [] });
    expect(done.map((one) => one.firstDifference)).toEqual([null]);
  });
});
