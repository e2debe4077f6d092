import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asOwner, type TestDatabase, testDatabase } from '../../../tests/harness/database.ts';
import { nothing } from '../../platform/db/scope.ts';
import { statusesOf } from './around.rules.ts';
import {
  type AroundFilters,
  aroundByNumber,
  aroundCellsStatement,
  aroundStatement,
  aroundSteps,
} from './around.store.ts';
import { FOLD } from './fold.rules.ts';
import { firstStatement, ogcStatement } from './ogc.store.ts';
import { stepsStatement } from './open311.store.ts';
import { byNumberStatement } from './public.store.ts';

// A hundred thousand matters of two years as somebody without a login reads them: a third hidden, a third blurred.
const D = '330702';
const ROWS = 100_000;
const TOWN = `${D}106`;

let house: TestDatabase;
beforeAll(async () => {
  house = await testDatabase();
  await asOwner(house.ownerUrl, (owner) =>
    owner.query(`
      insert into matters.matter (district, id, n, head, fold, status, kind, urgency, channel, visibility, origin, territory, outside, lon, lat,
        body, reported, due, asked, returns, reopened_by_reporter, updated, number)
      select '${D}', gen_random_uuid(), 2, '\\x00', ${FOLD}, status, (array['hazard.fire', 'help.aid', 'dispute.family'])[1 + n % 3], 'normal',
        'public', (array['exact', 'blurred', 'hidden'])[1 + n % 3], 'live',
        '${D}' || lpad((100 + n % 27)::text, 3, '0') || lpad((1 + n % 311 % 12)::text, 3, '0'), false,
        119.2 + random() * 0.6, 28.8 + random() * 0.5, 'b1',
        at, at + interval '3 days', false, 0, false, at + interval '2 days', '0702-20260101-' || upper(right('00000' || to_hex(n), 6))
      from (select n, case when mix < 0.006 then 'new' when mix < 0.03 then 'accepted' else 'closed' end as status,
          now() - random() * case when mix < 0.03 then interval '20 days' else interval '730 days' end as at
        from (select n, random() as mix from generate_series(1, ${ROWS}) n) as drawn) as m`),
  );
  await asOwner(house.ownerUrl, (owner) => owner.query('vacuum analyze matters.matter'));
}, 120_000);
afterAll(() => house?.drop());

type Node = {
  'Node Type': string;
  'Relation Name'?: string;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: Node[];
};

/** Which tables a statement reads from end to end, and how many pages of 8 kB it looks at; the matters take about 4,000. */
async function looked(statement: RawBuilder<unknown>): Promise<{ whole: string[]; pages: number }> {
  const { rows } = await house.db.read(nothing(D), (tx) =>
    sql<{ 'QUERY PLAN': { Plan: Node }[] }>`explain (analyze, buffers, format json) ${statement}`.execute(tx),
  );
  const root = rows[0]?.['QUERY PLAN'][0]?.Plan;
  if (root === undefined) throw new Error('no plan');
  const whole = (node: Node): string[] => [
    ...(node['Node Type'] === 'Seq Scan' ? [node['Relation Name'] ?? ''] : []),
    ...(node.Plans ?? []).flatMap(whole),
  ];
  return { whole: whole(root), pages: root['Shared Hit Blocks'] + root['Shared Read Blocks'] };
}

const filters = (over: Partial<AroundFilters> = {}): AroundFilters => ({
  statuses: statusesOf([]),
  kinds: [],
  since: null,
  territory: null,
  box: null,
  ...over,
});
const STREETS = { west: 119.5, south: 29, east: 119.52, north: 29.02 };
const DISTRICT = { west: 119, south: 28, east: 120, north: 30 };
const MONTH = new Date(Date.now() - 30 * 86_400_000);

