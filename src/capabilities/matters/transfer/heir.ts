import type { Tx } from '../../../platform/db/database.ts';
import { dayOf } from '../../../platform/journal/line.rules.ts';
import { coversWhole } from '../../../platform/places/changes/transfer.rules.ts';
import type { Matter, MatterLine } from '../matters.rules.ts';
import { transfersFrom } from './transfer.store.ts';

/** Lines by which a body is given a matter. */
const GIVES = ['matter.assigned', 'matter.ruled', 'matter.transferred', 'matter.reopened', 'matter.fixed-on-spot'];
/** So often at the most is what passed on passed on again. */
const MOST_HEIRS = 20;

/**
 * To whom a body's answering for a matter has passed since it was given the matter, from one to the next; the body itself where it
 * has not. What a desk gave it after that day was meant for it.
 */
export async function heirOf(
  tx: Tx,
  district: string,
  { body, territory, kind }: Pick<Matter, 'body' | 'territory' | 'kind'>,
  lines: readonly MatterLine[],
  today: string,
): Promise<string | null> {
  const given = lines.findLast((one) => GIVES.includes(one.kind));
  let day = given === undefined ? '' : dayOf(given.recorded);
  let heir = body;
  for (let n = 0; n < MOST_HEIRS && heir !== null; n++) {
    const passed = await transfersFrom(tx, district, heir, today);
    const next = passed.find((one) => one.from > day && coversWhole(one, territory, kind));
    if (next === undefined) return heir;
    heir = next.to;
    day = next.from;
  }
  return heir;
}
