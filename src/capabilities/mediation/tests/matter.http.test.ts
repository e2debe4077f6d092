import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteAll } from '../../../apps/hearing.ts';
import { subjects } from '../../../apps/subjects.ts';
import { audit } from '../../../platform/journal/audit.ts';
import { refold } from '../../../platform/journal/refold.ts';
import { foldTallies } from '../../../platform/journal/tally.ts';
import { QUESTIONS } from '../law/refusable.rules.ts';
import { agreement, application, D, type Hall, hall, type Json, VILLAGE } from './hall.ts';

let it0: Hall;
const START = Date.parse('2026-03-02T02:00:00Z');
const at = (days: number) => {
  it0.house.time.now = new Date(START + days * 86_400_000);
};
beforeAll(async () => {
  it0 = await hall('2026-03-02T02:00:00Z');
  await noteAll(it0.house.work, D);
});
afterAll(() => it0?.house.close());

async function did(login: string, id: string, act: object) {
  const answer = await it0.move(login, id, act);
  expect(answer.status, `${JSON.stringify(act)} ${answer.text}`).toBe(200);
  return answer.body;
}

type Told = { readonly id: string; readonly code: string };
/** A dispute that somebody reported at the public page; the code by which they follow it. */
async function reported(over: object = {}, path = '/api/matters'): Promise<Told> {
  const id = randomUUID();
  const report = { id, kind: 'dispute.family', place: { territory: VILLAGE }, words: '楼上漏水', ...over };
  const { status, body, text } = await it0.call(null, 'POST', path, report);
  expect(status, text).toBe(200);
  return { id, code: body.code };
}
async function movedMatter(login: string, id: string, act: object) {
  const { matter } = (await it0.call('duty', 'GET', `/api/desk/matters/${id}`)).body;
  const move = { id: randomUUID(), n: matter.n, act };
  const { status, text } = await it0.call(login, 'POST', `/api/desk/matters/${id}/moves`, move);
  expect(status, `${JSON.stringify(act)} ${text}`).toBe(200);
}
/** What a matter's history says of mediation: to the staff, or to its reporter. */
const saidIn = (history: Json): [string, string][] =>
  history.filter(({ kind }: Json) => kind === 'matter.mediated').map(({ facts }: Json) => [facts.stands, facts.number]);
const told = async ({ id }: Told) => saidIn((await it0.call('duty', 'GET', `/api/desk/matters/${id}`)).body.history);
const read = async ({ code }: Told) => saidIn((await it0.call(null, 'POST', '/api/follow', { code })).body.history);
const both = async (matter: Told) => {
  const staff = await told(matter);
  expect(await read(matter)).toEqual(staff);
  return staff;
};

async function session(id: string, present: readonly string[]) {
  const one = randomUUID();
  const when = new Date((it0.house.time.now as Date).getTime() + 3_600_000);
  const proposal = { session: one, mode: 'inPerson', joint: true, proposed: [when.toISOString()] };
  await did('mediator', id, { move: 'proposeSession', ...proposal });
  await did('mediator', id, { move: 'setSession', session: one, at: when.toISOString() });
  it0.house.time.now = new Date(when.getTime() + 3_600_000);
  const record = { at: when.toISOString(), present, record: '各说各的' };
  await did('mediator', id, { move: 'holdSession', session: one, ...record });
}
/** A written agreement in effect; the ids of its two promises. */
async function agreed(id: string, a: string, b: string) {
  const text = agreement(a, b, '2026-03-20');
  await did('mediator', id, { move: 'draft', version: 1, agreement: text });
  for (const party of [a, b, null]) await did('mediator', id, { move: 'sign', version: 1, party });
  await did('mediator', id, { move: 'seal', version: 1 });
  return text.promises.map((one) => one.id);
}

