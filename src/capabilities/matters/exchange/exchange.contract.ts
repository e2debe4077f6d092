import { z } from 'zod';
import { contract, nothingIn } from '../../../platform/http/contract.ts';
import { textOf } from '../../../platform/language/language.ts';
import { DOORS, STATUSES } from '../matters.rules.ts';
import { exchangeMatterWords as w } from './exchange.words.ts';

const text = z.object({ zh: z.string(), en: z.string() });
/** What a desk is called: published, so that it names an office. */
const name = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ()（）·._-]{1,59}$/u);
const code = z.string().regex(/^[a-z0-9][a-z0-9-]{1,30}$/);
const desk = z.strictObject({ desk: code });
/** A secret that the other desk chose: visible ASCII, so that it survives being copied. */
const secret = z.string().regex(/^[\x21-\x7e]{24,200}$/);
const day = z.iso.date();

const partner = z.object({
  desk: z.string(),
  name: text,
  categories: z.string(),
  /** Where answers are delivered; null for a desk that fetches them as a list. */
  url: z.string().nullable(),
  state: z.enum(['standing', 'stopped']),
  /** Until when the secret before the present one is still good. */
  formerUntil: z.string().nullable(),
  updated: z.string(),
});
/** How the line to a desk is. Times are ISO instants, null for what never happened. */
const line = z.object({
  heard: z.string().nullable(),
  /** The last thing that was refused in its name, and why as a problem's code. */
  refused: z.object({ at: z.string(), why: z.string() }).nullable(),
  sent: z.string().nullable(),
  /** When it was last given its answers as a list. */
  fetched: z.string().nullable(),
  /** Answers that did not reach it: not dropped, of these tried in vain, since when; and those dropped when it was stopped. */
  waiting: z.int(),
  failing: z.int(),
  oldest: z.string().nullable(),
  dropped: z.int(),
  failed: z.object({ at: z.string(), why: z.string() }).nullable(),
});

export const listPartners = contract({
  name: 'matters.listPartners',
  method: 'GET',
  path: '/api/exchange/desks',
  summary: textOf(w, 'partners'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({
    partners: z.array(partner.extend({ line })),
    maySet: z.boolean(),
    mayExchange: z.boolean(),
    tables: z.array(z.string()),
  }),
});

export const putPartner = contract({
  name: 'matters.putPartner',
  method: 'PUT',
  path: '/api/exchange/desks/:desk',
  summary: textOf(w, 'setPartner'),
  access: ['staff'],
  params: desk,
  query: nothingIn,
  body: z.strictObject({
    name: z.strictObject({ zh: name, en: name }),
    /** The table by which its categories become kinds, by name. */
    categories: code,
    url: z.string().trim().max(500).nullable(),
    /** `keep` the one that is there, make a `fresh` one, or take one that the other desk gave. */
    secret: z.union([z.enum(['keep', 'fresh']), z.strictObject({ given: secret })]).default('keep'),
  }),
  /** A fresh secret is shown this once; it is kept sealed. */
  answer: z.object({ partner, secret: z.string().nullable() }),
});

export const stopPartner = contract({
  name: 'matters.stopPartner',
  method: 'DELETE',
  path: '/api/exchange/desks/:desk',
  summary: textOf(w, 'stopPartner'),
  access: ['staff'],
  params: desk,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({}),
});

/** A CSV (UTF-8 or GB18030) or .xlsx list travels as base64. */
const sheet = z.base64().min(4).max(5_600_000);
const LIST_BYTES = 6_000_000;
const refusedRow = z.object({
  /** As the sheet counts, the heading being row 1. */
  row: z.int(),
  reasons: z.array(z.object({ path: z.string(), message: text })),
  /** Its cells as they stood, so that whoever brought the list can mend them. */
  cells: z.array(z.string()),
});

export const previewCases = contract({
  name: 'matters.previewCases',
  method: 'POST',
  path: '/api/exchange/desks/:desk/cases/preview',
  summary: textOf(w, 'preview'),
  access: ['staff'],
  bodyLimit: LIST_BYTES,
  params: desk,
  query: nothingIn,
  body: z.strictObject({ sheet }),
  answer: z.object({
    /** To be sent along when the list is taken: it names exactly what was previewed. */
    digest: z.string(),
    /** Refused rows that can be read all the same: they count when the list is taken. */
    readable: z.int(),
    heading: z.array(z.string()),
    rows: z.array(
      z.object({
        number: z.string(),
        what: z.enum(['new', 'more', 'withdrawn']),
        kind: z.string().nullable(),
        territory: z.string().nullable(),
        outside: z.boolean(),
        door: z.enum(DOORS).nullable(),
        /** This number came before. */
        known: z.boolean(),
      }),
    ),
    refused: z.array(refusedRow),
  }),
});

export const takeCases = contract({
  name: 'matters.takeCases',
  method: 'POST',
  path: '/api/exchange/desks/:desk/cases',
  summary: textOf(w, 'takeList'),
  access: ['staff'],
  bodyLimit: LIST_BYTES,
  params: desk,
  query: nothingIn,
  body: z.strictObject({
    sheet,
    digest: z.string().regex(/^[0-9a-f]{64}$/),
    /** So many of the readable cases, from one on, in the order in which they are taken; all where absent. */
    part: z.strictObject({ from: z.int().min(0), count: z.int().min(1).max(1000) }).optional(),
  }),
  answer: z.object({
    taken: z.array(
      z.object({
        number: z.string(),
        what: z.enum(['accepted', 'moved', 'returned']),
        ours: z.string().nullable(),
        state: z.enum(STATUSES),
        door: z.enum(DOORS).nullable(),
        words: text,
        repeated: z.boolean(),
      }),
    ),
    /** Cases that can be read, in all parts together. */
    total: z.int(),
    refused: z.array(refusedRow),
    /** Cases that could be read and not taken, with the reason. */
    failed: z.array(z.object({ number: z.string(), reason: text, row: z.int(), cells: z.array(z.string()) })),
  }),
});

export const findCases = contract({
  name: 'matters.findCases',
  method: 'GET',
  path: '/api/exchange/desks/:desk/cases',
  summary: textOf(w, 'cases'),
  access: ['staff'],
  params: desk,
  query: z.strictObject({ number: z.string().trim().min(1).max(2000) }),
  body: nothingIn,
  answer: z.object({
    cases: z.array(
      z.object({
        number: z.string(),
        id: z.uuid(),
        ours: z.string(),
        state: z.enum(STATUSES),
        received: z.string(),
        answerBy: z.string().nullable(),
      }),
    ),
  }),
});

export const downloadReplies = contract({
  name: 'matters.downloadReplies',
  method: 'GET',
  path: '/api/exchange/desks/:desk/replies',
  summary: textOf(w, 'replies'),
  access: ['staff'],
  params: desk,
  query: z.strictObject({
    from: day,
    /** Included. */
    to: day,
    encoding: z.enum(['utf-8', 'gb18030']).default('utf-8'),
  }),
  body: nothingIn,
  /** The list itself: CSV. */
  answer: z.unknown(),
});
