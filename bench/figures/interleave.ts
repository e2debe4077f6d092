import { randomInt, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { addDays, daysBetween } from '../../src/platform/calendar/calendar.rules.ts';
import { type Database, openDatabase } from '../../src/platform/db/database.ts';
import { nothing, whole } from '../../src/platform/db/scope.ts';
import { append } from '../../src/platform/journal/append.store.ts';
import { oneMoment } from '../../src/platform/journal/audit.store.ts';
import { type Count, lineKind } from '../../src/platform/journal/line.rules.ts';
import { prepareLine } from '../../src/platform/journal/line.ts';
import { foldSlice, standingOf } from '../../src/platform/journal/tally.store.ts';
import { readTallies } from '../../src/platform/journal/tallyReads.store.ts';
import type { BenchHouse } from '../house.ts';
import { pause } from '../measure.ts';
import { someFigure } from './asks.ts';
import { DISTRICT, type Filled } from './fill.ts';
import { difference, recountOf } from './recount.ts';

const STEP = lineKind({ name: 'bench.step', version: 1, body: z.strictObject({}) });
const WRITERS = 3;
/** Names that the writers count, the same that are asked for. */
const NAMES = [
  'opened',
  'due',
  'assigned',
  'handled',
  'closed',
  'closedOnTime',
  'dueClosed',
  'dueClosedOnTime',
  'firstAction:60',
  'handling:more',
];

/** What was asked while lines came in: how often, how many lines came meanwhile, how many of the asks met unfolded lines, and how far off they were. */
export type Interleaved = {
  readonly asked: number;
  readonly lines: number;
  readonly unfolded: number;
  readonly difference: number;
};

/**
 * Writers that append at random moments lines with random counts (any day, any place, taken back as often as given), a worker that folds
 * random slices at random moments, and figures asked for meanwhile, each counted again in its own snapshot.
 */
export async function interleaved(house: BenchHouse, filled: Filled, seconds: number): Promise<Interleaved> {
  const db = openDatabase({ serve: house.env['LIANAN_SERVE_URL'] ?? '' }, { statementMs: 0 });
  const until = performance.now() + seconds * 1000;
  const going = () => performance.now() < until;
  const so = { asked: 0, lines: 0, unfolded: 0, difference: 0 };
  const writer = async () => {
    while (going()) {
      so.lines += await writeSome(db, filled);
      await pause(randomInt(20));
    }
  };
  const worker = async () => {
    while (going()) {
      await house.work.write(whole(DISTRICT), (tx) => foldSlice(tx, DISTRICT, randomInt(1, 500)));
      await pause(randomInt(150));
    }
  };
  const reader = async () => {
    while (going()) {
      // A short period of few measures is counted again soon, so that many moments are met; now and then any figure.
      const any = someFigure(filled);
      const ask = randomInt(6) === 0 ? any : { ...any, to: addDays(any.from, randomInt(70)) };
      await db.read(nothing(DISTRICT), async (tx) => {
        await oneMoment(tx);
        const read = await readTallies(tx, ask);
        const { rows } = await sql.raw<Record<string, unknown>>(recountOf(ask, false)).execute(tx);
        const standing = await standingOf(tx, DISTRICT);
        so.asked++;
        if (standing && standing.folded < standing.head) so.unfolded++;
        so.difference += difference(ask, read, rows);
      });
    }
  };
  try {
    await Promise.all([...Array.from({ length: WRITERS }, writer), worker(), worker(), reader()]);
    return so;
  } finally {
    await db.end();
  }
}

async function writeSome(db: Database, filled: Filled): Promise<number> {
  const lines = Array.from({ length: randomInt(1, 12) }, () => {
    const recorded = new Date().toISOString();
    const line = {
      district: DISTRICT,
      id: randomUUID(),
      subject: randomUUID(),
      n: 1,
      kind: STEP.name,
      origin: 'live' as const,
    };
    const rest = { happened: recorded, recorded, by: null, post: null, territory: DISTRICT, body: {} };
    return { prepared: prepareLine(STEP, { ...line, ...rest }, null, someCounts(filled)), ask: null };
  });
  await db.write(whole(DISTRICT), (tx) => append(tx, { district: DISTRICT, lines, asked: [], fragments: [] }));
  return lines.length;
}

function someCounts({ first, today, kinds, territories }: Filled): Count[] {
  const days = daysBetween(first, today) + 20;
  const oneOf = (all: readonly string[]) => all[randomInt(all.length)] as string;
  return Array.from({ length: randomInt(6) }, () => ({
    measure: `${oneOf(NAMES)}/${oneOf(kinds)}`,
    day: addDays(first, randomInt(days)),
    territory: oneOf(territories),
    n: randomInt(2) === 0 ? 1 : -1,
  }));
}
