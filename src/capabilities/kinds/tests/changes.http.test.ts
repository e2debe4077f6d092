import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whole } from '../../../platform/db/scope.ts';
import { differingMember } from '../../../platform/journal/stored.ts';
import { freshPlacesOf } from '../../../platform/places/places.ts';
import type { ChangeOut } from '../kinds.contract.ts';
import { changeSubject } from '../kinds.door.ts';
import { district, freshKind, type KindsServer, kindsServer, other, PEOPLE, refusedWith, why } from './kindsServer.ts';

let it: KindsServer;
beforeAll(async () => {
  it = await kindsServer();
});
afterAll(() => it.close());

describe('who answers', () => {
  const row = {
    what: 'authority',
    territory: '330702101',
    kind: 'hazard.gas',
    body: 'wc-fire',
    from: '2026-12-01',
    to: null,
    why,
  };
  const responsible = async (day: string) =>
    (await freshPlacesOf(it.base.db, district)).responsible('330702101', 'hazard.gas', day)?.body;

  test('changes from a day on, when two have approved, and the day before stays as it was', async () => {
    const made = await it.proposed('duty1', row);
    expect(made).toMatchObject({
      what: 'authority',
      territory: '330702101',
      title: { zh: '汤溪镇 · 消防隐患 · 由谁负责' },
    });
    expect(made.differences).toMatchObject([
      { path: 'body', before: { zh: '综治中心（按“婺城区 · 隐患”的分工）' }, after: { zh: '消防大队' } },
      { path: 'from' },
      { path: 'why', after: why },
    ]);
    await it.moved('leader1', made.id, { move: 'approve' });
    expect(await responsible('2026-12-01')).toBe('wc-centre');
    await it.moved('secadmin1', made.id, { move: 'approve' });
    expect([await responsible('2026-11-30'), await responsible('2026-12-01')]).toEqual(['wc-centre', 'wc-fire']);

    const next = await it.proposed('sysadmin1', { ...row, body: 'wc-t101', from: '2027-01-01' });
    expect(next.differences[0]).toMatchObject({
      path: 'body',
      before: { zh: '消防大队' },
      after: { zh: '汤溪镇政府' },
    });
    await it.moved('secadmin2', next.id, { move: 'approve' });
    await it.moved('secadmin1', next.id, { move: 'approve' });
    expect([await responsible('2026-12-31'), await responsible('2027-01-01')]).toEqual(['wc-fire', 'wc-t101']);
  });

  test('is proposed by a leader of the township for the township only', async () => {
    expect((await it.proposed('townleader', { ...row, kind: 'dispute', body: 'wc-t101' })).abilities).toEqual([
      'withdraw',
    ]);
    refusedWith(await it.proposeAs('townleader', { ...row, territory: district }), 403, 'kinds.notYours');
  });

  test('must name what is known, from today on', async () => {
    refusedWith(await it.proposeAs('duty1', { ...row, body: 'wc-none' }), 422, 'kinds.unknownBody', 'body.change.body');
    refusedWith(
      await it.proposeAs('duty1', { ...row, kind: 'hazard.none' }),
      422,
      'kinds.unknownKind',
      'body.change.kind',
    );
    refusedWith(
      await it.proposeAs('duty1', { ...row, territory: '330702999' }),
      422,
      'kinds.unknownTerritory',
      'body.change.territory',
    );
    refusedWith(
      await it.proposeAs('sysadmin1', { ...row, territory: `${other}101` }),
      422,
      'kinds.unknownTerritory',
      'body.change.territory',
    );
    refusedWith(
      await it.proposeAs('duty1', { ...row, kind: 'help', from: '2026-11-22' }),
      422,
      'kinds.past',
      'body.change.from',
    );
    refusedWith(
      await it.proposeAs('duty1', { ...row, kind: 'help', to: '2026-12-01' }),
      422,
      'kinds.days',
      'body.change.to',
    );
  });

  test('of two rows that follow one another lets only one in from the same state', async () => {
    const first = await it.proposed('duty1', { ...row, kind: 'help', body: 'wc-t101' });
    const second = await it.proposed('duty2', { ...row, kind: 'help', body: 'wc-fire' });
    for (const one of [first, second]) await it.moved('leader1', one.id, { move: 'approve' });
    const answers = await Promise.all([
      it.moveAs('secadmin1', first.id, { move: 'approve' }),
      it.moveAs('secadmin2', second.id, { move: 'approve' }),
    ]);
    expect(answers.map((one) => one.statusCode).sort()).toEqual([200, 409]);
  });
});

