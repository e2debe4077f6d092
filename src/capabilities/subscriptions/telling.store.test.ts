import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asOwner, type TestDatabase, testDatabase } from '../../../tests/harness/database.ts';
import { whole } from '../../platform/db/scope.ts';
import { noteStatement, turnsFor, turnsStatement } from './telling.store.ts';

// Thirty thousand public matters of a line each, and somebody who hears of three of them.
const D = '330702';
const ROWS = 30_000;
const SUBJECT = '00000000-0000-4000-8000-000000000001';

let house: TestDatabase;
beforeAll(async () => {
  house = await testDatabase();
  await asOwner(house.ownerUrl, async (owner) => {
    await owner.query(`
      insert into matters.matter (district, id, n, head, fold, status, kind, urgency, channel, visibility, origin, territory, outside, lon, lat,
        body, reported, due, asked, returns, reopened_by_reporter, updated, number)
      select '${D}', ('00000000-0000-4000-9000-' || lpad(n::text, 12, '0'))::uuid, 1, '\\x00', 1, 'new', 'hazard.fire', 'normal', 'public',
        'exact', 'live', '${D}001001', false, 119.65, 29.08, null, at, at, false, 0, false, at, '0702-20260101-' || lpad(n::text, 6, '0')
      from (select n, now() - n * interval '1 minute' as at from generate_series(1, ${ROWS}) n) as m;
      insert into journal.line (district, seq, id, subject, n, kind, version, origin, happened, recorded, territory, bytes, hash)
      select '${D}', n, gen_random_uuid(), ('00000000-0000-4000-9000-' || lpad(n::text, 12, '0'))::uuid, 1, 'matter.reported', 1, 'live',
        now(), now(), '${D}001001', '{}', '\\x00' from generate_series(1, ${ROWS}) n;
      insert into subscriptions.wish (district, subject, channel, pace, language, territory, kinds, since)
      values ('${D}', '${SUBJECT}', 'sms', 'daily', 'zh', '${D}001', '{}', '2026-01-01');
      insert into subscriptions.pending select '${D}', '${SUBJECT}', n * 7000 from generate_series(1, 3) n`);
    for (const table of ['matters.matter', 'journal.line']) await owner.query(`vacuum analyze ${table}`);
  });
}, 120_000);
afterAll(() => house?.drop());

type Node = {
  'Node Type': string;
  'Relation Name'?: string;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: Node[];
};
/** Which tables a statement reads from end to end, and how many pages of 8 kB it looks at. */
async function looked(statement: RawBuilder<unknown>): Promise<{ whole: string[]; pages: number }> {
  const { rows } = await house.work.write(whole(D), (tx) =>
    sql<{ 'QUERY PLAN': { Plan: Node }[] }>`explain (analyze, buffers, format json) ${statement}`.execute(tx),
  );
  const root = rows[0]?.['QUERY PLAN'][0]?.Plan;
  if (root === undefined) throw new Error('no plan');
  const all = (node: Node): string[] => [
    ...(node['Node Type'] === 'Seq Scan' && (node['Relation Name'] ?? '') !== 'wish'
      ? [node['Relation Name'] ?? '']
      : []),
    ...(node.Plans ?? []).flatMap(all),
  ];
  return { whole: all(root), pages: root['Shared Hit Blocks'] + root['Shared Read Blocks'] };
}

test('what waits for somebody is found by its places in the order, however many matters the district has', async () => {
  const found = await house.work.read(whole(D), (tx) => turnsFor(tx, D, SUBJECT));
  expect(found.seqs).toEqual([7_000, 14_000, 21_000]);
  expect(found.turns.map((one) => one.number)).toEqual(
    found.seqs.map((seq) => `0702-20260101-${String(seq).padStart(6, '0')}`),
  );
  const { whole: read, pages } = await looked(turnsStatement(D, found.seqs));
  expect(read).toEqual([]);
  expect(pages).toBeLessThan(100);
});

test('a look on in the journal reads the lines that are new', async () => {
  const { whole: read, pages } = await looked(noteStatement(D, ROWS - 100, ROWS));
  expect(read).toEqual([]);
  expect(pages).toBeLessThan(3_000);
});
