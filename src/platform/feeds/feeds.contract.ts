import { z } from 'zod';
import { contract, nothingIn } from '../http/contract.ts';
import { textOf } from '../language/language.ts';
import { feedWords } from './feeds.words.ts';

export const showFeed = contract({
  name: 'feeds.show',
  method: 'GET',
  path: '/api/me/feed',
  summary: textOf(feedWords, 'show'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  /** `made` is the day; null where there is none. `mayHave`: a post in force works on matters. */
  answer: z.object({ made: z.iso.date().nullable(), mayHave: z.boolean() }),
});

export const renewFeed = contract({
  name: 'feeds.renew',
  method: 'POST',
  path: '/api/me/feed',
  summary: textOf(feedWords, 'renew'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
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
  query: nothingIn,
  body: nothingIn,
  answer: z.object({}),
});
