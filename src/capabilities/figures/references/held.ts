import { addDays, type Day } from '../../../platform/calendar/calendar.rules.ts';
import { pieceOf, type Span, wholeMonthsOf } from '../../../platform/calendar/span.rules.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { type Held, heldOn, isWhat, type What } from './references.rules.ts';
import { referencesOf, referencesWithin } from './references.store.ts';

/** What a norm is in each of some places from a day on, with the document that says so; null where it ends on that day. */
export async function heldIn(
  tx: Tx,
  { district, asOf }: { readonly district: string; readonly asOf: Day | null },
  measure: string,
  at: readonly { readonly territory: string; readonly day: Day }[],
): Promise<(Held | null)[]> {
  const what = normCounted(measure.split('/')[0] ?? '');
  if (what === null || at.length === 0) return [];
  const found = await referencesOf(tx, district, [what], [...new Set(at.map((one) => one.territory))]);
  const steps = new Map(found.map((one) => [one.territory, one.steps]));
  return at.map(({ territory, day }) => heldOn(steps.get(territory) ?? [], day, asOf));
}

/** A norm as it was set for a territory, with the number of months of a period that it was for. */
export type NormHeld = Held & { readonly territory: string; readonly months: number };

/** Every setting of a norm in a district that was in force at the end of a whole month of a span, by territory and time. */
export async function normsHeld(tx: Tx, district: string, base: string, span: Span): Promise<NormHeld[]> {
  const what = normCounted(base);
  const within = wholeMonthsOf(span);
  if (what === null || within === null) return [];
  const ends: Day[] = [];
  for (let month = within.from; month <= within.to; month = addDays(ends.at(-1) ?? month, 1))
    ends.push(pieceOf('month', month).to);
  const found: NormHeld[] = [];
  for (const { territory, steps } of await referencesWithin(tx, district, what)) {
    const held = ends.flatMap((day) => heldOn(steps, day) ?? []);
    for (const same of Map.groupBy(held, (one) => `${one.from} ${one.value} ${one.source}`).values())
      if (same[0] !== undefined) found.push({ ...same[0], territory, months: same.length });
  }
  return found;
}

/** The norm that is counted under a name; null where none is. */
function normCounted(name: string): What | null {
  const what = `norm:${name}`;
  return isWhat(what) ? what : null;
}
