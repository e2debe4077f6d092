import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whole } from '../../../platform/db/scope.ts';
import { checkLine, differingMember, lineOf } from '../../../platform/journal/stored.ts';
import { kindsByName } from '../../../platform/journal/subject.ts';
import type { Change } from '../changes.rules.ts';
import type { KindOut } from '../kinds.contract.ts';
import { changeSubject, kindsChanged, loadKinds } from '../kinds.door.ts';
import {
  district,
  draftOf,
  freshKind,
  type KindsServer,
  kindsServer,
  other,
  refusedWith,
  seed,
  why,
} from './kindsServer.ts';

let it: KindsServer;
beforeAll(async () => {
  it = await kindsServer();
});
afterAll(() => it.close());

describe('anybody', () => {
  test('reads the kinds with everything that the report form asks', async () => {
    const answer = await it.get('/api/kinds');
    expect(answer.json().district).toBe(district);
    expect((answer.json().kinds as KindOut[]).find((one) => one.code === 'hazard.fire')).toEqual({
      ...seed('hazard.fire'),
      version: 1,
      active: true,
    });
  });

  test('is told that nothing has changed since the last look, and when something has', async () => {
    const first = await it.get('/api/kinds');
    const tag = String(first.headers['etag']);
    const again = await it.get('/api/kinds', { 'if-none-match': tag });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    const { id } = await it.proposed('sysadmin1', { what: 'kind', base: null, seed: freshKind(), why });
    await it.moved('leader1', id, { move: 'approve' });
    await it.moved('secadmin1', id, { move: 'approve' });
    const later = await it.get('/api/kinds', { 'if-none-match': tag });
    expect(later.statusCode).toBe(200);
    expect(later.headers['etag']).not.toBe(tag);
  });

  test('sees who answers for what, and may propose nothing', async () => {
    const answer = (await it.get('/api/kinds/authority')).json();
    expect(answer.rows).toContainEqual(
      expect.objectContaining({
        territory: district,
        territoryName: { zh: '婺城区', en: 'Wucheng' },
        kindName: { zh: '隐患', en: 'Hazards' },
        body: { id: 'wc-centre', zh: '综治中心', en: 'wc-centre' },
      }),
    );
    refusedWith(await it.proposeAs('nobody', { what: 'kind', base: null, seed: freshKind(), why }), 401, 'http.signin');
  });
});

