import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { masterKey, type TestDatabase, testDatabase } from '../../../tests/harness/database.ts';
import { whole } from '../../platform/db/scope.ts';
import type { Server } from '../../platform/http/mount.ts';
import { buildServer } from '../../platform/http/server.ts';
import { putBodies } from '../../platform/identity/bodies.store.ts';
import type { Caller, Post } from '../../platform/identity/caller.ts';
import { checkLine, differingMember, lineOf, type StoredLine } from '../../platform/journal/stored.ts';
import { kindsByName } from '../../platform/journal/subject.ts';
import { freshPlacesOf } from '../../platform/places/places.ts';
import { putAuthority, putTerritories } from '../../platform/places/places.store.ts';
import { Keyring } from '../../platform/sealing/keyring.ts';
import type { Change } from './changes.rules.ts';
import type { ChangeOut, KindOut } from './kinds.contract.ts';
import { changeSubject, kindsChanged, loadKinds } from './kinds.door.ts';
import { routes } from './kinds.routes.ts';
import { kindSeed, type KindSeed } from './kinds.rules.ts';

const district = '330702';
const other = '990001';
let base: TestDatabase;
let server: Server;
let now = new Date('2026-11-23T04:05:06.789Z');

/** Two people a post, each with an appointment over the district. */
const PEOPLE = new Map<string, Caller>(
  (['clerk', 'duty', 'coordinator', 'handler', 'liaison', 'verifier', 'leader', 'auditor', 'sysadmin', 'secadmin'] as Post[]).flatMap((post) =>
    [1, 2].map((n): [string, Caller] => [
      `${post}${n}`,
      { is: 'staff', person: randomUUID(), appointments: [{ id: randomUUID(), post, body: 'wc-centre', territory: district, deputyOf: null }] },
    ]),
  ),
);
PEOPLE.set('townleader', {
  is: 'staff', person: randomUUID(), appointments: [{ id: randomUUID(), post: 'leader', body: null, territory: '330702101', deputyOf: null }],
});

const seed = (code: string, more: Partial<KindSeed> = {}): KindSeed =>
  kindSeed.parse({
    code, group: code.split('.')[0], name: { zh: '消防隐患', en: 'Fire hazard' }, describe: { zh: '通道堵塞', en: 'Blocked ways out' }, icon: 'fire',
    visibility: 'exact', firstActionMinutes: 60, handleWorkingDays: 3, gbt31000: null, open311: true, keywords: ['消防'],
    questions: [{ id: 'people', text: { zh: '里面有人住吗？', en: 'Does anybody live inside?' }, type: 'yesno', required: false }], ...more,
  });
const why = { zh: '按年度复核意见调整', en: 'After the yearly review' };

beforeAll(async () => {
  base = await testDatabase();
  for (const one of [district, other]) {
    await base.work.write(whole(one), async (tx) => {
      await sql`insert into journal.head (district, name_zh, name_en, origin) values (${one}, '区', 'District', 'live')`.execute(tx);
      expect(await loadKinds(tx, one, [seed('hazard.fire'), seed('hazard.gas', { icon: 'gas' })], now)).toBe(2);
      await putTerritories(tx, one, [
        { code: one, level: 'district', name: { zh: '婺城区', en: 'Wucheng' }, from: '2020-01-01', to: null, successors: [] },
        { code: `${one}101`, level: 'town', name: { zh: '汤溪镇', en: 'Tangxi' }, from: '2020-01-01', to: null, successors: [] },
      ]);
      const body = (id: string, nameZh: string) => ({ id, nameZh, nameEn: id, territory: one, parent: null, address: null, phone: null, relays: false });
      await putBodies(tx, one, [body('wc-centre', '综治中心'), body('wc-fire', '消防大队'), body('wc-t101', '汤溪镇政府')]);
      await putAuthority(tx, one, [{ territory: one, kind: 'hazard', body: 'wc-centre', from: '2024-01-01', to: null, why: { zh: '三定方案', en: 'Charter of posts' } }]);
    });
  }
  server = await buildServer(
    {
      db: base.db,
      keyring: new Keyring(masterKey),
      clock: () => now,
      defaultDistrict: district,
      districts: () => new Set([district, other]),
      identify: async (request) => ({ caller: PEOPLE.get(String(request.headers['x-as'])) ?? { is: 'nobody' }, district: null, needsTotp: false }),
    },
    { logLevel: 'silent', ratePerMinute: 100_000, origins: [], trustProxy: false, tileOrigins: [] },
  );
  routes(server);
  await server.ready();
});
afterAll(async () => {
  await server.close();
  await base.drop();
});

