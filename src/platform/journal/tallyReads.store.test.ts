import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '../../../tests/harness/database.ts';
import { asOwner, testDatabase } from '../../../tests/harness/database.ts';
import type { Tx } from '../db/database.ts';
import { nothing } from '../db/scope.ts';
import { foldDistrict } from './tally.ts';
import { readTallies, type TallyAsk } from './tallyReads.store.ts';

// What a figure costs is told by the rows that PostgreSQL fetches for it, whatever plan it comes to and however slow the machine is.
const DISTRICT = '330702';
const LINES = 40_000;

let house: TestDatabase;
beforeAll(async () => {
  house = await testDatabase();
  await asOwner(house.ownerUrl, async (owner) => {
    await owner.query(
      `insert into journal.head (district, name_zh, name_en, origin, seq) values ($1, '试区', 'Trial', 'live', $2)`,
      [DISTRICT, LINES],
    );
    // Two years of lines in forty villages of ten towns; each counts for its own day, and for a day three days ahead.
    await owner.query(
      `insert into journal.count (district, seq, measure, day, territory, n, recorded)
       select $1, g, c.name || '/' || (array['street.led', 'street.sodium', 'park.led'])[1 + g % 3], date '2024-01-01' + (g * 730 / $2) + c.ahead,
         $1 || '0' || to_char(g % 10, 'fm00') || '0' || to_char(g % 4, 'fm00'), 1, date '2024-01-01' + (g * 730 / $2)
       from generate_series(1, $2::int) as g cross join (values ('found', 0), ('due', 3)) as c(name, ahead)`,
      [DISTRICT, LINES],
    );
  });
  await foldDistrict(house.work, DISTRICT);
  await asOwner(house.ownerUrl, (owner) => owner.query('vacuum analyze journal.count, journal.tally'));
});
afterAll(() => house.drop());

/** The figure, and how many counts were fetched for it; asked so often that the plan is the one that stays. */
async function fetched(ask: Partial<TallyAsk>): Promise<{ n: number; counts: number }> {
  const whole: TallyAsk = {
    district: DISTRICT,
    measures: ['found/'],
    territories: [DISTRICT],
    from: '2024-02-10',
    to: '2025-11-20',
    asOf: null,
    by: 'total',
    ...ask,
  };
  let last = { n: 0, counts: 0 };
  for (let at = 0; at < 8; at++) {
    last = await house.db.read(nothing(DISTRICT), async (tx) => {
      const before = await countsFetched(tx);
      const rows = await readTallies(tx, whole);
      const n = rows.reduce((sum, one) => sum + one.n, 0);
      return { n, counts: (await countsFetched(tx)) - before };
    });
  }
  return last;
}

/** Rows of counts that this connection has fetched since its statistics were last handed in, which no transaction does by itself. */
async function countsFetched(tx: Tx): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select coalesce(idx_tup_fetch, 0) + seq_tup_read as n from pg_stat_xact_user_tables where schemaname = 'journal' and relname = 'count'`.execute(
    tx,
  );
  return rows[0]?.n ?? 0;
}

test('a figure of all kinds reads no count once its lines are folded, whatever its territory and period', async () => {
  for (const territory of [DISTRICT, `${DISTRICT}003`, `${DISTRICT}003003`]) {
    for (const period of [{}, { from: '2025-03-04', to: '2025-04-20' }]) {
      const { n, counts } = await fetched({ territories: [territory], ...period });
      expect(n).toBeGreaterThan(0);
      expect(counts).toBe(0);
    }
  }
});

test('a figure of one kind in the whole district reads no count either, in a town those of the cut months there alone', async () => {
  expect((await fetched({ measures: ['found/park.led'] })).counts).toBe(0);
  expect((await fetched({ measures: ['found/street.'] })).counts).toBe(0);
  const town = await fetched({ measures: ['found/park.led'], territories: [`${DISTRICT}003`] });
  // Nineteen days of two months at the most, two or three of a kind a day in a town.
  expect(town.counts).toBeLessThan(100);
});

test('a figure as of a past day reads the counts alone that were known otherwise then', async () => {
  const then = await fetched({ measures: ['due/'], asOf: '2025-03-10' });
  expect(then.n).toBeGreaterThan(0);
  // What is due in the three days after, some fifty-five lines a day.
  expect(then.counts).toBeLessThan(200);
  expect((await fetched({ asOf: '2025-03-10' })).counts).toBe(0);
});

test.each([
  ['0008_tallies.sql', `grain = 'day' and right(measure, 1) <> '/'`, 1_000],
  ['0009_years.sql', `grain = 'year'`, 100],
])('what an older release folded gets by the migration what it lacks: %s', async (file, which, most) => {
  const tallies = `select grain, territory, measure, period, n from journal.tally where district = $1 and ${which} order by 1, 2, 3, 4`;
  const text = await readFile(join(import.meta.dirname, 'migrations', file), 'utf8');
  const [step = ''] = /insert into journal\.tally[^;]+/.exec(text) ?? [];
  const before = await asOwner(house.ownerUrl, (owner) => owner.query(tallies, [DISTRICT]));
  expect(before.rows.length).toBeGreaterThan(most);
  // The migrating role is held by the policies that every role is.
  const after = await asOwner(house.migrateUrl, async (migrating) => {
    await migrating.query(`delete from journal.tally where ${which}`);
    await migrating.query(step);
    return migrating.query(tallies, [DISTRICT]);
  });
  expect(after.rows).toEqual(before.rows);
});

test('what was counted since the last fold is read beside the tallies, and nothing else is', async () => {
  await asOwner(house.ownerUrl, async (owner) => {
    await owner.query('update journal.head set seq = seq + 1 where district = $1', [DISTRICT]);
    await owner.query(
      `insert into journal.count (district, seq, measure, day, territory, n, recorded) values ($1, $2, 'found/park.led', '2025-01-05', $3, 1, '2025-12-31')`,
      [DISTRICT, LINES + 1, `${DISTRICT}003003`],
    );
  });
  const before = await fetched({ asOf: '2025-12-30' });
  const now = await fetched({});
  expect(now.n).toBe(before.n + 1);
  expect(now.counts).toBe(1);
});
