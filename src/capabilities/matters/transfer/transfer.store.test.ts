import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../../tests/harness/database.ts';
import { testDistrict } from '../../../../tests/harness/district.ts';
import { keyring } from '../../../../tests/harness/house.ts';
import { mortal } from '../../../../tests/harness/mortal.ts';
import { subjects } from '../../../apps/subjects.ts';
import type { Database } from '../../../platform/db/database.ts';
import { whole } from '../../../platform/db/scope.ts';
import type { Post } from '../../../platform/identity/caller.ts';
import { append } from '../../../platform/journal/append.store.ts';
import { audit } from '../../../platform/journal/audit.ts';
import { putTransfer } from '../../../platform/places/changes/changes.store.ts';
import { coversWhole, type Transfer } from '../../../platform/places/changes/transfer.rules.ts';
import { putTerritories } from '../../../platform/places/places.store.ts';
import { turnClocks } from '../clock/clock.timers.ts';
import { standing } from '../ground.ts';
import { intakeBatch } from '../intake.store.ts';
import { type Matter, OPEN, tasksOwed } from '../matters.rules.ts';
import { mattersAfter } from '../matters.store.ts';
import type { MoveIn } from '../move.contract.ts';
import type { Mover } from '../step.ts';
import { type Told, tell } from '../story.ts';
import { carryTransfers } from './transfer.timers.ts';

const D = '330702';
const REPORTED = Date.parse('2026-11-23T02:00:00.000Z');
const PLACES = ['330702001', '330702001002', '330702101'];
const KINDS = ['hazard.fire', 'dispute.family'];
const BODIES = ['fire', 'town', 'centre'];
const LIVES = [
  'new',
  'assigned',
  'accepted',
  'suspended',
  'asked',
  'handled',
  'verified',
  'closed',
  'task',
  'taken',
] as const;
type Life = (typeof LIVES)[number];

let house: TestDatabase;
beforeAll(async () => {
  house = await testDatabase();
  await testDistrict(house.work, D);
  const days = { from: '2020-01-01', to: null, successors: [] };
  await house.work.write(whole(D), (tx) =>
    putTerritories(tx, D, [
      { code: D, level: 'district', name: { zh: '区', en: 'District' }, ...days },
      { code: '330702001', level: 'town', name: { zh: '一街', en: 'One' }, ...days },
      { code: '330702001002', level: 'village', name: { zh: '二村', en: 'Two' }, ...days },
      { code: '330702101', level: 'town', name: { zh: '三镇', en: 'Three' }, ...days },
    ]),
  );
});
afterAll(() => house?.drop());

const people = new Map<string, Mover>();
function mover(post: Post, body: string | null): Mover {
  const key = `${post} ${body}`;
  const held = { id: randomUUID(), post, body, territory: post === 'handler' ? null : D, deputyOf: null };
  const known = people.get(key) ?? {
    caller: { is: 'staff', person: randomUUID(), appointments: [held] },
    isReporter: false,
  };
  people.set(key, known);
  return known;
}

/** The steps of a life at a body; `fire` owes or has accepted a task where the life says so and another leads. */
function stepsOf(life: Life, lead: string): [Mover, MoveIn][] {
  const duty = mover('duty', 'centre');
  const own = mover('handler', lead);
  const look = mover('verifier', 'centre');
  const assign: [Mover, MoveIn] = [duty, { move: 'assign', body: lead }];
  const accept: [Mover, MoveIn] = [own, { move: 'accept' }];
  const over: [Mover, MoveIn] = [own, { move: 'handOver', result: '清了', photos: [] }];
  switch (life) {
    case 'new':
      return [];
    case 'assigned':
      return [assign];
    case 'accepted':
      return [assign, accept];
    case 'suspended':
      return [assign, accept, [own, { move: 'suspend', ground: 'court', until: '2026-12-20', reason: '等待裁定' }]];
    case 'asked':
      return [assign, accept, [own, { move: 'askExtension', days: 1, reason: '材料未到' }]];
    case 'handled':
      return [assign, accept, over];
    case 'verified':
      return [assign, accept, over, [look, { move: 'verify', photos: [] }]];
    case 'closed':
      return [assign, accept, over, [look, { move: 'verify', photos: [] }], [look, { move: 'close' }]];
    default:
      return lead === 'fire'
        ? [assign]
        : [assign, [own, { move: 'callIn', body: 'fire', until: '2026-11-24', words: '请协助' }]];
  }
}