const get = (url: string, headers: Record<string, string> = {}) => server.inject({ url, headers });
const post = (url: string, as: string, body: unknown) =>
  server.inject({ method: 'POST', url, headers: { 'x-as': as, 'content-type': 'application/json' }, payload: JSON.stringify(body) });
const proposeAs = (as: string, change: unknown, id: string = randomUUID()) => post('/api/kinds/changes', as, { id, change });
const moveAs = (as: string, id: string, act: unknown, line: string = randomUUID()) => post(`/api/kinds/changes/${id}/moves`, as, { id: line, act });
const kindsNow = async (query = ''): Promise<KindOut[]> => (await get(`/api/kinds${query}`)).json().kinds;
const kindNow = async (code: string): Promise<KindOut | undefined> => (await kindsNow('?retired=true')).find((one) => one.code === code);
const draftOf = ({ version: _version, active: _active, ...rest }: KindOut): KindSeed => rest;
const linesOf = (id: string) =>
  base.work.read(whole(district), async (tx) => {
    const { rows } = await sql<StoredLine>`select * from journal.line where district = ${district} and subject = ${id} order by n`.execute(tx);
    return rows;
  });

/** Proposes and expects it to be taken. */
async function proposed(as: string, change: unknown): Promise<ChangeOut> {
  const answer = await proposeAs(as, change);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}
async function moved(as: string, id: string, act: unknown): Promise<ChangeOut> {
  const answer = await moveAs(as, id, act);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}
const freshKind = () => seed(`hazard.k${randomUUID().slice(0, 8)}`);
const refusedWith = (answer: Awaited<ReturnType<typeof proposeAs>>, status: number, code: string, path?: string) => {
  expect([answer.statusCode, answer.json().code], answer.body).toEqual([status, code]);
  if (path !== undefined) expect(answer.json().fields.map((one: { path: string }) => one.path)).toContain(path);
};

describe('anybody', () => {
  test('reads the kinds with everything that the report form asks', async () => {
    const answer = await get('/api/kinds');
    expect(answer.json().district).toBe(district);
    expect((answer.json().kinds as KindOut[]).find((one) => one.code === 'hazard.fire')).toEqual({ ...seed('hazard.fire'), version: 1, active: true });
  });

  test('is told that nothing has changed since the last look, and when something has', async () => {
    const first = await get('/api/kinds');
    const tag = String(first.headers['etag']);
    const again = await get('/api/kinds', { 'if-none-match': tag });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    const { id } = await proposed('sysadmin1', { what: 'kind', base: null, seed: freshKind(), why });
    await moved('leader1', id, { move: 'approve' });
    await moved('secadmin1', id, { move: 'approve' });
    const later = await get('/api/kinds', { 'if-none-match': tag });
    expect(later.statusCode).toBe(200);
    expect(later.headers['etag']).not.toBe(tag);
  });

  test('sees who answers for what, and may propose nothing', async () => {
    const answer = (await get('/api/kinds/authority')).json();
    expect(answer.rows).toContainEqual(
      expect.objectContaining({ territory: district, territoryName: { zh: '婺城区', en: 'Wucheng' }, kindName: { zh: '隐患', en: 'Hazards' }, body: { id: 'wc-centre', zh: '综治中心', en: 'wc-centre' } }),
    );
    refusedWith(await proposeAs('nobody', { what: 'kind', base: null, seed: freshKind(), why }), 401, 'http.signin');
  });
});

