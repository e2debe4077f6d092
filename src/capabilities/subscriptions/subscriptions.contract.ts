import { z } from 'zod';
import { contract, nothingIn } from '../../platform/http/contract.ts';
import { CHANNELS, MOST_METRES, PACES } from './subscriptions.rules.ts';

const territory = z.string().regex(/^\d{6}(\d{3}){0,3}$/);
const circle = z.strictObject({
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
  metres: z.int().min(100).max(MOST_METRES),
});

const wish = {
  /** Made by the browser; sending the same twice changes nothing. */
  id: z.uuid(),
  area: z.union([z.strictObject({ territory }), circle]),
  /** Codes of kinds, or groups of them; all where none is named. */
  kinds: z
    .array(
      z
        .string()
        .max(60)
        .regex(/^[a-z]+(\.[a-z0-9-]+)?$/),
    )
    .max(20)
    .default([]),
  language: z.enum(['zh', 'en']).default('zh'),
};

const shown = z.object({
  id: z.uuid(),
  channel: z.enum(CHANNELS),
  pace: z.enum(PACES),
  area: z.union([
    z.object({ territory: z.string(), name: z.object({ zh: z.string(), en: z.string() }) }),
    z.object({ lon: z.number(), lat: z.number(), metres: z.int() }),
  ]),
  kinds: z.array(z.string()),
  since: z.iso.date(),
});

export const subscribe = contract({
  name: 'subscriptions.subscribe',
  method: 'POST',
  path: '/api/subscriptions',
  summary: {
    zh: '用已验证的手机订阅一片区域（短信）',
    en: 'Subscribe to an area by short message, with a proved telephone',
  },
  access: ['resident'],
  perMinute: 30,
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject(wish),
  answer: shown,
});

export const mySubscriptions = contract({
  name: 'subscriptions.mine',
  method: 'GET',
  path: '/api/subscriptions',
  summary: { zh: '本人手机的订阅', en: 'The subscriptions of the proved telephone' },
  access: ['resident'],
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({ items: z.array(shown) }),
});

export const endMine = contract({
  name: 'subscriptions.end',
  method: 'DELETE',
  path: '/api/subscriptions/:id',
  summary: { zh: '退订本人手机的一项订阅', en: 'End a subscription of the proved telephone' },
  access: ['resident'],
  params: z.object({ id: z.uuid() }),
  query: nothingIn,
  body: nothingIn,
  answer: z.object({}),
});

export const pushKey = contract({
  name: 'subscriptions.pushKey',
  method: 'GET',
  path: '/api/subscriptions/push',
  summary: { zh: '浏览器推送所用的公钥', en: 'The public key for pushes to browsers' },
  access: ['open'],
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  /** Null where pushes are switched off. */
  answer: z.object({ key: z.string().nullable() }),
});

export const subscribePush = contract({
  name: 'subscriptions.subscribePush',
  method: 'POST',
  path: '/api/subscriptions/push',
  summary: { zh: '让本浏览器接收一片区域的推送', en: 'Subscribe this browser to an area' },
  access: ['open'],
  perMinute: 20,
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({
    ...wish,
    pace: z.enum(PACES).default('each'),
    push: z.strictObject({
      endpoint: z.string().min(10).max(1_000),
      keys: z.strictObject({
        /** An uncompressed point of P-256, and sixteen bytes, in base64url. */
        p256dh: z.string().regex(/^B[A-Za-z0-9_-]{86}=?$/),
        auth: z.string().regex(/^[A-Za-z0-9_-]{22}(==)?$/),
      }),
    }),
  }),
  /** The code is the browser's key to this subscription: it is kept there, and shown nowhere else. */
  answer: z.object({ subscription: shown, code: z.string() }),
  unlogged: true,
});

const code = z.string().trim().min(12).max(20);

export const byCode = contract({
  name: 'subscriptions.byCode',
  method: 'POST',
  path: '/api/subscriptions/code',
  summary: { zh: '凭消息里的代码查看订阅', en: 'A subscription by the code of its messages' },
  access: ['open'],
  perMinute: 30,
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({ code }),
  answer: shown,
  unlogged: true,
});

export const endByCode = contract({
  name: 'subscriptions.endByCode',
  method: 'POST',
  path: '/api/subscriptions/code/end',
  summary: { zh: '凭消息里的代码退订', en: 'End a subscription by the code of its messages' },
  access: ['open'],
  perMinute: 30,
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({ code }),
  answer: z.object({}),
  unlogged: true,
});

export const subscriptionCounts = contract({
  name: 'subscriptions.counts',
  method: 'GET',
  path: '/api/desk/subscriptions',
  summary: { zh: '订阅数：只有数，没有人和地点', en: 'How many subscriptions stand: numbers, nobody and nowhere' },
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({ sms: z.int(), push: z.int() }),
});
