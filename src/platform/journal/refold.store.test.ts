import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '../../../tests/harness/database.ts';
import { asOwner, testDatabase } from '../../../tests/harness/database.ts';
import {
  buildLamps,
  foldLamp,
  happen,
  type Lamp,
  lampCounts,
  lamps,
  tellAnonymously,
} from '../../../tests/harness/lamps.ts';
import { nothing, whole } from '../db/scope.ts';
import { audit } from './audit.ts';
import type { Count } from './line.rules.ts';
import { dayOf } from './line.rules.ts';
import { refold } from './refold.ts';
import type { SubjectOf } from './subject.ts';
import { foldSlice } from './tally.store.ts';
import { foldTallies } from './tally.ts';
import { readTallies } from './tallyReads.store.ts';
import { settleDay } from './waiting.ts';

let house: TestDatabase;
let folder: string;
const D = '330702';
const at = (n: number) => new Date(Date.parse('2026-03-01T04:00:00Z') + n * 3_600_000);

/** The next release: a lamp's mends are kept doubled, moving counts too, and each finding counts twice. */
const next: SubjectOf<Lamp> = {
  ...lamps,
  foldVersion: 2,
  fold: (before, line) => {
    const after = foldLamp(before, line);
    return line.kind === 'lamp.mended' ? { ...after, mends: (before?.mends ?? 0) + 2 } : after;
  },
  figures: {
    version: 2,
    countsOf(before, line, after): Count[] {
      const own =
        line.kind === 'lamp.moved'
          ? [{ measure: `moved/${after.sort}`, day: dayOf(line.recorded), territory: after.territory, n: 1 }]
          : [];
      return [
        ...lampCounts(before, line, after).map((one) => (one.measure.startsWith('found/') ? { ...one, n: 2 } : one)),
        ...own,
      ].map((one) => ({ ...one, figure: 2 }));
    },
  },
};

beforeAll(async () => {
  house = await testDatabase();
  await buildLamps(house, [D]);
  folder = await mkdtemp(join(tmpdir(), 'lianan-checkpoints-'));
});
afterAll(() => house.drop());

const auditAs = async (subject: SubjectOf<Lamp>) =>
  (await audit({ db: house.work, subjects: [subject], checkpointDir: folder }))[0];
const figure = async (measure: string) =>
  (
    await house.db.read(nothing(D), (tx) =>
      readTallies(tx, {
        district: D,
        measures: [measure],
        territories: [D],
        from: '2026-03-01',
        to: '2026-04-30',
        asOf: null,
        by: 'total',
      }),
    )
  )[0]?.n ?? 0;

test('a release with another fold and other figures is moved on beside the running server, and every figure stays right', async () => {
  const known: string[] = [];
  for (let i = 0; i < 60; i += 1) {
    const lamp = randomUUID();
    known.push(lamp);
    if (i % 10 === 0) await tellAnonymously(house.db, { district: D, lamp, at: at(0), territory: '330702001' });
    else
      await happen(house.db, [
        { district: D, lamp, move: 'found', at: at(i), territory: i % 2 ? '330702001002' : '330702101' },
      ]);
    if (i % 3 === 0) await happen(house.db, [{ district: D, lamp, move: 'mended', at: at(i + 1) }]);
    if (i % 4 === 0)
      await happen(house.db, [{ district: D, lamp, move: 'moved', at: at(i + 2), territory: '330702101005' }]);
  }
  await settleDay(house.work, [lamps], '2026-03-02');
  // Some lines lie below the watermark, some above it.
  await house.work.write(whole(D), (tx) => foldSlice(tx, D, 50));
  expect((await auditAs(lamps))?.firstDifference).toBeNull();
  const found = await figure('found/');

  const before = await auditAs(next);
  expect(before?.firstDifference).toBeNull();
  expect(before?.behind).toBeGreaterThan(60);
  expect(await figure('moved/')).toBe(0);

  const during = (async () => {
    for (let i = 0; i < 20; i += 1) {
      await happen(house.db, [{ district: D, lamp: randomUUID(), move: 'found', at: at(100 + i) }], next);
      await foldTallies(house.work, 9);
    }
  })();
  const done = await refold({ db: house.work, subjects: [next], page: 7 });
  await during;
  expect(done).toMatchObject([{ district: D, sort: 'lamp' }]);
  expect(done[0]?.rows).toBeGreaterThanOrEqual(60);
  expect(await figure('found/')).toBe(found * 2 + 40);
  expect(await figure('moved/')).toBe(15);
  await refold({ db: house.work, subjects: [next] });
  const after = await auditAs(next);
  expect(after).toMatchObject({ firstDifference: null, behind: 0 });

  // What was counted by the new rules can no longer pass for something older.
  await asOwner(house.ownerUrl, (owner) =>
    owner.query(
      `delete from journal.count where measure like 'moved/%' and seq = (select min(seq) from journal.count where measure like 'moved/%')`,
    ),
  );
  expect((await auditAs(next))?.firstDifference?.code).toBe('count');
  await refold({ db: house.work, subjects: [next], tallies: true });
  expect((await auditAs(next))?.firstDifference).toBeNull();
  expect(await figure('moved/')).toBe(15);
});

test('nothing is made anew from damaged lines', async () => {
  await asOwner(house.ownerUrl, (owner) =>
    owner.query('update journal.line set bytes = set_byte(bytes, 10, get_byte(bytes, 10) # 1) where seq = 3'),
  );
  const third: SubjectOf<Lamp> = { ...next, foldVersion: 3 };
  await expect(refold({ db: house.work, subjects: [third] })).rejects.toThrow(/the bytes of line 3/);
});
