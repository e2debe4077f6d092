import { z } from 'zod';
import { contract, nothingIn } from '../../platform/http/contract.ts';
import { filters, SORTS } from './desk.contract.ts';
import { bodySlug, words } from './matters.contract.ts';
import { SHARES } from './views.rules.ts';

const flag = z.literal('true').optional();
const text = z.string().max(2000).optional();

/** What a view holds: the address of the queue without what is of the moment (the open matter, a number looked for). */
export const viewQuery = z
  .strictObject({
    scope: z.enum(['open', 'ended', 'all']).optional(),
    sort: z.enum(SORTS).optional(),
    status: text,
    kind: text,
    urgency: text,
    territory: text,
    body: text,
    mine: flag,
    overdue: flag,
    dueToday: flag,
    fresh: flag,
    unassigned: flag,
    outside: flag,
    supervised: flag,
    help: flag,
    owed: flag,
    decides: flag,
    from: text,
    to: text,
    shape: text,
  })
  .refine(({ scope: _scope, sort: _sort, ...asked }) => z.strictObject(filters).safeParse(asked).success, {
    error: '条件里有队列不认识的值 the filters hold a value that the queue does not know',
  });
export type ViewQuery = z.output<typeof viewQuery>;

const viewOut = z.object({
  id: z.uuid(),
  name: z.string(),
  query: viewQuery,
  share: z.enum(SHARES),
  body: z.string().nullable(),
  own: z.boolean(),
});
export type ViewOut = z.output<typeof viewOut>;

export const listViews = contract({
  name: 'matters.listViews',
  method: 'GET',
  path: '/api/desk/views',
  summary: { zh: '保存的队列视图：本人的，及与本人共享的', en: 'Saved views: one’s own, and those shared with one' },
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({ views: z.array(viewOut), first: z.uuid().nullable() }),
});

export const keepView = contract({
  name: 'matters.keepView',
  method: 'PUT',
  path: '/api/desk/views/:id',
  summary: { zh: '保存或改名一个视图', en: 'Keep a view, or change its name, filters or sharing' },
  access: ['staff'],
  params: z.object({ id: z.uuid() }),
  query: nothingIn,
  body: z.strictObject({ name: words(40), query: viewQuery, share: z.enum(SHARES), body: bodySlug.nullable() }),
  answer: viewOut,
});

export const dropView = contract({
  name: 'matters.dropView',
  method: 'DELETE',
  path: '/api/desk/views/:id',
  summary: { zh: '删除本人的一个视图', en: 'Delete one of one’s own views' },
  access: ['staff'],
  params: z.object({ id: z.uuid() }),
  query: nothingIn,
  body: nothingIn,
  answer: z.object({ dropped: z.boolean() }),
});

export const orderViews = contract({
  name: 'matters.orderViews',
  method: 'PUT',
  path: '/api/desk/views',
  summary: { zh: '视图的次序与默认视图', en: 'In which order the views stand, and which one opens first' },
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({ ids: z.array(z.uuid()).max(100), first: z.uuid().nullable() }),
  answer: z.object({ ids: z.array(z.uuid()), first: z.uuid().nullable() }),
});
