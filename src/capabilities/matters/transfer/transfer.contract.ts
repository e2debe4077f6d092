import { z } from 'zod';
import { contract, nothingIn } from '../../../platform/http/contract.ts';
import { STATUSES } from '../matters.rules.ts';

const said = z.object({ zh: z.string(), en: z.string() });
const body = said.extend({ id: z.string() });
const transferOut = z.object({
  id: z.uuid(),
  from: body,
  to: body,
  territories: z.array(said),
  /** Names of kinds and groups; none: every kind. */
  kinds: z.array(said),
  day: z.iso.date(),
  /** The document that it rests on. */
  basis: z.string(),
  /** What has passed so far, as far as the reader sees it: matters of which it was the lead, and tasks. */
  lead: z.int(),
  tasks: z.int(),
  /** When the last of it had passed; null before. */
  finished: z.string().nullable(),
});

export const transfers = contract({
  name: 'matters.transfers',
  method: 'GET',
  path: '/api/desk/transfers',
  summary: {
    zh: '职责移交：谁把什么移交给谁、自哪天、已移交多少',
    en: 'What has passed from one body to another: what, to whom, since when, how much so far',
  },
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({ items: z.array(transferOut) }),
});

export const transferred = contract({
  name: 'matters.transferred',
  method: 'GET',
  path: '/api/desk/transfers/:id',
  summary: { zh: '一次职责移交了哪些事项', en: 'The matters that passed by one transfer' },
  access: ['staff'],
  params: z.object({ id: z.uuid() }),
  query: z.strictObject({ after: z.uuid().optional() }),
  body: nothingIn,
  answer: z.object({
    transfer: transferOut,
    items: z.array(
      z.object({
        id: z.uuid(),
        number: z.string(),
        kind: z.string(),
        status: z.enum(STATUSES),
        territoryName: said,
        due: z.string(),
        /** The matter itself passed, or so many tasks of it. */
        lead: z.boolean(),
        tasks: z.int(),
      }),
    ),
    after: z.uuid().nullable(),
  }),
});
