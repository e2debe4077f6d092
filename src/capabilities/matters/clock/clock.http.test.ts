import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyring, type TestHouse, testHouse } from '../../../../tests/harness/house.ts';
import { subjects } from '../../../apps/subjects.ts';
import { whole } from '../../../platform/db/scope.ts';
import { audit } from '../../../platform/journal/audit.ts';
import type { MatterOut } from '../matters.contract.ts';
import { type As, staffOf } from '../tests/staff.ts';
import { turnClocks } from './clock.timers.ts';
import { allRulings } from './rulings.store.ts';

const D = '330702';
/** A Monday; the kind's norm is three working days, so that it is due at the end of Thursday the 26th in Asia/Shanghai. */
const MONDAY = '2026-11-23T02:00:00.000Z';
const THURSDAY_END = '2026-11-26T16:00:00.000Z';

let house: TestHouse;
let as: As;
beforeAll(async () => {
  house = await testHouse();
  at(MONDAY);
  as = await staffOf(house, { duty: 'duty', leader: 'leader', handler: 'handler', verifier: 'verifier' });
});
afterAll(() => house?.close());

const at = (time: string) => {
  house.time.now = new Date(time);
};
const turn = () => turnClocks(house.work, keyring, D, () => house.time.now as Date);
type Reported = { readonly id: string; readonly code: string };
const reported = async (over: object = {}): Promise<Reported> =>
  (
    await as(null, 'POST', '/api/matters', {
      id: randomUUID(),
      kind: 'hazard.fire',
      place: { lon: 119.65, lat: 29.08 },
      words: '楼道堆满杂物',
      ...over,
    })
  ).body as Reported;
type Moved = Omit<MatterOut, 'status'> & { status: string | number; code: string; fields: { path: string }[] };
const move = async (login: string, id: string, n: number, act: object) =>
  (await as(login, 'POST', `/api/desk/matters/${id}/moves`, { id: randomUUID(), n, act })).body as unknown as Moved;
type Entry = { readonly kind: string; readonly facts: Record<string, unknown>; readonly words: string | null };
const pageOf = async (login: string, id: string) =>
  (await as(login, 'GET', `/api/desk/matters/${id}`)).body as { matter: MatterOut; history: Entry[] };
const back = { move: 'return', ground: 'duty', cites: '责任清单第三条', reason: '不归我们' };
/** A matter that the body `fire` has accepted. */
async function accepted(over: object = {}): Promise<Reported> {
  const one = await reported(over);
  await move('duty', one.id, 1, { move: 'assign', body: 'fire' });
  await move('handler', one.id, 2, { move: 'accept' });
  return one;
}

