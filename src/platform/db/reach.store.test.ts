import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '../../../tests/harness/database.ts';
import { asOwner, testDatabase } from '../../../tests/harness/database.ts';
import type { Scope } from './scope.ts';
import { nothing } from './scope.ts';

// A million cases in one district, as the policies of `db.protect` see them.
const D = '330702';
const ROWS = 1_000_000;
let house: TestDatabase;

beforeAll(async () => {
  house = await testDatabase();
  await asOwner(house.migrateUrl, (owner) =>
    owner.query(`
      create schema trial;
      grant usage on schema trial to lianan_serve;
      create table trial.case_ (district text collate "C" not null, id uuid not null, territory text collate "C" not null,
        status text collate "C" not null, opened timestamptz(3) not null);
      insert into trial.case_
        select '${D}', gen_random_uuid(), '${D}' || lpad((n % 27 + 1)::text, 3, '0') || lpad((n % 311 % 30 + 1)::text, 3, '0'),
          case when n % 50 = 0 then 'open' else 'closed' end, timestamptz '2025-01-01' + n * interval '1 minute'
        from generate_series(1, ${ROWS}) n;
      alter table trial.case_ add primary key (district, id);
      create index case_place on trial.case_ (district, territory);
      create index case_open on trial.case_ (district, opened) where status = 'open';
      grant select on trial.case_ to lianan_serve;
      select db.protect('trial.case_', 'id', 'territory');
      insert into journal.share select '${D}', 'wc-fire', id from (select id from trial.case_ limit 200) x;
      analyze trial.case_, journal.share`),
  );
}, 120_000);
afterAll(() => house.drop());

type Plan = { Plan: Node; 'Execution Time': number };
type Node = {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: Node[];
};

/** Runs a query for somebody and answers how PostgreSQL went about it: kinds of steps, and pages of 8 kB looked at. */
async function plan(scope: Scope, query: string): Promise<{ steps: string[]; pages: number }> {
  const { rows } = await house.db.read(scope, (tx) =>
    sql<{ 'QUERY PLAN': Plan[] }>`explain (analyze, buffers, format json) ${sql.raw(query)}`.execute(tx),
  );
  const root = rows[0]?.['QUERY PLAN'][0]?.Plan;
  if (root === undefined) throw new Error('no plan');
  const steps = (node: Node): string[] => [
    `${node['Node Type']} ${node['Relation Name'] ?? node['Index Name'] ?? ''}`.trim(),
    ...(node.Plans ?? []).flatMap(steps),
  ];
  return { steps: steps(root), pages: root['Shared Hit Blocks'] + root['Shared Read Blocks'] };
}

const town: Scope = { ...nothing(D), reach: [`${D}001`] };
const PAGE = `select id, territory from trial.case_ where district = '${D}' and status = 'open' order by opened desc limit 50`;

test('a village finds its cases through the index, not by looking at all of them', async () => {
  const { steps, pages } = await plan(
    { ...nothing(D), reach: [`${D}001002`] },
    `select count(*) from trial.case_ where district = '${D}'`,
  );
  expect(steps).not.toContain('Seq Scan case_');
  expect(pages).toBeLessThan(3_000);
});

test('a body finds what was shared with it through the index, though it has no place', async () => {
  const { steps, pages } = await plan(
    { ...nothing(D), bodies: ['wc-fire'] },
    `select id from trial.case_ where district = '${D}'`,
  );
  expect(steps.join()).toContain('Index');
  expect(pages).toBeLessThan(2_000);
});

test('a receipt code finds its case in a few pages', async () => {
  const [one] = (
    await asOwner(house.ownerUrl, (owner) => owner.query<{ id: string }>('select id from trial.case_ limit 1'))
  ).rows;
  const { pages } = await plan(
    { ...nothing(D), subjects: [one?.id ?? ''] },
    `select id from trial.case_ where district = '${D}'`,
  );
  expect(pages).toBeLessThan(200);
});

test('a queue page of a town walks the index of open cases', async () => {
  const { steps, pages } = await plan(town, PAGE);
  expect(steps).not.toContain('Seq Scan case_');
  expect(pages).toBeLessThan(2_000);
});

test('the whole reach is worked out once a statement, not once a row', async () => {
  const { rows } = await house.db.read(town, (tx) =>
    sql<{ 'QUERY PLAN': string }>`explain (analyze, timing off, costs off, summary off) ${sql.raw(PAGE)}`.execute(tx),
  );
  const once = rows.map((row) => row['QUERY PLAN']).filter((line) => /Result.*loops=/.test(line));
  expect(once.length).toBeGreaterThan(0);
  for (const line of once) expect(line).toMatch(/loops=1\b|never executed/);
});
