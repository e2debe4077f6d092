import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { identitySubjects } from '../../identity/subjects.store.ts';
import { audit } from '../../journal/audit.ts';
import type { AnySubject } from '../../journal/subject.ts';
import { placesChangeSubject } from '../changes/changes.subject.ts';
import { box, district, type PlacesServer, placesServer, refusedWith } from './placesServer.ts';

const today = '2026-11-24';
const name = (zh: string) => ({ zh, en: zh });

let house: PlacesServer;
beforeAll(async () => {
  house = await placesServer();
});
afterAll(() => house.close());

const territory = async (code: string) => (await house.get(`/api/places/desk/territories/${code}`, 'auditor1')).json();
const bodyOf = async (id: string) => (await house.get(`/api/places/desk/bodies/${id}`, 'auditor1')).json();
const located = async (lon: number, lat: number) =>
  (await house.get(`/api/places/locate?lon=${119 + lon}&lat=${29 + lat}`)).json().territory;

describe('the desk of territories and bodies', () => {
  test('is read by those who administer and audit, and by nobody else', async () => {
    for (const who of ['sysadmin1', 'secadmin1', 'auditor1'])
      expect((await house.get('/api/places/desk', who)).statusCode).toBe(200);
    for (const path of ['desk', `desk/territories/${district}`, 'desk/bodies/centre', 'changes']) {
      for (const who of ['duty1', 'leader1', 'handler1'])
        refusedWith(await house.get(`/api/places/${path}`, who), 403, 'places.notYours');
      expect((await house.get(`/api/places/${path}`)).statusCode).toBe(401);
    }
  });

  test('shows who answers, how much is open below a territory, and its size', async () => {
    house.open.territories = { [`${district}001001`]: 2, [`${district}001`]: 1, [`${district}002`]: 5 };
    const town = await territory(`${district}001`);
    expect(town).toMatchObject({ open: 3, answers: [{ kind: '', body: { id: 'centre' }, territory: district }] });
    expect(town.boundary.squareKilometres).toBeCloseTo(108, 0);
    refusedWith(await house.get(`/api/places/desk/territories/${district}777`, 'auditor1'), 404, 'places.notFound');
    refusedWith(await house.get('/api/places/desk/bodies/nobody', 'auditor1'), 404, 'places.notFound');
  });
});

