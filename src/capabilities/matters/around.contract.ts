import { z } from 'zod';
import { contract, nothingIn } from '../../platform/http/contract.ts';
import { boxOf, SPANS, STATES } from './around.rules.ts';
import { code } from './matters.contract.ts';

const list = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(',').filter(Boolean) : value),
  z.array(z.string().max(60)).max(60),
);

const view = {
  /** Codes of kinds, or groups of kinds. */
  kind: list.optional(),
  state: list.pipe(z.array(z.enum(STATES))).optional(),
  days: z.enum(SPANS).default('90'),
  territory: code.optional(),
  /** `west,south,east,north` in degrees. */
  box: z
    .string()
    .max(100)
    .refine((one) => boxOf(one) !== null, {
      error: '应为“西,南,东,北”四个度数 must be west,south,east,north in degrees',
    })
    .optional(),
};

const body = z.object({ id: z.string(), zh: z.string(), en: z.string() }).nullable();

/** What everybody may know of a matter: days, never minutes; no words, no photo, no channel. */
const shown = z.object({
  number: z.string(),
  kind: z.string(),
  state: z.enum(STATES),
  /** Whether the point is the place itself or the centre of its cell of about 500 m. */
  visibility: z.enum(['exact', 'blurred']),
  territory: z.string(),
  territoryName: z.object({ zh: z.string(), en: z.string() }),
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  body,
  reported: z.iso.date(),
  closed: z.iso.date().nullable(),
});

export const around = contract({
  name: 'matters.around',
  method: 'GET',
  path: '/api/around',
  summary: { zh: '公开的事项列表', en: 'The list of what is public' },
  access: ['open'],
  params: nothingIn,
  query: z.strictObject({
    ...view,
    /** The number of the last matter of the page before. */
    after: z.string().max(40).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(30),
  }),
  body: nothingIn,
  answer: z.object({ items: z.array(shown), after: z.string().nullable() }),
  /** The asker's surroundings are in the address. */
  unlogged: true,
  perMinute: 300,
});

export const aroundMap = contract({
  name: 'matters.aroundMap',
  method: 'GET',
  path: '/api/around/map',
  summary: { zh: '公开的事项：地图视窗', en: 'What is public, as a map viewport: points, or cells with counts' },
  access: ['open'],
  params: nothingIn,
  query: z.strictObject({ ...view, box: view.box.unwrap() }),
  body: nothingIn,
  answer: z.object({
    cells: z.array(
      z.object({
        lon: z.number(),
        lat: z.number(),
        n: z.int(),
        number: z.string().nullable(),
        state: z.enum(STATES).nullable(),
      }),
    ),
    total: z.int(),
    /** There are more in sight than were looked at; the cells are of the newest. */
    more: z.boolean(),
  }),
  unlogged: true,
  perMinute: 300,
});

export const aroundMatter = contract({
  name: 'matters.aroundMatter',
  method: 'GET',
  path: '/api/around/:number',
  summary: { zh: '一件公开的事项：所在、经办单位、经过', en: 'One public matter: where, who answers, what happened' },
  access: ['open'],
  params: z.object({ number: z.string().min(6).max(40) }),
  query: nothingIn,
  body: nothingIn,
  answer: z.object({
    matter: shown,
    history: z.array(z.object({ step: z.string(), day: z.iso.date() })),
  }),
  perMinute: 300,
});
