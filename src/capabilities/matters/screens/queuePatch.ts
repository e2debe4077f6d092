import type { MatterOut } from '../matters.contract.ts';
import { momentOf } from '../matters.rules.ts';
import type { View } from './queueView.ts';

type Page = { readonly items: readonly MatterOut[]; readonly after: string | null };

const KEYS = {
  newest: { of: (one: MatterOut) => one.reported, way: -1 },
  oldest: { of: (one: MatterOut) => one.reported, way: 1 },
  due: { of: (one: MatterOut) => one.due, way: 1 },
  updated: { of: (one: MatterOut) => one.updated, way: -1 },
} as const;

/** The order in which the server gives a sort's rows: by its instant, then by id. */
function isBefore(a: MatterOut, b: MatterOut, sort: View['sort']): boolean {
  const { of, way } = KEYS[sort];
  const span = (momentOf(of(a)) - momentOf(of(b))) * way;
  return span < 0 || (span === 0 && (a.id < b.id ? -1 : 1) * way < 0);
}

/**
 * The pages after some of their matters changed: `now` are those of the changed that still belong to the view, each put where
 * its sort wants it. One that belongs behind what was loaded comes with its own page.
 */
export function patched<P extends Page>(
  pages: readonly P[],
  changed: ReadonlySet<string>,
  now: readonly MatterOut[],
  sort: View['sort'],
): P[] {
  const lists = pages.map((page) => page.items.filter((one) => !changed.has(one.id)));
  const isWhole = pages.at(-1)?.after === null;
  for (const one of now) {
    const page = lists.findIndex((list) => list.some((other) => isBefore(one, other, sort)));
    const list = lists[page];
    if (list) {
      list.splice(
        list.findIndex((other) => isBefore(one, other, sort)),
        0,
        one,
      );
    } else if (isWhole) lists.at(-1)?.push(one);
  }
  return pages.map((page, at) => ({ ...page, items: lists[at] ?? [] }));
}