describe('a territory', () => {
  test('gets another name when a second person approves; the line and the page tell it, and the old name keeps its days', async () => {
    const change = { what: 'territory-rename', code: `${district}002`, name: name('新西镇'), from: today };
    refusedWith(await house.proposeAs('secadmin1', change), 403, 'places.notYours');
    refusedWith(await house.proposeAs('duty1', change), 403, 'places.notYours');
    const id = randomUUID();
    const answer = await house.proposeAs('sysadmin1', change, id);
    expect(answer.json()).toMatchObject({ state: 'proposed', abilities: ['withdraw'], title: { zh: '西镇 更名' } });
    // Sent twice it is one; under the same id something else is refused.
    expect((await house.proposeAs('sysadmin1', change, id)).json().id).toBe(id);
    refusedWith(await house.proposeAs('sysadmin1', { ...change, name: name('别名') }, id), 409, 'places.taken');
    expect((await house.get('/api/places/territories')).body).not.toContain('新西镇');

    refusedWith(await house.moveAs('sysadmin1', id, { move: 'approve' }), 403, 'places.notYours');
    refusedWith(await house.moveAs('sysadmin2', id, { move: 'withdraw' }), 403, 'places.notProposer');
    refusedWith(await house.moveAs('auditor1', id, { move: 'approve' }), 403, 'places.notYours');
    // Who may not is told no more of a change that is not there than of one that is.
    refusedWith(await house.moveAs('duty1', randomUUID(), { move: 'approve' }), 403, 'places.notYours');
    refusedWith(await house.moveAs('secadmin1', randomUUID(), { move: 'approve' }), 404, 'places.notFound');
    const done = await house.moveAs('secadmin1', id, { move: 'approve' });
    expect(done.json()).toMatchObject({ state: 'in-force', decided: { post: 'secadmin' }, abilities: [] });
    refusedWith(await house.moveAs('secadmin2', id, { move: 'refuse', reason: 'unclear' }), 409, 'places.notNow');

    expect((await house.get('/api/places/territories')).body).toContain('新西镇');
    expect((await house.get('/api/places/territories?day=2026-11-23')).body).not.toContain('新西镇');
    const page = await territory(`${district}002`);
    expect(page.rows).toMatchObject([
      { name: { zh: '西镇' }, from: '2001-01-01', to: today },
      { name: { zh: '新西镇' }, from: today, to: null },
    ]);
    expect(page.changes).toMatchObject([
      { id, basis: '浙民批〔2026〕12号', differences: [{ before: { zh: '西镇' }, after: { zh: '新西镇' } }, {}] },
    ]);
    const lines = await house.linesOf(id);
    expect(lines.map((one) => [one.kind, one.territory])).toEqual([
      ['places-change.proposed', `${district}002`],
      ['places-change.approved', `${district}002`],
    ]);
  });

  test('is called by the new name from its day on, not before', async () => {
    await house.brought({
      what: 'territory-rename',
      code: `${district}001002`,
      name: name('新乙村'),
      from: '2026-12-01',
    });
    const path = async () => (await house.get('/api/places/locate?lon=119.17&lat=29.05')).json().path.zh;
    expect(await path()).toContain('乙村');
    expect(await path()).not.toContain('新乙村');
  });

  test('becomes part of another on a day, which from then on has the points and the history of the first', async () => {
    expect(await located(0.12, 0.05)).toBe(`${district}001001`);
    const merge = {
      what: 'territory-end',
      codes: [`${district}001001`],
      into: [{ code: `${district}001003`, name: name('丙村') }],
      from: today,
    };
    await house.brought(merge);
    expect(await located(0.12, 0.05)).toBe(`${district}001003`);
    const codes = (await house.get('/api/places/territories'))
      .json()
      .territories.map((one: { code: string }) => one.code);
    expect(codes).not.toContain(`${district}001001`);
    expect(codes).toContain(`${district}001003`);
    const drawn = (await house.get('/api/places/boundaries?level=village')).json().features;
    expect(drawn.map((one: { id: string }) => one.id)).toEqual([`${district}001002`, `${district}001003`]);
    expect(await territory(`${district}001001`)).toMatchObject({
      successors: [{ code: `${district}001003`, name: { zh: '丙村' } }],
      changes: [{ title: { zh: '甲村 并入 丙村' }, state: 'in-force' }],
    });
    // It stays on the desk, and its code is nobody else's.
    const desk = (await house.get('/api/places/desk', 'sysadmin1')).json();
    expect(desk.territories.find((one: { code: string }) => one.code === `${district}001001`).to).toBe(today);
    refusedWith(
      await house.proposeAs('sysadmin1', {
        what: 'territory-found',
        code: `${district}001001`,
        name: name('丁村'),
        from: today,
      }),
      422,
      'places.used',
      'body.change.code',
    );
  });

  test('is not closed over the heads of those below it, nor before today', async () => {
    const close = { what: 'territory-end', codes: [`${district}001`], into: [], from: today };
    const refused = await house.proposeAs('sysadmin1', close);
    refusedWith(refused, 422, 'places.children', 'body.change.codes.0');
    expect(refused.json().title ?? refused.json().detail).toContain('2');
    refusedWith(
      await house.proposeAs('sysadmin1', { ...close, codes: [`${district}002`], from: '2026-11-23' }),
      422,
      'places.past',
      'body.change.from',
    );
  });

  test('a proposal whose day is over, or that started from something else, does not come into force', async () => {
    const wish = (zh: string, from: string) => ({
      what: 'territory-rename',
      code: `${district}001`,
      name: name(zh),
      from,
    });
    const late = (await house.proposeAs('sysadmin1', wish('东城', '2026-11-25'))).json().id;
    const first = (await house.proposeAs('sysadmin1', wish('东苑', today))).json().id;
    expect((await house.moveAs('secadmin1', first, { move: 'approve' })).statusCode).toBe(200);
    refusedWith(await house.moveAs('secadmin1', late, { move: 'approve' }), 409, 'places.stale');
    const third = (await house.proposeAs('sysadmin1', wish('东关', '2026-11-25'))).json().id;
    house.time.now = new Date('2026-11-26T04:00:00Z');
    refusedWith(await house.moveAs('secadmin1', third, { move: 'approve' }), 422, 'places.past');
    house.time.now = new Date('2026-11-24T04:00:00Z');
    for (const id of [late, third])
      expect((await house.moveAs('secadmin2', id, { move: 'refuse', reason: 'wrongDay' })).json().state).toBe(
        'refused',
      );
  });
});

