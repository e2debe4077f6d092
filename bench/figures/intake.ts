import { randomUUID } from 'node:crypto';
import { standing } from '../../src/capabilities/matters/ground.ts';
import { intakeBatch } from '../../src/capabilities/matters/intake.store.ts';
import { type Ground, type Taken, take } from '../../src/capabilities/matters/intake.ts';
import { type Database, openDatabase } from '../../src/platform/db/database.ts';
import { appendStatement, runAlone } from '../../src/platform/journal/append.store.ts';
import { GroupCommit } from '../../src/platform/journal/groupCommit.ts';
import { foldDistrict, foldTurn } from '../../src/platform/journal/tally.ts';
import type { BenchHouse } from '../house.ts';
import { someReport } from '../intake/reports.ts';
import { median, pause } from '../measure.ts';
import { processorSeconds } from '../processes.ts';
import { DISTRICT } from './fill.ts';

/** Reports under way at once, as many as the intake question has connections. */
const SENDERS = 32;
/** How often the worker looks for lines to fold. */
const PACE_MS = 1_000;

/** What counting takes from the intake, in percent: of reports a second, and of processor time a report. */
export type Cost = { readonly slower: number; readonly processor: number };
type Round = { readonly rate: number; readonly processor: number };

/**
 * Reports taken and stored as the server does it, but for HTTP, whose share would make the cost of counting look smaller: with their
 * counts, and folded by the worker meanwhile, and all of it folded before the clock stops; against the same statement with an empty list of
 * counts. Rounds alternate, and so does which of the two comes first.
 */
export async function intakeCost(house: BenchHouse, rounds: number, seconds: number): Promise<Cost> {
  const db = openDatabase({ serve: house.env['LIANAN_SERVE_URL'] ?? '', intake: house.env['LIANAN_INTAKE_URL'] ?? '' });
  try {
    const ground = await standing(house.work, house.keyring, DISTRICT);
    await foldDistrict(house.work, DISTRICT);
    await one(house, db, ground, true, 2);
    const [slower, processor]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      const first = await one(house, db, ground, round % 2 === 0, seconds);
      const second = await one(house, db, ground, round % 2 === 1, seconds);
      const [on, off] = round % 2 === 0 ? [first, second] : [second, first];
      slower.push((1 - on.rate / off.rate) * 100);
      processor.push((on.processor / off.processor - 1) * 100);
      const shown = ({ rate, processor: used }: Round) => `${rate.toFixed(0)} /s, ${(used * 1e6).toFixed(0)} µs each`;
      console.log(`${round + 1}  counted and folded ${shown(on)}; without counts ${shown(off)}`);
    }
    return { slower: median(slower), processor: median(processor) };
  } finally {
    await db.end();
  }
}

async function one(house: BenchHouse, db: Database, ground: Ground, counted: boolean, seconds: number): Promise<Round> {
  await house.owner('checkpoint');
  const used = () => processorSeconds(house.embedded.pid) + processorSeconds(process.pid);
  const group = new GroupCommit<Taken, boolean>(async (batch) => {
    const kept = await runAlone(db.intake, appendStatement(intakeBatch(DISTRICT, batch)));
    return batch.map(() => kept.length === batch.length);
  });
  const [begun, before] = [performance.now(), used()];
  let [stored, sending] = [0, true];
  const worker = (async () => {
    for (let turn = 1; counted && sending; turn++) {
      await pause(PACE_MS);
      await foldTurn(house.work, turn);
    }
    if (counted) await foldDistrict(house.work, DISTRICT);
  })();
  const sender = async () => {
    while (performance.now() - begun < seconds * 1000) {
      if (!(await group.add(reported(ground, counted)))) throw new Error('a report was not kept');
      stored++;
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  sending = false;
  await worker;
  const round = {
    rate: stored / ((performance.now() - begun) / 1000),
    processor: (used() - before) / stored,
  };
  // The lines without counts are passed over outside the clock.
  await foldDistrict(house.work, DISTRICT);
  return round;
}

function reported(ground: Ground, counted: boolean): Taken {
  const sent = someReport();
  const place = { ...sent.place, datum: 'wgs84' as const };
  const rest = {
    id: randomUUID(),
    photos: [],
    channel: 'public',
    urgency: 'normal',
    by: null,
    post: null,
    origin: 'live',
  } as const;
  const taken = take(ground, { ...sent, ...rest, place }, new Date());
  return counted ? taken : { ...taken, line: { ...taken.line, counts: [] } };
}
