import type { Count } from '../../../platform/journal/line.rules.ts';
import { changesOf, countedOf, type Reference } from './references.rules.ts';

/** The version of these rules; counts carry it, `npm run refold` moves them on. */
export const FIGURES = 1;

/**
 * What a line changes in the stock of its base or norm (`residents/base`): on the day from which it holds, the new value less the one in force
 * just before; where it takes back an end that was still to come, that as well. Targets count toward nothing. Pure.
 */
export function countsOf(before: Reference | null, after: Reference): Count[] {
  const counted = countedOf(after.what);
  if (counted === null) return [];
  const [was, is] = [changesOf(before?.steps ?? []), changesOf(after.steps)];
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((day) => {
    const n = (is.get(day) ?? 0) - (was.get(day) ?? 0);
    return n === 0 ? [] : [{ measure: `${counted}/base`, day, territory: after.territory, n, figure: FIGURES }];
  });
}
