import { z } from 'zod';
import { OPEN } from '../mediation.rules.ts';

export const TABS = ['mine', 'offered', 'body', 'reach', 'flow'] as const;

/** What of the lists stands in the address. */
export const filters = z.object({
  tab: z.enum(TABS).optional(),
  number: z.string().max(30).optional(),
  status: z.enum(OPEN as ['applied']).optional(),
  within: z.enum(['0', '7']).optional(),
  cold: z.enum(['true']).optional(),
  refused: z.enum(['true']).optional(),
  at: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/)
    .optional(),
});
export type Filters = z.output<typeof filters>;
