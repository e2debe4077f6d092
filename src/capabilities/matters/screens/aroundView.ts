import { z } from 'zod';
import { useFilters } from '../../../platform/web/filters.ts';
import type { Tone } from '../../../platform/web/kit/surfaces.tsx';
import { boxOf, SPANS, STATES, type State } from '../around.rules.ts';

/** What the public list and map show, as it stands in the address bar: whoever gets the link sees the same. */
const view = z.object({
  kind: z.string().max(60).optional(),
  state: z.enum(STATES).optional(),
  days: z.enum(SPANS).default('90'),
  territory: z
    .string()
    .regex(/^\d{6}(\d{3}){0,3}$/)
    .optional(),
  box: z
    .string()
    .refine((one) => boxOf(one) !== null)
    .optional(),
  map: z.enum(['no']).optional(),
});
export type View = z.output<typeof view>;

/** The view in the address bar, and how to change it. */
export const useView = () => useFilters(view);

/** A view as the contracts ask for it. */
export const askOf = ({ kind, state, days, territory }: View) => ({
  ...(kind ? { kind } : {}),
  ...(state ? { state } : {}),
  ...(territory ? { territory } : {}),
  days,
});

export const TONE_OF_STATE: Readonly<Record<State, Tone>> = { waiting: 'warn', going: 'brand', closed: 'good' };
