import type { Database } from '../../platform/db/database.ts';
import type { Scope } from '../../platform/db/scope.ts';
import type { Stored } from './matters.store.ts';
import { type Filters, queuePage, type Sort } from './queue.store.ts';

const PAGE = 1_000;

/**
 * All matters of a view in its order, a thousand at a time, at most `most` of them: each page in a short transaction of its own,
 * so that a slow reader holds nothing. What changes its place meanwhile may be seen twice or missed, as in the queue itself.
 */
export async function* mattersOf(
  db: Database,
  scope: Scope,
  filters: Filters,
  sort: Sort,
  now: Date,
  most: number,
): AsyncGenerator<readonly Stored[]> {
  let left = most;
  let after: Awaited<ReturnType<typeof queuePage>>['after'] = null;
  do {
    const page = await db.read(scope, (tx) => queuePage(tx, scope, filters, sort, after, Math.min(PAGE, left), now));
    yield page.items;
    left -= page.items.length;
    after = page.after;
  } while (after !== null && left > 0);
}
