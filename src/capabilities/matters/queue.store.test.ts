import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asOwner, type TestDatabase, testDatabase } from '../../../tests/harness/database.ts';
import { nothing, type Scope } from '../../platform/db/scope.ts';
import { FOLD } from './fold.rules.ts';
import { OPEN, STATUSES } from './matters.rules.ts';
import { cellsStatement, type Filters, hasMoreThan, pageStatement, type Sort } from './queue.store.ts';

// A hundred thousand matters of two years, three in a hundred of them open, as the policies show them to people of four sorts;
// the same at a million stands in bench/worklist.
const D = '330702';
const ROWS = 100_000;
const NOW = new Date();
const ENDED = STATUSES.filter((one) => !OPEN.includes(one));

const SCOPES: Readonly<Record<string, Scope>> = {
  'a duty officer': { ...nothing(D), reach: [D], bodies: ['centre'] },
  "a town's coordinator": { ...nothing(D), reach: [`${D}106`], bodies: ['t106'] },
  'a liaison': { ...nothing(D), reach: [`${D}106003`] },
  'a handler of a large body': { ...nothing(D), bodies: ['b1'] },
  'a handler of a small body': { ...nothing(D), bodies: ['small'] },
};

let house: TestDatabase;
beforeAll(async () => {
  house = await testDatabase();
  await asOwner(house.ownerUrl, (owner) =>
    owner.query(`
      insert into matters.matter (district, id, n, head, fold, status, kind, urgency, channel, visibility, origin, territory, outside, lon, lat,
        body, reported, due, asked, returns, reopened_by_reporter, updated, number)
      select '${D}', gen_random_uuid(), 2, '\\x00', ${FOLD}, status, (array['hazard.fire', 'incident.theft', 'dispute.family', 'help.aid'])[1 + n % 4], 'normal',
        'public', 'exact', 'live', '${D}' || lpad((100 + n % 27)::text, 3, '0') || lpad((1 + n % 311 % 12)::text, 3, '0'), false,
        119.2 + random() * 0.6, 28.8 + random() * 0.5, case when n % 10000 = 0 then 'small' when status <> 'new' then 'b' || n % 7 end,
        at, at + interval '3 days', false, 0, false, at + interval '2 days', '0702-20260101-' || upper(right('00000' || to_hex(n), 6))
      from (select n, case when mix < 0.006 then 'new' when mix < 0.03 then 'accepted' else 'closed' end as status,
          now() - random() * case when mix < 0.03 then interval '20 days' else interval '730 days' end as at
        from (select n, random() as mix from generate_series(1, ${ROWS}) n) as drawn) as m;
      insert into journal.share select district, body, id from matters.matter where body is not null`),
  );
  await asOwner(house.ownerUrl, (owner) => owner.query('vacuum analyze matters.matter'));
  await asOwner(house.ownerUrl, (owner) => owner.query('vacuum analyze journal.share'));
}, 120_000);
afterAll(() => house?.drop());

type Node = {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Loops': number;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: Node[];
};

/**
 * Which tables a statement reads from end to end, and how many pages of 8 kB it looks at; the matters take about 4,000. What was
 * planned and never run read nothing: the policies gather shares only for a row that is neither in reach nor in hand.
 */
async function looked(scope: Scope, statement: RawBuilder<unknown>): Promise<{ whole: string[]; pages: number }> {
  const { rows } = await house.db.read(scope, (tx) =>
    sql<{ 'QUERY PLAN': { Plan: Node }[] }>`explain (analyze, buffers, format json) ${statement}`.execute(tx),
  );
  const root = rows[0]?.['QUERY PLAN'][0]?.Plan;
  if (root === undefined) throw new Error('no plan');
  const whole = (node: Node): string[] => [
    ...(node['Node Type'] === 'Seq Scan' && node['Actual Loops'] > 0 ? [node['Relation Name'] ?? ''] : []),
    ...(node.Plans ?? []).flatMap(whole),
  ];
  return { whole: whole(root), pages: root['Shared Hit Blocks'] + root['Shared Read Blocks'] };
}

const VIEWS: readonly {
  readonly name: string;
  readonly filters: Filters;
  readonly sort: Sort;
  readonly pages: number;
}[] = [
  { name: 'the newest open hazards', filters: { status: OPEN, kind: ['hazard'] }, sort: 'newest', pages: 6_000 },
  { name: 'open matters by deadline', filters: { status: OPEN }, sort: 'due', pages: 6_000 },
  { name: 'open matters by last change', filters: { status: OPEN }, sort: 'updated', pages: 6_000 },
  { name: 'the newest of all', filters: {}, sort: 'newest', pages: 6_000 },
  {
    name: 'the newest that have ended',
    filters: { status: ENDED, kind: ['dispute.family'] },
    sort: 'newest',
    // One in a hundred is such a one of a town's own: a walk from the newest on sees some six thousand rows, however many there are.
    pages: 14_000,
  },
  { name: 'a number', filters: { number: '0702-20260101-0186A0' }, sort: 'newest', pages: 60 },
  { name: 'the end of a number', filters: { number: '0186a0' }, sort: 'newest', pages: 60 },
];

test.each(Object.entries(SCOPES))('%s gets every page of the queue through an index', async (_who, scope) => {
  for (const { name, filters, sort, pages } of VIEWS) {
    const seen = await looked(scope, pageStatement(scope, filters, sort, null, 60, NOW));
    expect(seen.whole, name).toEqual([]);
    expect(seen.pages, name).toBeLessThan(pages);
  }
});

test.each(Object.entries(SCOPES))('%s gets a viewport of the map through an index', async (_who, scope) => {
  const window = { west: 119.5, south: 29, east: 119.56, north: 29.04 };
  const seen = await looked(scope, cellsStatement(scope, { status: OPEN }, window, NOW));
  expect(seen.whole).toEqual([]);
  expect(seen.pages).toBeLessThan(1_000);
});

test('whether a view has more than so many is known exactly, for each reader', async () => {
  for (const scope of Object.values(SCOPES)) {
    const { rows } = await house.db.read(scope, (tx) =>
      sql<{ n: number }>`select count(*)::int as n from matters.matter where status = 'new'`.execute(tx),
    );
    const n = rows[0]?.n ?? 0;
    const more = (most: number) => house.db.read(scope, (tx) => hasMoreThan(tx, scope, { status: ['new'] }, most, NOW));
    expect([await more(n), n === 0 || (await more(n - 1))]).toEqual([false, true]);
  }
});

test('the queue shows what the policies show, neither more nor less', async () => {
  const idsFor = (scope: Scope, statement: RawBuilder<unknown>) =>
    house.db.read(
      scope,
      async (tx) => (await sql<{ id: string }>`select id from (${statement}) as page order by id`.execute(tx)).rows,
    );
  let shown = 0;
  for (const scope of Object.values(SCOPES)) {
    const listed = await idsFor(scope, pageStatement(scope, { status: ['accepted'] }, 'newest', null, ROWS, NOW));
    const visible = await idsFor(
      scope,
      sql`select id from matters.matter where district = ${D} and status = 'accepted'`,
    );
    expect(listed).toEqual(visible);
    shown += listed.length;
  }
  expect(shown).toBeGreaterThan(0);
});
