import { type Count, dayOf } from '../../platform/journal/line.rules.ts';
import type { Matter, MatterLine } from './matters.rules.ts';

/** The version of these rules; counts carry it, `npm run refold` moves them on. */
export const FIGURES = 1;

/**
 * Upper edges, in minutes, of the buckets from which medians and quantiles are read: a time belongs to the first edge that
 * is not below it, and to `more` beyond the last.
 */
export const EDGES = [5, 15, 30, 60, 120, 240, 480, 1440, 2880, 4320, 7200, 10_080, 20_160, 43_200] as const;

/** The bucket of a span between two instants; null where either is known only to the day (anonymous reports). */
export function bucketOf(from: string, to: string): string | null {
  if (from.length === 10 || to.length === 10) return null;
  const minutes = (Date.parse(to) - Date.parse(from)) / 60_000;
  const edge = EDGES.find((one) => minutes <= one);
  return edge === undefined ? 'more' : String(edge);
}

/**
 * What a matter's line counts toward, on the Shanghai day of its recording, in the matter's territory, by kind.
 * Measures are `name/kind`, so that `name/` sums all kinds and `name/hazard` a group. Names as in GB/T 30428.4: opened 立案数,
 * closed 结案数, closedOnTime 按期结案数. A reopening takes its closing back on the day of the reopening, so that the sum
 * up to any day is the number of matters closed and still closed on it, and no past day ever changes.
 * Merged, void, withdrawn and redirected have measures of their own: what was opened and could be closed (应结案数) is
 * opened less those four.
 */
export function countsOf(before: Matter | null, line: MatterLine, after: Matter): Count[] {
  const counts: Count[] = [];
  const day = dayOf(line.recorded);
  const add = (measure: string, n = 1) => counts.push({ measure: `${measure}/${after.kind}`, day, territory: after.territory, n });
  if (before === null) add('opened');
  if (before !== null && before.firstAction === null && after.firstAction !== null) {
    const bucket = bucketOf(before.reported, after.firstAction);
    if (bucket !== null) add(`firstAction:${bucket}`);
  }
  switch (line.kind) {
    case 'matter.assigned':
      add('assigned');
      break;
    case 'matter.handed-over':
      add('handled');
      break;
    case 'matter.fixed-on-spot':
      add('handled');
      if (after.status === 'closed') closed(add, after);
      break;
    case 'matter.closed':
      closed(add, after);
      break;
    case 'matter.reopened':
      add('reopened');
      add('closed', -1);
      if (before?.onTime) add('closedOnTime', -1);
      break;
    case 'matter.rated':
      add('rated');
      add('ratingSum', after.rating ?? 0);
      break;
    case 'matter.merged':
      add('merged');
      break;
    case 'matter.withdrawn':
      add('withdrawn');
      break;
    case 'matter.voided':
      add('void');
      break;
    case 'matter.redirected':
      add('redirected');
      break;
  }
  return counts;
}

function closed(add: (measure: string, n?: number) => void, after: Matter): void {
  add('closed');
  if (after.onTime) add('closedOnTime');
  const bucket = after.closed === null ? null : bucketOf(after.reported, after.closed);
  if (bucket !== null) add(`handling:${bucket}`);
}