describe('the public list', () => {
  test('shows posts and times, never a person, and pages newest first', async () => {
    // Twenty of one and the same instant: a page must neither lose nor repeat any of them.
    for (let n = 0; n < 20; n += 1) await it.proposed('duty1', { what: 'kind', base: null, seed: freshKind(), why });
    const seen: ChangeOut[] = [];
    let after = '';
    do {
      const answer = await it.get(`/api/kinds/changes?limit=7${after && `&after=${encodeURIComponent(after)}`}`);
      for (const caller of PEOPLE.values()) expect(answer.body).not.toContain((caller as { person: string }).person);
      seen.push(...answer.json().changes);
      expect(answer.json().mayPropose).toBe(false);
      after = answer.json().after ?? '';
    } while (after !== '');
    expect(new Set(seen.map((one) => one.id)).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(20);
    expect(seen.every((one) => one.abilities.length === 0)).toBe(true);
    const times = seen.map((one) => one.proposed.at);
    expect(times).toEqual([...times].sort().reverse());
    expect(seen.find((one) => one.state === 'in-force')?.approvals).toHaveLength(2);
  });

  test('is filtered by state and kind, and tells staff what they may do', async () => {
    const made = await it.proposed('duty1', { what: 'kind', base: null, seed: freshKind(), why });
    const answer = (
      await it.get(`/api/kinds/changes?state=proposed,approved-once&target=${made.target}`, { 'x-as': 'secadmin1' })
    ).json();
    expect(answer.changes).toMatchObject([{ id: made.id, abilities: ['approve', 'refuse'] }]);
    expect((await it.get(`/api/kinds/changes?state=in-force&target=${made.target}`)).json().changes).toEqual([]);
    expect((await it.get('/api/kinds/changes', { 'x-as': 'sysadmin1' })).json().mayPropose).toBe(true);
    refusedWith(await it.get('/api/kinds/changes?after=yesterday'), 400, 'kinds.badPage', 'query.after');
  });

  test('of one district knows nothing of another', async () => {
    expect((await it.get(`/api/kinds/changes?district=${other}`)).json().changes).toEqual([]);
    expect((await it.get('/api/kinds', { 'x-lianan-district': other })).json()).toMatchObject({
      district: other,
      kinds: [{ version: 1 }, { version: 1 }],
    });
    const made = await it.proposed('duty1', { what: 'kind', base: null, seed: freshKind(), why });
    refusedWith(await it.moveAs('secadmin1', randomUUID(), { move: 'approve' }), 404, 'kinds.notFound');
    const foreign = await it.server.inject({
      method: 'POST',
      url: `/api/kinds/changes/${made.id}/moves`,
      headers: { 'x-as': 'secadmin1', 'x-lianan-district': other, 'content-type': 'application/json' },
      payload: JSON.stringify({ id: randomUUID(), act: { move: 'approve' } }),
    });
    expect(foreign.statusCode).toBe(404);
  });
});

test('a refold writes rows anew and passes over those that moved on', async () => {
  const rows = await it.base.work.read(whole(district), (tx) => changeSubject.rows.read(tx, district, null, 3));
  await it.base.work.write(whole(district), (tx) =>
    changeSubject.rows.write(
      tx,
      district,
      rows.map((one, at) => (at === 0 ? { ...one, n: one.n + 1, fold: 9 } : { ...one, fold: 9 })),
    ),
  );
  const after = await it.base.work.read(whole(district), (tx) => changeSubject.rows.read(tx, district, null, 3));
  expect(after.map((one) => one.fold)).toEqual([1, 9, 9]);
  for (const [at, one] of after.entries()) expect(differingMember(rows[at]?.state, one.state)).toBeNull();
  expect(
    await it.base.work.read(whole(district), (tx) => changeSubject.rows.read(tx, district, after[1]?.id ?? null, 1)),
  ).toMatchObject([{ id: after[2]?.id }]);
});
