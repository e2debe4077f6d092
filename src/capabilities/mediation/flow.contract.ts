import { z } from 'zod';
import { contract, nothingIn } from '../../platform/http/contract.ts';
import { bodySlug } from '../matters/matters.contract.ts';
import { body } from './mediation.contract.ts';
import { STATUSES } from './mediation.rules.ts';

export const flow = contract({
  name: 'mediation.flow',
  method: 'GET',
  path: '/api/desk/mediation/flow',
  summary: { zh: '单位之间的流转：在办、逾期、搁置、被退', en: 'The flow between bodies: open, late, cold, refused' },
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({
    rows: z.array(
      z.object({
        body: body,
        status: z.enum(STATUSES),
        n: z.int(),
        late: z.int(),
        cold: z.int(),
        refused: z.int(),
      }),
    ),
    /** Open cases of each mediator of one's own bodies, and how many they were given in the last ninety days. */
    load: z.array(
      z.object({ mediator: z.uuid(), name: z.string().nullable(), body: body, open: z.int(), given: z.int() }),
    ),
  }),
});

export const staffOf = contract({
  name: 'mediation.staffOf',
  method: 'GET',
  path: '/api/desk/mediation/bodies/:body/mediators',
  summary: { zh: '一个单位的调解人员', en: 'Who mediates for a body' },
  access: ['staff'],
  params: z.object({ body: bodySlug }),
  query: nothingIn,
  body: nothingIn,
  answer: z.object({ mediators: z.array(z.object({ id: z.uuid(), name: z.string().nullable(), open: z.int() })) }),
});
