import { TOWN } from './withheld.rules.ts';

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
