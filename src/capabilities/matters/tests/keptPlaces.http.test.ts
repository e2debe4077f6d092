import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestHouse, testHouse } from '../../../../tests/harness/house.ts';
import { subjects } from '../../../apps/subjects.ts';
import { whole } from '../../../platform/db/scope.ts';
import { audit } from '../../../platform/journal/audit.ts';
import { putAuthority, putTerritories } from '../../../platform/places/places.store.ts';
import { type As, staffOf } from './staff.ts';

const district = '330702';
const day = (days: number): string => new Date(Date.now() + 28_800_000 + days * 86_400_000).toISOString().slice(0, 10);

let house: TestHouse;
let as: As;
beforeAll(async () => {
  house = await testHouse();
  as = await staffOf(house, { duty: 'duty', sysadmin: 'sysadmin', secadmin: 'secadmin' });
  const days = { from: '2001-01-01', to: null, successors: [] };
  const name = { zh: '测试', en: 'Test' };
  await house.work.write(whole(district), async (tx) => {
    await putTerritories(tx, district, [
      { code: district, level: 'district', name, ...days },
      { code: `${district}001`, level: 'town', name, ...days },
    ]);
    const why = { zh: '方案', en: 'Plan' };
    await putAuthority(tx, district, [
      { territory: district, kind: '', body: 'centre', from: '2020-01-01', to: null, why },
    ]);
  });
});
afterAll(() => house?.close());

const change = async (wish: object, then: 'approve' | null = 'approve') => {
  const id = randomUUID();
  const asked = await as('sysadmin', 'POST', '/api/places/changes', { id, change: wish, basis: '批文一号' });
  if (then === null || asked.status !== 200) return asked;
  return as('secadmin', 'POST', `/api/places/changes/${id}/moves`, { id: randomUUID(), act: { move: then } });
};
const assigned = async (id: string, n: number, body: string) =>
  as('duty', 'POST', `/api/desk/matters/${id}/moves`, { id: randomUUID(), n, act: { move: 'assign', body } });

it('a body with an open matter is not closed; without one it is, and then nothing is given to it, by hand or by table', async () => {
  const { body: reported } = await as(null, 'POST', '/api/matters', {
    id: randomUUID(),
    kind: 'hazard.fire',
    place: { territory: `${district}001` },
    words: '楼道堆满杂物',
  });
  const id = String(reported['id']);
  expect((await assigned(id, 1, 'fire')).status).toBe(200);

  // Whoever keeps territories and bodies reads numbers, and no matter.
  const desk = await as('sysadmin', 'GET', '/api/places/desk');
  expect(desk.body['open']).toEqual({ territories: { [`${district}001`]: 1 }, bodies: { fire: 1 } });
  expect(desk.raw.toString()).not.toContain('楼道');
  expect((await as('sysadmin', 'GET', `/api/places/desk/territories/${district}`)).body['open']).toBe(1);
  const refused = await change({ what: 'body-end', id: 'fire', from: day(0) }, null);
  expect([refused.status, refused.body['code']]).toEqual([409, 'places.hangs']);
  expect(refused.raw.toString()).toContain('在办事项 1 件');

  expect((await assigned(id, 2, 'town')).status).toBe(200);
  expect((await change({ what: 'body-end', id: 'fire', from: day(0) })).status).toBe(200);
  expect((await assigned(id, 3, 'fire')).body['code']).toBe('matters.unknownBody');
  const row = {
    what: 'authority',
    territory: district,
    kind: 'hazard',
    body: 'fire',
    from: day(1),
    to: null,
    why: { zh: '方案', en: 'Plan' },
  };
  const given = await as('duty', 'POST', '/api/kinds/changes', { id: randomUUID(), change: row });
  expect([given.status, given.body['code']]).toEqual([422, 'kinds.unknownBody']);
}, 60_000);

it('the audit folds these changes as all else', async () => {
  const checkpointDir = await mkdtemp(join(tmpdir(), 'lianan-kept-'));
  const audited = await audit({ db: house.work, subjects, checkpointDir });
  expect(audited.map((one) => one.firstDifference)).toEqual(audited.map(() => null));
  await rm(checkpointDir, { recursive: true });
});
