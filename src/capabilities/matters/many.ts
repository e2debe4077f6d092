import type { Tx } from '../../platform/db/database.ts';
import type { Ask } from '../../platform/http/mount.ts';
import { Problem } from '../../platform/http/problem.ts';
import { tellLive } from '../../platform/live/notifier.ts';
import type { Standing } from './ground.ts';
import type { Outcome } from './many.contract.ts';
import { phoneOf } from './matters.store.ts';
import type { Moved } from './moving.ts';
import { readingScope } from './reading.ts';
import { showMatter } from './showing.ts';

type Item = { readonly matter: string; readonly id: string; readonly n: number };

/**
 * Moves several matters, each in a transaction of its own: one that is refused says why and leaves the others alone. What is
 * no refusal (the database is away) ends the whole, and the same request sent again changes nothing twice.
 */
export async function oneByOne(
  ask: Ask,
  ground: Standing,
  items: readonly Item[],
  step: (tx: Tx, item: Item) => Promise<Moved>,
): Promise<{ outcomes: Outcome[] }> {
  const scope = readingScope(ask);
  const outcomes: Outcome[] = [];
  let seq = -1;
  try {
    for (const item of items) {
      try {
        const { moved, hasContact } = await ask.db.write(scope, async (tx) => ({
          moved: await step(tx, item),
          hasContact: (await phoneOf(tx, ask.district, item.matter)) !== null,
        }));
        seq = Math.max(seq, moved.seq ?? -1);
        const now = { now: ask.clock().toISOString(), hasContact };
        outcomes.push({
          id: item.id,
          done: showMatter(ground, ask.caller, moved.stored, {}, now),
          refused: null,
        });
      } catch (thrown) {
        if (!(thrown instanceof Problem)) throw thrown;
        outcomes.push({ id: item.id, done: null, refused: { code: thrown.code, ...thrown.title } });
      }
    }
  } finally {
    if (seq >= 0) tellLive(ask.db, ask.district, seq);
  }
  return { outcomes };
}
