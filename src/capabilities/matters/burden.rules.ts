/** The forms of the phone whose typing is measured. */
export const FORMS = [
  'report',
  'accept',
  'return',
  'note',
  'ask',
  'handOver',
  'fixOnSpot',
  'verify',
  'sendBack',
  'close',
  'instruct',
  'supervise',
] as const;
export type Form = (typeof FORMS)[number];

/** Upper edges, in seconds, of the buckets from which the median is read; beyond the last is one more. */
export const EDGES = [5, 10, 20, 30, 60, 120, 300, 600] as const;
/** A pause longer than this is no typing: the phone was put away. Seconds. */
export const LONGEST_PAUSE = 15;
/** So many phones must have told of a form in a week before anybody sees its number. */
export const LEAST_PHONES = 5;
/** How many weeks back a phone may tell of, and a page shows. */
export const WEEKS = 8;

/** What filling in one form cost, summed up: no person, no time of day, no single occasion. */
export type Burden = { readonly count: number; readonly seconds: number; readonly buckets: readonly number[] };

export const NO_BURDEN: Burden = { count: 0, seconds: 0, buckets: Array.from({ length: EDGES.length + 1 }, () => 0) };

const bucketOf = (seconds: number): number => {
  const at = EDGES.findIndex((edge) => seconds <= edge);
  return at < 0 ? EDGES.length : at;
};

/** One more occasion, in whole seconds. */
export function withOne(burden: Burden, seconds: number): Burden {
  const at = bucketOf(seconds);
  return {
    count: burden.count + 1,
    seconds: burden.seconds + seconds,
    buckets: burden.buckets.map((n, i) => (i === at ? n + 1 : n)),
  };
}

/** Two sums as one. */
export const together = (a: Burden, b: Burden): Burden => ({
  count: a.count + b.count,
  seconds: a.seconds + b.seconds,
  buckets: a.buckets.map((n, i) => n + (b.buckets[i] ?? 0)),
});

/** Between which edges the median lies, in seconds; `to` is null beyond the last edge. Null where nothing was counted. */
export function medianOf({ count, buckets }: Burden): { from: number; to: number | null } | null {
  let seen = 0;
  for (const [at, n] of buckets.entries()) {
    seen += n;
    if (count > 0 && seen * 2 >= count) return { from: EDGES[at - 1] ?? 0, to: EDGES[at] ?? null };
  }
  return null;
}

/** Whether a sum is one that somebody's phone could have made. */
export const holdsTogether = ({ count, seconds, buckets }: Burden): boolean =>
  buckets.reduce((sum, n) => sum + n, 0) === count &&
  // Seconds lie between the lower edges of their buckets and an hour each.
  buckets.reduce((sum, n, at) => sum + n * (EDGES[at - 1] ?? 0), 0) <= seconds &&
  seconds <= count * 3600;

/** The week of a moment in Asia/Shanghai: the day of its Monday, YYYY-MM-DD. */
export function weekOf(ms: number): string {
  const local = ms + 28_800_000;
  const day = Math.floor(local / 86_400_000);
  // 1970-01-01 was a Thursday.
  return new Date((day - ((((day + 3) % 7) + 7) % 7)) * 86_400_000).toISOString().slice(0, 10);
}

/** The weeks that are over and of which may still be told, newest first. */
export const toldWeeks = (now: number): string[] =>
  Array.from({ length: WEEKS }, (_, i) => weekOf(now - (i + 1) * 7 * 86_400_000));
