import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../../tests/harness/database.ts';
import { testDistrict } from '../../../../tests/harness/district.ts';
import { keyring } from '../../../../tests/harness/house.ts';
import { mortal } from '../../../../tests/harness/mortal.ts';
import { subjects } from '../../../apps/subjects.ts';
import type { Database } from '../../../platform/db/database.ts';
import { audit } from '../../../platform/journal/audit.ts';
import { standing } from '../ground.ts';
import { storeTaken } from '../intake.store.ts';
import { take } from '../intake.ts';
import { turnClocks } from './clock.timers.ts';

const D = '330702';
const MATTERS = 1_500;
/** A Monday morning; first action is due within the hour, handling on Thursday night. */
const REPORTED = new Date('2026-11-23T02:00:00.000Z');

let house: TestDatabase;
beforeAll(async () => {
  house = await testDatabase();
  await testDistrict(house.work, D);
});
afterAll(() => house?.drop());

it('thousands that fall due at once are said once each, by two workers, whichever dies when', {
  timeout: 180_000,
}, async () => {
  const ground = await standing(house.work, keyring, D);
  const taken = Array.from({ length: MATTERS }, () =>
    take(
      ground,
      {
        id: randomUUID(),
        kind: 'hazard.fire',
        place: { datum: 'wgs84', lon: 119.65, lat: 29.08 },
        words: '楼道堆满杂物',
        answers: {},
        photos: [],
        channel: 'public',
        urgency: 'normal',
        by: null,
        post: null,
        origin: 'live',
      },
      REPORTED,
    ),
  );
  for (let from = 0; from < MATTERS; from += 250) await storeTaken(house.db, D, taken.slice(from, from + 250));
  // Nobody was there for five days.
  const now = () => new Date('2026-11-28T00:00:00.000Z');
  let deaths = 0;
  const worker = async (db: Database) => {
    for (let tries = 0; tries < 400; tries++) {
      const died = await turnClocks(db, keyring, D, now).then(
        () => false,
        () => true,
      );
      if (!died) return;
      deaths += 1;
    }
  };
  await Promise.all([worker(mortal(house.work)), worker(mortal(house.work))]);
  await turnClocks(house.work, keyring, D, now);
  const { rows } = await house.work.pool.query<{ lines: number; subjects: number; stage: string }>(
    `select convert_from(bytes, 'UTF8')::json -> 'body' ->> 'stage' as stage, count(*)::int as lines, count(distinct subject)::int as subjects
     from journal.line where district = $1 and kind in ('matter.reminded', 'matter.escalated') group by 1 order by 1`,
    [D],
  );
  // One line for each stage of each matter: of several that were missed the last alone is said.
  expect(rows).toEqual([
    { stage: 'first', lines: MATTERS, subjects: MATTERS },
    { stage: 'handle', lines: MATTERS, subjects: MATTERS },
  ]);
  expect(deaths).toBeGreaterThan(3);
  expect(await turnClocks(house.work, keyring, D, now)).toBe(0);
  const checkpointDir = await mkdtemp(join(tmpdir(), 'lianan-checkpoint-'));
  const done = await audit({ db: house.work, subjects, checkpointDir, digests: [] });
  await rm(checkpointDir, { recursive: true });
  expect(done.map((one) => one.firstDifference)).toEqual([null]);
});
