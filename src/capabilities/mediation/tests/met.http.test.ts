import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { audited, type Hall, hall } from './hall.ts';

let it0: Hall;
const NOW = Date.parse('2026-03-10T08:00:00Z');
const ago = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString();

beforeAll(async () => {
  it0 = await hall(new Date(NOW).toISOString());
});
afterAll(() => it0?.house.close());

const did: Hall['did'] = (...of) => it0.did(...of);
async function refused(login: string, id: string, act: object): Promise<[number, string, string | undefined]> {
  const { status, body } = await it0.move(login, id, act);
  return [status, body.code, body.fields?.[0]?.path];
}
const met = (present: readonly string[], over: object = {}) => ({
  ...{ move: 'recordSession', session: randomUUID(), mode: 'inPerson', joint: present.length > 1, at: ago(45) },
  ...{ minutes: 40, present, record: '楼道里碰上，双方说了经过，愿意请人看漏点' },
  ...over,
});

it('people who met on the spot: one step writes it down, and it is a session that was held in the list, the papers and the file', async () => {
  const { id, a, b, passport } = await it0.mediating();
  const { case: shown } = await did('mediator', id, met([a, b], { place: '东街 8 号楼道', minutes: 25 }));
  expect(shown.sessions).toMatchObject([
    {
      state: 'held',
      mode: 'inPerson',
      joint: true,
      with: null,
      among: null,
      proposed: [],
      present: [a, b],
      minutes: 25,
    },
  ]);
  expect(shown.sessions[0]).toMatchObject({
    at: ago(45),
    place: '东街 8 号楼道',
    record: expect.stringContaining('漏点'),
  });
  expect(shown.filing.find((one: { n: number }) => one.n === 7)).toMatchObject({ there: true });
  expect(shown.history.at(-1)).toMatchObject({ kind: 'case.session-met' });
  const paper = await it0.call('mediator', 'GET', `/api/desk/mediation/cases/${id}/documents/record?as=pdf`);
  expect(paper.status).toBe(200);
  for (const party of [a, b]) await did('mediator', id, { move: 'signRecord', session: shown.sessions[0].id, party });
  // By the code alone anybody reads that there was one; a talk that came to nothing may end it.
  const way = await it0.call(null, 'POST', '/api/mediation/passport', { code: passport });
  expect(way.body.way.map((one: { kind: string }) => one.kind)).toContain('case.session-met');
  await did('mediator', id, { move: 'fail', routes: ['court'], reason: '赔偿数额谈不拢' });
  const { case: filed } = await did('mediator', id, { move: 'archive' });
  expect(filed.filing.filter((one: { mandatory: boolean; there: boolean }) => one.mandatory && !one.there)).toEqual([]);
  expect(await refused('mediator', id, met([a]))).toEqual([409, 'mediation.notNow', undefined]);
});

it('a call with one side alone is read by that side and the mediators, and by nobody else', async () => {
  const { id, a, b, passport } = await it0.mediating();
  const said = { mode: 'phone', record: '甲某来电，说明损失' };
  const { case: shown } = await did('mediator', id, met([a], said));
  expect(shown.sessions).toMatchObject([{ with: a, joint: false }]);
  const own = async (phone: string, party: string) => {
    const as = await it0.resident(phone);
    const { body } = await it0.call(as, 'POST', '/api/mediation/mine', { code: passport, party });
    return [body.sessions.length, body.history.some((one: { kind: string }) => one.kind === 'case.session-met')];
  };
  expect(await own('13900000001', a)).toEqual([1, true]);
  expect(await own('13900000002', b)).toEqual([0, false]);
  const way = await it0.call(null, 'POST', '/api/mediation/passport', { code: passport });
  expect(way.body.way.map((one: { kind: string }) => one.kind)).not.toContain('case.session-met');
});

it('of several people of one side the other side is told nothing either', async () => {
  const [a, b, c] = [randomUUID(), randomUUID(), randomUUID()];
  const parties = [
    { id: a, side: 'applicant', name: '甲某', phone: '13900000001' },
    { id: c, side: 'applicant', name: '丙某', phone: '13900000003' },
    { id: b, side: 'respondent', name: '乙某', phone: '13900000002' },
  ];
  const { id, passport } = await it0.open({ parties });
  await did('duty', id, { move: 'triage' });
  await did('duty', id, { move: 'offer' });
  await did('mediator', id, { move: 'accept' });
  const named = { mediators: [it0.ids['mediator']], chosen: 'parties', noInterest: true };
  await did('mediator', id, { move: 'nameMediators', ...named });
  for (const party of [a, b, c]) {
    await did('mediator', id, { move: 'tellRights', party });
    await did('mediator', id, { move: 'consent', party });
  }
  const { case: shown } = await did('mediator', id, met([a, c], { joint: false }));
  expect(shown.sessions).toMatchObject([{ with: null, among: [a, c], present: [a, c] }]);
  const seen = async (phone: string) => {
    const as = await it0.resident(phone);
    return (await it0.call(as, 'POST', '/api/mediation/mine', { code: passport })).body.sessions.length;
  };
  expect(await Promise.all(['13900000003', '13900000002'].map(seen))).toEqual([1, 0]);
  const way = await it0.call(null, 'POST', '/api/mediation/passport', { code: passport });
  expect(way.body.way.map((one: { kind: string }) => one.kind)).not.toContain('case.session-met');
});

