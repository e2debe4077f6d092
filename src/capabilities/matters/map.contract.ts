import { z } from 'zod';
import { contract, nothingIn } from '../../platform/http/contract.ts';
import { filters } from './desk.contract.ts';
import { STATUSES } from './matters.rules.ts';

/** Many matters as cells whose counts add up to `total`; a cell of one names its matter. */
export const map = contract({
  name: 'matters.map',
  method: 'GET',
  path: '/api/desk/map',
  summary: { zh: '地图视窗：点或聚合', en: 'A map viewport: points, or cells with counts' },
  access: ['staff'],
  params: nothingIn,
  query: z.strictObject({
    ...filters,
    west: z.coerce.number().min(-180).max(180),
    south: z.coerce.number().min(-90).max(90),
    east: z.coerce.number().min(-180).max(180),
    north: z.coerce.number().min(-90).max(90),
  }),
  answer: z.object({
    cells: z.array(
      z.object({
        lon: z.number(),
        lat: z.number(),
        n: z.int(),
        id: z.string().nullable(),
        status: z.enum(STATUSES).nullable(),
      }),
    ),
    total: z.int(),
  }),
  body: nothingIn,
});

/** Who answers for a place, by the dated table: each body with the kinds that are its own there. */
export const responsibleAt = contract({
  name: 'matters.responsibleAt',
  method: 'GET',
  path: '/api/desk/responsible',
  summary: { zh: '某地各类事项由谁负责', en: 'Who answers for what at a place' },
  access: ['staff'],
  params: nothingIn,
  query: z.strictObject({
    lon: z.coerce.number().min(-180).max(180),
    lat: z.coerce.number().min(-90).max(90),
  }),
  body: nothingIn,
  answer: z.object({
    territory: z.string(),
    path: z.object({ zh: z.string(), en: z.string() }),
    outside: z.boolean(),
    bodies: z.array(z.object({ id: z.string(), zh: z.string(), en: z.string(), kinds: z.array(z.string()) })),
    /** Kinds for which nobody answers there. */
    nobody: z.array(z.string()),
  }),
});
