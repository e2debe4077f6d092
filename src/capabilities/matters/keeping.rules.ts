import type { KeepRule } from '../../platform/web/outbox/keeping.rules.ts';
import type { Status } from './matters.rules.ts';

type Shown = {
  readonly status: Status;
  readonly abilities: readonly string[];
  readonly words: string | null;
  readonly address: string | null;
};
type Page = { readonly items: readonly Shown[] };
type Pages = { readonly pages: readonly Page[]; readonly pageParams: readonly unknown[] };

/** Moves for whose sake somebody needs to read a matter's words while there is no line. */
const WORKED_ON = ['accept', 'handOver', 'fixOnSpot', 'verify', 'taskAccept', 'taskDone'];

/** A list as a phone keeps it: its first page, with words and addresses only of what its owner has to go to. */
function listForPhone(data: unknown): Pages | null {
  const { pages = [], pageParams = [] } = data as Partial<Pages>;
  const first = pages[0];
  if (first === undefined) return null;
  const items = first.items.map((one) =>
    one.abilities.some((move) => WORKED_ON.includes(move)) ? one : { ...one, words: null, address: null },
  );
  return { pages: [{ ...first, items }], pageParams: pageParams.slice(0, 1) };
}

/**
 * What of matters a phone keeps for the time without a line: lists without the words of what is not its owner's to do, the pages
 * that its owner opened, and what a report is made with. A lost phone tells no more than a day's work.
 */
export const KEPT: readonly KeepRule[] = [
  { name: 'matters.queue', hours: 24, most: 8, trim: listForPhone },
  { name: 'matters.matter', hours: 24, most: 20 },
  { name: 'kinds.kinds', hours: 24 * 30, most: 1 },
  { name: 'identity.listBodies', hours: 24 * 30, most: 1 },
  { name: 'places.boundaries', hours: 24 * 30, most: 3 },
];
