import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../tests/harness/database.ts';
import { keyring } from '../../tests/harness/house.ts';
import { loadDemonstration } from './load.ts';
import { territories } from './wucheng.territories.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test?.drop());

describe('the demonstration district', () => {
  it('is told by the real rules, in order, without a refused step', async () => {
    const now = new Date('2026-11-20T10:00:00+08:00');
    const started = performance.now();
    const loaded = await loadDemonstration(test.work, keyring, { now, count: 600, cases: 'sample' });
    console.log(loaded, Math.round(performance.now() - started));
    expect(loaded.matters).toBe(600);
    expect(loaded.lines).toBeGreaterThan(2_000);
    const { rows } = await test.work.pool.query<{ seq: number; lines: number; matters: number }>(
      `select (select seq from journal.head where district = '330702') as seq,
        (select count(*) from journal.line where district = '330702') as lines, (select count(*) from matters.matter) as matters`,
    );
    expect(rows[0]?.seq).toBe(rows[0]?.lines);
    expect(rows[0]?.matters).toBe(600);
    const held = await test.work.pool.query<{ what: string; stock: number }>(
      `select what, coalesce(sum(c.n), 0)::int as stock from (select distinct what from figures.reference) r
       left join journal.count c on c.measure = substr(what, 6) || '/base' group by what order by what`,
    );
    const villages = territories().filter((one) => one.level === 'village').length;
    const stock = new Map(held.rows.map((one) => [one.what, one.stock]));
    expect([...stock.keys()]).toEqual([
      'base:communities',
      'base:residents',
      'base:villages',
      'norm:monthlyVisits',
      'target:closingRate',
      'target:onTimeRate',
    ]);
    // One screening visit a month to each of them.
    expect(stock.get('norm:monthlyVisits')).toBe(villages);
    expect(stock.get('base:residents')).toBe(982_000);
    expect((stock.get('base:villages') ?? 0) + (stock.get('base:communities') ?? 0)).toBe(villages);
  });
});
