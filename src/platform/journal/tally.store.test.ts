import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '../../../tests/harness/database.ts';
import { asOwner, testDatabase } from '../../../tests/harness/database.ts';
import { buildLamps, happen, lamps, tellAnonymously } from '../../../tests/harness/lamps.ts';
import { addDays } from '../calendar/calendar.rules.ts';
import { nothing, whole } from '../db/scope.ts';
import { audit } from './audit.ts';
import { type Behind, type BehindMark, countsBehind } from './behind.store.ts';
import { type Count, dayOf } from './line.rules.ts';
import { measureRange } from './tally.rules.ts';
import { foldSlice, lockWatermark, standingOf } from './tally.store.ts';
import { foldDistrict } from './tally.ts';
import { readTallies, type Tallied, type TallyAsk } from './tallyReads.store.ts';
import { settleDay } from './waiting.ts';

let house: TestDatabase;
beforeAll(async () => {
  house = await testDatabase();
  await buildLamps(house, ['330702']);
});
afterAll(() => house.drop());

const PLACES = ['', '001', '001002', '001002003', '001003', '101', '101005'];
const SORTS = ['street.sodium', 'street.led', 'park.led'];
const CHOICES = [
  'found/',
  'found/street.',
  'found/street.led',
  'mended/',
  'happened/',
  'due/',
  'due/park.led',
  'happened/street.',
];
const START = '2025-12-10';
/** Now and then a question of years. */
const wide = fc.integer({ min: -500, max: 600 }).map((n) => addDays(START, n));
const day = fc.integer({ min: 0, max: 70 }).map((n) => addDays(START, n));
const place = fc.constantFrom(...PLACES);

const question = fc.record({
  measures: fc.uniqueArray(fc.constantFrom(...CHOICES), { minLength: 1, maxLength: 3 }),
  territories: fc.uniqueArray(place, { minLength: 1, maxLength: 3 }),
  span: fc
    .oneof(fc.tuple(day, day), fc.tuple(wide, wide))
    .map(([a, b]) => (a < b ? [a, b] : [b, a]) as [string, string]),
  asOf: fc.option(day, { nil: null }),
  by: fc.constantFrom('total' as const, 'month' as const, 'day' as const),
  only: fc.option(fc.subarray(SORTS), { nil: null }),
});
const event = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      is: fc.constant('found' as const),
      day,
      place,
      sort: fc.constantFrom(...SORTS),
      late: fc.nat(40),
      due: fc.option(fc.nat(40)),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      is: fc.constant('move' as const),
      move: fc.constantFrom('mended' as const, 'darkAgain' as const, 'moved' as const),
      day,
      place,
      which: fc.nat(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ is: fc.constant('anonymous' as const), day, place, sort: fc.constantFrom(...SORTS) }),
  },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('settle' as const), day }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('fold' as const), slice: fc.integer({ min: 1, max: 7 }) }) },
  { weight: 4, arbitrary: fc.record({ is: fc.constant('ask' as const), question }) },
);

type Remembered = Count & { readonly recorded: string };

