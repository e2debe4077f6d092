import type { Database } from '../db/database.ts';
import { whole } from '../db/scope.ts';
import { foldLag } from '../http/metrics.ts';
import { foldSlice, standings } from './tally.store.ts';

/** Lines that one transaction folds: large enough that many counts meet in one tally, small enough to take a second or two. */
const SLICE = 10_000;

/** So many lines are folded at the worker's next turn. */
const MANY = 5_000;
/** Fewer wait for this turn of so many. */
const TURNS = 10;

/**
 * The worker's turn, of which the number is told: many lines that are folded at once write a fourth of the tallies that they write one
 * by one, while a figure reads a few thousand that wait in a millisecond or two and is exact all the same. So few lines wait for some turns.
 */
export function foldTurn(db: Database, turn: number): Promise<number> {
  return foldTallies(db, SLICE, turn % TURNS === 0 ? 1 : MANY);
}

/**
 * Folds every district's lines into its tallies, slice by slice, until each has reached the head that it had
 * when its last slice began. Safe to run twice and by two workers at once. Answers how many lines were folded.
 * @param least fewer lines are left for another time.
 */
export async function foldTallies(db: Database, slice: number = SLICE, least = 1): Promise<number> {
  let lines = 0;
  // Heads and watermarks of all districts stand open to the worker's role, whatever the scope says.
  const all = await db.read(whole('000000'), (tx) => standings(tx));
  for (const { district, head, folded } of all) {
    foldLag.set({ district }, head - folded);
    if (head - folded >= least) lines += await foldDistrict(db, district, slice);
  }
  return lines;
}

/** Folds one district up to its head. Answers how many lines. */
export async function foldDistrict(db: Database, district: string, slice: number = SLICE): Promise<number> {
  let lines = 0;
  for (;;) {
    const now = await db.write(whole(district), (tx) => foldSlice(tx, district, slice));
    foldLag.set({ district }, now.head - now.folded);
    lines += now.lines;
    if (now.folded >= now.head) return lines;
  }
}
