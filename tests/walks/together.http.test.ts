import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Intake, standing, type Taken, take } from '../../src/capabilities/matters/matters.door.ts';
import type { Move } from '../../src/capabilities/matters/moves.rules.ts';
import { keyring } from '../harness/house.ts';
import {
  ANOTHER_BODY,
  type Answer,
  BODY,
  DISTRICT,
  FAR_VILLAGE,
  type Peopled,
  peopledHouse,
  reportOf,
  VILLAGE,
  WHOLE_DUTY,
} from './district.ts';
import { stepsIn } from './steps.ts';

let house: Peopled;
let steps: ReturnType<typeof stepsIn>;
beforeAll(async () => {
  const wanted = [
    'duty in reach',
    'verifier in reach',
    'handler at its body',
    'coordinator at its body',
    'handler at another body',
  ];
  house = await peopledHouse(({ post, place }) => wanted.includes(`${post} ${place}`));
  steps = stepsIn(house);
}, 120_000);
afterAll(() => house?.close());

const move = (
  who: string,
  { id }: { id: string },
  n: number,
  { move: name, ...over }: { move: Move; [key: string]: unknown },
  line: string = randomUUID(),
) => steps.make(who, name, { id }, n, over, line);
const look = async ({ id }: { id: string }) =>
  (await house.send(house.walker(WHOLE_DUTY), 'GET', `/api/desk/matters/${id}`)).json as {
    matter: { n: number; status: string; body: { id: string } | null };
    history: { kind: string }[];
  };
const statuses = (answers: readonly Answer[]) => answers.map((one) => one.status).sort();
const one = async <T>(text: string, values: unknown[] = []): Promise<T> =>
  (await house.work.pool.query(text, values)).rows[0] as T;

describe('at the same moment', () => {
  it('two officers assign: one is heard, the other is told that it changed', async () => {
    for (let round = 0; round < 8; round += 1) {
      const matter = await steps.reported();
      const answers = await Promise.all([
        move(WHOLE_DUTY, matter, 1, { move: 'assign', body: BODY }),
        move('duty in reach', matter, 1, { move: 'assign', body: ANOTHER_BODY }),
      ]);
      expect(statuses(answers)).toEqual([200, 409]);
      expect(answers.find((answer) => answer.status === 409)?.json['code']).toBe('matters.changed');
      const winner = answers[0]?.status === 200 ? BODY : ANOTHER_BODY;
      expect((await look(matter)).matter).toMatchObject({ n: 2, status: 'assigned', body: { id: winner } });
      const loser = winner === BODY ? 'handler at another body' : 'handler at its body';
      expect((await house.send(house.walker(loser), 'GET', `/api/desk/matters/${matter.id}`)).status).toBe(404);
    }
  });

  it('two handlers accept: one is the handler', async () => {
    const matter = await steps.reported();
    await move(WHOLE_DUTY, matter, 1, { move: 'assign', body: BODY });
    const answers = await Promise.all([
      move('handler at its body', matter, 2, { move: 'accept' }),
      move('coordinator at its body', matter, 2, { move: 'accept' }),
    ]);
    expect(statuses(answers)).toEqual([200, 409]);
  });

  it('the same step is sent several times: it is one step, and each sending hears so', async () => {
    const matter = await steps.reported();
    const line = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => move(WHOLE_DUTY, matter, 1, { move: 'assign', body: BODY }, line)),
    );
    expect(statuses(answers)).toEqual([200, 200, 200, 200, 200, 200]);
    expect((await look(matter)).history.map((entry) => entry.kind)).toEqual(['matter.reported', 'matter.assigned']);
    // Under the same id by another, or with another content, it is not the same.
    expect((await move('duty in reach', matter, 2, { move: 'assign', body: BODY }, line)).json['code']).toBe(
      'matters.taken',
    );
    expect((await move(WHOLE_DUTY, matter, 2, { move: 'assign', body: ANOTHER_BODY }, line)).json['code']).toBe(
      'matters.taken',
    );
  });

  it('the reporter rates twice by the code: it counts once', async () => {
    const matter = await steps.reported();
    const way: [string, { move: Move; [key: string]: unknown }][] = [
      [WHOLE_DUTY, { move: 'assign', body: BODY }],
      ['handler at its body', { move: 'accept' }],
      ['handler at its body', { move: 'handOver', result: '清了' }],
      ['verifier in reach', { move: 'verify' }],
      ['verifier in reach', { move: 'close' }],
    ];
    for (const [at, [who, act]] of way.entries()) expect((await move(who, matter, at + 1, act)).status).toBe(200);
    const rate = () =>
      house.send(steps.nobody(), 'POST', '/api/follow/moves', {
        code: matter.code,
        id: randomUUID(),
        n: 6,
        act: { move: 'rate', stars: 5 },
      });
    expect(statuses(await Promise.all([rate(), rate(), rate()]))).toEqual([200, 409, 409]);
  });

  it('the reporter withdraws and the officer assigns: one of them, never both', async () => {
    for (let round = 0; round < 6; round += 1) {
      const matter = await steps.reported();
      const withdraw = house.send(steps.nobody(), 'POST', '/api/follow/moves', {
        code: matter.code,
        id: randomUUID(),
        n: 1,
        act: { move: 'withdraw' },
      });
      expect(
        statuses(await Promise.all([withdraw, move(WHOLE_DUTY, matter, 1, { move: 'assign', body: BODY })])),
      ).toEqual([200, 409]);
      expect((await look(matter)).matter.n).toBe(2);
    }
  });

  it('notes cross with a step: all of them stand', async () => {
    const matter = await steps.reported();
    const notes = Array.from({ length: 5 }, (_, at) =>
      move('duty in reach', matter, 1, { move: 'note', note: `第 ${at} 条` }),
    );
    const answers = await Promise.all([
      ...notes,
      house.send(steps.nobody(), 'POST', '/api/follow/moves', {
        code: matter.code,
        id: randomUUID(),
        n: 1,
        act: { move: 'note', note: '我也说一句' },
      }),
    ]);
    expect(statuses(answers)).toEqual([200, 200, 200, 200, 200, 200]);
    expect((await look(matter)).matter.n).toBe(7);
  });

  it('two matters are merged into each other: one is, and nobody waits for ever', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [a, b] = [await steps.reported(), await steps.reported()];
      const answers = await Promise.all([
        move(WHOLE_DUTY, a, 1, { move: 'merge', into: b.id }),
        move('duty in reach', b, 1, { move: 'merge', into: a.id }),
      ]);
      expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
      expect(answers.map((answer) => answer.status).every((status) => [200, 409, 422].includes(status))).toBe(true);
      expect([(await look(a)).matter.status, (await look(b)).matter.status].sort()).toEqual(['merged', 'new']);
    }
  });
});