describe('a matter that was handed over to mediation hears', () => {
  it('that it began, that all agreed, that the agreement was kept, and that the file was put away', async () => {
    at(0);
    const matter = await reported();
    const { id, a, b } = await it0.mediating({ channel: 'matter', matter: matter.id });
    const { number } = await it0.show('mediator', id);
    expect(await both(matter)).toEqual([['begun', number]]);
    await session(id, [a, b]);
    const promises = await agreed(id, a, b);
    expect(await both(matter)).toEqual([
      ['begun', number],
      ['agreed', number],
    ]);
    for (const promise of promises) await did('mediator', id, { move: 'perform', promise, day: '2026-03-02' });
    await did('mediator', id, { move: 'visit', day: '2026-03-02', kept: true });
    expect((await both(matter)).map(([stands]) => stands)).toEqual(['begun', 'agreed', 'performed']);
    await did('mediator', id, { move: 'archive' });
    expect((await both(matter)).map(([stands]) => stands)).toEqual(['begun', 'agreed', 'performed', 'filed']);
    // Of it stands a number and how it ended, and nobody's name, nor who did it.
    const { body, text } = await it0.call('duty', 'GET', `/api/desk/matters/${matter.id}`);
    expect(text).not.toMatch(/甲某|乙某|1390000000/);
    const lines = body.history.filter(({ kind }: Json) => kind === 'matter.mediated');
    expect(lines.slice(1).map(({ who, words }: Json) => [who, words])).toEqual(lines.slice(1).map(() => [null, null]));
    // The matter is its own body's as before: nobody moved it.
    expect(body.matter).toMatchObject({ status: 'new', body: null, closed: null });
  });

  it('that an agreement was broken', async () => {
    at(0);
    const matter = await reported();
    const { id, a, b } = await it0.mediating({ channel: 'matter', matter: matter.id });
    await session(id, [a, b]);
    const promises = await agreed(id, a, b);
    at(20);
    for (const promise of promises) await did('mediator', id, { move: 'breach', promise, words: '没有付' });
    expect((await both(matter)).map(([stands]) => stands)).toEqual(['begun', 'agreed']);
    await did('mediator', id, { move: 'settle', routes: ['court'] });
    expect((await both(matter)).map(([stands]) => stands)).toEqual(['begun', 'agreed', 'broken']);
  });

  it('that an oral agreement was made', async () => {
    at(0);
    const matter = await reported();
    const { id, a, b } = await it0.mediating({ channel: 'matter', matter: matter.id });
    await did('mediator', id, { move: 'agreeOrally', agreement: agreement(a, b, '2026-03-20') });
    expect((await both(matter)).map(([stands]) => stands)).toEqual(['begun', 'agreed']);
  });

  it('that it failed', async () => {
    at(0);
    const matter = await reported();
    const { id, a, b } = await it0.mediating({ channel: 'matter', matter: matter.id });
    await session(id, [a, b]);
    await did('mediator', id, { move: 'fail', routes: ['court'], reason: '差距太大' });
    expect((await both(matter)).map(([stands]) => stands)).toEqual(['begun', 'failed']);
  });

  it('that by law it is not mediated', async () => {
    at(0);
    const matter = await reported();
    const { id } = await it0.open({ channel: 'matter', matter: matter.id });
    await did('duty', id, { move: 'refuse', rule: QUESTIONS[0]?.rule, reason: '法院已受理' });
    expect((await both(matter)).map(([stands]) => stands)).toEqual(['begun', 'refused']);
  });

  it('that the application was withdrawn, and may be handed over once more', async () => {
    at(0);
    const matter = await reported();
    const { id, number } = await it0.open({ channel: 'matter', matter: matter.id });
    await did('duty', id, { move: 'withdraw' });
    const { number: second } = await it0.open({ channel: 'matter', matter: matter.id });
    expect(await both(matter)).toEqual([
      ['begun', number],
      ['withdrawn', number],
      ['begun', second],
    ]);
  });

  it('that a party said no on its own page, which sees nothing of the matter', async () => {
    at(0);
    const matter = await reported();
    const { id, passport } = await it0.mediating({ channel: 'matter', matter: matter.id });
    const who = await it0.resident('13900000002');
    const { n, me, matter: behind } = (await it0.call(who, 'POST', '/api/mediation/mine', { code: passport })).body;
    expect(behind).toBeUndefined();
    const act = { move: 'decline', party: me };
    const sent = { code: passport, id: randomUUID(), n, act };
    const answer = await it0.call(who, 'POST', '/api/mediation/mine/moves', sent);
    expect([answer.status, answer.body.outcome], answer.text).toEqual([200, 'declined']);
    expect((await both(matter)).map(([stands]) => stands)).toEqual(['begun', 'declined']);
    // Sent once more by a phone that heard no answer.
    expect((await it0.call(who, 'POST', '/api/mediation/mine/moves', sent)).status).toBe(200);
    expect((await it0.show('mediator', id)).history.filter(({ kind }: Json) => kind === 'case.declined').length).toBe(
      1,
    );
    expect((await both(matter)).map(([stands]) => stands)).toEqual(['begun', 'declined']);
  });

  it('nothing of steps that end nothing', async () => {
    at(0);
    const matter = await reported();
    const { id } = await it0.mediating({ channel: 'matter', matter: matter.id });
    await did('mediator', id, { move: 'note', room: 'mediators', text: '先分头谈' });
    await did('duty', id, { move: 'offer', body: 'pmc-other' });
    await did('other', id, { move: 'refuseOffer', ground: 'notOurs', reason: '不归我们' });
    expect((await both(matter)).map(([stands]) => stands)).toEqual(['begun']);
  });
});

