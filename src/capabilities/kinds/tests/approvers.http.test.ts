import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whole } from '../../../platform/db/scope.ts';
import {
  district,
  draftOf,
  freshKind,
  type KindsServer,
  kindsServer,
  PEOPLE,
  refusedWith,
  why,
} from './kindsServer.ts';

let it: KindsServer;
beforeAll(async () => {
  it = await kindsServer();
});
afterAll(() => it.close());

describe('two approvers', () => {
  test('are not the proposer, not one person twice, and not two leaders', async () => {
    const made = await it.proposed('leader1', { what: 'kind', base: null, seed: freshKind(), why });
    refusedWith(await it.moveAs('leader1', made.id, { move: 'approve' }), 409, 'kinds.ownProposal');
    await it.moved('leader2', made.id, { move: 'approve' });
    refusedWith(await it.moveAs('leader2', made.id, { move: 'approve' }), 409, 'kinds.approvedAlready');
    const second = await it.proposed('duty1', { what: 'kind', base: null, seed: freshKind(), why });
    await it.moved('leader1', second.id, { move: 'approve' });
    refusedWith(await it.moveAs('leader2', second.id, { move: 'approve' }), 409, 'kinds.needsSecadmin');
    const third = await it.proposed('duty1', { what: 'kind', base: null, seed: freshKind(), why });
    await it.moved('secadmin1', third.id, { move: 'approve' });
    expect(await it.moved('secadmin2', third.id, { move: 'approve' })).toMatchObject({ state: 'in-force' });
  });

  test('who sign at the same moment both count, and the kind comes in once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const kind = freshKind();
      const made = await it.proposed('sysadmin1', { what: 'kind', base: null, seed: kind, why });
      const answers = await Promise.all(
        ['leader1', 'secadmin1', 'secadmin2'].map((as) => it.moveAs(as, made.id, { move: 'approve' })),
      );
      const taken = answers.filter((one) => one.statusCode === 200);
      expect(taken).toHaveLength(2);
      refusedWith(
        answers.find((one) => one.statusCode !== 200) ?? expect.fail('all three counted'),
        409,
        'kinds.notNow',
      );
      expect((await it.linesOf(made.id)).map((one) => one.n)).toEqual([1, 2, 3]);
      const versions = await it.base.work.read(whole(district), (tx) =>
        sql<{
          version: number;
          proposal: string;
        }>`select version, proposal from kinds.kind where district = ${district} and code = ${kind.code}`.execute(tx),
      );
      expect(versions.rows).toEqual([{ version: 1, proposal: made.id }]);
    }
  });

  test('of two changes of one kind at the same moment let only one in', async () => {
    const now1 = draftOf((await it.kindNow('hazard.gas')) ?? expect.fail('no gas'));
    const base1 = (await it.kindNow('hazard.gas'))?.version;
    const both = await Promise.all(
      ['duty1', 'duty2'].map((as, at) =>
        it.proposed(as, { what: 'kind', base: base1, seed: { ...now1, icon: at === 0 ? 'fire' : 'road' }, why }),
      ),
    );
    for (const one of both) await it.moved('leader1', one.id, { move: 'approve' });
    const answers = await Promise.all(
      both.map((one, at) => it.moveAs(`secadmin${at + 1}`, one.id, { move: 'approve' })),
    );
    expect(answers.map((one) => one.statusCode).sort()).toEqual([200, 409]);
    refusedWith(answers.find((one) => one.statusCode === 409) ?? expect.fail(''), 409, 'kinds.stale');
    expect((await it.kindNow('hazard.gas'))?.version).toBe((base1 ?? 0) + 1);
  });

  test('may say no, and then it is over', async () => {
    const made = await it.proposed('duty1', { what: 'kind', base: null, seed: freshKind(), why });
    await it.moved('secadmin1', made.id, { move: 'approve' });
    expect(await it.moved('leader1', made.id, { move: 'refuse', reason: 'duplicate' })).toMatchObject({
      state: 'refused',
      refused: { post: 'leader', reason: 'duplicate' },
    });
    refusedWith(await it.moveAs('secadmin2', made.id, { move: 'approve' }), 409, 'kinds.notNow');
    refusedWith(await it.moveAs('duty1', made.id, { move: 'withdraw' }), 409, 'kinds.notNow');
  });

  test('have nothing left to do when the proposer withdraws', async () => {
    const made = await it.proposed('sysadmin1', { what: 'kind', base: null, seed: freshKind(), why });
    refusedWith(await it.moveAs('sysadmin2', made.id, { move: 'withdraw' }), 403, 'kinds.notYours');
    expect(await it.moved('sysadmin1', made.id, { move: 'withdraw' })).toMatchObject({
      state: 'withdrawn',
      abilities: [],
    });
    refusedWith(await it.moveAs('secadmin1', made.id, { move: 'approve' }), 409, 'kinds.notNow');
  });

  test.each([...PEOPLE.keys()])('%s knocks: only the posts named may propose, approve, refuse', async (who) => {
    const made = await it.proposed('sysadmin2', { what: 'kind', base: null, seed: freshKind(), why });
    const proposing = await it.proposeAs(who, { what: 'kind', base: null, seed: freshKind(), why });
    expect(proposing.statusCode).toBe(/^(sysadmin|duty|leader)/.test(who) ? 200 : 403);
    const refusing = await it.moveAs(who, made.id, { move: 'refuse', reason: 'norm' });
    expect(refusing.statusCode).toBe(/^(secadmin|leader)/.test(who) ? 200 : 403);
  });
});

describe('sending twice', () => {
  test('changes nothing, neither a proposal nor an approval', async () => {
    const id = randomUUID();
    const change = { what: 'kind', base: null, seed: freshKind(), why };
    const [first, again] = [await it.proposeAs('duty1', change, id), await it.proposeAs('duty1', change, id)];
    expect([first.statusCode, again.statusCode]).toEqual([200, 200]);
    refusedWith(await it.proposeAs('duty2', change, id), 409, 'kinds.taken');
    const line = randomUUID();
    for (let time = 0; time < 2; time += 1)
      expect((await it.moveAs('leader1', id, { move: 'approve' }, line)).json().state).toBe('approved-once');
    refusedWith(await it.moveAs('secadmin1', id, { move: 'approve' }, line), 409, 'kinds.taken');
    expect(await it.linesOf(id)).toHaveLength(2);
  });

  test('at the same moment is one proposal', async () => {
    const id = randomUUID();
    const change = { what: 'kind', base: null, seed: freshKind(), why };
    const answers = await Promise.all([1, 2, 3].map(() => it.proposeAs('duty1', change, id)));
    for (const one of answers) expect([200, 409]).toContain(one.statusCode);
    expect(answers.some((one) => one.statusCode === 200)).toBe(true);
    expect(await it.linesOf(id)).toHaveLength(1);
  });
});
