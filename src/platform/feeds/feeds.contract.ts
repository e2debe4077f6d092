import { z } from 'zod';
import { contract, nothingIn } from '../http/contract.ts';
import { textOf } from '../language/language.ts';
import { feedWords } from './feeds.words.ts';

/** Which calendar: one has an address for each. */
const which = z.strictObject({
  sort: z
    .string()
    .regex(/^[a-z]{2,20}$/)
    .default('deadlines'),
});

export const showFeed = contract({
  name: 'feeds.show',
  method: 'GET',
  path: '/api/me/feed',
  summary: textOf(feedWords, 'show'),
  access: ['staff'],
  params: nothingIn,
  query: which,
  body: nothingIn,
  /** `made` is the day; null where there is none. `mayHave`: a post in force has such a calendar. */
  answer: z.object({ made: z.iso.date().nullable(), mayHave: z.boolean() }),
});

export const renewFeed = contract({
  name: 'feeds.renew',
  method: 'POST',
  path: '/api/me/feed',
  summary: textOf(feedWords, 'renew'),
  access: ['staff'],
  params: nothingIn,
  query: which,
  body: nothingIn,
  /** Shown this once; its digest is kept alone. */
  answer: z.object({ url: z.string(), made: z.iso.date() }),
});

export const revokeFeed = contract({
  name: 'feeds.revoke',
  method: 'DELETE',
  path: '/api/me/feed',
  summary: textOf(feedWords, 'revoke'),
  access: ['staff'],
  params: nothingIn,
  query: which,
  body: nothingIn,
  answer: z.object({}),
});
