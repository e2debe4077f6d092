import { measureRange } from '../../src/platform/journal/tally.rules.ts';
import type { Tallied, TallyAsk } from '../../src/platform/journal/tallyReads.store.ts';

// A recount knows nothing of tallies, ancestors or watermarks: it adds up the counts of the period, and texts say what belongs to what.
// PostgreSQL and DuckDB understand the same statement.

/** A recount's row: a family with its slash or a measure, a territory or the child below it in which the counts lie, and their sum. */
type Counted = { readonly measure: string; readonly territory: string; readonly n: number };

/**
 * The statement that recounts what was asked.
 * @param families whether families are summed by the database, as for a board of all kinds.
 */
export function recountOf(ask: TallyAsk, families: boolean): string {
  const { from, to, asOf, district } = ask;
  const [top = district] = ask.territories;
  const measure = families ? `split_part(measure, '/', 1) || '/'` : 'measure';
  const ranges = ask.measures.map(measureRange).map((one) => `(measure >= '${one.from}' and measure < '${one.to}')`);
  const narrow = families ? '' : `and (${ranges.join(' or ')})`;
  const known = asOf === null ? '' : `and recorded <= date '${asOf}'`;
  return `select ${measure} as measure, left(territory, ${top.length + 3}) as territory, sum(n) as n from journal.count
    where district = '${district}' and territory >= '${top}' and territory < '${top}:' and day >= date '${from}' and day <= date '${to}' ${known} ${narrow} group by 1, 2`;
}

/** How far what was read is from what was counted: the sum of all distances, 0 where both agree in every part. */
export function difference(
  ask: TallyAsk,
  tallied: readonly Tallied[],
  rows: readonly Record<string, unknown>[],
): number {
  const counted = rows.map(
    (one): Counted => ({ measure: String(one['measure']), territory: String(one['territory']), n: Number(one['n']) }),
  );
  const read = new Map(tallied.map((one) => [`${one.measure} ${one.territory}`, one.n]));
  let apart = 0;
  for (const choice of ask.measures) {
    const { from, to } = measureRange(choice);
    const own = counted.filter(({ measure }) => measure === choice || (measure >= from && measure < to));
    for (const territory of ask.territories) {
      const sum = own.filter((one) => one.territory.startsWith(territory)).reduce((all, one) => all + one.n, 0);
      apart += Math.abs(sum - (read.get(`${choice} ${territory}`) ?? 0));
      read.delete(`${choice} ${territory}`);
    }
  }
  // What was read and not asked for is wrong as well.
  for (const n of read.values()) apart += Math.abs(n);
  return apart;
}