describe('a new kind', () => {
  test('comes into force when two others have approved it, one of them a security administrator', async () => {
    const kind = freshKind();
    const made = await it.proposed('duty1', { what: 'kind', base: null, seed: kind, why });
    expect(made).toMatchObject({
      state: 'proposed',
      what: 'kind',
      target: kind.code,
      title: kind.name,
      why,
      proposed: { post: 'duty' },
      abilities: ['withdraw'],
    });
    expect(await it.kindNow(kind.code)).toBeUndefined();

    const once = await it.moved('leader1', made.id, { move: 'approve' });
    expect(once).toMatchObject({ state: 'approved-once', approvals: [{ post: 'leader' }], abilities: ['refuse'] });
    expect(await it.kindNow(kind.code)).toBeUndefined();

    const twice = await it.moved('secadmin1', made.id, { move: 'approve' });
    expect(twice).toMatchObject({
      state: 'in-force',
      approvals: [{ post: 'leader' }, { post: 'secadmin' }],
      abilities: [],
    });
    expect(await it.kindNow(kind.code)).toEqual({ ...kind, version: 1, active: true });
  });

  test('leaves a line at each step, of which the row is the fold', async () => {
    const made = await it.proposed('leader1', { what: 'kind', base: null, seed: freshKind(), why });
    await it.moved('secadmin1', made.id, { move: 'approve' });
    it.time.now = new Date(it.time.now.getTime() - 60_000); // a clock that steps back must not put a line before the one it follows
    await it.moved('secadmin2', made.id, { move: 'refuse', reason: 'unclear' });
    it.time.now = new Date(it.time.now.getTime() + 60_000);
    const known = kindsByName([changeSubject as never]);
    let state: Change | null = null;
    const lines = await it.linesOf(made.id);
    expect(lines.map((one) => one.kind)).toEqual([
      'kinds-change.proposed',
      'kinds-change.approved',
      'kinds-change.refused',
    ]);
    for (const line of lines) {
      const checked = checkLine(district, line);
      if (!('said' in checked)) throw new Error(`line ${line.n}: ${checked.fault} ${checked.column}`);
      const kind = known.get(line.kind) ?? expect.fail(line.kind);
      state = changeSubject.fold(state, lineOf(checked.said, kind));
    }
    const rows = await it.base.work.read(whole(district), (tx) => changeSubject.rows.read(tx, district, null, 100));
    const row = rows.find((one) => one.id === made.id) ?? expect.fail('no row');
    expect(row.head.equals(lines.at(-1)?.hash ?? Buffer.of())).toBe(true);
    expect(differingMember(state, row.state)).toBeNull();
    expect(state?.state).toBe('refused');
    expect(lines.every((one) => one.by !== null && one.post !== null)).toBe(true);
  });

  test('is refused by the charter with place, rule and reason, and nothing is kept', async () => {
    const kind = freshKind();
    const id = randomUUID();
    const questions = [
      ...kind.questions,
      {
        id: 'origin',
        text: { zh: '当事人是什么民族？', en: 'What ethnicity is the party?' },
        type: 'text',
        required: true,
        options: [],
      },
    ];
    const answer = await it.proposeAs('duty1', { what: 'kind', base: null, seed: { ...kind, questions }, why }, id);
    refusedWith(answer, 422, 'kinds.charter', 'body.change.seed.questions.1.text');
    const [field] = answer.json().fields;
    expect(field.message.zh).toMatch(/公约第三条.*民族/);
    expect(field.message.en).toMatch(/rule 3/);
    expect(await it.linesOf(id)).toEqual([]);
  });

  test('is refused where its parts do not fit, where its code is taken, or its words cannot be stored', async () => {
    const kind = freshKind();
    refusedWith(
      await it.proposeAs('duty1', { what: 'kind', base: null, seed: { ...kind, group: 'help' }, why }),
      422,
      'kinds.misfit',
      'body.change.seed.group',
    );
    refusedWith(
      await it.proposeAs('duty1', { what: 'kind', base: null, seed: seed('hazard.fire'), why }),
      422,
      'kinds.exists',
      'body.change.seed.code',
    );
    refusedWith(
      await it.proposeAs('duty1', { what: 'kind', base: 1, seed: kind, why }),
      422,
      'kinds.unknownKind',
      'body.change.base',
    );
    refusedWith(
      await it.proposeAs('duty1', {
        what: 'kind',
        base: null,
        seed: { ...kind, name: { zh: 'a\u0000', en: 'b' } },
        why,
      }),
      400,
      'http.invalid',
    );
    refusedWith(
      await it.proposeAs('duty1', {
        what: 'kind',
        base: null,
        seed: { ...kind, name: { zh: '\ud800', en: 'b' } },
        why,
      }),
      400,
      'http.invalid',
    );
    refusedWith(
      await it.proposeAs('duty1', { what: 'kind', base: null, seed: { ...kind, riskOfPerson: 1 }, why }),
      400,
      'http.invalid',
    );
  });

  test('is held against the charter again when it is approved', async () => {
    const made = await it.proposed('duty1', { what: 'kind', base: null, seed: freshKind(), why });
    // As if the charter's terms had been widened after the proposal was saved.
    await it.base.work.write(whole(district), (tx) =>
      sql`update kinds.change set content = jsonb_set(content, '{proposal,after,seed,name,zh}', '"重点人员"') where id = ${made.id}`.execute(
        tx,
      ),
    );
    refusedWith(
      await it.moveAs('secadmin1', made.id, { move: 'approve' }),
      422,
      'kinds.charter',
      'change.after.seed.name',
    );
    expect(await it.linesOf(made.id)).toHaveLength(1);
    await it.base.work.write(whole(district), (tx) =>
      sql`update kinds.change set content = jsonb_set(content, '{proposal,after,seed,name,zh}', '"消防隐患"') where id = ${made.id}`.execute(
        tx,
      ),
    );
  });
});

