import { z } from 'zod';
import { contract, nothingIn } from '../../../platform/http/contract.ts';
import { textOf } from '../../../platform/language/language.ts';
import { STATUSES } from '../matters.rules.ts';
import { exchangeMatterWords as w } from './exchange.words.ts';
import { RUNS } from './traffic.rules.ts';

const code = z.string().regex(/^[a-z0-9][a-z0-9-]{1,30}$/);

/** An answer to a desk and what came of it. Times are ISO instants. */
const answer = z.object({
  id: z.uuid(),
  what: z.enum(['accepted', 'moved', 'result', 'returned']),
  /** The state that it tells of, as desks read it; a matter's, or `reopened`. */
  status: z.string(),
  made: z.string(),
  run: z.enum(RUNS),
  sent: z.string().nullable(),
  tries: z.int(),
  tried: z.string().nullable(),
  /** Why the last try failed, as a code: `http.503`, `slow`, `away`, `stopped`. */
  failed: z.string().nullable(),
});

export const listTraffic = contract({
  name: 'matters.listTraffic',
  method: 'GET',
  path: '/api/exchange/desks/:desk/traffic',
  summary: textOf(w, 'traffic'),
  access: ['staff'],
  params: z.strictObject({ desk: code }),
  query: z.strictObject({
    /** Cases that came in, answers that went out, both, or the answers that did not reach the desk. */
    which: z.enum(['all', 'in', 'out', 'unsent']).default('all'),
  }),
  body: nothingIn,
  answer: z.object({
    /** The newest first, as many as `most` of each direction. */
    items: z.array(
      z.object({
        at: z.string(),
        /** Theirs, and ours; null where the matter is not to be seen or keeps no number. */
        number: z.string(),
        ours: z.string().nullable(),
        /** The matter, where it may be opened. */
        matter: z.uuid().nullable(),
        state: z.enum(STATUSES).nullable(),
        /** Null for a case that came in. */
        answer: answer.nullable(),
      }),
    ),
    most: z.int(),
  }),
});

export const sendAgain = contract({
  name: 'matters.sendAgain',
  method: 'POST',
  path: '/api/exchange/answers/:id/again',
  summary: textOf(w, 'sendAgain'),
  access: ['staff'],
  params: z.strictObject({ id: z.uuid() }),
  query: nothingIn,
  body: nothingIn,
  answer: z.object({}),
});

export const casesOfMatter = contract({
  name: 'matters.casesOfMatter',
  method: 'GET',
  path: '/api/exchange/matters/:id',
  summary: textOf(w, 'casesOf'),
  access: ['staff'],
  params: z.strictObject({ id: z.uuid() }),
  query: nothingIn,
  body: nothingIn,
  answer: z.object({
    cases: z.array(
      z.object({
        desk: z.string(),
        name: z.object({ zh: z.string(), en: z.string() }),
        number: z.string(),
        /** When the desk took the call, and when it came in here. */
        received: z.string(),
        taken: z.string(),
        answerBy: z.string().nullable(),
        /** Answers are delivered; otherwise the desk is given them as a list, last at `fetched`. */
        delivers: z.boolean(),
        fetched: z.string().nullable(),
        answers: z.array(answer),
      }),
    ),
  }),
});