test.each([
  ['the newest of all', filters(), 1_000],
  ['the newest hazards', filters({ kinds: ['hazard'] }), 1_000],
  ['what waits', filters({ statuses: statusesOf(['waiting']), since: MONTH }), 8_000],
  ['those of a town', filters({ territory: TOWN }), 4_000],
  ['those of some streets', filters({ box: STREETS }), 2_000],
  ['those of some streets this month', filters({ box: STREETS, since: MONTH }), 2_000],
] as const)('the list gets %s through an index', async (_name, narrowed, most) => {
  const { whole, pages } = await looked(aroundStatement(D, narrowed, null, 30));
  expect(whole).toEqual([]);
  expect(pages).toBeLessThan(most);
});

test('a page far down costs no more than the first', async () => {
  const after = { reported: new Date(Date.now() - 600 * 86_400_000), id: 'ffffffff-ffff-4fff-bfff-ffffffffffff' };
  const { whole, pages } = await looked(aroundStatement(D, filters(), after, 30));
  expect(whole).toEqual([]);
  expect(pages).toBeLessThan(1_000);
});

test('a viewport of streets and one of the whole district walk an index, and look at the newest five thousand at most', async () => {
  const near = await looked(aroundCellsStatement(D, { ...filters(), box: STREETS }));
  expect(near.whole).toEqual([]);
  expect(near.pages).toBeLessThan(2_000);
  const far = await looked(aroundCellsStatement(D, { ...filters(), box: DISTRICT }));
  expect(far.whole).toEqual([]);
  expect(far.pages).toBeLessThan(20_000);
});

test('one matter and its steps cost a handful of pages', async () => {
  await house.db.read(nothing(D), async (tx) => {
    const found = await aroundByNumber(tx, D, '0702-20260101-000400');
    expect(found).toMatchObject({ number: '0702-20260101-000400' });
    await aroundSteps(tx, D, found?.id ?? '');
  });
  const { whole, pages } = await looked(
    sql`select number from matters.around where district = ${D} and tail = ${'000400'} and number = ${'0702-20260101-000400'}`,
  );
  expect(whole).toEqual([]);
  expect(pages).toBeLessThan(60);
});

test('numbers that anybody asks for, one or several, with their steps, cost a handful of pages', async () => {
  const numbers = ['000401', '000404', '00040A'].map((end) => `0702-20260101-${end}`);
  const kinds = ['hazard.fire', 'help.aid'];
  const steps = { numbers, kinds, from: new Date(0), to: new Date(), limit: 200, offset: 0 };
  for (const statement of [byNumberStatement(D, numbers), stepsStatement(D, steps)]) {
    const { whole, pages } = await looked(statement);
    expect(whole).toEqual([]);
    expect(pages).toBeLessThan(100);
  }
});

test('a page for a GIS and the document of the collection read what they show and not every matter', async () => {
  const look = { box: null, span: null, limit: 100 };
  const far = { reported: new Date(Date.now() - 600 * 86_400_000), id: 'ffffffff-ffff-4fff-bfff-ffffffffffff' };
  for (const [statement, most] of [
    [ogcStatement(D, look, null), 1_000],
    [ogcStatement(D, look, far), 1_000],
    [ogcStatement(D, { ...look, box: STREETS }, null), 2_000],
    [firstStatement(D), 100],
  ] as const) {
    const { whole, pages } = await looked(statement);
    expect(whole).toEqual([]);
    expect(pages).toBeLessThan(most);
  }
});

test('nobody without a login reads a hidden matter, or the true place of a blurred one, by any column of what is published', async () => {
  const { rows } = await house.db.read(nothing(D), (tx) =>
    sql<{ hidden: number; fine: number; true_place: number; spots: number }>`
      select count(*) filter (where visibility = 'hidden' or kind = 'dispute.family') as hidden,
        count(*) filter (where visibility = 'blurred' and length(territory) > 9) as fine,
        count(distinct (lon, lat)) filter (where visibility = 'blurred') as spots
      from matters.around where district = ${D}`.execute(tx),
  );
  expect(rows[0]).toMatchObject({ hidden: 0, fine: 0 });
  // About 58 km by 56 km in cells of 500 m: more matters than cells, and never more spots than cells.
  expect(rows[0]?.spots).toBeLessThan(14_000);
  const own = await house.db.read(nothing(D), (tx) => sql`select 1 from matters.matter limit 1`.execute(tx));
  expect(own.rows).toEqual([]);
});