/** Matters as they may lie about, through the rules; written as a past is. */
async function layOut(count: number, seed: number): Promise<void> {
  const ground = await standing(house.work, keyring, D);
  const drawn = fc.sample(
    fc.record({
      territory: fc.constantFrom(...PLACES),
      kind: fc.constantFrom(...KINDS),
      lead: fc.constantFrom(...BODIES),
      life: fc.constantFrom(...LIVES),
    }),
    { numRuns: count, seed },
  );
  const told: Told[] = [];
  for (const { territory, kind, lead, life } of drawn) {
    const place = { datum: 'wgs84' as const, territory };
    const said = { words: '隐患', answers: {}, photos: [], channel: 'public' as const, urgency: 'normal' as const };
    const from = { by: null, post: null, origin: 'live' as const };
    const steps = stepsOf(life, lead).map(([by, act], at) => ({
      id: randomUUID(),
      at: new Date(REPORTED + (at + 1) * 60_000),
      mover: by,
      act,
      ifSampled: false,
    }));
    const called = steps.find(({ act }) => act.move === 'callIn')?.id;
    if (life === 'taken' && called !== undefined)
      steps.push({
        id: randomUUID(),
        at: new Date(REPORTED + 300_000),
        mover: mover('handler', 'fire'),
        act: { move: 'taskAccept', task: called },
        ifSampled: false,
      });
    told.push(await tell(ground, { id: randomUUID(), kind, place, ...said, ...from }, new Date(REPORTED), steps));
  }
  await house.work.write(whole(D), async (tx) => {
    const { fragments } = intakeBatch(
      D,
      told.map((one) => one.taken),
      'past',
    );
    await append(tx, { district: D, asked: [], lines: [], fragments });
    const lines = told.flatMap((one) => one.lines.map((prepared) => ({ prepared, ask: null })));
    await append(tx, { district: D, asked: [], lines, fragments: [] });
  });
}

const all = async (): Promise<Matter[]> =>
  (await house.work.read(whole(D), (tx) => mattersAfter(tx, D, null, 10_000))).map(({ matter }) => matter);
const sharesOf = async (body: string): Promise<Set<string>> =>
  new Set(
    (
      await house.work.pool.query<{ subject: string }>(
        'select subject from journal.share where district = $1 and body = $2',
        [D, body],
      )
    ).rows.map((one) => one.subject),
  );
const isOf = (one: Matter, body: string): boolean =>
  OPEN.includes(one.status) && (one.body === body || tasksOwed(one).some((task) => task.body === body));

/** Two workers of which either dies now and then, until nothing is left to do; how often one died. */
async function carried(now: () => Date): Promise<number> {
  let deaths = 0;
  const worker = async (db: Database) => {
    for (let tries = 0; tries < 400; tries++) {
      const died = await carryTransfers(db, D, now, 7).then(
        () => false,
        () => true,
      );
      if (!died) return;
      deaths += 1;
    }
  };
  await Promise.all([worker(mortal(house.work)), worker(mortal(house.work))]);
  return deaths;
}

