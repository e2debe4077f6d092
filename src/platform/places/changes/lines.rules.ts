import { z } from 'zod';
import { POSTS } from '../../identity/caller.ts';
import { lineKind } from '../../journal/line.rules.ts';
import { REFUSAL_REASONS } from './changes.rules.ts';

const text = z.strictObject({ zh: z.string(), en: z.string() });
const day = z.iso.date();
const draft = z.strictObject({
  name: text,
  territory: z.string(),
  parent: z.string().nullable(),
  address: z.string().nullable(),
  phone: z.string().nullable(),
});
const proposal = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('territory-found'), code: z.string(), name: text, from: day }),
  z.strictObject({ what: z.literal('territory-rename'), code: z.string(), before: text, name: text, from: day }),
  z.strictObject({
    what: z.literal('territory-end'),
    codes: z.array(z.string()),
    into: z.array(z.strictObject({ code: z.string(), name: text.nullable() })),
    from: day,
  }),
  z.strictObject({
    what: z.literal('territory-boundary'),
    code: z.string(),
    digest: z.string().regex(/^[0-9a-f]{64}$/),
    points: z.int(),
    approximate: z.boolean(),
  }),
  z.strictObject({ what: z.literal('body-found'), id: z.string(), after: draft, from: day }),
  z.strictObject({ what: z.literal('body-change'), id: z.string(), before: draft, after: draft }),
  z.strictObject({ what: z.literal('body-end'), id: z.string(), from: day }),
  z.strictObject({
    what: z.literal('body-transfer'),
    id: z.string(),
    to: z.string(),
    territories: z.array(z.string()),
    kinds: z.array(z.string()),
    from: day,
  }),
]);
/** The post in which it was done; the appointment itself is the line's own `post`. */
const as = z.enum(POSTS);

/** Every kind of line of a change of territories or bodies, for ever. Names, codes and days of offices are nobody's secret. */
export const LINES = {
  proposed: lineKind({
    name: 'places-change.proposed',
    version: 1,
    body: z.strictObject({ proposal, basis: z.string(), as }),
  }),
  approved: lineKind({ name: 'places-change.approved', version: 1, body: z.strictObject({ as }) }),
  refused: lineKind({
    name: 'places-change.refused',
    version: 1,
    body: z.strictObject({ as, reason: z.enum(REFUSAL_REASONS) }),
  }),
  withdrawn: lineKind({ name: 'places-change.withdrawn', version: 1, body: z.strictObject({ as }) }),
} as const;