describe('a change of a kind that is there', () => {
  test('is a new version; the old one stands for ever', async () => {
    const kind = (await it.kindNow('hazard.fire')) ?? expect.fail('no fire');
    const made = await it.proposed('duty1', {
      what: 'kind',
      base: kind.version,
      seed: { ...draftOf(kind), name: { zh: '火灾隐患', en: 'Fire danger' } },
      why,
    });
    expect(made.differences).toEqual([
      {
        path: 'name',
        what: { zh: '名称', en: 'Name' },
        before: kind.name,
        after: { zh: '火灾隐患', en: 'Fire danger' },
      },
    ]);
    await it.moved('leader1', made.id, { move: 'approve' });
    await it.moved('secadmin1', made.id, { move: 'approve' });
    expect(await it.kindNow('hazard.fire')).toMatchObject({ version: kind.version + 1, name: { zh: '火灾隐患' } });
    refusedWith(
      await it.proposeAs('duty1', { what: 'kind', base: kind.version, seed: draftOf(kind), why }),
      409,
      'kinds.stale',
    );
    const kept = await it.base.work.read(whole(district), (tx) =>
      sql<{
        name: string;
      }>`select seed -> 'name' ->> 'zh' as name from kinds.kind where district = ${district} and code = 'hazard.fire' and version = ${kind.version}`.execute(
        tx,
      ),
    );
    expect(kept.rows).toEqual([{ name: kind.name.zh }]);
  });

  test('may be of its norms alone, or take it out of use', async () => {
    const kind = (await it.kindNow('hazard.fire')) ?? expect.fail('no fire');
    const norms = { firstActionMinutes: 15, handleWorkingDays: 1, sampleEvery: 2 };
    const made = await it.proposed('sysadmin1', { what: 'norm', base: kind.version, code: kind.code, ...norms, why });
    expect(made).toMatchObject({ what: 'norm', title: { zh: `${kind.name.zh} · 时限` } });
    refusedWith(
      await it.proposeAs('duty1', {
        what: 'norm',
        base: kind.version,
        code: kind.code,
        firstActionMinutes: kind.firstActionMinutes,
        handleWorkingDays: kind.handleWorkingDays,
        sampleEvery: kind.sampleEvery,
        why,
      }),
      422,
      'kinds.same',
    );
    await it.moved('secadmin2', made.id, { move: 'approve' });
    await it.moved('secadmin1', made.id, { move: 'approve' });
    expect(await it.kindNow(kind.code)).toEqual({ ...kind, ...norms, version: kind.version + 1 });

    const out = await it.proposed('duty1', {
      what: 'kind',
      base: kind.version + 1,
      seed: { ...draftOf(kind), ...norms },
      active: false,
      why,
    });
    expect(out.differences.map((one) => one.path)).toEqual(['active']);
    await it.moved('secadmin2', out.id, { move: 'approve' });
    await it.moved('leader2', out.id, { move: 'approve' });
    expect(((await it.get('/api/kinds')).json().kinds as KindOut[]).some((one) => one.code === kind.code)).toBe(false);
    expect(await it.kindNow(kind.code)).toMatchObject({ active: false });
  });
});

describe('a new district', () => {
  test('begins with kinds that passed the charter, and keeps those that it has', async () => {
    await it.base.work.write(whole(other), async (tx) => {
      expect(await loadKinds(tx, other, [seed('hazard.fire', { icon: 'gas' }), seed('help.elder')], it.time.now)).toBe(
        1,
      );
    });
    kindsChanged(it.base.db, other);
    const all = (await it.get('/api/kinds', { 'x-lianan-district': other })).json().kinds as KindOut[];
    expect(all.map((one) => [one.code, one.icon, one.version])).toEqual([
      ['hazard.fire', 'fire', 1],
      ['hazard.gas', 'gas', 1],
      ['help.elder', 'fire', 1],
    ]);
    const loading = it.base.work.write(whole(other), (tx) =>
      loadKinds(tx, other, [seed('help.list', { name: { zh: '重点人员', en: 'Key persons' } })], it.time.now),
    );
    await expect(loading).rejects.toMatchObject({ status: 422, fields: [{ path: 'kinds.help.list.name' }] });
  });
});