it('what cannot have been so is refused with a reason beside its field, and nothing is lost', async () => {
  const { id, a, b } = await it0.mediating();
  const n = async () => (await it0.show('duty', id)).n;
  const before = await n();
  const bad: [object, [number, string, string]][] = [
    [met([a, b], { at: ago(-10) }), [422, 'mediation.futureTime', 'body.act.at']],
    [met([a, b], { at: '2026-03-09T08:00:00Z' }), [422, 'mediation.tooEarly', 'body.act.at']],
    [met([a, randomUUID()]), [422, 'mediation.noParty', 'body.act.present']],
    [met([a], { joint: true }), [422, 'mediation.oneSide', 'body.act.joint']],
  ];
  for (const [act, wanted] of bad) expect(await refused('mediator', id, act), JSON.stringify(act)).toEqual(wanted);
  for (const over of [
    { record: ' ' },
    { present: [] },
    { minutes: 0 },
    { minutes: 481 },
    { at: 'gestern' },
    { mode: 'post' },
    { with: b },
  ]) {
    const { status, body } = await it0.move('mediator', id, met([a], over));
    expect([status, body.fields.length > 0], JSON.stringify(over)).toEqual([400, true]);
  }
  // Neither a colleague who does not mediate it, nor a desk, nor a mediator who stepped back.
  expect(await refused('second', id, met([a]))).toEqual([403, 'mediation.notYours', undefined]);
  expect((await refused('duty', id, met([a])))[0]).toBe(403);
  expect(await n()).toBe(before);
  await did('mediator', id, { move: 'recuse', mediator: it0.ids['mediator'], reason: '与一方是亲戚' });
  expect(await refused('mediator', id, met([a]))).toEqual([403, 'mediation.notYours', undefined]);
});

it('where a session is set for that time it says so; the planned one is not before its acceptance either', async () => {
  const { id, a, b } = await it0.mediating();
  const session = randomUUID();
  const at = new Date(NOW + 600_000).toISOString();
  const set = { session, mode: 'inPerson', joint: true, proposed: [at], minutes: 60 };
  await did('mediator', id, { move: 'proposeSession', ...set });
  await did('mediator', id, { move: 'setSession', session, at });
  it0.house.time.now = new Date(NOW + 3_600_000);
  const meant = met([a, b], { at: new Date(NOW + 1_200_000).toISOString() });
  expect(await refused('mediator', id, meant)).toEqual([409, 'mediation.plannedThen', 'body.act.at']);
  const answer = await it0.move('mediator', id, meant);
  expect(answer.text).toContain('2026-03-10 16:10');
  const hold = { move: 'holdSession', session, present: [a, b], record: '双方陈述' };
  expect(await refused('mediator', id, { ...hold, at: '2025-03-10T08:00:00Z' })).toEqual([
    ...[422, 'mediation.tooEarly', 'body.act.at'],
  ]);
  await did('mediator', id, { ...hold, at });
  // Two who write down the same talk write it once; another of the same afternoon is another.
  expect((await refused('mediator', id, { ...meant, at }))[1]).toBe('mediation.heldThen');
  await did('mediator', id, met([a], { at: new Date(NOW + 3_000_000).toISOString() }));
  it0.house.time.now = new Date(NOW);
});

it('with violence or a minor people met in one room for a reason that is written down, or one at a time', async () => {
  const { id, a, b } = await it0.mediating({ violence: true });
  expect(await refused('mediator', id, met([a, b]))).toEqual([422, 'mediation.apart', 'body.act.reason']);
  expect(await refused('mediator', id, met([a, b], { joint: false }))).toEqual([
    ...[422, 'mediation.withWhom', 'body.act.present'],
  ]);
  await did('mediator', id, met([a], { at: ago(20) }));
  await did('mediator', id, met([b], { at: ago(20), mode: 'phone' }));
  const { case: shown } = await did('mediator', id, met([a, b], { at: ago(90), reason: '双方都要求当面谈，民警在场' }));
  expect(shown.sessions.map((one: { state: string }) => one.state)).toEqual(['held', 'held', 'held']);
});

it('whatever was written, the audit finds nothing', () => audited(it0), 120_000);