describe('time', () => {
  it('runs from the report and is not stopped by giving the matter back, away or another kind', async () => {
    at(MONDAY);
    const { id } = await reported();
    await move('duty', id, 1, { move: 'assign', body: 'fire' });
    at('2026-11-24T02:00:00.000Z');
    await move('handler', id, 2, back);
    await move('duty', id, 3, { move: 'triage', kind: 'dispute.family' });
    const again = await move('duty', id, 4, { move: 'assign', body: 'fire' });
    expect([again.due, again.promised]).toEqual([THURSDAY_END, null]);
  });

  it('stands still on a named ground until a day, and runs on when the reporter answers before it', async () => {
    at(MONDAY);
    const { id, code } = await accepted();
    const without = await move('handler', id, 3, {
      move: 'suspend',
      ground: 'reporter',
      until: '2026-12-01',
      reason: '等材料',
    });
    expect([without.status, without.code]).toEqual([422, 'matters.notAsking']);
    await move('handler', id, 3, { move: 'ask', question: '几楼？' });
    const past = await move('handler', id, 4, {
      move: 'suspend',
      ground: 'reporter',
      until: '2026-11-22',
      reason: '等',
    });
    expect([past.status, past.fields[0]?.path]).toEqual([422, 'body.act.until']);
    const stands = await move('handler', id, 4, {
      move: 'suspend',
      ground: 'reporter',
      until: '2026-11-29',
      reason: '等材料',
    });
    // Until Sunday night nothing counts: Monday, Tuesday and Wednesday do.
    expect([stands.due, stands.promised]).toEqual(['2026-12-02T16:00:00.000Z', THURSDAY_END]);
    expect(stands.suspended).toMatchObject({ ground: 'reporter', until: '2026-11-29T16:00:00.000Z' });
    at('2026-11-24T02:00:00.000Z');
    const answered = await as(null, 'POST', '/api/follow/moves', {
      code,
      id: randomUUID(),
      n: 5,
      act: { move: 'answer', answer: '三楼' },
    });
    expect(answered.status, JSON.stringify(answered.body)).toBe(200);
    const { matter } = await pageOf('duty', id);
    // It stood at the end of Monday, which no longer counts as a day: the 24th is not over when it runs on.
    expect([matter.suspended, matter.due]).toEqual([null, '2026-11-26T16:00:00.000Z']);
    const followed = (await as(null, 'POST', '/api/follow', { code })).body as { history: Entry[]; due: string };
    expect(followed.history.find((one) => one.kind === 'matter.suspended')?.words).toBe('等材料');
  });

  it('is extended before the deadline by somebody above, within the limit and once, and the reporter hears of it', async () => {
    at(MONDAY);
    const { id } = await accepted({ phone: '13800000123' });
    const tooLong = await move('handler', id, 3, { move: 'askExtension', days: 9, reason: '等配件' });
    expect([tooLong.status, tooLong.fields[0]?.path]).toEqual([422, 'body.act.days']);
    expect((await move('handler', id, 3, { move: 'askExtension', days: 3, reason: '等配件' })).extensionAsked).toBe(3);
    const more = await move('leader', id, 4, { move: 'decideExtension', days: 4 });
    expect([more.status, more.code]).toEqual([422, 'matters.moreThanAsked']);
    const silent = await move('leader', id, 4, { move: 'decideExtension' });
    expect([silent.status, silent.code]).toEqual([422, 'matters.refusalReason']);
    const granted = await move('leader', id, 4, { move: 'decideExtension', days: 2 });
    expect([granted.due, granted.promised, granted.extensionAsked, granted.extensions]).toEqual([
      '2026-11-30T16:00:00.000Z',
      THURSDAY_END,
      null,
      1,
    ]);
    const again = await move('handler', id, 5, { move: 'askExtension', days: 1, reason: '还缺' });
    expect([again.status, again.code]).toEqual([409, 'matters.extensionsUsed']);
    const late = await accepted();
    at('2026-11-27T02:00:00.000Z');
    const pastDue = await move('handler', late.id, 3, { move: 'askExtension', days: 1, reason: '晚了' });
    expect([pastDue.status, pastDue.code]).toEqual([409, 'matters.pastDue']);
  });

  it('that was extended is counted against the first promise all the same', async () => {
    at(MONDAY);
    const { id } = await accepted();
    await move('handler', id, 3, { move: 'askExtension', days: 3, reason: '等配件' });
    await move('leader', id, 4, { move: 'decideExtension', days: 3 });
    at('2026-11-27T02:00:00.000Z');
    await move('handler', id, 5, { move: 'handOver', result: '清了' });
    await move('verifier', id, 6, { move: 'verify' });
    const closed = await move('verifier', id, 7, { move: 'close' });
    expect([closed.status, closed.onTime]).toEqual(['closed', false]);
  });
});

