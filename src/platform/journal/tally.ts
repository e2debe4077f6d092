import type { Database } from '../db/database.ts';
import { whole } from '../db/scope.ts';
import { foldLag } from '../http/metrics.ts';
import { foldSlice, standings } from './tally.store.ts';

/** Lines that one transaction folds: large enough that many counts meet in one tally, small enough to take a second or two. */
const SLICE = 10_000;

/**
 * The worker's turn: folds every district's lines into its tallies, slice by slice, until each has reached the head that it had
 * when its last slice began. Safe to run twice and by two workers at once. Answers how many lines were folded.
 */
export async function foldTallies(db: Database, slice: number = SLICE): Promise<number> {
  let lines = 0;
  // Heads and watermarks of all districts stand open to the worker's role, whatever the scope says.
  const all = await db.read(whole('000000'), (tx) => standings(tx));
  for (const { district, head, folded } of all) {
    foldLag.set({ district }, head - folded);
    if (head > folded) lines += await foldDistrict(db, district, slice);
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
