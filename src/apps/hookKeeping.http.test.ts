import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { audit } from '../platform/journal/audit.ts';
import { subjects } from './subjects.ts';
import {
  as,
  DISTRICT,
  draft,
  end,
  hookHouse,
  hookOf,
  house,
  key,
  type Listed,
  later,
  machine,
  own,
  receiver,
  reported,
  standing,
  turn,
} from './tests/hookHouse.ts';

hookHouse();

describe('A hook', () => {
  it('needs two persons: who proposed it does not approve it, and until then nothing is told', async () => {
    const there = await receiver();
    const made = await as('sys1', 'POST', '/api/hooks', draft(there.url));
    const url = `/api/hooks/${String(made.body['id'])}/moves`;
    expect((await as('sys1', 'POST', url, { move: 'approve' })).status).toBe(403);
    expect((await as('duty1', 'POST', url, { move: 'approve' })).status).toBe(403);
    await reported();
    await turn();
    expect(there.came).toEqual([]);
    expect((await as('sec1', 'POST', url, { move: 'refuse' })).body).toEqual({ state: 'refused' });
    expect((await as('sec1', 'POST', url, { move: 'approve' })).status).toBe(409);
    expect((await as('sec1', 'POST', '/api/hooks', draft(there.url))).status).toBe(403);
  });

  it.each([
    [{ url: 'http://example.com/told' }, 'url'],
    [{ url: 'https://user:word@example.com/told' }, 'url'],
    [{ url: 'https://example.com/told?token=1' }, 'url'],
    [{ events: ['matter.noted'] }, 'events'],
    [{ events: ['matter.closed', 'matter.closed'] }, 'events'],
    [{ territory: '330703' }, 'territory'],
    [{ machine: randomUUID() }, 'machine'],
  ])('with %o is refused at that field', async (over, field) => {
    const made = await as('sys1', 'POST', '/api/hooks', draft('https://example.com/told', over));
    expect([made.status, (made.body['fields'] as { path: string }[])[0]?.path]).toEqual([422, `body.${field}`]);
  });

  it('is told again from a line, one line, or a test, when its owner asks: the person at the desk or the system itself', async () => {
    const there = await receiver();
    const id = await standing(there);
    const { seq: before } = await hookOf(id);
    await reported();
    await reported();
    await turn();
    const [one, two] = there.came;
    const ask = async (body: object) =>
      house.server.inject({
        method: 'POST',
        url: `/api/hooks/${id}/replay`,
        payload: body,
        headers: { 'x-api-key': key },
      });
    expect((await ask({ only: two?.message.data.seq })).statusCode).toBe(200);
    await turn();
    expect(there.came.slice(2).map((each) => each.id)).toEqual([two?.id]);
    expect((await as('sys1', 'POST', `/api/hooks/${id}/replay`, { after: before })).status).toBe(200);
    await turn();
    expect(there.came.slice(3).map((each) => each.id)).toEqual([one?.id, two?.id]);
    expect((await as('sys1', 'POST', `/api/hooks/${id}/replay`, { test: true })).status).toBe(200);
    await turn();
    expect(there.came.at(-1)?.message.type).toBe('hook.test');
    expect((await ask({ after: 9_999_999 })).statusCode).toBe(422);
    const mine = await house.server.inject({ url: '/api/hooks', headers: { 'x-api-key': key } });
    expect(mine.json().hooks.map((each: Listed) => each.id)).toContain(id);
    const tries = await as('both1', 'GET', `/api/hooks/${id}/deliveries`);
    expect((tries.body['deliveries'] as object[]).length).toBe(there.came.length);
    await end(id);
  });

  it('changes over to another secret while both sign, and a stranger’s key gets nothing', async () => {
    const there = await receiver();
    const id = await standing(there);
    const former = there.secret;
    const { secret } = (await as('sys1', 'POST', `/api/hooks/${id}/secret`, {})).body as { secret: string };
    for (const good of [former, secret]) {
      there.secret = good;
      await reported();
      await turn();
      expect(there.came.at(-1)?.status).toBe(200);
    }
    later(8 * 86_400);
    there.secret = former;
    await reported();
    await turn();
    expect(there.came.at(-1)?.status).toBe(401);
    const { rows } = await house.work.pool.query(
      'select h::text as row from webhooks.hook h union all select convert_from(bytes, $1) from journal.line',
      ['utf8'],
    );
    expect(JSON.stringify(rows)).not.toContain(secret);
    const issued = await as('sec1', 'POST', '/api/machines', {
      ...{
        name: '另一平台',
        body: 'town',
        scopes: ['figures'],
        until: new Date(Date.now() + 9e9).toISOString().slice(0, 10),
      },
    });
    const foreign = { 'x-api-key': String(issued.body['key']) };
    expect((await house.server.inject({ url: '/api/hooks', headers: foreign })).json().hooks).toEqual([]);
    expect((await house.server.inject({ url: `/api/hooks/${id}/deliveries`, headers: foreign })).statusCode).toBe(404);
    await end(id);
  });

  it('that ended or was stopped while the other side was silent stays so, whatever comes of that try', async () => {
    for (const [move, state, why] of [
      ['end', 'ended', null],
      ['pause', 'paused', 'security'],
    ] as const) {
      const there = await receiver();
      const id = await standing(there);
      there.status = 410;
      there.delayMs = 400;
      await reported();
      await own.turn(DISTRICT);
      await new Promise((resolve) => setTimeout(resolve, 150));
      expect((await as('sec1', 'POST', `/api/hooks/${id}/moves`, { move })).status).toBe(200);
      await own.settled();
      expect(there.came.length).toBe(1);
      const { rows } = await house.work.pool.query('select state, why from webhooks.hook where id = $1', [id]);
      expect(rows).toEqual([{ state, why }]);
      if (move === 'pause') await end(id);
    }
  });

  it.each(['pause', 'end', 'revoke'] as const)('hears no further message after %s, though many wait', async (how) => {
    const there = await receiver();
    const other = await as('sec1', 'POST', '/api/machines', {
      ...{ name: how, body: 'fire', scopes: ['figures'] },
      until: new Date(Date.now() + 9e9).toISOString().slice(0, 10),
    });
    const id = await standing(there, { machine: String(other.body['id']) });
    there.delayMs = 200;
    for (let at = 0; at < 4; at += 1) await reported();
    await own.turn(DISTRICT);
    await expect.poll(() => there.came.length).toBe(1);
    const done =
      how === 'revoke'
        ? await as('sec1', 'DELETE', `/api/machines/${String(other.body['id'])}`)
        : await as('sec1', 'POST', `/api/hooks/${id}/moves`, { move: how });
    expect(done.status, JSON.stringify(done.body)).toBe(200);
    await own.settled();
    // The one that was on its way when it was stopped.
    expect(there.came.length).toBeLessThanOrEqual(2);
    if (how !== 'end') await end(id);
  });

  it('stopped by the security administrator is let go on by nobody else; a revoked key ends the telling', async () => {
    const there = await receiver();
    const id = await standing(there);
    const url = `/api/hooks/${id}/moves`;
    expect((await as('sec1', 'POST', url, { move: 'pause' })).status).toBe(200);
    expect((await as('sys1', 'POST', url, { move: 'resume' })).status).toBe(403);
    expect((await as('sec1', 'POST', url, { move: 'resume' })).status).toBe(200);
    await as('sec1', 'DELETE', `/api/machines/${machine}`);
    await reported();
    await turn();
    expect(there.came).toEqual([]);
  });

  it('leaves lines that fold to what is stored', async () => {
    const done = await audit({ db: house.work, subjects, checkpointDir: `${house.dataDir}/checkpoints`, digests: [] });
    expect(done.map((one) => one.firstDifference)).toEqual([null]);
    const { rows } = await house.work.pool.query(
      "select distinct kind from journal.line where kind like 'hook.%' order by 1",
    );
    expect(rows.map((one) => one.kind)).toEqual([
      ...[
        'hook.approved',
        'hook.ended',
        'hook.paused',
        'hook.proposed',
        'hook.refused',
        'hook.replayed',
        'hook.resumed',
        'hook.secret-renewed',
      ],
    ]);
  });
});
