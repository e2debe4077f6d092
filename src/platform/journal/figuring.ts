import type { StoredCount } from './audit.store.ts';
import type { Count, Line } from './line.rules.ts';
import { dayOf } from './line.rules.ts';
import type { FiguresOf } from './subject.ts';

/** A line with the states around it. */
export type Counted = { readonly before: unknown; readonly line: Line; readonly after: unknown };

/** Counts as they are stored: one for each measure, day and territory. */
export function summed(counts: readonly Count[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const one of counts) {
    const key = `${one.measure} ${one.day} ${one.territory}`;
    sums.set(key, (sums.get(key) ?? 0) + one.n);
  }
  return sums;
}

/** What is wrong with a line's stored counts; `behind` is no fault: an older version made them, and a refold will make them anew. */
export type CountFault =
  | { readonly is: 'right' | 'behind' | 'newer' }
  | { readonly is: 'day'; readonly measure: string }
  | { readonly is: 'wrong'; readonly measure: string; readonly expected: number; readonly found: number };

/**
 * Compares a line's stored counts with what the rules say. `least` is the version below which no count of this line may be
 * any more, since a refold brought it there. A line without stored counts may come from any version from `least` on.
 */
export function checkCounts(
  figures: FiguresOf<unknown>,
  one: Counted,
  stored: readonly StoredCount[],
  least: number,
): CountFault {
  const recorded = dayOf(one.line.recorded);
  const strange = stored.find((row) => row.recorded !== recorded);
  if (strange) return { is: 'day', measure: strange.measure };
  const versions = new Set(stored.map((row) => row.figure));
  if (stored.some((row) => row.figure > figures.version)) return { is: 'newer' };
  const found = summed(stored);
  const now = difference(summed(figures.countsOf(one.before, one.line, one.after)), found);
  const current = versions.size === 0 ? now === null : versions.size === 1 && versions.has(figures.version);
  if (current) return now ?? { is: 'right' };
  const candidates =
    versions.size === 0
      ? from(least, figures.version)
      : versions.size === 1
        ? [...versions].filter((version) => version >= least)
        : [];
  for (const version of candidates) {
    const rules = figures.earlier?.[version];
    // Without the old rules nobody can say more than that a refold is due.
    if (!rules || difference(summed(rules(one.before, one.line, one.after)), found) === null) return { is: 'behind' };
  }
  return now ?? { is: 'behind' };
}

function difference(
  expected: ReadonlyMap<string, number>,
  found: ReadonlyMap<string, number>,
): (CountFault & { is: 'wrong' }) | null {
  for (const key of [...new Set([...expected.keys(), ...found.keys()])].sort()) {
    const [want, have] = [expected.get(key), found.get(key)];
    if (want !== have) return { is: 'wrong', measure: key.split(' ')[0] ?? '', expected: want ?? 0, found: have ?? 0 };
  }
  return null;
}

const from = (first: number, before: number): number[] =>
  Array.from({ length: Math.max(0, before - first) }, (_, at) => first + at);
