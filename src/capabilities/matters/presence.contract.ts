import { z } from 'zod';
import { contract, nothingIn } from '../../platform/http/contract.ts';
import { POSTS } from '../../platform/identity/caller.ts';

/** What somebody does with a matter at this moment: has it open, or is about to assign it. */
export const DOING = ['open', 'assign'] as const;
const here = z.object({
  name: z.string().nullable(),
  post: z.enum(POSTS),
  doing: z.enum(DOING),
  /** Since they were last heard of. */
  seconds: z.int(),
});
export type Here = z.output<typeof here>;

/** Seconds after which somebody of whom nothing was heard is gone. */
export const GONE_AFTER_S = 25;

export const beHere = contract({
  name: 'matters.beHere',
  method: 'PUT',
  path: '/api/desk/matters/:id/presence',
  summary: {
    zh: '我正打开这件（几秒后失效，不留痕）；回答还有谁打开着',
    en: 'I have this one open (for seconds, leaving nothing); answers who else has',
  },
  access: ['staff'],
  params: z.object({ id: z.uuid() }),
  query: nothingIn,
  body: z.strictObject({ doing: z.enum([...DOING, 'gone']) }),
  answer: z.object({ others: z.array(here) }),
});

export const whoIsWhere = contract({
  name: 'matters.whoIsWhere',
  method: 'GET',
  path: '/api/desk/presence',
  summary: {
    zh: '此刻别人打开着的事项（限本人所及范围）',
    en: 'The matters within the reach that others have open at this moment',
  },
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({ matters: z.array(z.object({ id: z.uuid(), who: z.array(here) })) }),
});
