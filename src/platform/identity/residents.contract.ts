import { z } from 'zod';
import { contract, nothingIn } from '../http/contract.ts';
import { textOf } from '../language/language.ts';
import { POSTS } from './caller.ts';
import { LOOK_REASONS } from './looks.rules.ts';
import { residentWords } from './residents.words.ts';

const phone = z.string().trim().min(5).max(32);

/** The answer is the same whether the number is known or not. */
export const askCode = contract({
  name: 'residents.askCode',
  method: 'POST',
  path: '/api/residents/code',
  summary: textOf(residentWords, 'ask'),
  access: ['open'],
  perMinute: 30,
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({ phone }),
  /** `outbox`: a page of ours stands in for the telephone company (`readOutbox`). */
  answer: z.object({ minutes: z.int(), outbox: z.boolean() }),
});

export const proveCode = contract({
  name: 'residents.proveCode',
  method: 'POST',
  path: '/api/residents/session',
  summary: textOf(residentWords, 'prove'),
  access: ['open'],
  perMinute: 30,
  params: nothingIn,
  query: nothingIn,
  body: z.strictObject({
    phone,
    code: z
      .string()
      .trim()
      .regex(/^[0-9]{6}$/),
  }),
  answer: z.object({}),
});

export const leave = contract({
  name: 'residents.leave',
  method: 'DELETE',
  path: '/api/residents/session',
  summary: textOf(residentWords, 'leave'),
  access: ['open', 'resident'],
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({}),
});

export const residentMe = contract({
  name: 'residents.me',
  method: 'GET',
  path: '/api/residents/me',
  summary: textOf(residentWords, 'me'),
  access: ['open', 'resident'],
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  /** Null where nobody has proved a number in this browser. */
  answer: z.object({ resident: z.object({ phone: z.string(), since: z.iso.date() }).nullable() }),
});

export const residentLooks = contract({
  name: 'residents.looks',
  method: 'GET',
  path: '/api/residents/looks',
  summary: textOf(residentWords, 'looks'),
  access: ['resident'],
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({
    looks: z.array(
      z.object({
        id: z.uuid(),
        at: z.iso.datetime(),
        post: z.enum(POSTS),
        body: z.string().nullable(),
        bodyName: z.object({ zh: z.string(), en: z.string() }).nullable(),
        reason: z.enum(LOOK_REASONS),
        about: z.uuid().nullable(),
      }),
    ),
  }),
});

export const forgetMe = contract({
  name: 'residents.forgetMe',
  method: 'POST',
  path: '/api/residents/forget',
  summary: textOf(residentWords, 'forget'),
  access: ['resident'],
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({}),
});

/** The messages that were not sent, the latest first; 404 where a telephone company sends them. */
export const readOutbox = contract({
  name: 'residents.readOutbox',
  method: 'GET',
  path: '/api/outbox',
  summary: textOf(residentWords, 'outbox'),
  access: ['open'],
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({
    /** Says that this is a stand-in, to be shown above the list. */
    notice: z.object({ zh: z.string(), en: z.string() }),
    messages: z.array(z.object({ id: z.uuid(), phone: z.string(), words: z.string(), at: z.iso.datetime() })),
  }),
});