describe('a matter that is given back', () => {
  it('names the rule, and after the second time a ruling settles it, which routing follows and shows', async () => {
    at(MONDAY);
    const { id } = await reported({ kind: 'dispute.family' });
    await move('duty', id, 1, { move: 'assign', body: 'fire' });
    const bare = await move('handler', id, 2, { move: 'return', reason: '不归我们' });
    expect(bare.status).toBe(400);
    await move('handler', id, 2, back);
    await move('duty', id, 3, { move: 'assign', body: 'fire' });
    const second = await move('handler', id, 4, back);
    expect([second.status, second.contested, second.returns]).toEqual(['new', true, 2]);
    expect(await move('duty', id, 5, { move: 'assign', body: 'centre' })).toMatchObject({
      status: 409,
      code: 'matters.contested',
    });
    const ruled = await move('leader', id, 5, { move: 'rule', body: 'fire', reason: '按清单归口' });
    expect([ruled.status, ruled.body?.id, ruled.contested]).toEqual(['assigned', 'fire', false]);
    expect(await move('handler', id, 6, back)).toMatchObject({ status: 409, code: 'matters.ruled' });
    const [ruling] = await house.work.read(whole(D), (tx) => allRulings(tx, D));
    expect(ruling).toMatchObject({ kind: 'dispute.family', body: 'fire', number: ruled.number, day: '2026-11-23' });
    const { history } = await pageOf('duty', id);
    expect(history.find((one) => one.kind === 'matter.returned')?.facts['ground']).toBe('duty');
    // What is held of rulings is read again after five seconds.
    await new Promise((resolve) => setTimeout(resolve, 5_100));
    const next = await reported({ kind: 'dispute.family' });
    const page = (await as('duty', 'GET', `/api/desk/matters/${next.id}`)).body as unknown as {
      matter: MatterOut;
      responsible: { id: string; why: string };
    };
    expect(page.matter.proposed?.id).toBe('fire');
    expect([page.responsible.id, page.responsible.why]).toEqual(['fire', `参照 ${ruled.number} 的裁定`]);
  });
});

describe('the clock', () => {
  it('says before the deadline, at it and after it, each once, whatever turns it takes', async () => {
    at(MONDAY);
    const { id } = await accepted();
    await turn();
    const saidOf = async () =>
      (await pageOf('duty', id)).history
        .filter((one) => /reminded|escalated/.test(one.kind) && one.facts['stage'] === 'handle')
        .map((one) => `${one.kind} ${one.facts['to'] ?? ''}`);
    expect(await saidOf()).toEqual([]);
    at('2026-11-25T16:00:00.000Z');
    await Promise.all([turn(), turn(), turn()]);
    await turn();
    expect(await saidOf()).toEqual(['matter.reminded ']);
    at(THURSDAY_END);
    await turn();
    at('2026-11-27T16:00:00.000Z');
    await turn();
    expect(await saidOf()).toEqual(['matter.reminded ', 'matter.escalated head', 'matter.escalated town']);
  });

  it('after an outage says the last alone, of everything that fell due meanwhile', async () => {
    at(MONDAY);
    const { id } = await accepted();
    await turn();
    at('2026-12-15T00:00:00.000Z');
    await Promise.all([turn(), turn()]);
    const { history, matter } = await pageOf('duty', id);
    const said = history.filter((one) => one.facts['stage'] === 'handle');
    expect(said.map((one) => [one.kind, one.facts['to']])).toEqual([['matter.escalated', 'district']]);
    // Nobody who looked before the clock spoke is refused for it.
    expect((await move('handler', id, 3, { move: 'handOver', result: '清了' })).status).toBe('handled');
    expect(matter.n).toBeGreaterThan(3);
  });

  it('speaks no more of what is done', async () => {
    at(MONDAY);
    const { id } = await accepted();
    await move('handler', id, 3, { move: 'handOver', result: '清了' });
    await turn();
    at('2026-12-20T00:00:00.000Z');
    await turn();
    const { history } = await pageOf('duty', id);
    expect(history.filter((one) => one.facts['stage'] === 'handle')).toEqual([]);
  });
});

it('the audit is clean after all of it', async () => {
  const done = await audit({ db: house.work, subjects, checkpointDir: `${house.dataDir}/checkpoints`, digests: [] });
  expect(done.map((one) => one.firstDifference)).toEqual([null]);
});
