/** Names of the figures that are sums of measures, in the order in which they are shown. */
export const SUMS = [
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
export type Sum = (typeof SUMS)[number];

/** A part of a whole, 0 to 1; null where there is no whole, or where matters reopened since leave more parts than whole. */
export function share(part: number, whole: number): number | null {
  return whole > 0 && part >= 0 && part <= whole ? part / whole : null;
}

/** A quantile read from buckets: it lies above `from` and not above `to` minutes, which is exact; `minutes` is interpolated. */
export type Quantile = {
  /** How many times are in the buckets. */
  readonly n: number;
  readonly from: number;
  /** Null in the last bucket, which has no upper edge; then `minutes` is null too. */
  readonly to: number | null;
  /** Linear interpolation within the bucket, in minutes. */
  readonly minutes: number | null;
};

/**
 * The q-quantile (0.5 is the median) of times counted in buckets: the bucket that holds the time of rank ⌈q·n⌉, and within
 * it the point that the rank divides the bucket at. Null where nothing is counted.
 * @param edges upper edges in minutes, rising; `counts` has one more member, for what lies beyond the last edge.
 */
export function quantile(q: number, edges: readonly number[], counts: readonly number[]): Quantile | null {
  // Buckets never fall below zero, since a time that was taken is not taken back.
  const n = counts.reduce((sum, one) => sum + one, 0);
  if (n <= 0) return null;
  const rank = Math.max(1, Math.ceil(q * n));
  let below = 0;
  for (const [at, inside] of counts.entries()) {
    if (below + inside >= rank) {
      const from = at === 0 ? 0 : (edges[at - 1] ?? 0);
      const to = edges[at] ?? null;
      return { n, from, to, minutes: to === null ? null : from + ((rank - below) / inside) * (to - from) };
    }
    below += inside;
  }
  return null;
}

/** All figures of one territory, period and choice of kinds. Rates are 0 to 1, null where they say nothing. */
export type FigureSet = Readonly<Record<Sum, number>> & {
  /** Mean of the stars that reporters gave, 1 to 5. */
  readonly satisfaction: number | null;
  /** Of what was closed in the period, the part closed by its deadline. */
  readonly onTimeRate: number | null;
  /** 结案率 and 按期结案率 (GB/T 30428.4): of what had to be closed in the period. */
  readonly closingRate: number | null;
  readonly onTimeClosingRate: number | null;
  /** Median time from report to first action, and from report to closing. */
  readonly firstAction: Quantile | null;
  readonly handling: Quantile | null;
};

/** The figures from their measures' sums; `sumOf` answers 0 for what was never counted. */
export function figuresFrom(
  sumOf: (measure: string) => number,
  edges: readonly number[],
  buckets: readonly string[],
): FigureSet {
  const sums = Object.fromEntries(SUMS.map((name) => [name, sumOf(name)])) as Record<Sum, number>;
  const median = (name: string) =>
    quantile(
      0.5,
      edges,
      buckets.map((bucket) => sumOf(`${name}:${bucket}`)),
    );
  return {
    ...sums,
    satisfaction: sums.rated > 0 ? sumOf('ratingSum') / sums.rated : null,
    onTimeRate: share(sums.closedOnTime, sums.closed),
    closingRate: share(sums.dueClosed, sums.due),
    onTimeClosingRate: share(sums.dueClosedOnTime, sums.due),
    firstAction: median('firstAction'),
    handling: median('handling'),
  };
}

/** What stands after the slash of a measure for a choice of kinds: all, a group (`hazard`), or one kind (`hazard.fire`). */
export function kindPart(kind: string | null): string {
  return kind === null ? '' : kind.includes('.') ? kind : `${kind}.`;
}

/** One line behind a figure, as far as its reader may see it. */
export type Opened =
  | { readonly hidden: true; readonly n: number }
  | {
      readonly hidden: false;
      readonly n: number;
      readonly day: string;
      readonly kind: string;
      readonly territory: string;
      readonly number: string | null;
      /** The matter's id and the kind of line, for those who may open it. */
      readonly id: string | null;
      readonly line: string | null;
    };

/** How many digits of a territory's code the public sees of what is blurred: the town. */
const TOWN = 9;

/**
 * One count behind a figure as its reader sees it. Who sees the matter sees the line; others see number, kind, day and place of
 * what is exact, kind, day and town of what is blurred, and of what is hidden only that there is one: all of them are there, so
 * that what opens adds up to the figure.
 */
export function redacted(
  count: { readonly n: number; readonly day: string; readonly measure: string; readonly territory: string },
  seen: { readonly id: string; readonly line: string; readonly number: string } | null,
  open: { readonly visibility: string; readonly number: string | null } | null,
): Opened {
  const { n, day, territory } = count;
  const kind = count.measure.slice(count.measure.indexOf('/') + 1);
  if (seen) return { hidden: false, n, day, kind, territory, number: seen.number, id: seen.id, line: seen.line };
  switch (open?.visibility) {
    case 'exact':
      return { hidden: false, n, day, kind, territory, number: open.number, id: null, line: null };
    case 'blurred':
      return { hidden: false, n, day, kind, territory: territory.slice(0, TOWN), number: null, id: null, line: null };
    default:
      return { hidden: true, n };
  }
}