describe.each<[string, Transfer, number]>([
  ['all of a town', { id: 'fire', to: 'town', territories: ['330702001'], kinds: [''], from: '2026-11-24' }, 11],
  ['one group', { id: 'fire', to: 'centre', territories: [D], kinds: ['hazard'], from: '2026-11-24' }, 12],
  [
    'one kind in a village',
    { id: 'town', to: 'fire', territories: ['330702001002'], kinds: ['dispute.family'], from: '2026-11-24' },
    13,
  ],
  [
    'down to a new body',
    { id: 'centre', to: 'brandnew', territories: [D], kinds: ['hazard.fire', 'dispute'], from: '2026-11-24' },
    14,
  ],
])('what a body has open passes to another: %s', (_name, transfer, seed) => {
  it('all of it and nothing else, with its time, by one line each, whichever of two workers dies when', {
    timeout: 120_000,
  }, async () => {
    await layOut(60, seed);
    const change = randomUUID();
    await house.work.write(whole(D), (tx) => putTransfer(tx, D, change, transfer, '区政府〔2026〕8号'));
    const before = new Map((await all()).map((one) => [one.id, one]));
    expect(await carryTransfers(house.work, D, () => new Date('2026-11-23T15:00:00.000Z'))).toBe(0);
    expect([...before.values()].some((one) => isOf(one, transfer.id))).toBe(true);

    const now = () => new Date('2026-11-23T16:30:00.000Z');
    expect(await carried(now)).toBeGreaterThan(2);
    const inScope = (one: Matter) => coversWhole(transfer, one.territory, one.kind);
    const [mine, theirs] = [await sharesOf(transfer.to), await sharesOf(transfer.id)];
    let moved = 0;
    for (const one of await all()) {
      const was = before.get(one.id) as Matter;
      const waits = was.body === null && was.proposed === transfer.id;
      if (!inScope(one) || !(isOf(was, transfer.id) || (waits && OPEN.includes(was.status)))) {
        expect(one).toEqual(was);
        continue;
      }
      moved += 1;
      expect(isOf(one, transfer.id)).toBe(false);
      expect(isOf(one, transfer.to)).toBe(!waits);
      if (!waits) expect([mine.has(one.id), theirs.has(one.id)]).toEqual([true, false]);
      expect(one.n).toBe(was.n + 1);
      // Time runs on, and whatever was asked for, stopped or handed over stays as it was.
      expect([one.due, one.promised, one.clock, one.handed, one.returns, one.reported, one.closed]).toEqual([
        was.due,
        was.promised,
        was.clock,
        was.handed,
        was.returns,
        was.reported,
        was.closed,
      ]);
      expect(one.tasks.map((task) => [task.id, task.until, task.since])).toEqual(
        was.tasks.map((task) => [task.id, task.until, task.since]),
      );
      const anew = was.status === 'accepted' && was.body === transfer.id;
      expect(one.status).toBe(anew ? 'assigned' : was.status);
      expect(one.handler).toBe(anew ? null : was.handler);
    }
    expect(moved).toBeGreaterThan(3);
    const { rows } = await house.work.pool.query<{ lines: number; kept: number; done: number }>(
      `select (select count(*)::int from journal.line where kind = 'matter.transferred'
          and convert_from(bytes, 'UTF8')::json -> 'body' ->> 'change' = $1) as lines,
        (select count(*)::int from matters.transferred where change = $1::uuid) as kept,
        (select count(*)::int from matters.transfer_done where change = $1::uuid) as done`,
      [change],
    );
    expect(rows).toEqual([{ lines: moved, kept: moved, done: 1 }]);
    expect(await carryTransfers(house.work, D, now)).toBe(0);
  });
});

it('the clocks run on and the audit is clean after all of it', async () => {
  await turnClocks(house.work, keyring, D, () => new Date('2026-11-24T02:00:00.000Z'));
  const { rows } = await house.work.pool.query<{ n: number }>(
    `select count(*)::int as n from matters.stage s join matters.matter m on m.district = s.district and m.id = s.matter
     where s.stage = 'handle' and (s.due <> m.due or s.body is distinct from coalesce(m.body, s.body))`,
  );
  expect(rows).toEqual([{ n: 0 }]);
  const checkpointDir = await mkdtemp(join(tmpdir(), 'lianan-checkpoint-'));
  const done = await audit({ db: house.work, subjects, checkpointDir, digests: [] });
  await rm(checkpointDir, { recursive: true });
  expect(done.map((one) => one.firstDifference)).toEqual([null]);
});