describe('a new kind', () => {
  test('comes into force when two others have approved it, one of them a security administrator', async () => {
    const kind = freshKind();
    const made = await proposed('duty1', { what: 'kind', base: null, seed: kind, why });
    expect(made).toMatchObject({ state: 'proposed', what: 'kind', target: kind.code, title: kind.name, why, proposed: { post: 'duty' }, abilities: ['withdraw'] });
    expect(await kindNow(kind.code)).toBeUndefined();

    const once = await moved('leader1', made.id, { move: 'approve' });
    expect(once).toMatchObject({ state: 'approved-once', approvals: [{ post: 'leader' }], abilities: ['refuse'] });
    expect(await kindNow(kind.code)).toBeUndefined();

    const twice = await moved('secadmin1', made.id, { move: 'approve' });
    expect(twice).toMatchObject({ state: 'in-force', approvals: [{ post: 'leader' }, { post: 'secadmin' }], abilities: [] });
    expect(await kindNow(kind.code)).toEqual({ ...kind, version: 1, active: true });
  });

  test('leaves a line at each step, of which the row is the fold', async () => {
    const made = await proposed('leader1', { what: 'kind', base: null, seed: freshKind(), why });
    await moved('secadmin1', made.id, { move: 'approve' });
    now = new Date(now.getTime() - 60_000); // a clock that steps back must not put a line before the one it follows
    await moved('secadmin2', made.id, { move: 'refuse', reason: 'unclear' });
    now = new Date(now.getTime() + 60_000);
    const known = kindsByName([changeSubject as never]);
    let state: Change | null = null;
    const lines = await linesOf(made.id);
    expect(lines.map((one) => one.kind)).toEqual(['kinds-change.proposed', 'kinds-change.approved', 'kinds-change.refused']);
    for (const line of lines) {
      const checked = checkLine(district, line);
      if (!('said' in checked)) throw new Error(`line ${line.n}: ${checked.fault} ${checked.column}`);
      const kind = known.get(line.kind) ?? expect.fail(line.kind);
      state = changeSubject.fold(state, lineOf(checked.said, kind));
    }
    const rows = await base.work.read(whole(district), (tx) => changeSubject.rows.read(tx, district, null, 100));
    const row = rows.find((one) => one.id === made.id) ?? expect.fail('no row');
    expect(row.head.equals(lines.at(-1)?.hash ?? Buffer.of())).toBe(true);
    expect(differingMember(state, row.state)).toBeNull();
    expect(state?.state).toBe('refused');
    expect(lines.every((one) => one.by !== null && one.post !== null)).toBe(true);
  });

  test('is refused by the charter with place, rule and reason, and nothing is kept', async () => {
    const kind = freshKind();
    const id = randomUUID();
    const questions = [...kind.questions, { id: 'origin', text: { zh: '当事人是什么民族？', en: 'What ethnicity is the party?' }, type: 'text', required: true, options: [] }];
    const answer = await proposeAs('duty1', { what: 'kind', base: null, seed: { ...kind, questions }, why }, id);
    refusedWith(answer, 422, 'kinds.charter', 'body.change.seed.questions.1.text');
    const [field] = answer.json().fields;
    expect(field.message.zh).toMatch(/公约第三条.*民族/);
    expect(field.message.en).toMatch(/rule 3/);
    expect(await linesOf(id)).toEqual([]);
  });

  test('is refused where its parts do not fit, where its code is taken, or its words cannot be stored', async () => {
    const kind = freshKind();
    refusedWith(await proposeAs('duty1', { what: 'kind', base: null, seed: { ...kind, group: 'help' }, why }), 422, 'kinds.misfit', 'body.change.seed.group');
    refusedWith(await proposeAs('duty1', { what: 'kind', base: null, seed: seed('hazard.fire'), why }), 422, 'kinds.exists', 'body.change.seed.code');
    refusedWith(await proposeAs('duty1', { what: 'kind', base: 1, seed: kind, why }), 422, 'kinds.unknownKind', 'body.change.base');
    refusedWith(await proposeAs('duty1', { what: 'kind', base: null, seed: { ...kind, name: { zh: 'a\u0000', en: 'b' } }, why }), 400, 'http.invalid');
    refusedWith(await proposeAs('duty1', { what: 'kind', base: null, seed: { ...kind, name: { zh: '\ud800', en: 'b' } }, why }), 400, 'http.invalid');
    refusedWith(await proposeAs('duty1', { what: 'kind', base: null, seed: { ...kind, riskOfPerson: 1 }, why }), 400, 'http.invalid');
  });

  test('is held against the charter again when it is approved', async () => {
    const made = await proposed('duty1', { what: 'kind', base: null, seed: freshKind(), why });
    // As if the charter's terms had been widened after the proposal was saved.
    await base.work.write(whole(district), (tx) =>
      sql`update kinds.change set content = jsonb_set(content, '{proposal,after,seed,name,zh}', '"重点人员"') where id = ${made.id}`.execute(tx),
    );
    refusedWith(await moveAs('secadmin1', made.id, { move: 'approve' }), 422, 'kinds.charter', 'change.after.seed.name');
    expect(await linesOf(made.id)).toHaveLength(1);
    await base.work.write(whole(district), (tx) =>
      sql`update kinds.change set content = jsonb_set(content, '{proposal,after,seed,name,zh}', '"消防隐患"') where id = ${made.id}`.execute(tx),
    );
  });
});

