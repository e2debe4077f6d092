import { z } from 'zod';
import { contract, nothingIn } from '../../platform/http/contract.ts';
import { EDGES, FORMS } from './burden.rules.ts';

const form = z.enum(FORMS);

export const tellBurden = contract({
  name: 'matters.tellBurden',
  method: 'POST',
  path: '/api/field/burden',
  summary: {
    zh: '一台手机上周各表单的填写用时合计：不含人、不含时刻、不留作者',
    en: 'What forms cost on one phone in a week that is over, summed up: no person, no time of day, no author kept',
  },
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({
    /** The Monday of a week that is over, in Asia/Shanghai. */
    week: z.iso.date(),
    forms: z
      .array(
        z.strictObject({
          form,
          count: z.int().min(1).max(2000),
          seconds: z.int().min(0).max(7_200_000),
          buckets: z.array(z.int().min(0).max(2000)).length(EDGES.length + 1),
        }),
      )
      .min(1)
      .max(FORMS.length)
      .refine((all) => new Set(all.map((one) => one.form)).size === all.length, {
        error: '同一表单只能报一次 each form once',
      }),
  }),
  answer: z.object({}),
});

export const readBurden = contract({
  name: 'matters.readBurden',
  method: 'GET',
  path: '/api/desk/burden',
  summary: {
    zh: '填写负担：近八周各表单的次数与用时；不足五台手机的不显示',
    en: 'What the forms cost in the last eight weeks; nothing of fewer than five phones is shown',
  },
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({
    forms: z.array(
      z.object({
        form,
        /** Weeks of which enough phones told. */
        weeks: z.int(),
        count: z.int(),
        seconds: z.int(),
        median: z.object({ from: z.number(), to: z.number().nullable() }).nullable(),
      }),
    ),
  }),
});
