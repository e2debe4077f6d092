import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asOwner, type TestDatabase, testDatabase } from '../../../tests/harness/database.ts';
import { nothing, type Scope } from '../../platform/db/scope.ts';
import { FOLD, OPEN } from './mediation.rules.ts';
import { type Mark, type WorkAsk, workPage, workStatement } from './work.store.ts';

// Forty thousand cases of two committees, one in ten of them open; of the open ones somebody leads one in twenty and mediates as many with
// others, named in any of the five places. As the policies show them; a million stand in bench/worklist.
const D = '330702';
const ROWS = 40_000;
const ME = randomUUID();
const OTHER = randomUUID();
const SCOPE: Scope = { ...nothing(D), bodies: ['pmc'] };
const PLACES = ['mediator', 'second', 'third', 'fourth', 'fifth'];

let house: TestDatabase;
beforeAll(async () => {
  house = await testDatabase();
  await asOwner(house.ownerUrl, async (owner) => {
    await owner.query(
      `insert into mediation.case_file (district, id, n, head, fold, status, outcome, track, channel, nature, territory, body, mediator, second,
         third, fourth, fifth, number, next, refusals, screened, opened, updated, content)
       select '${D}', id, 4, '\\x00', ${FOLD}, case when n % 10 = 0 then 'mediating' else 'archived' end, null, 'people', 'desk', '0201',
         '${D}001001', case when n % 3 = 0 then 'pmc2' else 'pmc' end, m[1], m[2], m[3], m[4], m[5], 'T0702-' || n,
         case when n % 70 = 0 then 'infinity'::date else '2026-03-01'::date + (n * 7919 % 60) end, 0, false, now(), now(),
         jsonb_build_object('id', id, 'mediators', to_jsonb(m), 'n', n, 'words', repeat('x', 200))
       from (select n, gen_random_uuid() as id, case when n % 200 = 0 then array['${ME}'::uuid, '${OTHER}'::uuid]
           when n % 200 = 10 then ('{' || repeat(gen_random_uuid()::text || ',', 1 + n / 200 % 4) || '${ME}}')::uuid[]
           else array[gen_random_uuid()] end as m
         from generate_series(1, ${ROWS}) n) c`,
    );
    await owner.query('vacuum analyze mediation.case_file');
  });
}, 120_000);
afterAll(() => house?.drop());

const asked = (over: Partial<WorkAsk> = {}): WorkAsk => ({
  ...{ whose: { is: 'mediator', person: ME }, statuses: OPEN, dueBy: null, coldSince: null, refused: false, at: null },
  ...{ after: null, limit: 31 },
  ...over,
});
const page = (over: Partial<WorkAsk> = {}) => house.db.read(SCOPE, (tx) => workPage(tx, D, asked(over)));

test('one’s own list holds what one leads and what one mediates with others, the first that falls due first, each once', async () => {
  const all: Mark[] = [];
  for (let after: Mark | null = null; ; ) {
    const rows = await page({ after });
    all.push(...rows.map(({ mark }) => mark));
    if (rows.length < 31) break;
    after = rows.at(-1)?.mark ?? null;
  }
  const wanted = await asOwner(house.ownerUrl, async (owner) => {
    const { rows } = await owner.query<Mark>(
      `select id, next::text from mediation.case_file where content -> 'mediators' ? $1 and status <> 'archived' and body = 'pmc' order by case_file.next, id`,
      [ME],
    );
    return rows;
  });
  expect(all).toEqual(wanted);
  expect(wanted.length).toBeGreaterThan(200);
  // What one is named in second to fifth is there as well as what one leads.
  const counted = await asOwner(house.ownerUrl, (owner) =>
    owner.query(
      `select ${PLACES.map((one) => `count(*) filter (where ${one} = $1)::int as ${one}`).join(', ')}
       from mediation.case_file where id = any($2)`,
      [ME, all.map(({ id }) => id)],
    ),
  );
  expect(Object.values(counted.rows[0] as object).every((n) => n > 0)).toBe(true);
  expect(await page({ dueBy: '2026-02-28' })).toEqual([]);
  expect(await page({ whose: { is: 'mediator', person: randomUUID() } })).toEqual([]);
});

type Node = {
  'Node Type': string;
  'Index Name'?: string;
  'Actual Loops': number;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: Node[];
};
const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

test.each(['vacuumed', 'never analysed'])(
  'and walks along the five indexes for it, reading no more than a page of each (%s)',
  async (how) => {
    if (how === 'never analysed')
      await asOwner(house.ownerUrl, (owner) =>
        owner.query(`delete from pg_statistic where starelid = 'mediation.case_file'::regclass`),
      );
    const { rows } = await house.db.read(SCOPE, (tx) =>
      sql<{
        'QUERY PLAN': { Plan: Node }[];
      }>`explain (analyze, buffers, format json) ${workStatement(D, asked())}`.execute(tx),
    );
    const root = rows[0]?.['QUERY PLAN'][0]?.Plan as Node;
    const ran = nodesOf(root).filter((one) => one['Actual Loops'] > 0);
    expect(ran.filter((one) => /Seq Scan|Bitmap/.test(one['Node Type']))).toEqual([]);
    const walked = ran.flatMap((one) => one['Index Name'] ?? []).filter((name) => name.startsWith('case_'));
    expect(walked.toSorted()).toEqual(PLACES.map((one) => `case_${one}`).toSorted());
    // Some three pages of the table for each of a hundred and fifty rows at the most, of which the file has thousands.
    expect(root['Shared Hit Blocks'] + root['Shared Read Blocks']).toBeLessThan(600);
  },
);