describe('two approvers', () => {
  test('are not the proposer, not one person twice, and not two leaders', async () => {
    const made = await proposed('leader1', { what: 'kind', base: null, seed: freshKind(), why });
    refusedWith(await moveAs('leader1', made.id, { move: 'approve' }), 409, 'kinds.ownProposal');
    await moved('leader2', made.id, { move: 'approve' });
    refusedWith(await moveAs('leader2', made.id, { move: 'approve' }), 409, 'kinds.approvedAlready');
    const second = await proposed('duty1', { what: 'kind', base: null, seed: freshKind(), why });
    await moved('leader1', second.id, { move: 'approve' });
    refusedWith(await moveAs('leader2', second.id, { move: 'approve' }), 409, 'kinds.needsSecadmin');
    const third = await proposed('duty1', { what: 'kind', base: null, seed: freshKind(), why });
    await moved('secadmin1', third.id, { move: 'approve' });
    expect(await moved('secadmin2', third.id, { move: 'approve' })).toMatchObject({ state: 'in-force' });
  });

  test('who sign at the same moment both count, and the kind comes in once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const kind = freshKind();
      const made = await proposed('sysadmin1', { what: 'kind', base: null, seed: kind, why });
      const answers = await Promise.all(['leader1', 'secadmin1', 'secadmin2'].map((as) => moveAs(as, made.id, { move: 'approve' })));
      const taken = answers.filter((one) => one.statusCode === 200);
      expect(taken).toHaveLength(2);
      refusedWith(answers.find((one) => one.statusCode !== 200) ?? expect.fail('all three counted'), 409, 'kinds.notNow');
      expect((await linesOf(made.id)).map((one) => one.n)).toEqual([1, 2, 3]);
      const versions = await base.work.read(whole(district), (tx) => sql<{ version: number; proposal: string }>`select version, proposal from kinds.kind where district = ${district} and code = ${kind.code}`.execute(tx));
      expect(versions.rows).toEqual([{ version: 1, proposal: made.id }]);
    }
  });

  test('of two changes of one kind at the same moment let only one in', async () => {
    const now1 = draftOf((await kindNow('hazard.gas')) ?? expect.fail('no gas'));
    const base1 = (await kindNow('hazard.gas'))?.version;
    const both = await Promise.all(['duty1', 'duty2'].map((as, at) => proposed(as, { what: 'kind', base: base1, seed: { ...now1, icon: at === 0 ? 'fire' : 'road' }, why })));
    for (const one of both) await moved('leader1', one.id, { move: 'approve' });
    const answers = await Promise.all(both.map((one, at) => moveAs(`secadmin${at + 1}`, one.id, { move: 'approve' })));
    expect(answers.map((one) => one.statusCode).sort()).toEqual([200, 409]);
    refusedWith(answers.find((one) => one.statusCode === 409) ?? expect.fail(''), 409, 'kinds.stale');
    expect((await kindNow('hazard.gas'))?.version).toBe((base1 ?? 0) + 1);
  });

  test('may say no, and then it is over', async () => {
    const made = await proposed('duty1', { what: 'kind', base: null, seed: freshKind(), why });
    await moved('secadmin1', made.id, { move: 'approve' });
    expect(await moved('leader1', made.id, { move: 'refuse', reason: 'duplicate' })).toMatchObject({ state: 'refused', refused: { post: 'leader', reason: 'duplicate' } });
    refusedWith(await moveAs('secadmin2', made.id, { move: 'approve' }), 409, 'kinds.notNow');
    refusedWith(await moveAs('duty1', made.id, { move: 'withdraw' }), 409, 'kinds.notNow');
  });

  test('have nothing left to do when the proposer withdraws', async () => {
    const made = await proposed('sysadmin1', { what: 'kind', base: null, seed: freshKind(), why });
    refusedWith(await moveAs('sysadmin2', made.id, { move: 'withdraw' }), 403, 'kinds.notYours');
    expect(await moved('sysadmin1', made.id, { move: 'withdraw' })).toMatchObject({ state: 'withdrawn', abilities: [] });
    refusedWith(await moveAs('secadmin1', made.id, { move: 'approve' }), 409, 'kinds.notNow');
  });

  test.each([...PEOPLE.keys()])('%s knocks: only the posts named may propose, approve, refuse', async (who) => {
    const made = await proposed('sysadmin2', { what: 'kind', base: null, seed: freshKind(), why });
    const proposing = await proposeAs(who, { what: 'kind', base: null, seed: freshKind(), why });
    expect(proposing.statusCode).toBe(/^(sysadmin|duty|leader)/.test(who) ? 200 : 403);
    const refusing = await moveAs(who, made.id, { move: 'refuse', reason: 'norm' });
    expect(refusing.statusCode).toBe(/^(secadmin|leader)/.test(who) ? 200 : 403);
  });
});

