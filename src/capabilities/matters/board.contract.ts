import { z } from 'zod';
import { contract, nothingIn } from '../../platform/http/contract.ts';
import { STATUSES, TASK_STATUSES } from './matters.rules.ts';

const body = z.object({ id: z.string(), zh: z.string(), en: z.string() });

/** Whose tasks a board shows: those that the reader's bodies owe, those that are owed to them, or all in sight. */
export const SIDES = ['owes', 'owed', 'all'] as const;
export type Side = (typeof SIDES)[number];

/** Who owes what to whom and since when: the open tasks of co-handlers, the earliest end first. */
export const board = contract({
  name: 'matters.board',
  method: 'GET',
  path: '/api/desk/board',
  summary: {
    zh: '协办看板：哪个单位欠哪个单位什么、从何时起、到何时止',
    en: 'The shared board: which body owes what to which, since when, until when',
  },
  access: ['staff'],
  params: nothingIn,
  query: z.object({ side: z.enum(SIDES).default('all') }),
  body: nothingIn,
  answer: z.object({
    tasks: z.array(
      z.object({
        id: z.uuid(),
        status: z.enum(TASK_STATUSES),
        /** Who owes it, to whom (the lead; null while nobody has the matter). */
        body,
        lead: body.nullable(),
        since: z.string(),
        until: z.string(),
        matter: z.uuid(),
        number: z.string(),
        kind: z.string(),
        /** Where the matter itself stands, and its own deadline. */
        stands: z.enum(STATUSES),
        due: z.string(),
        territoryName: z.object({ zh: z.string(), en: z.string() }),
      }),
    ),
    /** There are more than are shown here. */
    more: z.boolean(),
  }),
});
