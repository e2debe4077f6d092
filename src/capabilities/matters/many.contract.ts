import { z } from 'zod';
import { contract, nothingIn } from '../../platform/http/contract.ts';
import { bodySlug, matterOut, words, writing } from './matters.contract.ts';
import { URGENCIES } from './matters.rules.ts';

/** Rows that one request moves at most; more go in several, so that a reader sees how far it has come. */
export const MOST_AT_ONCE = 50;

/** Each row with the id of its own line and the version that was looked at: a repeat changes nothing, a change meanwhile is refused. */
const items = z
  .array(z.strictObject({ matter: z.uuid(), id: z.uuid(), n: z.int().min(1) }))
  .min(1)
  .max(MOST_AT_ONCE);

const outcomes = z.object({
  outcomes: z.array(
    z.object({
      /** The sender's own id of the row's line; which matter that is, they know. */
      id: z.uuid(),
      done: matterOut.nullable(),
      refused: z.object({ code: z.string(), zh: z.string(), en: z.string() }).nullable(),
    }),
  ),
});
export type Outcome = z.output<typeof outcomes>['outcomes'][number];

export const moveMany = contract({
  name: 'matters.moveMany',
  method: 'POST',
  path: '/api/desk/moves',
  summary: {
    zh: '对多件事项做同一步：逐件办理，逐件回告',
    en: 'The same move on several matters: each on its own, each with its outcome',
  },
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({
    items,
    act: z.discriminatedUnion('move', [
      z.strictObject({ move: z.literal('assign'), body: bodySlug, note: writing(1000).optional() }),
      z.strictObject({ move: z.literal('triage'), urgency: z.enum(URGENCIES) }),
      z.strictObject({
        move: z.literal('note'),
        note: words(2000),
        photos: z.array(z.never()).default([]),
        forReporter: z.boolean().default(false),
      }),
    ]),
  }),
  answer: outcomes,
});

export const undo = contract({
  name: 'matters.undo',
  method: 'POST',
  path: '/api/desk/undo',
  summary: {
    zh: '撤销自己刚做的一步（派单、核定、办结）：另记一笔，不删除',
    en: 'Take one’s own last step back (assign, triage, close): a line more, nothing deleted',
  },
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({ items }),
  answer: outcomes,
});