describe('sending twice', () => {
  test('changes nothing, neither a proposal nor an approval', async () => {
    const id = randomUUID();
    const change = { what: 'kind', base: null, seed: freshKind(), why };
    const [first, again] = [await proposeAs('duty1', change, id), await proposeAs('duty1', change, id)];
    expect([first.statusCode, again.statusCode]).toEqual([200, 200]);
    refusedWith(await proposeAs('duty2', change, id), 409, 'kinds.taken');
    const line = randomUUID();
    for (let time = 0; time < 2; time += 1) expect((await moveAs('leader1', id, { move: 'approve' }, line)).json().state).toBe('approved-once');
    refusedWith(await moveAs('secadmin1', id, { move: 'approve' }, line), 409, 'kinds.taken');
    expect(await linesOf(id)).toHaveLength(2);
  });

  test('at the same moment is one proposal', async () => {
    const id = randomUUID();
    const change = { what: 'kind', base: null, seed: freshKind(), why };
    const answers = await Promise.all([1, 2, 3].map(() => proposeAs('duty1', change, id)));
    for (const one of answers) expect([200, 409]).toContain(one.statusCode);
    expect(answers.some((one) => one.statusCode === 200)).toBe(true);
    expect(await linesOf(id)).toHaveLength(1);
  });
});

describe('a change of a kind that is there', () => {
  test('is a new version; the old one stands for ever', async () => {
    const kind = (await kindNow('hazard.fire')) ?? expect.fail('no fire');
    const made = await proposed('duty1', { what: 'kind', base: kind.version, seed: { ...draftOf(kind), name: { zh: '火灾隐患', en: 'Fire danger' } }, why });
    expect(made.differences).toEqual([{ path: 'name', what: { zh: '名称', en: 'Name' }, before: kind.name, after: { zh: '火灾隐患', en: 'Fire danger' } }]);
    await moved('leader1', made.id, { move: 'approve' });
    await moved('secadmin1', made.id, { move: 'approve' });
    expect(await kindNow('hazard.fire')).toMatchObject({ version: kind.version + 1, name: { zh: '火灾隐患' } });
    refusedWith(await proposeAs('duty1', { what: 'kind', base: kind.version, seed: draftOf(kind), why }), 409, 'kinds.stale');
    const kept = await base.work.read(whole(district), (tx) => sql<{ name: string }>`select seed -> 'name' ->> 'zh' as name from kinds.kind where district = ${district} and code = 'hazard.fire' and version = ${kind.version}`.execute(tx));
    expect(kept.rows).toEqual([{ name: kind.name.zh }]);
  });

  test('may be of its norms alone, or take it out of use', async () => {
    const kind = (await kindNow('hazard.fire')) ?? expect.fail('no fire');
    const norms = { firstActionMinutes: 15, handleWorkingDays: 1, sampleEvery: 2 };
    const made = await proposed('sysadmin1', { what: 'norm', base: kind.version, code: kind.code, ...norms, why });
    expect(made).toMatchObject({ what: 'norm', title: { zh: `${kind.name.zh} · 时限` } });
    refusedWith(await proposeAs('duty1', { what: 'norm', base: kind.version, code: kind.code, firstActionMinutes: kind.firstActionMinutes, handleWorkingDays: kind.handleWorkingDays, sampleEvery: kind.sampleEvery, why }), 422, 'kinds.same');
    await moved('secadmin2', made.id, { move: 'approve' });
    await moved('secadmin1', made.id, { move: 'approve' });
    expect(await kindNow(kind.code)).toEqual({ ...kind, ...norms, version: kind.version + 1 });

    const out = await proposed('duty1', { what: 'kind', base: kind.version + 1, seed: { ...draftOf(kind), ...norms }, active: false, why });
    expect(out.differences.map((one) => one.path)).toEqual(['active']);
    await moved('secadmin2', out.id, { move: 'approve' });
    await moved('leader2', out.id, { move: 'approve' });
    expect((await kindsNow()).some((one) => one.code === kind.code)).toBe(false);
    expect(await kindNow(kind.code)).toMatchObject({ active: false });
  });
});