describe('a boundary', () => {
  const check = async (code: string, geometry: unknown, who = 'sysadmin1') =>
    house.post(`/api/places/desk/territories/${code}/boundary`, who, { geometry });
  const faults = async (code: string, geometry: unknown) =>
    (await check(code, geometry)).json().faults.map((one: { why: string }) => one.why);

  test('is checked before it is proposed, against its parent, its neighbours and those below it', async () => {
    refusedWith(await check(`${district}002`, box(0, 0, 0.1, 0.1), 'auditor1'), 403, 'places.notYours');
    expect(await faults(`${district}002`, box(0, 0, 0.09, 0.1))).toEqual([]);
    expect(await faults(`${district}002`, box(-0.05, 0, 0.1, 0.1))).toEqual(['outside']);
    expect(await faults(`${district}002`, box(0, 0, 0.15, 0.1))).toEqual(['overlap']);
    expect(await faults(`${district}001`, box(0.15, 0, 0.2, 0.1))).toEqual(['uncovered']);
    const bow = {
      type: 'Polygon',
      coordinates: [
        [
          [119, 29],
          [119.1, 29.1],
          [119.1, 29],
          [119, 29.05],
          [119, 29],
        ],
      ],
    };
    expect(await faults(`${district}002`, bow)).toEqual(['crossing']);
    expect(await faults(`${district}002`, { type: 'Point', coordinates: [119, 29] })).toEqual(['form']);
    expect(await faults(`${district}002`, 'nonsense')).toEqual(['form']);
    refusedWith(
      await house.proposeAs('sysadmin1', {
        what: 'territory-boundary',
        code: `${district}002`,
        geometry: box(0, 0, 0.15, 0.1),
        approximate: false,
      }),
      422,
      'places.overlap',
      'body.change.geometry',
    );
  });

  test('that is approved is the next map: points follow it, and the approver sees it before and after', async () => {
    const wish = {
      what: 'territory-boundary',
      code: `${district}002`,
      geometry: box(0, 0, 0.08, 0.1),
      approximate: false,
    };
    expect(await located(0.09, 0.05)).toBe(`${district}002`);
    const before = (await house.get('/api/places/territories')).json().map.version;
    const { id } = (await house.proposeAs('sysadmin1', wish)).json();
    const drawing = (await house.get(`/api/places/changes/${id}/boundary`, 'secadmin1')).json();
    expect(drawing).toEqual({ code: `${district}002`, before: box(0, 0, 0.1, 0.1), after: box(0, 0, 0.08, 0.1) });
    expect((await house.moveAs('secadmin1', id, { move: 'approve' })).statusCode).toBe(200);
    expect((await house.get('/api/places/territories')).json().map.version).toBe(before + 1);
    expect(await located(0.09, 0.05)).toBe(district);
    expect(await located(0.07, 0.05)).toBe(`${district}002`);
    refusedWith(await house.proposeAs('sysadmin1', wish), 422, 'places.sameShape', 'body.change.geometry');
    // The line names the boundary by its digest; the line of a map is not a map.
    expect((await house.linesOf(id))[0]?.bytes.length).toBeLessThan(1_500);
  });
});

