import { type Count, dayOf } from '../../platform/journal/line.rules.ts';
import { type Matter, type MatterLine, momentOf, promiseOf, saidBy, within } from './matters.rules.ts';

/** The version of these rules; counts carry it, `npm run refold` moves them on. */
export const FIGURES = 2;

/**
 * Minutes after the body took a matter on within which a closing is counted as a quick one: to go there, do it, and have a second person
 * look takes longer. Once it may be right (it was done before it was accepted); as a habit it is worth a look.
 */
export const SOON_MINUTES = 15;
/** Days after a closing within which the reporter's reopening says that it was closed too early; within a week nothing breaks anew. */
export const SOON_DAYS = 7;

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
  'returned',
  'suspended',
  'extended',
  'verified',
  'sentBack',
  'verifiedSample',
  'sentBackSample',
  'closedSoon',
  'reopenedSoon',
] as const;

/** Measures that are counted for each body as well, as `name:body/kind`: what it was given, gave back and closed, and what a second look found. */
export const BODY_MEASURES = [
  'assigned',
  'returned',
  'verified',
  'sentBack',
  'closed',
  'closedSoon',
  'reopenedSoon',
] as const satisfies readonly (typeof MEASURES)[number][];

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
 *
 * Beside these, and in none of the rates, since version 2 (`besides`).
 */
export function countsOf(before: Matter | null, line: MatterLine, after: Matter): Count[] {
  const counts = [...countsOf1(before, line, after), ...(before === null ? [] : besides(before, line, after))];
  return counts.map((one) => ({ ...one, figure: FIGURES }));
}

/**
 * What stands beside the rates, on the Shanghai day of the line: `returned` (the body gave it back), `suspended`, `extended` (granted),
 * `verified` (looked at by a second person and found done) and `sentBack` (not done: said by the second person, or by the reporter who
 * had it opened again); of both, `…Sample` where chance had drawn it. `closedSoon` is part of `closed`, and taken back with it;
 * `reopenedSoon` is part of `reopened`. Of a body, by the name of whoever had the matter or answers for its result, the same and what it
 * was assigned and closed.
 */
function besides(before: Matter, line: MatterLine, after: Matter): Count[] {
  const counts: Count[] = [];
  const push = (measure: string, n: number) =>
    counts.push({ measure: `${measure}/${after.kind}`, day: dayOf(line.recorded), territory: after.territory, n });
  const ofBody = (name: BodyMeasure, body: string | null, n = 1) => {
    if (body !== null) push(`${name}:${body}`, n);
  };
  const both = (name: BodyMeasure, body: string | null, n = 1) => {
    push(name, n);
    ofBody(name, body, n);
  };
  const closed = (of: Matter, n: 1 | -1) => {
    ofBody('closed', answering(of), n);
    if (isSoon(of)) both('closedSoon', answering(of), n);
  };
  const looked = (name: 'verified' | 'sentBack') => {
    both(name, answering(before));
    if (before.work?.drawn) push(`${name}Sample`, 1);
  };
  switch (saidBy(line.kind)) {
    case 'matter.assigned':
      ofBody('assigned', after.body);
      break;
    case 'matter.returned':
      both('returned', before.body);
      break;
    case 'matter.suspended':
      push('suspended', 1);
      break;
    case 'matter.extended':
      push('extended', 1);
      break;
    case 'matter.verified':
      looked('verified');
      break;
    case 'matter.sent-back':
      looked('sentBack');
      break;
    case 'matter.fixed-on-spot':
      if (after.status === 'closed') closed(after, 1);
      break;
    case 'matter.closed':
      closed(after, 1);
      break;
    case 'matter.reopened':
      closed(before, -1);
      if (line.body['byReporter'] !== true) break;
      both('sentBack', answering(before));
      if (before.closed !== null && within(SOON_DAYS, before.closed, line.recorded))
        both('reopenedSoon', answering(before));
      break;
    case 'matter.undone':
      if (line.body['undone'] === 'assign') ofBody('assigned', before.body, -1);
      if (line.body['undone'] === 'close') closed(before, -1);
      break;
  }
  return counts;
}
type BodyMeasure = (typeof BODY_MEASURES)[number];

/** The body that answers for what was done. */
const answering = ({ work, body }: Matter): string | null => work?.body ?? body;

/** Whether a matter was closed so soon after the body took it on that nobody can well have been there. */
function isSoon({ work, closed }: Matter): boolean {
  const accepted = work?.accepted ?? null;
  return closed !== null && accepted !== null && momentOf(closed) - momentOf(accepted) <= SOON_MINUTES * 60_000;
}

/** The counts of version 1, as part of these and by themselves: with them the audit recounts what was counted before there was a second. */
export function countsOf1(before: Matter | null, line: MatterLine, after: Matter): Count[] {
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