describe('who answers', () => {
  const row = { what: 'authority', territory: '330702101', kind: 'hazard.gas', body: 'wc-fire', from: '2026-12-01', to: null, why };
  const responsible = async (day: string) => (await freshPlacesOf(base.db, district)).responsible('330702101', 'hazard.gas', day)?.body;

  test('changes from a day on, when two have approved, and the day before stays as it was', async () => {
    const made = await proposed('duty1', row);
    expect(made).toMatchObject({ what: 'authority', territory: '330702101', title: { zh: '汤溪镇 · 消防隐患 · 由谁负责' } });
    expect(made.differences).toMatchObject([{ path: 'body', before: null, after: { zh: '消防大队' } }, { path: 'from' }, { path: 'why', after: why }]);
    await moved('leader1', made.id, { move: 'approve' });
    expect(await responsible('2026-12-01')).toBe('wc-centre');
    await moved('secadmin1', made.id, { move: 'approve' });
    expect([await responsible('2026-11-30'), await responsible('2026-12-01')]).toEqual(['wc-centre', 'wc-fire']);

    const next = await proposed('sysadmin1', { ...row, body: 'wc-t101', from: '2027-01-01' });
    expect(next.differences[0]).toMatchObject({ path: 'body', before: { zh: '消防大队' }, after: { zh: '汤溪镇政府' } });
    await moved('secadmin2', next.id, { move: 'approve' });
    await moved('secadmin1', next.id, { move: 'approve' });
    expect([await responsible('2026-12-31'), await responsible('2027-01-01')]).toEqual(['wc-fire', 'wc-t101']);
  });

  test('is proposed by a leader of the township for the township only', async () => {
    expect((await proposed('townleader', { ...row, kind: 'dispute', body: 'wc-t101' })).abilities).toEqual(['withdraw']);
    refusedWith(await proposeAs('townleader', { ...row, territory: district }), 403, 'kinds.notYours');
  });

  test('must name what is known, from today on', async () => {
    refusedWith(await proposeAs('duty1', { ...row, body: 'wc-none' }), 422, 'kinds.unknownBody', 'body.change.body');
    refusedWith(await proposeAs('duty1', { ...row, kind: 'hazard.none' }), 422, 'kinds.unknownKind', 'body.change.kind');
    refusedWith(await proposeAs('duty1', { ...row, territory: '330702999' }), 422, 'kinds.unknownTerritory', 'body.change.territory');
    refusedWith(await proposeAs('sysadmin1', { ...row, territory: `${other}101` }), 422, 'kinds.unknownTerritory', 'body.change.territory');
    refusedWith(await proposeAs('duty1', { ...row, kind: 'help', from: '2026-11-22' }), 422, 'kinds.past', 'body.change.from');
    refusedWith(await proposeAs('duty1', { ...row, kind: 'help', to: '2026-12-01' }), 422, 'kinds.days', 'body.change.to');
  });

  test('of two rows that follow one another lets only one in from the same state', async () => {
    const first = await proposed('duty1', { ...row, kind: 'help', body: 'wc-t101' });
    const second = await proposed('duty2', { ...row, kind: 'help', body: 'wc-fire' });
    for (const one of [first, second]) await moved('leader1', one.id, { move: 'approve' });
    const answers = await Promise.all([moveAs('secadmin1', first.id, { move: 'approve' }), moveAs('secadmin2', second.id, { move: 'approve' })]);
    expect(answers.map((one) => one.statusCode).sort()).toEqual([200, 409]);
  });
});