describe('whoever mediates', () => {
  it('may see nothing of the matter, and ends its case all the same', async () => {
    at(0);
    const matter = await reported();
    const { id, a, b } = await it0.mediating({ channel: 'matter', matter: matter.id });
    expect((await it0.call('mediator', 'GET', `/api/desk/matters/${matter.id}`)).status).toBe(404);
    expect((await it0.show('mediator', id)).matter).toEqual({ id: matter.id, number: null });
    const { number } = (await it0.call('duty', 'GET', `/api/desk/matters/${matter.id}`)).body.matter;
    expect((await it0.show('duty', id)).matter).toEqual({ id: matter.id, number });
    await session(id, [a, b]);
    await did('mediator', id, { move: 'fail', routes: ['court'], reason: '谈不拢' });
    expect((await told(matter)).at(-1)?.[0]).toBe('failed');
  });
});

describe('what is sent twice or at once', () => {
  it('is told the matter once', async () => {
    at(0);
    const matter = await reported();
    const { id } = await it0.open({ channel: 'matter', matter: matter.id });
    const { n } = await it0.show('duty', id);
    const sent = { id: randomUUID(), n, act: { move: 'withdraw' } };
    const all = await Promise.all(
      [1, 2, 3].map(() => it0.call('duty', 'POST', `/api/desk/mediation/cases/${id}/moves`, sent)),
    );
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await both(matter)).map(([stands]) => stands)).toEqual(['begun', 'withdrawn']);
  });

  it('hands a matter over once: the same request is answered again, another one names the case that is under way', async () => {
    at(0);
    const matter = await reported();
    const ask = () => ({
      ...application(randomUUID(), randomUUID(), randomUUID()),
      channel: 'matter',
      matter: matter.id,
    });
    const [mine, theirs] = [ask(), ask()];
    const post = (login: string, body: object) => it0.call(login, 'POST', '/api/desk/mediation/cases', body);
    const all = await Promise.all([post('duty', mine), post('duty', mine), post('coord', theirs)]);
    const first = all.find(({ status }) => status === 200);
    expect(all.map(({ status }) => status).toSorted()).toContain(409);
    const late = all.find(({ status, body }) => status === 409 && body.code === 'matters.inMediation');
    expect(late?.text).toContain(first?.body.number);
    expect((await both(matter)).map(([stands]) => stands)).toEqual(['begun']);
    // What was taken is answered again, also when the matter was put away since.
    const taken = first === all[2] ? theirs : mine;
    await movedMatter('duty', matter.id, { move: 'void', reason: '重复' });
    const again = await post(first === all[2] ? 'coord' : 'duty', taken);
    expect([again.status, again.body.number]).toEqual([200, first?.body.number]);
    const other = await post('duty', ask());
    expect([other.status, other.body.code]).toEqual([422, 'mediation.noMatter']);
  });

  it('is refused to whoever sees the matter and may not add to it, and nothing is kept of the case', async () => {
    at(0);
    const matter = await reported({ kind: 'hazard.fire' });
    const ask = { ...application(randomUUID(), randomUUID(), randomUUID()), channel: 'matter', matter: matter.id };
    const wrong = await it0.call('duty', 'POST', '/api/desk/mediation/cases', ask);
    expect([wrong.status, wrong.body.code]).toEqual([422, 'mediation.noMatter']);
    expect((await it0.call('duty', 'GET', `/api/desk/mediation/cases/${ask.id}`)).status).toBe(404);
  });
});