describe('a hundred reports at once', () => {
  it('of which some share an id are as many matters as there are ids; the same content hears the same, another is refused', async () => {
    const before = await one<{ n: number; lines: number; seq: number }>(
      'select (select count(*)::int from matters.matter) as n, (select count(*)::int from journal.line) as lines, (select seq::int from journal.head where district = $1) as seq',
      [DISTRICT],
    );
    const ids = Array.from({ length: 70 }, () => reportOf());
    const twins = ids.slice(0, 15);
    const others = ids.slice(15, 30).map((report) => ({ ...report, words: '别的内容' }));
    const all = [...ids, ...twins, ...others].sort(() => Math.random() - 0.5);
    const answers = await Promise.all(all.map((report) => house.send(steps.nobody(), 'POST', '/api/matters', report)));
    const byId = Map.groupBy(
      answers.map((answer, at) => ({ answer, report: all[at] })),
      ({ report }) => report?.id,
    );
    for (const report of twins) {
      const heard = (byId.get(report.id) ?? []).map(({ answer }) => answer);
      expect(statuses(heard)).toEqual([200, 200]);
      expect(new Set(heard.map((answer) => answer.json['code'])).size).toBe(1);
      expect(heard.map((answer) => answer.json['repeated']).sort()).toEqual([false, true]);
    }
    for (const report of others)
      expect(statuses((byId.get(report.id) ?? []).map(({ answer }) => answer))).toEqual([200, 409]);
    const after = await one<typeof before>(
      'select (select count(*)::int from matters.matter) as n, (select count(*)::int from journal.line) as lines, (select seq::int from journal.head where district = $1) as seq',
      [DISTRICT],
    );
    expect([after.n - before.n, after.lines - before.lines, after.seq - before.seq]).toEqual([70, 70, 70]);
    const gaps = await one<{ gap: boolean }>(
      'select count(*) <> max(seq) or min(seq) <> 1 as gap from journal.line where district = $1',
      [DISTRICT],
    );
    expect(gaps.gap).toBe(false);
    const counted = await one<{ n: number }>(
      `select sum(n)::int as n from journal.count where district = $1 and measure like 'opened/%' and seq > $2`,
      [DISTRICT, before.seq],
    );
    expect(counted.n).toBe(70);
  });

  it('anonymous ones too', async () => {
    const report = reportOf({ place: { territory: FAR_VILLAGE } });
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => house.send(steps.nobody(), 'POST', '/api/matters/anonymous', report)),
    );
    expect(new Set(answers.map((answer) => `${answer.status} ${answer.json['code']} ${answer.json['id']}`)).size).toBe(
      1,
    );
    expect(answers.filter((answer) => answer.json['repeated'] === false)).toHaveLength(1);
  });

  it('a bad row among them stands alone', async () => {
    const ground = await standing(house.db, keyring, DISTRICT);
    const from = { datum: 'wgs84' as const, territory: VILLAGE };
    const good = (): Taken =>
      take(
        ground,
        {
          id: randomUUID(),
          kind: 'hazard.fire',
          place: from,
          words: '楼道',
          answers: {},
          photos: [],
          channel: 'public',
          urgency: 'normal',
          by: null,
          post: null,
          origin: 'live',
        },
        new Date(),
      );
    const spoil = (taken: Taken, how: 'check' | 'text' | 'line'): Taken => {
      if (how === 'check') return { ...taken, matter: { ...taken.matter, visibility: 'nonsense' as never } };
      if (how === 'text') return { ...taken, matter: { ...taken.matter, kind: 'a\u0000b' } };
      return { ...taken, line: { ...taken.line, line: { ...taken.line.line, n: -1 } } };
    };
    const intake = new Intake(house.db, { most: 64, lingerMs: 20 });
    for (const how of ['check', 'text', 'line'] as const) {
      const batch = Array.from({ length: 40 }, (_, at) => (at === 7 || at === 20 ? spoil(good(), how) : good()));
      const settled = await Promise.allSettled(batch.map((taken) => intake.store(DISTRICT, taken)));
      const failed = settled.flatMap((outcome, at) =>
        outcome.status === 'rejected' ? [{ at, reason: outcome.reason as { status: number } }] : [],
      );
      expect(failed.map(({ at, reason }) => [at, reason.status])).toEqual([
        [7, 422],
        [20, 422],
      ]);
      const kept = await one<{ n: number }>('select count(*)::int as n from matters.matter where id = any($1)', [
        batch.map((taken) => taken.matter.id),
      ]);
      expect([how, kept.n]).toEqual([how, 38]);
    }
  });
});
