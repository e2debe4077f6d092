import { z } from 'zod';
import { contract, nothingIn } from '../../platform/http/contract.ts';
import { STATUSES } from './matters.rules.ts';

/** What everybody may see of one matter: where roughly, which body, until when, which steps; no word that anybody wrote. */
const publicMatterOut = z.object({
  number: z.string(),
  kind: z.string(),
  status: z.enum(STATUSES),
  territoryName: z.object({ zh: z.string(), en: z.string() }),
  body: z.object({ id: z.string(), zh: z.string(), en: z.string() }).nullable(),
  /** The day alone, for all alike, so that an anonymous report does not stand out. */
  reported: z.iso.date(),
  due: z.string(),
  closed: z.string().nullable(),
  /** Oldest first; `kind` is the line's kind. */
  steps: z.array(z.object({ n: z.int(), kind: z.string(), at: z.string() })),
});

export type PublicMatterOut = z.output<typeof publicMatterOut>;

export const publicMatter = contract({
  name: 'matters.publicMatter',
  method: 'GET',
  path: '/api/public/matters/:number',
  summary: {
    zh: '公开事项：按编号看办到哪一步',
    en: 'A public matter by its number: where it stands, nothing that was written',
  },
  access: ['open'],
  params: z.object({ number: z.string().regex(/^\d{4}-\d{8}-[0-9A-HJKMNP-TV-Z]{6}$/) }),
  query: nothingIn,
  body: nothingIn,
  answer: publicMatterOut,
  perMinute: 300,
});
