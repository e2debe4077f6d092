import { z } from 'zod';
import { contract, nothingIn } from '../../platform/http/contract.ts';
import { entry, receiptCode } from './matters.contract.ts';
import { DOORS, STATUSES } from './matters.rules.ts';
import { moveIn } from './move.contract.ts';

/** What a reporter is shown: one matter, one deadline, one voice; bodies, not persons. */
const followed = z.object({
  id: z.uuid(),
  n: z.int(),
  number: z.string(),
  status: z.enum(STATUSES),
  kind: z.string(),
  territoryName: z.object({ zh: z.string(), en: z.string() }),
  reported: z.string(),
  due: z.string(),
  closed: z.string().nullable(),
  body: z.object({ id: z.string(), zh: z.string(), en: z.string() }).nullable(),
  words: z.string().nullable(),
  rating: z.number().nullable(),
  door: z.enum(DOORS).nullable(),
  history: z.array(entry),
  abilities: z.array(z.string()),
  /** Whether a contact is kept, how many days after the end, and, once it ended, until which day; null where none is. */
  contact: z.object({ days: z.int(), until: z.iso.date().nullable() }).nullable(),
  /** Who looked at the contact, when and why. */
  looks: z.array(
    z.object({
      at: z.string(),
      post: z.string(),
      body: z.object({ id: z.string(), zh: z.string(), en: z.string() }).nullable(),
      reason: z.string(),
    }),
  ),
});

export type Followed = z.output<typeof followed>;

export const follow = contract({
  name: 'matters.follow',
  method: 'POST',
  path: '/api/follow',
  summary: { zh: '凭查询码查看进展', en: 'Follow a matter by its receipt code' },
  access: ['open'],
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({ code: receiptCode }),
  answer: followed,
  unlogged: true,
  perMinute: 30,
});

export const followMove = contract({
  name: 'matters.followMove',
  method: 'POST',
  path: '/api/follow/moves',
  summary: { zh: '报事人：补充、答复、评价、重开、撤回', en: 'The reporter: add, answer, rate, reopen, withdraw' },
  access: ['open'],
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({ code: receiptCode, id: z.uuid(), n: z.int().min(1), act: moveIn }),
  answer: followed,
  unlogged: true,
});

export const mine = contract({
  name: 'matters.mine',
  method: 'GET',
  path: '/api/mine',
  summary: { zh: '我的事项：凭手机验证码', en: 'My matters, by phone and code' },
  access: ['resident'],
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({ items: z.array(followed) }),
});

export const mineMove = contract({
  name: 'matters.mineMove',
  method: 'POST',
  path: '/api/mine/:id/moves',
  summary: { zh: '我的事项：补充、答复、评价、重开、撤回', en: 'My matter: add, answer, rate, reopen, withdraw' },
  access: ['resident'],
  params: z.object({ id: z.uuid() }),
  query: nothingIn,
  body: z.strictObject({ id: z.uuid(), n: z.int().min(1), act: moveIn }),
  answer: followed,
});
