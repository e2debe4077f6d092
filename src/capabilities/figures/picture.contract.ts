import { z } from 'zod';
import { GRAINS } from '../../platform/calendar/span.rules.ts';
import { contract, nothingIn } from '../../platform/http/contract.ts';
import { asked, kind } from './figures.contract.ts';

export const picture = contract({
  name: 'figures.picture',
  method: 'GET',
  path: '/api/figures/pictures/:code',
  summary: {
    zh: '指标走势图（SVG），可放到别的网页上；数据更新，图也更新',
    en: 'A figure over time as a picture (SVG) for other pages; it follows the figures',
  },
  access: ['open'],
  params: z.object({ code: z.string().regex(/^[a-zA-Z0-9]{1,40}$/) }),
  query: z.strictObject({
    ...asked,
    kind: kind.optional(),
    period: z.string().max(40).optional(),
    grain: z.enum(GRAINS).default('month'),
    language: z.enum(['zh', 'en']).optional(),
  }),
  body: nothingIn,
  answer: z.unknown(),
  perMinute: 240,
});
