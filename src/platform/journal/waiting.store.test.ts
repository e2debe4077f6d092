import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '../../../tests/harness/database.ts';
import { asOwner, testDatabase } from '../../../tests/harness/database.ts';
import { buildLamps, happen, lamps, tellAnonymously } from '../../../tests/harness/lamps.ts';
import { addDays } from '../calendar/calendar.rules.ts';
import { audit } from './audit.ts';
import { foldTallies } from './tally.ts';
import { settleDay, shuffled } from './waiting.ts';

let house: TestDatabase;
const D = '330702';
beforeAll(async () => {
  house = await testDatabase();
  await buildLamps(house, [D]);
});
afterAll(() => house.drop());

const rows = async <T>(statement: string): Promise<T[]> =>
  (await asOwner(house.ownerUrl, (owner) => owner.query(statement))).rows as T[];
const tell = async (day: string, lamp: string) => {
  await tellAnonymously(house.db, { district: D, lamp, at: new Date(`${day}T04:00:00Z`), territory: '330702001' });
};

test('what is told anonymously today is seen at once, and has no place in the order until tomorrow', async () => {
  const lamp = randomUUID();
  await tell('2026-03-01', lamp);
  expect(await rows(`select n from lamps.lamp where id = '${lamp}'`)).toEqual([{ n: 1 }]);
  expect(await settleDay(house.work, [lamps], '2026-03-01')).toMatchObject([{ lines: 0 }]);
  expect(await rows('select seq from journal.line')).toEqual([]);
  expect(await settleDay(house.work, [lamps], '2026-03-02')).toMatchObject([{ lines: 1 }]);
  expect(await settleDay(house.work, [lamps], '2026-03-02')).toMatchObject([{ lines: 0 }]);
  expect(await rows(`select seq, subject, recorded, by from journal.line`)).toEqual([
    { seq: 1, subject: lamp, recorded: new Date('2026-02-28T16:00:00Z'), by: null },
  ]);
  expect(await rows('select 1 from journal.waiting')).toEqual([]);
  expect(await rows(`select sum(n)::integer as n, min(recorded) as recorded from journal.count`)).toEqual([
    { n: 2, recorded: '2026-03-01' },
  ]);
});

test('the same report sent twice waits once', async () => {
  const lamp = randomUUID();
  await tell('2026-03-02', lamp);
  await tell('2026-03-02', lamp).catch(() => {});
  expect(await rows(`select subject from journal.waiting`)).toEqual([{ subject: lamp }]);
  await settleDay(house.work, [lamps], '2026-03-03');
});

test('the order of a batch is independent of the order of arrival', async () => {
  const rounds = 120;
  const of = 4;
  const places: number[] = Array.from({ length: of }, () => 0);
  for (let round = 0; round < rounds; round += 1) {
    const day = addDays('2026-03-05', round);
    const arrived: string[] = [];
    for (let i = 0; i < of; i += 1) {
      const lamp = randomUUID();
      arrived.push(lamp);
      await tell(day, lamp);
    }
    await settleDay(house.work, [lamps], addDays(day, 1));
    const batch = await rows<{ subject: string }>(`select subject from journal.line order by seq desc limit ${of}`);
    const place = batch
      .map((one) => one.subject)
      .reverse()
      .indexOf(arrived[0] ?? '');
    expect(place).toBeGreaterThanOrEqual(0);
    places[place] = (places[place] ?? 0) + 1;
  }
  // Where the first to arrive stands is drawn fairly: chi-square with 3 degrees of freedom exceeds 24.3 once in 50,000 runs.
  const mean = rounds / of;
  expect(places.reduce((sum, n) => sum + (n - mean) ** 2 / mean, 0)).toBeLessThan(24.3);
}, 60_000);

test('after a batch no row tells by its transaction number or its place in which order things came', async () => {
  const arrived: string[] = [];
  for (let i = 0; i < 30; i += 1) {
    arrived.push(randomUUID());
    await tell('2027-01-01', arrived.at(-1) ?? '');
    await happen(house.db, [{ district: D, lamp: randomUUID(), move: 'found', at: new Date('2027-01-01T05:00:00Z') }]);
  }
  const ids = arrived.map((one) => `'${one}'`).join(',');
  const numbers = (table: string, id: string) =>
    rows<{ n: number }>(`select count(distinct xmin::text)::integer as n from ${table} where ${id} in (${ids})`);
  expect((await numbers('lamps.lamp', 'id'))[0]?.n).toBe(30);
  await settleDay(house.work, [lamps], '2027-01-02');
  for (const [table, id] of [
    ['lamps.lamp', 'id'],
    ['journal.asked', 'id'],
    ['journal.line', 'subject'],
  ] as const) {
    expect((await numbers(table, id))[0]?.n).toBe(1);
    const places = await rows<{ id: string }>(`select ${id} as id from ${table} where ${id} in (${ids}) order by ctid`);
    expect(places.map((one) => one.id)).not.toEqual(arrived);
  }
});

test('what was asked is forgotten after thirty days, and no sooner', async () => {
  const lamp = randomUUID();
  await tell('2027-03-01', lamp);
  const known = () => rows(`select 1 from journal.asked where id = '${lamp}'`);
  await settleDay(house.work, [lamps], '2027-03-31');
  expect(await known()).toHaveLength(1);
  await settleDay(house.work, [lamps], '2027-04-01');
  expect(await known()).toHaveLength(0);
});

test('two workers settle a day once, and the audit agrees', async () => {
  for (let i = 0; i < 5; i += 1) await tell('2027-05-01', randomUUID());
  const done = await Promise.all([
    settleDay(house.work, [lamps], '2027-05-02'),
    settleDay(house.work, [lamps], '2027-05-02'),
  ]);
  expect(done.flat().reduce((sum, one) => sum + one.lines, 0)).toBe(5);
  await foldTallies(house.work);
  const [audited] = await audit({
    db: house.work,
    subjects: [lamps],
    checkpointDir: await mkdtemp(join(tmpdir(), 'lianan-checkpoints-')),
  });
  expect(audited?.firstDifference).toBeNull();
});

test('a drawn order holds the same things', () => {
  expect(shuffled([1, 2, 3, 4, 5]).sort()).toEqual([1, 2, 3, 4, 5]);
});