/** What a patient clerk would answer with nothing but the list of counts. */
function slowly(all: readonly Remembered[], ask: TallyAsk): Tallied[] {
  const sums = new Map<string, Tallied>();
  for (const choice of ask.measures) {
    for (const territory of ask.territories) {
      for (const one of all) {
        const { from, to } = measureRange(choice);
        if (ask.only && !ask.only.includes(one.measure.split('/')[1] ?? '')) continue;
        if (one.measure < from || one.measure >= to || !one.territory.startsWith(territory)) continue;
        if (one.day < ask.from || one.day > ask.to || (ask.asOf !== null && one.recorded > ask.asOf)) continue;
        const period = ask.by === 'total' ? null : ask.by === 'day' ? one.day : `${one.day.slice(0, 7)}-01`;
        const key = `${choice} ${territory} ${period}`;
        const before = sums.get(key) ?? { measure: choice, territory, period, n: 0 };
        sums.set(key, { ...before, n: before.n + one.n });
      }
    }
  }
  const order = (one: Tallied) => `${one.measure} ${one.territory} ${one.period}`;
  return [...sums.values()].filter((one) => one.n !== 0).sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

let trial = 0;
async function freshDistrict(): Promise<string> {
  trial += 1;
  const district = String(990000 + trial);
  await asOwner(house.ownerUrl, (owner) =>
    owner.query(`insert into journal.head (district, name_zh, name_en, origin) values ($1, '试', 'Trial', 'live')`, [
      district,
    ]),
  );
  return district;
}

test('whatever happens, in whatever order it is folded, every figure now and as of any day equals a slow recount', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 5, maxLength: 40 }), async (events) => {
      const district = await freshDistrict();
      const all: Remembered[] = [];
      const waiting: { before: string; counts: Remembered[] }[] = [];
      const known: { id: string; at: number }[] = [];
      const remember = (counts: readonly Count[], recorded: string) => counts.map((one) => ({ ...one, recorded }));
      for (const [at, one] of events.entries()) {
        if (one.is === 'found') {
          const id = randomUUID();
          const moment = new Date(Date.parse(`${one.day}T04:00:00Z`) + at);
          const [line] = await happen(house.db, [
            {
              district,
              lamp: id,
              move: 'found',
              at: moment,
              sort: one.sort,
              territory: district + one.place,
              happened: new Date(moment.getTime() - one.late * 86_400_000).toISOString(),
              due: one.due === null ? null : addDays(one.day, one.due),
            },
          ]);
          all.push(...remember(line?.counts ?? [], one.day));
          known.push({ id, at: moment.getTime() });
        } else if (one.is === 'move') {
          const lamp = known[one.which % Math.max(1, known.length)];
          if (!lamp) continue;
          const moment = new Date(Math.max(lamp.at, Date.parse(`${one.day}T04:00:00Z`)));
          const [line] = await happen(house.db, [
            { district, lamp: lamp.id, move: one.move, at: moment, territory: district + one.place },
          ]);
          lamp.at = moment.getTime();
          all.push(...remember(line?.counts ?? [], dayOf(moment.toISOString())));
        } else if (one.is === 'ask') {
          const { measures, territories, span, asOf, by, only } = one.question;
          const ask: TallyAsk = {
            district,
            measures,
            territories: territories.map((code) => district + code),
            from: span[0],
            to: span[1],
            asOf,
            by,
            only,
          };
          // Nobody in particular asks: figures are open to all.
          expect(await house.db.read(nothing(district), (tx) => readTallies(tx, ask))).toEqual(slowly(all, ask));
          await compareBehind(ask, all);
        } else if (one.is === 'anonymous') {
          const id = randomUUID();
          const line = await tellAnonymously(house.db, {
            district,
            lamp: id,
            at: new Date(`${one.day}T04:00:00Z`),
            sort: one.sort,
            territory: district + one.place,
          });
          // Things may happen to it before its own line has a seq.
          known.push({ id, at: Date.parse(`${one.day}T04:00:00Z`) });
          waiting.push({ before: one.day, counts: remember(line.counts, one.day) });
        } else if (one.is === 'settle') {
          await settleDay(house.work, [lamps], one.day);
          for (const batch of waiting.splice(0)) {
            if (batch.before < one.day) all.push(...batch.counts);
            else waiting.push(batch);
          }
        } else {
          await house.work.write(whole(district), (tx) => foldSlice(tx, district, one.slice));
        }
      }
      const stored = await house.work.read(whole(district), (tx) =>
        sql<Remembered>`select measure, day, territory, n, recorded from journal.count where district = ${district}`.execute(
          tx,
        ),
      );
      const plain = (counts: readonly Remembered[]) =>
        counts.map((one) => `${one.measure} ${one.day} ${one.territory} ${one.n} ${one.recorded}`).sort();
      expect(plain(stored.rows)).toEqual(plain(all));
    }),
    { numRuns: 25 },
  );
  const audited = await audit({
    db: house.work,
    subjects: [lamps],
    checkpointDir: await mkdtemp(join(tmpdir(), 'lianan-checkpoints-')),
    slice: 7,
  });
  expect(audited.map((one) => one.firstDifference)).toEqual(audited.map(() => null));
});

