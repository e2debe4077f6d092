import { z } from 'zod';
import { contract, nothingIn } from '../../platform/http/contract.ts';
import { matterOut, phone } from './matters.contract.ts';

export const callerEarlier = contract({
  name: 'matters.callerEarlier',
  method: 'POST',
  path: '/api/desk/caller',
  summary: {
    zh: '来电号码的以往事项：打开时计算，留痕，不保存、不列表',
    en: "A caller's earlier matters: computed on opening, logged, never stored or listed",
  },
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({ phone }),
  answer: z.object({ items: z.array(matterOut) }),
  perMinute: 30,
});