describe('a matter that ended or went on meanwhile', () => {
  it('closed, hears how the mediation ended, stays closed, and keeps no contact for longer; its reporter reads it', async () => {
    at(0);
    const matter = await reported({ phone: '13900000007' });
    const { id } = await it0.open({ channel: 'matter', matter: matter.id });
    await movedMatter('duty', matter.id, { move: 'assign', body: 'police' });
    await movedMatter('police', matter.id, { move: 'accept' });
    await movedMatter('police', matter.id, { move: 'handOver', result: '已转调解' });
    await movedMatter('duty', matter.id, { move: 'verify' });
    await movedMatter('duty', matter.id, { move: 'close' });
    const contact = async () => (await it0.call(null, 'POST', '/api/follow', { code: matter.code })).body.contact;
    const kept = await contact();
    expect(kept.until).toMatch(/^2027-03-0/);
    at(20);
    await did('duty', id, { move: 'withdraw' });
    expect(await contact()).toEqual(kept);
    expect((await both(matter)).map(([stands]) => stands)).toEqual(['begun', 'withdrawn']);
    const { matter: now } = (await it0.call('duty', 'GET', `/api/desk/matters/${matter.id}`)).body;
    expect(now).toMatchObject({ status: 'closed', onTime: true });
    expect((await it0.show('duty', id)).outcome).toBe('withdrawn');
  });

  it('merged into another, is told with the one that it went into', async () => {
    at(0);
    const [matter, other] = [await reported(), await reported({ words: '楼上又漏水' })];
    const { id } = await it0.open({ channel: 'matter', matter: matter.id });
    await movedMatter('duty', matter.id, { move: 'merge', into: other.id });
    await did('duty', id, { move: 'withdraw' });
    expect((await both(matter)).map(([stands]) => stands)).toEqual(['begun', 'withdrawn']);
    expect((await both(other)).map(([stands]) => stands)).toEqual(['withdrawn']);
  });

  it('reported by nobody, keeps the day of its report alone', async () => {
    at(0);
    const { code } = await reported({}, '/api/matters/anonymous');
    // The sender's id leads nowhere.
    const { id: there } = (await it0.call(null, 'POST', '/api/follow', { code })).body;
    const matter = { id: there, code };
    const { id } = await it0.open({ channel: 'matter', matter: matter.id });
    await did('duty', id, { move: 'withdraw' });
    expect((await both(matter)).map(([stands]) => stands)).toEqual(['begun', 'withdrawn']);
    const { matter: now } = (await it0.call('duty', 'GET', `/api/desk/matters/${matter.id}`)).body;
    expect(now.reported).toBe('2026-03-02');
  });
});

describe('the body that has the matter', () => {
  const hears = async (login: string, id: string): Promise<string[]> => {
    await noteAll(it0.house.work, D);
    const { body } = await it0.call(login, 'GET', '/api/me/notices');
    return body.items.filter(({ to }: Json) => to === `/matters/${id}`).map(({ sort }: Json) => sort);
  };

  it('has a notice that there is a result, until it has handed over its own', async () => {
    at(0);
    const matter = await reported();
    await movedMatter('duty', matter.id, { move: 'assign', body: 'police' });
    await movedMatter('police', matter.id, { move: 'accept' });
    const { id } = await it0.open({ channel: 'matter', matter: matter.id }, 'police');
    expect(await hears('police', matter.id)).toEqual([]);
    await did('duty', id, { move: 'withdraw' });
    expect(await hears('police', matter.id)).toEqual(['settled']);
    expect(await hears('court', matter.id)).toEqual([]);
    const { upTo } = (await it0.call('police', 'GET', '/api/me/notices')).body;
    await it0.call('police', 'POST', '/api/me/notices/seen', { upTo });
    expect(await hears('police', matter.id)).toEqual(['settled']);
    await movedMatter('police', matter.id, { move: 'handOver', result: '申请人撤回，已劝和' });
    expect(await hears('police', matter.id)).toEqual([]);
  });

  it('is the desk, where no body has it', async () => {
    at(0);
    const matter = await reported();
    const { id } = await it0.open({ channel: 'matter', matter: matter.id });
    await did('duty', id, { move: 'withdraw' });
    expect(await hears('coord', matter.id)).toEqual(['settled']);
    expect(await hears('far', matter.id)).toEqual([]);
    expect(await hears('police', matter.id)).toEqual([]);
  });
});

it('leaves lines that fold and count to what stands', async () => {
  await foldTallies(it0.house.work, 7);
  const checkpointDir = `${it0.house.dataDir}/checkpoints`;
  const done = await audit({ db: it0.house.work, subjects, checkpointDir, digests: [] });
  expect(done.map((one) => one.firstDifference)).toEqual([null]);
  await refold({ db: it0.house.work, subjects });
}, 120_000);
