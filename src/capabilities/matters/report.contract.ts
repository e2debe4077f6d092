import { z } from 'zod';
import { contract, nothingIn } from '../../platform/http/contract.ts';
import { answers, claim, kindCode, phone, placeIn, waited, words, writing } from './matters.contract.ts';
import { STATUSES, URGENCIES } from './matters.rules.ts';

const reportIn = {
  /** Made on the phone (UUID v4 or v7); sending the same report twice changes nothing. */
  id: z.uuid(),
  kind: kindCode,
  place: placeIn,
  words: writing(2000).default(''),
  answers: answers.default({}),
  photos: z.array(claim).max(9).default([]),
};

const receipt = z.object({
  id: z.uuid(),
  /** The reporter's key to follow the matter; shown once, stored only as a keyed digest. */
  code: z.string(),
  number: z.string(),
  status: z.enum(STATUSES),
  territory: z.string(),
  outside: z.boolean(),
  body: z.object({ id: z.string(), zh: z.string(), en: z.string() }).nullable(),
  due: z.string(),
  repeated: z.boolean(),
});

export const report = contract({
  name: 'matters.report',
  method: 'POST',
  path: '/api/matters',
  summary: { zh: '报事：无需登录', en: 'Report a matter; no login' },
  access: ['open'],
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({ ...reportIn, phone: phone.optional(), name: writing(40).optional() }),
  answer: receipt,
  unlogged: true,
});

export const reportAnonymously = contract({
  name: 'matters.reportAnonymously',
  method: 'POST',
  path: '/api/matters/anonymous',
  summary: { zh: '匿名报事：不留地址、设备与时刻', en: 'Report anonymously: no address, device or minute is kept' },
  access: ['open'],
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject(reportIn),
  answer: receipt,
  unlogged: true,
});

export const reportFor = contract({
  name: 'matters.reportFor',
  method: 'POST',
  path: '/api/desk/matters',
  summary: { zh: '代为登记：热线、网格员', en: 'Take a report for somebody: hotline, liaison' },
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({
    ...reportIn,
    channel: z.enum(['hotline', 'field']),
    urgency: z.enum(URGENCIES).default('normal'),
    phone: phone.optional(),
    name: writing(40).optional(),
    happened: z.iso.datetime({ offset: true }).optional(),
    waited,
    /** A liaison found it and mended it at once: what was done. */
    fixed: words(2000).optional(),
  }),
  answer: receipt,
});

export const near = contract({
  name: 'matters.near',
  method: 'GET',
  path: '/api/public/near',
  summary: { zh: '附近已报的同类事项（按公开程度）', en: 'Reported nearby already, as far as public' },
  access: ['open'],
  params: nothingIn,
  query: z.strictObject({
    lon: z.coerce.number().min(-180).max(180),
    lat: z.coerce.number().min(-90).max(90),
    kind: kindCode.optional(),
    district: z.string().optional(),
  }),
  answer: z.object({
    items: z.array(
      z.object({ number: z.string(), kind: z.string(), status: z.enum(STATUSES), metres: z.number(), day: z.string() }),
    ),
  }),
  body: nothingIn,
  // The first step of an anonymous report: it leaves as little as the others.
  unlogged: true,
  perMinute: 120,
});
