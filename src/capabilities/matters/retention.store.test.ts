import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestHouse, testHouse } from '../../../tests/harness/house.ts';
import { forgetOldContacts } from './matters.timers.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house?.close());

describe('the contact of a reporter', () => {
  it('is forgotten when the matter has ended and its time is over, and not before', async () => {
    const report = async () => {
      const payload = {
        id: randomUUID(),
        kind: 'hazard.fire',
        place: { lon: 119.6, lat: 29 },
        words: '堵塞',
        phone: '13900000009',
      };
      return (await house.server.inject({ method: 'POST', url: '/api/matters', payload })).json() as {
        id: string;
        code: string;
      };
    };
    const [ended] = [await report(), await report()];
    const withdrawn = await house.server.inject({
      method: 'POST',
      url: '/api/follow/moves',
      payload: { code: ended.code, id: randomUUID(), n: 1, act: { move: 'withdraw' } },
    });
    expect(withdrawn.statusCode, withdrawn.body).toBe(200);
    const forget = (before: Date) => forgetOldContacts(house.work, '330702', before, new Date(), house.dataDir);
    expect(await forget(new Date(Date.now() - 60_000))).toBe(0);
    expect(await forget(new Date(Date.now() + 60_000))).toBe(1);
    const { rows } = await house.work.pool.query<{ wrapped: Buffer | null }>(
      "select wrapped from sealing.key where owner = $1 and purpose = 'identity'",
      [ended.id],
    );
    expect(rows).toEqual([{ wrapped: null }]);
    const { rows: left } = await house.work.pool.query('select subject from matters.reporter');
    expect(left).toHaveLength(1);
  });
});
