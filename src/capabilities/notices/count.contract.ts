import { z } from 'zod';
import { contract, nothingIn } from '../../platform/http/contract.ts';

/** By itself, for it is part of a shell's first load. */
export const count = contract({
  name: 'notices.count',
  method: 'GET',
  path: '/api/me/notices/count',
  summary: { zh: '本人未看的提醒数', en: 'How many of my notices are unseen' },
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({ unseen: z.int() }),
});
