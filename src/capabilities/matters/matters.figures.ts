import { type Count, dayOf } from '../../platform/journal/line.rules.ts';
import { type Matter, type MatterLine, promiseOf, saidBy } from './matters.rules.ts';

/** The version of these rules; counts carry it, `npm run refold` moves them on. */
export const FIGURES = 1;

/**
 * Upper edges, in minutes, of the buckets from which medians and quantiles are read: a time belongs to the first edge that
 * is not below it, and to `more` beyond the last.
 */
export const EDGES = [5, 15, 30, 60, 120, 240, 480, 1440, 2880, 4320, 7200, 10_080, 20_160, 43_200] as const;

/** The names of the buckets, shortest first. */
export const BUCKETS: readonly string[] = [...EDGES.map(String), 'more'];

/** Everything that matters are counted toward; `firstAction` and `handling` stand for one measure a bucket (`firstAction:60`). */
export const MEASURES = [
  'opened',
  'assigned',
  'handled',
  'closed',
  'closedOnTime',
  'reopened',
  'merged',
  'withdrawn',
  'void',
  'redirected',
  'rated',
  'ratingSum',
  'firstAction',
  'handling',
  'due',
  'dueClosed',
  'dueClosedOnTime',
] as const;

/** The bucket of a span between two instants; null where either is known only to the day (anonymous reports). */
export function bucketOf(from: string, to: string): string | null {
  if (from.length === 10 || to.length === 10) return null;
  const minutes = (Date.parse(to) - Date.parse(from)) / 60_000;
  const edge = EDGES.find((one) => minutes <= one);
  return edge === undefined ? 'more' : String(edge);
}

/**
 * What a matter's line counts toward, by the matter's kind and territory. Measures are `name/kind`, so that `name/` sums all
 * kinds and `name/hazard.` a group. Names and rates as in GB/T 30428.4, whose published reports give 立案数, 应结案数, 结案数,
 * 按期结案数, 结案率 = 结案数 / 应结案数 and 按期结案率 = 按期结案数 / 应结案数.
 *
 * On the Shanghai day of the line: `opened` (立案数), `assigned`, `handled` (results handed over, again after one was sent
 * back), `closed`, `closedOnTime`, `reopened`, `rated` and `ratingSum` (stars), `firstAction` and `handling` (times from the
 * report, by bucket). A reopening takes its closing back on the day of the reopening, so that the sum up to any day is the
 * number of matters that were closed at its end. A step that its maker takes back takes its counts back likewise.
 *
 * On the day by which the matter must be closed: `due` (应结案数), and of these `dueClosed` (结案数) and `dueClosedOnTime`
 * (按期结案数). The denominator of both rates is `due`: matters whose deadline lies in the period, in whatever period they
 * were opened, less those that were merged, withdrawn, declared void or sent to another door, which nobody can close;
 * so a rate never passes 1.
 *
 * When a matter is given another kind or place, what was opened and is due moves with it, on the days on which it counted:
 * the figure as of an earlier day still shows it where it was thought to be.
 */
export function countsOf(before: Matter | null, line: MatterLine, after: Matter): Count[] {
  const counts: Count[] = [];
  const today = dayOf(line.recorded);
  const add = (name: string, n = 1, day = today, of = after) =>
    counts.push({ measure: `${name}/${of.kind}`, day, territory: of.territory, n });
  const dueDay = dayOf(promiseOf(after));
  if (before === null) {
    // What was split off counts on the day of the report that it was part of, as its deadline does.
    add('opened', 1, dayOf(after.reported));
    add('due', 1, dueDay);
    return counts;
  }
  if (before.kind !== after.kind || before.territory !== after.territory) {
    const reported = dayOf(after.reported);
    add('opened', -1, reported, before);
    add('opened', 1, reported);
    add('due', -1, dueDay, before);
    add('due', 1, dueDay);
  }
  if (before.firstAction === null && after.firstAction !== null) {
    const bucket = bucketOf(before.reported, after.firstAction);
    if (bucket !== null) add(`firstAction:${bucket}`);
  }
  const close = (n: 1 | -1, onTime: boolean | null) => {
    add('closed', n);
    add('dueClosed', n, dueDay);
    if (onTime !== true) return;
    add('closedOnTime', n);
    add('dueClosedOnTime', n, dueDay);
  };
  const closed = () => {
    close(1, after.onTime);
    const bucket = after.closed === null ? null : bucketOf(after.reported, after.closed);
    if (bucket !== null) add(`handling:${bucket}`);
  };
  const leave = (name: string) => {
    add(name);
    add('due', -1, dueDay);
  };
  switch (saidBy(line.kind)) {
    case 'matter.assigned':
      add('assigned');
      break;
    case 'matter.handed-over':
      add('handled');
      break;
    case 'matter.fixed-on-spot':
      add('handled');
      if (after.status === 'closed') closed();
      break;
    case 'matter.closed':
      closed();
      break;
    case 'matter.reopened':
      add('reopened');
      close(-1, before.onTime);
      break;
    case 'matter.undone':
      // As if the step had never been, on the day on which it was taken back.
      if (line.body['undone'] === 'assign') add('assigned', -1);
      if (line.body['undone'] === 'close') {
        close(-1, before.onTime);
        const bucket = before.closed === null ? null : bucketOf(before.reported, before.closed);
        if (bucket !== null) add(`handling:${bucket}`, -1);
      }
      break;
    case 'matter.rated':
      add('rated');
      add('ratingSum', after.rating ?? 0);
      break;
    case 'matter.merged':
      leave('merged');
      break;
    case 'matter.withdrawn':
      leave('withdrawn');
      break;
    case 'matter.voided':
      leave('void');
      break;
    case 'matter.redirected':
      leave('redirected');
      break;
  }
  return counts;
}
