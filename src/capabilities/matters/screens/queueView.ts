import { useMemo } from 'react';
import { z } from 'zod';
import { usePages } from '../../../platform/web/asking.ts';
import type { AskIn } from '../../../platform/web/call.ts';
import { useFilters } from '../../../platform/web/filters.ts';
import { queue, SORTS } from '../desk.contract.ts';
import { OPEN, STATUSES, type Status } from '../matters.rules.ts';

const flag = z.enum(['true']).optional();
/** A view of the queue as it stands in the address bar. */
const view = z.object({
  scope: z.enum(['open', 'ended', 'all']).default('open'),
  status: z.string().optional(),
  kind: z.string().optional(),
  urgency: z.string().optional(),
  territory: z.string().optional(),
  body: z.string().optional(),
  mine: flag,
  overdue: flag,
  dueToday: flag,
  fresh: flag,
  unassigned: flag,
  outside: flag,
  supervised: flag,
  help: flag,
  owed: flag,
  decides: flag,
  from: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
  to: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
  number: z.string().max(40).optional(),
  /** Corners of an area, `lon,lat~lon,lat~…`. */
  shape: z.string().max(2000).optional(),
  sort: z.enum(SORTS).default('newest'),
  /** The kept view that was opened; what stands beside it in the address is what counts. */
  view: z.uuid().optional(),
  /** The matter that is open beside the list. */
  open: z.uuid().optional(),
});
export type View = z.output<typeof view>;

/** The view in the address bar, and how to change it. */
export const useView = () => useFilters(view);

const ENDED: readonly Status[] = STATUSES.filter((one) => !OPEN.includes(one));
const PAGE = 60;

/** The states that a view asks for: those chosen, else those of its scope; a number is looked for in all of them. */
function statusesOf(it: View): readonly string[] | undefined {
  if (it.status) return it.status.split(',');
  if (it.number || it.scope === 'all') return undefined;
  return it.scope === 'ended' ? ENDED : OPEN;
}

type QueueAsk = NonNullable<AskIn<typeof queue>['query']>;

/** A view as the contract asks for it; lists travel as comma lists. */
export function askOf(it: View): QueueAsk {
  const status = statusesOf(it);
  return {
    ...(status === undefined ? {} : { status: status.join(',') }),
    ...(it.kind ? { kind: it.kind } : {}),
    ...(it.urgency ? { urgency: it.urgency } : {}),
    ...(it.territory ? { territory: it.territory } : {}),
    ...(it.body ? { body: it.body } : {}),
    ...(it.mine ? { mine: 'true' } : {}),
    ...(it.overdue ? { overdue: 'true' } : {}),
    ...(it.dueToday ? { dueToday: 'true' } : {}),
    ...(it.fresh ? { fresh: 'true' } : {}),
    ...(it.unassigned ? { unassigned: 'true' } : {}),
    ...(it.outside ? { outside: 'true' } : {}),
    ...(it.supervised ? { supervised: 'true' } : {}),
    ...(it.help ? { help: 'true' } : {}),
    ...(it.owed ? { owed: 'true' } : {}),
    ...(it.decides ? { decides: 'true' } : {}),
    ...(it.from ? { from: it.from } : {}),
    ...(it.to ? { to: it.to } : {}),
    ...(it.number ? { number: it.number } : {}),
    ...(it.shape ? { shape: it.shape } : {}),
  };
}

/** The matters of a view, page by page, each once. */
export function useQueue(it: View) {
  const ask = askOf(it);
  const pages = usePages(
    queue,
    (after) => pageAsk(ask, it.sort, after),
    (answer) => answer.after,
    { apart: APART },
  );
  const items = useMemo(() => {
    const all = pages.data?.pages.flatMap((page) => page.items) ?? [];
    return [...new Map(all.map((one) => [one.id, one])).values()];
  }, [pages.data]);
  return { ...pages, items };
}

/** The word under which the queue keeps its pages. */
export const APART = 'queue';
export const pageAsk = (ask: QueueAsk, sort: View['sort'], after?: string) => ({
  query: { ...ask, sort, limit: PAGE, ...(after === undefined ? {} : { after }) },
});