describe('a body', () => {
  const draft = { name: name('水务站'), territory: district, parent: 'centre', address: null, phone: '0579-1' };

  test('is founded, changed and closed by two people, and all lists follow', async () => {
    const founded = { what: 'body-found', id: 'water', after: draft, from: today };
    await house.brought(founded);
    refusedWith(await house.proposeAs('sysadmin1', founded), 422, 'places.usedId', 'body.change.id');
    await house.brought({
      what: 'body-change',
      id: 'water',
      after: { ...draft, name: name('水务所'), parent: 'fire' },
    });
    expect(await bodyOf('water')).toMatchObject({ body: { name: { zh: '水务所' }, parent: 'fire', from: today } });
    expect((await house.get('/api/bodies')).body).toContain('水务所');
    refusedWith(
      await house.proposeAs('sysadmin1', {
        what: 'body-change',
        id: 'fire',
        after: { ...draft, name: name('fire'), parent: 'water' },
      }),
      422,
      'places.ring',
      'body.change.after.parent',
    );
    await house.brought({ what: 'body-end', id: 'water', from: '2026-11-25' });
    expect((await house.get('/api/bodies')).body).toContain('水务所');
    house.time.now = new Date('2026-11-25T04:00:00Z');
    expect((await house.get('/api/bodies')).body).not.toContain('水务所');
    house.time.now = new Date('2026-11-24T04:00:00Z');
    expect((await bodyOf('water')).changes.map((one: { what: string }) => one.what)).toEqual([
      'body-end',
      'body-change',
      'body-found',
    ]);
  });

  test('is not closed while matters, posts, rows of who answers or bodies hang on it; it is said how many', async () => {
    await house.appointAt('fire');
    house.open.bodies = { fire: 3 };
    const refused = await house.proposeAs('sysadmin1', { what: 'body-end', id: 'fire', from: today });
    refusedWith(refused, 409, 'places.hangs');
    expect(refused.body).toContain('在办事项 3 件');
    expect(refused.body).toContain('任职 1 项');
    const centre = await house.proposeAs('sysadmin1', { what: 'body-end', id: 'centre', from: today });
    expect(centre.body).toContain('分工 1 条');
    expect(centre.body).toContain('下级单位 2 个');

    // What comes to hang on it after the proposal keeps it as well.
    const { id } = (await house.proposeAs('sysadmin1', { what: 'body-end', id: 'idle', from: today })).json();
    house.open.bodies = { idle: 1 };
    refusedWith(await house.moveAs('secadmin1', id, { move: 'approve' }), 409, 'places.hangs');
    house.open.bodies = {};
    expect((await house.moveAs('secadmin1', id, { move: 'approve' })).json().state).toBe('in-force');
    refusedWith(
      await house.proposeAs('sysadmin1', { what: 'body-end', id: 'idle', from: '2026-12-01' }),
      422,
      'places.ends',
    );
  });
});

test('the list of changes is paged, and what it tells is what the lines say', async () => {
  const first = (await house.get('/api/places/changes?limit=2', 'auditor1')).json();
  expect(first.changes).toHaveLength(2);
  const second = (await house.get(`/api/places/changes?limit=100&after=${first.after}`, 'auditor1')).json();
  const ids = [...first.changes, ...second.changes].map((one: { id: string }) => one.id);
  expect(new Set(ids).size).toBe(ids.length);
  const waiting = (await house.get('/api/places/changes?state=proposed', 'auditor1')).json();
  expect(waiting.changes).toEqual([]);
  expect(JSON.stringify(first)).not.toMatch(/"by"/);
  const checkpointDir = await mkdtemp(join(tmpdir(), 'lianan-places-'));
  const subjects = [...identitySubjects, placesChangeSubject as unknown as AnySubject];
  const audited = await audit({ db: house.base.work, subjects, checkpointDir });
  expect(audited.map((one) => one.firstDifference)).toEqual(audited.map(() => null));
  expect(audited.reduce((sum, one) => sum + one.subjects, 0)).toBeGreaterThan(ids.length);
  await rm(checkpointDir, { recursive: true });
});
