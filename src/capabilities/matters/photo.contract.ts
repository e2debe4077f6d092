import { z } from 'zod';
import { contract, nothingIn } from '../../platform/http/contract.ts';
import { receiptCode } from './matters.contract.ts';

const variant = z.enum(['whole', 'thumb']);

/** A photo for whoever holds the receipt code; the code goes in the body, never in an address. */
export const followPhoto = contract({
  name: 'matters.followPhoto',
  method: 'POST',
  path: '/api/follow/photo',
  summary: { zh: '凭查询码看照片', en: 'A photo, by the receipt code' },
  access: ['open'],
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({ code: receiptCode, id: z.uuid(), variant }),
  answer: z.unknown(),
  unlogged: true,
  perMinute: 300,
});

/** A photo of one's own matter, by the proved phone. */
export const minePhoto = contract({
  name: 'matters.minePhoto',
  method: 'POST',
  path: '/api/mine/photo',
  summary: { zh: '看我的事项的照片', en: 'A photo of my matter' },
  access: ['resident'],
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({ subject: z.uuid(), id: z.uuid(), variant }),
  answer: z.unknown(),
  perMinute: 300,
});
