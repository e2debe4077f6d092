import { z } from 'zod';
import { GRAINS, type Grain, spanNamed } from '../../../platform/calendar/span.rules.ts';
import type { AskIn } from '../../../platform/web/call.ts';
import { useFilters } from '../../../platform/web/filters.ts';
import type { ask } from '../asking.contract.ts';
import { today, type View } from './figuresView.ts';

/** What a page of one figure, or of one territory, shows, as it stands in the address bar. */
const view = z.object({
  territory: z
    .string()
    .regex(/^\d{6}(\d{3}){0,3}$/)
    .optional(),
  kind: z.string().max(60).optional(),
  period: z
    .string()
    .max(40)
    .refine((one) => spanNamed(one) !== null)
    .optional(),
  asOf: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
  grain: z.enum(GRAINS).optional(),
  against: z.enum(['before', 'year']).optional(),
});
export type FigureView = z.output<typeof view>;
export const useFigureView = () => useFilters(view);

/** The period shown; this year where none is chosen. */
export const periodShown = ({ period }: FigureView): string => period ?? today().slice(0, 4);

/** What a series is cut into where nobody chose: about a dozen pieces, a month of days or a year of months. */
export function grainFor(one: FigureView): Grain {
  if (one.grain !== undefined) return one.grain;
  const span = spanNamed(periodShown(one));
  const days = span === null ? 0 : (Date.parse(span.to) - Date.parse(span.from)) / 86_400_000 + 1;
  return days <= 31 ? 'day' : days <= 100 ? 'week' : days <= 800 ? 'month' : 'year';
}

type Query = NonNullable<AskIn<typeof ask>['query']>;
/** The question of a view for some figures. */
export function askedOf(one: FigureView, codes: readonly string[]): Query {
  return {
    codes: codes.join(','),
    period: periodShown(one),
    ...(one.territory === undefined ? {} : { territory: one.territory }),
    ...(one.kind === undefined ? {} : { kind: one.kind }),
    ...(one.asOf === undefined ? {} : { asOf: one.asOf }),
  };
}

/** The same question for the lines behind a figure. */
export function linesOf({ territory, kind, asOf }: FigureView, { from, to }: { from: string; to: string }): View {
  return { territory, kind, from, to, asOf };
}