/** Opens a figure page by page and adds up what comes. */
async function compareBehind(ask: TallyAsk, all: readonly Remembered[]): Promise<void> {
  const { district, from, to, asOf, only = null } = ask;
  const measure = ask.measures[0] ?? '';
  const territory = ask.territories[0] ?? '';
  const figure = slowly(all, { ...ask, measures: [measure], territories: [territory], by: 'total' })[0]?.n ?? 0;
  let sum = 0;
  let after: BehindMark | null = null;
  const seen = new Set<string>();
  for (;;) {
    const mark: BehindMark | null = after;
    const page: Behind[] = await house.db.read(nothing(district), (tx) =>
      countsBehind(tx, { district, measure, only, territory, from, to, asOf, after: mark, limit: 3 }),
    );
    for (const one of page) {
      expect(seen.has(`${one.seq} ${one.measure}`)).toBe(false);
      expect(one.line).toBeNull();
      seen.add(`${one.seq} ${one.measure}`);
      sum += one.n;
    }
    after = page.at(-1) ?? null;
    if (page.length < 3) break;
  }
  expect(sum).toBe(figure);
}

test('two workers that fold at once fold every line once', async () => {
  const district = await freshDistrict();
  const at = new Date('2026-03-01T04:00:00Z');
  for (let i = 0; i < 10; i += 1) {
    await happen(
      house.db,
      Array.from({ length: 20 }, () => ({
        district,
        lamp: randomUUID(),
        move: 'found' as const,
        at,
        territory: `${district}001`,
      })),
    );
  }
  const folded = await Promise.all([
    foldDistrict(house.work, district, 7),
    foldDistrict(house.work, district, 11),
    foldDistrict(house.work, district, 13),
  ]);
  expect(folded.reduce((a, b) => a + b, 0)).toBe(200);
  const ask: TallyAsk = {
    district,
    measures: ['found/'],
    territories: [`${district}001`],
    from: '2026-03-01',
    to: '2026-03-31',
    asOf: null,
    by: 'total',
  };
  expect((await house.db.read(nothing(district), (tx) => readTallies(tx, ask)))[0]?.n).toBe(200);
  expect(await house.db.read(nothing(district), (tx) => standingOf(tx, district))).toEqual({
    district,
    head: 200,
    folded: 200,
  });
});

test('a figure is exact while lines arrive and are folded beside it', async () => {
  const district = await freshDistrict();
  const ask: TallyAsk = {
    district,
    measures: ['found/'],
    territories: [district],
    from: '2026-03-01',
    to: '2026-03-31',
    asOf: null,
    by: 'total',
  };
  let writing = true;
  const writer = (async () => {
    for (let i = 0; i < 40; i += 1)
      await happen(house.db, [{ district, lamp: randomUUID(), move: 'found', at: new Date('2026-03-05T04:00:00Z') }]);
    writing = false;
  })();
  const folder = (async () => {
    while (writing) await house.work.write(whole(district), (tx) => foldSlice(tx, district, 3));
  })();
  let last = 0;
  while (writing) {
    const before = (await house.db.read(nothing(district), (tx) => standingOf(tx, district)))?.head ?? 0;
    const n = (await house.db.read(nothing(district), (tx) => readTallies(tx, ask)))[0]?.n ?? 0;
    const after = (await house.db.read(nothing(district), (tx) => standingOf(tx, district)))?.head ?? 0;
    expect(n).toBeGreaterThanOrEqual(Math.max(before, last));
    expect(n).toBeLessThanOrEqual(after);
    last = n;
  }
  await Promise.all([writer, folder]);
});

test('only the worker moves tallies, and nobody counts toward a sum', async () => {
  await expect(house.db.write(whole('330702'), (tx) => lockWatermark(tx, '330702'))).rejects.toThrow(
    /permission denied/,
  );
  const wrong = sql`insert into journal.count (district, seq, measure, day, territory, n, recorded) values ('330702', 1, 'found/', '2026-01-01', '330702', 1, '2026-01-01')`;
  await expect(house.db.write(whole('330702'), (tx) => wrong.execute(tx))).rejects.toThrow(/check constraint/);
});
