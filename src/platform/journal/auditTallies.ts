import { addDays, periodOf } from '../calendar/calendar.rules.ts';
import type { Database, Tx } from '../db/database.ts';
import { whole } from '../db/scope.ts';
import {
  countsFolded,
  daysCounted,
  type MeasureRange,
  oneMoment,
  recountTallies,
  strayCount,
  weighTallies,
} from './audit.store.ts';
import { Differs } from './difference.ts';
import { standingOf } from './tally.store.ts';
import type { TallySums } from './tallySums.ts';

export type TalliesAsk = {
  readonly db: Database;
  readonly district: string;
  /** What tallies must weigh by the counts of every line up to `folded`. */
  readonly sums: TallySums;
  readonly folded: number;
  readonly tell: (done: number) => void;
};

/**
 * Counts behind the tallies of one statement, about: two seconds' work. Smaller parts are no shorter, for they are looked up where a large
 * one is read through.
 */
const COUNTS = 1_000_000;
const CONNECTIONS = 2;
/** More lines than this were folded or taken back since: then everything is counted again. */
const MOST_MOVED = 500_000;

/**
 * Weighs a district's tallies against the counts that were seen with the lines, some families of measures at a time; a family that
 * weighs something else is counted again, tally by tally, which says what is wrong. Answers how many there are. Throws `Differs`.
 */
export async function auditTallies(ask: TalliesAsk): Promise<number> {
  const { db, district } = ask;
  const scope = whole(district);
  const stray = await db.read(scope, (tx) => strayCount(tx, district));
  if (stray !== null) throw new Differs('stray', { district, seq: stray });
  const standing = await db.read(scope, (tx) => standingOf(tx, district));
  if (standing && standing.folded > standing.head) throw new Differs('watermark', { ...standing });
  let tallies = 0;
  const differing: string[] = [];
  const ranges = rangesOf(ask.sums);
  const weigh = async (): Promise<void> => {
    for (let range = ranges.shift(); range !== undefined; range = ranges.shift()) {
      const one = range;
      const found = await db.read(scope, (tx) => weighed(tx, ask, one));
      differing.push(...found.differing);
      tallies += found.seen;
      ask.tell(tallies);
    }
  };
  // PostgreSQL gives each connection one processor.
  await Promise.all(Array.from({ length: CONNECTIONS }, weigh));
  for (const family of differing.sort()) await recount(db, district, family);
  return tallies;
}

/** All texts that a measure may be, cut so that about as many counts lie in each part. */
function rangesOf(sums: TallySums): MeasureRange[] {
  const cuts: string[] = [];
  let counts = 0;
  for (const family of sums.families()) {
    if (counts > COUNTS) {
      cuts.push(family.name);
      counts = 0;
    }
    counts += family.counts;
  }
  return [...cuts, BEYOND].map((to, at) => ({ from: cuts[at - 1] ?? '', to }));
}
/** Behind every text that a measure may be. */
const BEYOND = '\u{10ffff}';

/** How many tallies there are in a range, and the families of those that do not weigh what their counts do; as of one moment. */
async function weighed(
  tx: Tx,
  { district, sums, folded }: TalliesAsk,
  range: MeasureRange,
): Promise<{ seen: number; differing: string[] }> {
  await oneMoment(tx);
  const now = (await standingOf(tx, district))?.folded ?? 0;
  // The worker went on while the lines were looked at, or a refold threw tallies away.
  const isFar = Math.abs(now - folded) > MOST_MOVED;
  if (now !== folded && !isFar) {
    const moved = await countsFolded(tx, district, range, Math.min(now, folded), Math.max(now, folded));
    for (const { measure, day, territory, n } of moved) sums.add(measure, day, territory, n, now > folded ? 1 : -1);
  }
  const weighing = await weighTallies(tx, district, range, sums.weights());
  const differing = new Set<string>();
  const missing = new Set(
    (['day', 'month', 'year'] as const).flatMap((grain) => sums.names(grain).map((name) => `${grain} ${name}`)),
  );
  let seen = 0;
  for (const { grain, measure, tallies, strange, one, two } of weighing) {
    const [first, second] = sums.sumOf(grain, measure);
    if (isFar || strange > 0 || one !== first || two !== second) differing.add(familyOf(measure));
    missing.delete(`${grain} ${measure}`);
    seen += tallies;
  }
  for (const name of missing) {
    const measure = name.slice(name.indexOf(' ') + 1);
    if (measure >= range.from && measure < range.to) differing.add(familyOf(measure));
  }
  return { seen, differing: [...differing].sort() };
}

const familyOf = (measure: string): string => `${measure.split('/', 1)[0]}/`;

/** Recounts the tallies of one family year by year. Throws `Differs` at the first that is not the sum of its counts. */
async function recount(db: Database, district: string, family: string): Promise<void> {
  const scope = whole(district);
  const choice = { from: family, to: `${family}~` };
  const days = await db.read(scope, (tx) => daysCounted(tx, district, choice));
  if (days === null) return;
  for (let year = periodOf('year', days.first); year.from <= days.last; year = periodOf('year', year.to)) {
    const span = { first: year.from, last: addDays(year.to, -1) };
    const first = await db.read(scope, (tx) => recountTallies(tx, district, choice, span));
    if (first) throw new Differs('tally', { district, ...first });
  }
}
