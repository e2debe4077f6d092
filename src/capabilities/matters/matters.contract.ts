import { z } from 'zod';
import { GROUNDS } from '../clock/clock.rules.ts';
import { CHANNELS, DOORS, STATUSES, TASK_STATUSES, URGENCIES, VISIBILITIES } from './matters.rules.ts';
import { MOVE_NAMES } from './moves.rules.ts';

/** Text that a person writes: no control characters except line breaks, and no lone surrogates. */
export const writing = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused here.
    .refine((text) => text.isWellFormed() && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text), {
      error: '含有不能保存的字符 contains characters that cannot be stored',
    });

export const words = (most: number) => writing(most).pipe(z.string().min(1));

export const day = z.iso.date();

export const code = z.string().regex(/^\d{6}(\d{3}){0,3}$/);

export const kindCode = z
  .string()
  .regex(/^[a-z]+(\.[a-z0-9-]+)?$/)
  .max(60);

export const bodySlug = z.string().regex(/^[a-z0-9-]{1,60}$/);

/** Where: a point (WGS-84 unless a datum is named), or a territory, or both; an address in words besides. */
export const placeIn = z
  .strictObject({
    lon: z.number().min(-180).max(180).optional(),
    lat: z.number().min(-90).max(90).optional(),
    datum: z.enum(['wgs84', 'gcj02', 'bd09']).default('wgs84'),
    territory: code.optional(),
    address: writing(200).optional(),
  })
  .refine((one) => (one.lon === undefined) === (one.lat === undefined), {
    error: '经纬度须同时给出 lon and lat belong together',
  })
  .refine((one) => one.lon !== undefined || one.territory !== undefined || (one.address ?? '') !== '', {
    error: '请给出地点 a place is needed: a point, a territory or an address',
  });

export const answers = z.record(
  z.string().max(40),
  z.union([z.string().max(500), z.number(), z.boolean(), z.array(z.string().max(80)).max(20)]),
);

/** The token of an upload: all that claiming it needs, sealed; some seven hundred letters. */
export const claim = z.string().min(16).max(2000);

export const phone = z.string().regex(/^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/);

export const entry = z.object({
  /** The line's id. */
  id: z.string(),
  n: z.int(),
  kind: z.string(),
  at: z.string(),
  /** When it happened, where it was told some time later from a phone without a line; null where that is the same. */
  happened: z.string().nullable(),
  /** The post that acted, and for colleagues the name; null for the reporter and for machines. */
  who: z.object({ post: z.string().nullable(), name: z.string().nullable() }).nullable(),
  /** True where the reporter did it. */
  own: z.boolean(),
  body: z.object({ id: z.string(), zh: z.string(), en: z.string() }).nullable(),
  words: z.string().nullable(),
  /** Photos and documents; `size` in bytes. */
  files: z.array(z.object({ id: z.string(), type: z.string(), size: z.int() })),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

export const matterOut = z.object({
  id: z.uuid(),
  n: z.int(),
  number: z.string(),
  status: z.enum(STATUSES),
  kind: z.string(),
  urgency: z.enum(URGENCIES),
  channel: z.enum(CHANNELS),
  visibility: z.enum(VISIBILITIES),
  origin: z.enum(['live', 'import', 'demo']),
  territory: z.string(),
  territoryName: z.object({ zh: z.string(), en: z.string() }),
  outside: z.boolean(),
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  body: z.object({ id: z.string(), zh: z.string(), en: z.string() }).nullable(),
  /** The body that the dated table of authority names. */
  proposed: z.object({ id: z.string(), zh: z.string(), en: z.string() }).nullable(),
  reported: z.string(),
  /** The deadline in force; `promised` is the first promise, where it is another one. */
  due: z.string(),
  promised: z.string().nullable(),
  /** Until when its time stands still, and on which ground; null where it runs. */
  suspended: z.object({ ground: z.enum(GROUNDS), from: z.string(), until: z.string() }).nullable(),
  /** Working days of an extension that waits for a decision. */
  extensionAsked: z.int().nullable(),
  extensions: z.int(),
  /** Given back twice: somebody above rules whose it is. */
  contested: z.boolean(),
  /** The body that a ruling named, which does not give it back. */
  ruled: z.string().nullable(),
  /** What other bodies were called in for: who owes what since when, until when. */
  tasks: z.array(
    z.object({
      id: z.uuid(),
      body: z.object({ id: z.string(), zh: z.string(), en: z.string() }),
      status: z.enum(TASK_STATUSES),
      since: z.string(),
      until: z.string(),
      /** One of the reader's own bodies is the one that was called in. */
      own: z.boolean(),
    }),
  ),
  closed: z.string().nullable(),
  onTime: z.boolean().nullable(),
  asked: z.boolean(),
  returns: z.int(),
  rating: z.number().nullable(),
  mergedInto: z.string().nullable(),
  door: z.enum(DOORS).nullable(),
  /** Until when a supervised matter is to be done; null where it is not supervised. */
  supervised: z.string().nullable(),
  /** Somebody who is at it asked for help, and nobody else has done anything since. */
  helpAsked: z.boolean(),
  updated: z.string(),
  /** First line of what was reported; null for readers without a right to words. */
  words: z.string().nullable(),
  address: z.string().nullable(),
  abilities: z.array(z.enum(MOVE_NAMES as [string, ...string[]])),
});

export type MatterOut = z.output<typeof matterOut>;

export const receiptCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[0-9A-HJKMNP-TV-Z]{4}-?[0-9A-HJKMNP-TV-Z]{4}-?[0-9A-HJKMNP-TV-Z]{4}$/);

/**
 * How long a phone without a line kept what it sends, in seconds by its own clock: a span, not a time, so that a clock that is
 * wrong by a day tells no wrong day. Thirty days at most.
 */
export const waited = z.int().min(0).max(2_592_000).optional();
