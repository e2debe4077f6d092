import type { Day } from '../../../platform/calendar/calendar.rules.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { Figure } from '../../../platform/figures/figure.rules.ts';
import { ancestorsOf } from '../../../platform/places/codes.rules.ts';
import { nearestTarget, type Target } from './references.rules.ts';
import { referencesOf } from './references.store.ts';

/** The target of a figure in a territory, or null. */
export type TargetFor = (code: string, territory: string) => Target | null;

/**
 * Targets for figures of a territory and of some below it, in one query: of each the nearest, its own or one above it, that is in force
 * on the last day of the period. A target is for the duty as a whole and holds for whichever kind of matter is asked.
 * @param asked `to`: the period's last day; `asOf`: as it was known at the end of this day, now where null.
 */
export async function targetsFor(
  tx: Tx,
  asked: { readonly district: string; readonly territory: string; readonly to: Day; readonly asOf: Day | null },
  below: readonly string[],
  figures: readonly Pick<Figure, 'code' | 'better'>[],
): Promise<TargetFor> {
  const whats = figures.flatMap(({ code, better }) => (better === null ? [] : [`target:${code}` as const]));
  if (whats.length === 0) return () => null;
  const territories = [...ancestorsOf(asked.territory), ...below];
  const found = await referencesOf(tx, asked.district, whats, territories);
  return (code, territory) => nearestTarget(found, { code, territory, day: asked.to, known: asked.asOf });
}