describe('the public list', () => {
  test('shows posts and times, never a person, and pages newest first', async () => {
    const seen: ChangeOut[] = [];
    let after = '';
    do {
      const answer = await get(`/api/kinds/changes?limit=7${after && `&after=${encodeURIComponent(after)}`}`);
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
    expect(seen.find((one) => one.state === 'in-force' && one.what === 'kind')?.approvals).toHaveLength(2);
  });

  test('is filtered by state and kind, and tells staff what they may do', async () => {
    const made = await proposed('duty1', { what: 'kind', base: null, seed: freshKind(), why });
    const answer = (await get(`/api/kinds/changes?state=proposed,approved-once&target=${made.target}`, { 'x-as': 'secadmin1' })).json();
    expect(answer.changes).toMatchObject([{ id: made.id, abilities: ['approve', 'refuse'] }]);
    expect((await get(`/api/kinds/changes?state=in-force&target=${made.target}`)).json().changes).toEqual([]);
    expect((await get('/api/kinds/changes', { 'x-as': 'sysadmin1' })).json().mayPropose).toBe(true);
    refusedWith(await get('/api/kinds/changes?after=yesterday'), 400, 'kinds.badPage', 'query.after');
  });

  test('of one district knows nothing of another', async () => {
    expect((await get(`/api/kinds/changes?district=${other}`)).json().changes).toEqual([]);
    expect((await get('/api/kinds', { 'x-lianan-district': other })).json()).toMatchObject({ district: other, kinds: [{ version: 1 }, { version: 1 }] });
    const made = await proposed('duty1', { what: 'kind', base: null, seed: freshKind(), why });
    refusedWith(await moveAs('secadmin1', randomUUID(), { move: 'approve' }), 404, 'kinds.notFound');
    const foreign = await server.inject({
      method: 'POST', url: `/api/kinds/changes/${made.id}/moves`, headers: { 'x-as': 'secadmin1', 'x-lianan-district': other, 'content-type': 'application/json' },
      payload: JSON.stringify({ id: randomUUID(), act: { move: 'approve' } }),
    });
    expect(foreign.statusCode).toBe(404);
  });
});

describe('a new district', () => {
  test('begins with kinds that passed the charter, and keeps those that it has', async () => {
    await base.work.write(whole(other), async (tx) => {
      expect(await loadKinds(tx, other, [seed('hazard.fire', { icon: 'gas' }), seed('help.elder')], now)).toBe(1);
    });
    kindsChanged(base.db, other);
    const all = (await get('/api/kinds', { 'x-lianan-district': other })).json().kinds as KindOut[];
    expect(all.map((one) => [one.code, one.icon, one.version])).toEqual([['hazard.fire', 'fire', 1], ['hazard.gas', 'gas', 1], ['help.elder', 'fire', 1]]);
    const loading = base.work.write(whole(other), (tx) => loadKinds(tx, other, [seed('help.list', { name: { zh: '重点人员', en: 'Key persons' } })], now));
    await expect(loading).rejects.toMatchObject({ status: 422, fields: [{ path: 'kinds.help.list.name' }] });
  });
});

test('a refold writes rows anew and passes over those that moved on', async () => {
  const rows = await base.work.read(whole(district), (tx) => changeSubject.rows.read(tx, district, null, 3));
  await base.work.write(whole(district), (tx) => changeSubject.rows.write(tx, district, rows.map((one, at) => (at === 0 ? { ...one, n: one.n + 1, fold: 9 } : { ...one, fold: 9 }))));
  const after = await base.work.read(whole(district), (tx) => changeSubject.rows.read(tx, district, null, 3));
  expect(after.map((one) => one.fold)).toEqual([1, 9, 9]);
  for (const [at, one] of after.entries()) expect(differingMember(rows[at]?.state, one.state)).toBeNull();
  expect(await base.work.read(whole(district), (tx) => changeSubject.rows.read(tx, district, after[1]?.id ?? null, 1))).toMatchObject([{ id: after[2]?.id }]);
});
