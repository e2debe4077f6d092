import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestHouse, testHouse } from '../../../../tests/harness/house.ts';
import { subjects } from '../../../apps/subjects.ts';
import { dayOf } from '../../../platform/calendar/calendar.rules.ts';
import { audit } from '../../../platform/journal/audit.ts';
import { settleDay } from '../../../platform/journal/waiting.ts';
import { type As, staffOf } from '../../matters/tests/staff.ts';
import type { LineOut, SheetOut, ShiftOut } from '../handover.contract.ts';

const DESK = '330702.centre';
let house: TestHouse;
let as: As;
beforeAll(async () => {
  house = await testHouse();
  as = await staffOf(house, {
    first: 'duty',
    second: 'duty',
    head: 'leader',
    handler: 'handler',
    auditor: 'auditor',
  });
});
afterAll(() => house?.close());

type Reported = { readonly id: string; readonly number: string };
const reported = async (over: object = {}, how = ''): Promise<Reported> => {
  const answer = await as(null, 'POST', `/api/matters${how}`, {
    id: randomUUID(),
    kind: 'hazard.fire',
    place: { lon: 119.65, lat: 29.08 },
    words: '楼道堆满杂物',
    ...over,
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as Reported;
};
const moved = async (login: string, id: string, n: number, act: object) => {
  const answer = await as(login, 'POST', `/api/desk/matters/${id}/moves`, { id: randomUUID(), n, act });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
};
const shiftOf = async (login: string, query = ''): Promise<ShiftOut> => {
  const answer = await as(login, 'GET', `/api/desk/handover${query}`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as unknown as ShiftOut;
};
const sign = (login: string, shown: Pick<ShiftOut, 'at' | 'seq'>, over: object = {}) =>
  as(login, 'POST', '/api/desk/handovers', {
    id: randomUUID(),
    desk: DESK,
    at: shown.at,
    seq: shown.seq,
    since: null,
    ...over,
  });
const act = (login: string, id: string, given: object, lineId = randomUUID()) =>
  as(login, 'POST', `/api/desk/handovers/${id}/moves`, { id: lineId, act: given });
const sheetOf = async (login: string, id: string) => as(login, 'GET', `/api/desk/handovers/${id}`);
const queued = async (query: string) =>
  ((await as('first', 'GET', `/api/desk/matters?limit=200&${query}`)).body['items'] as unknown[]).length;
const numbers = (of: { readonly matters: readonly { readonly number: string | null }[] }) =>
  of.matters.map((one) => one.number);

describe('a desk at shift change', () => {
  it('tells what is open, as the queue counts it, and what happened meanwhile, by number', async () => {
    const [a, b, c] = [await reported(), await reported(), await reported()];
    await moved('first', a.id, 1, { move: 'assign', body: 'fire' });
    await moved('handler', a.id, 2, { move: 'return', ground: 'duty', cites: '权责清单', reason: '不在本单位' });
    await moved('first', b.id, 1, { move: 'triage', urgency: 'urgent' });
    await moved('head', b.id, 2, { move: 'supervise', until: '2099-01-05', reason: '尽快' });
    await moved('first', c.id, 1, { move: 'void', reason: '误报' });
    const shift = await shiftOf('first');
    expect(shift.since.from).toBe('none');
    expect(shift.desk).toMatchObject({ key: DESK, body: { zh: 'centre单位' } });
    expect([numbers(shift.changes.new), numbers(shift.changes.assigned), numbers(shift.changes.returned)]).toEqual([
      [a.number, b.number, c.number],
      [a.number],
      [a.number],
    ]);
    expect(numbers(shift.changes.escalated)).toEqual([b.number]);
    expect(shift.open).toBe(2);
    expect(shift.counts.new).toBe(await queued('territory=330702&status=new'));
    expect(shift.counts.urgent).toBe(
      await queued('territory=330702&urgency=urgent,critical&status=new,assigned,accepted,handled,verified'),
    );
    expect(shift.counts.supervised).toBe(await queued('territory=330702&supervised=true'));
  });

  it('leaves the day’s anonymous reports out of what is fixed, since they keep no hour', async () => {
    const before = await shiftOf('first');
    await reported({}, '/anonymous');
    const after = await shiftOf('first');
    expect([after.open, after.counts, after.changes.new]).toEqual([before.open, before.counts, before.changes.new]);
    expect(after.unsettled).toBe(before.unsettled + 1);
  });

  it('is nobody’s who holds none', async () => {
    for (const login of ['handler', 'head', 'auditor']) {
      expect((await as(login, 'GET', '/api/desk/handover')).status, login).toBe(403);
      const { status } = await sign(login, await shiftOf('first'));
      expect(status, login).toBe(403);
    }
    const answer = await as('first', 'GET', '/api/desk/handover?desk=330702001.town');
    expect([answer.status, answer.body['code']]).toEqual([403, 'handover.otherDesk']);
  });

  it('is told of from a chosen time, within a month and not ahead', async () => {
    const at = encodeURIComponent(new Date(Date.now() - 3_600_000).toISOString());
    expect((await shiftOf('first', `?since=${at}`)).since.from).toBe('chosen');
    const ahead = new Date(Date.now() + 60_000).toISOString();
    const old = new Date(Date.now() - 40 * 86_400_000).toISOString();
    for (const since of [ahead, old]) {
      const answer = await as('first', 'GET', `/api/desk/handover?since=${encodeURIComponent(since)}`);
      expect([answer.status, answer.body['code']]).toEqual([422, 'handover.since']);
    }
  });
});

it('an anonymous report is told of once, by the shift in which its day ends', async () => {
  const since = encodeURIComponent(new Date(Date.now() - 3_600_000).toISOString());
  const before = await shiftOf('first', `?since=${since}`);
  const tomorrow = new Date(Date.now() + 86_400_000);
  await settleDay(house.work, subjects, dayOf(tomorrow));
  const told = await shiftOf('first', `?since=${since}`);
  expect(told.changes.new.n).toBe(before.changes.new.n + before.unsettled);
  expect(before.unsettled).toBeGreaterThan(0);
});

describe('a sheet', () => {
  it('is signed by both, keeps its figures for ever, and begins the next one', async () => {
    const kept = await reported();
    const shown = await shiftOf('first');
    const signing = { id: randomUUID(), remarks: '三号楼的消防通道请继续盯', mind: [kept.id] };
    const signed = await sign('first', shown, signing);
    expect(signed.status, JSON.stringify(signed.body)).toBe(200);
    const sheet = signed.body as unknown as SheetOut;
    expect([sheet.counts, sheet.changes, sheet.open, sheet.state]).toEqual([
      shown.counts,
      shown.changes,
      shown.open,
      'signed',
    ]);
    expect([sheet.remarks, sheet.mind, sheet.signed.name]).toEqual([
      signing.remarks,
      [{ id: kept.id, number: kept.number }],
      'first姓名',
    ]);
    // Sent twice, it is one; sent again with other words under the same id, it is refused.
    expect((await sign('first', shown, signing)).body['id']).toBe(sheet.id);
    expect((await sign('first', shown, { ...signing, remarks: '别的' })).body['code']).toBe('handover.taken');
    // Another one of the same desk has to wait for this one.
    expect((await sign('second', await shiftOf('second'))).body['code']).toBe('handover.waiting');

    // Whoever comes finds it, the one who signed cannot take it, and figures go on meanwhile.
    expect((await shiftOf('second')).waiting).toMatchObject({ id: sheet.id, abilities: ['take', 'refuse'] });
    expect((await act('first', sheet.id, { move: 'take' })).body['code']).toBe('handover.ownSheet');
    await reported();
    const taken = await act('second', sheet.id, { move: 'take', text: '已现场看过' });
    expect(taken.body).toMatchObject({
      state: 'taken',
      answer: '已现场看过',
      answered: { name: 'second姓名', post: 'duty' },
      abilities: [],
    });
    const later = (await sheetOf('first', sheet.id)).body as unknown as SheetOut;
    expect([later.counts, later.changes, later.at, later.seq]).toEqual([
      shown.counts,
      shown.changes,
      sheet.at,
      sheet.seq,
    ]);
    const next = await shiftOf('second');
    expect(next.since).toMatchObject({ from: 'last', at: sheet.at, seq: sheet.seq });
    expect(next.changes.new.n).toBe(1);
    expect((await act('second', sheet.id, { move: 'take' })).body['code']).toBe('handover.notNow');
  });

  it('is not signed over figures that are no longer so, nor over old ones, nor with what one does not see', async () => {
    const shown = await shiftOf('second');
    const fresh = await reported();
    const moving = await sign('second', shown);
    expect([moving.status, moving.body['code']]).toEqual([409, 'handover.movedOn']);
    const again = await shiftOf('second');
    expect(numbers(again.changes.new)).toContain(fresh.number);
    const old = { ...again, at: new Date(Date.now() - 2 * 3_600_000).toISOString() };
    expect((await sign('second', old)).body['code']).toBe('handover.old');
    expect((await sign('second', again, { mind: [randomUUID()] })).body['code']).toBe('handover.mind');
    expect((await sign('second', again, { remarks: 'x'.repeat(2001) })).status).toBe(400);
  });

  it('is refused with a reason or taken back, and neither begins the next one', async () => {
    const before = (await shiftOf('first')).since;
    const one = (await sign('first', await shiftOf('first'))).body as unknown as SheetOut;
    expect((await act('second', one.id, { move: 'refuse', text: ' ' })).status).toBe(400);
    const refused = await act('second', one.id, { move: 'refuse', text: '还有两件没有说清' });
    expect(refused.body).toMatchObject({ state: 'refused', answer: '还有两件没有说清' });
    const two = (await sign('first', await shiftOf('first'))).body as unknown as SheetOut;
    expect((await act('second', two.id, { move: 'withdraw' })).status).toBe(403);
    expect((await act('first', two.id, { move: 'withdraw' })).body['state']).toBe('withdrawn');
    expect((await shiftOf('first')).since).toEqual(before);
  });

  it('that nobody signs is seen by the head of the desk; others do not know that it is there', async () => {
    const sheet = (await sign('first', await shiftOf('first'), { remarks: '密语' })).body as unknown as SheetOut;
    const of = async (login: string) =>
      ((await as(login, 'GET', '/api/desk/handovers?state=signed')).body['items'] ?? []) as LineOut[];
    expect(await of('head')).toMatchObject([{ id: sheet.id, left: false, abilities: [] }]);
    house.time.now = new Date(Date.now() + 31 * 60_000);
    expect(await of('head')).toMatchObject([{ id: sheet.id, left: true }]);
    house.time.now = null;
    expect((await sheetOf('head', sheet.id)).body['remarks']).toBe('密语');
    expect((await act('head', sheet.id, { move: 'take' })).status).toBe(403);
    for (const login of ['handler', 'auditor']) {
      expect((await as(login, 'GET', '/api/desk/handovers')).status).toBe(403);
      expect((await sheetOf(login, sheet.id)).status).toBe(404);
    }
    expect((await act('second', sheet.id, { move: 'take' })).status).toBe(200);
  });

  it('two people who sign at the same moment leave one sheet', async () => {
    const shown = await shiftOf('first');
    const all = await Promise.all([sign('first', shown), sign('second', shown)]);
    expect(all.map((one) => one.status).sort()).toEqual([200, 409]);
  });

  it('pages through all sheets, and what was written can be proved', async () => {
    const seen: string[] = [];
    for (let after = ''; ; ) {
      const { body } = await as('first', 'GET', `/api/desk/handovers?limit=2${after && `&after=${after}`}`);
      seen.push(...(body['items'] as LineOut[]).map((one) => one.id));
      if (body['after'] === null) break;
      after = String(body['after']);
    }
    expect([new Set(seen).size, seen.length]).toEqual([5, 5]);
    expect((await as('first', 'GET', '/api/desk/handovers?after=x')).body['code']).toBe('handover.badPage');
    const done = await audit({ db: house.work, subjects, checkpointDir: `${house.dataDir}/checkpoints`, digests: [] });
    expect(done.map((one) => one.firstDifference)).toEqual([null]);
  });
});
