import { expect, it } from 'vitest';
import { z } from 'zod';
import { readFilters, writeFilters } from './filters.ts';

const schema = z.object({
  sort: z.enum(['newest', 'due']).default('newest'),
  from: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/)
    .optional(),
  mine: z.enum(['true']).optional(),
});

it('a shared address gives back the view that was shared', () => {
  expect(readFilters(schema, 'sort=due&from=2026-01-02&mine=true')).toEqual({
    sort: 'due',
    from: '2026-01-02',
    mine: 'true',
  });
});

it('what does not fit is dropped alone, and the rest of the view stays', () => {
  expect(readFilters(schema, 'sort=luck&from=2026-01-02&other=1')).toEqual({ sort: 'newest', from: '2026-01-02' });
});

it('a cleared filter leaves the address, and the same view always has the same address', () => {
  expect(writeFilters('sort=due&mine=true', { mine: undefined, from: '2026-01-02' })).toBe('from=2026-01-02&sort=due');
});
