import { z } from 'zod';
import { POSTS } from '../../platform/identity/caller.ts';
import { lineKind } from '../../platform/journal/line.rules.ts';
import { REFUSAL_REASONS } from './changes.rules.ts';
import { kindSeed, text } from './kinds.rules.ts';

const draft = z.strictObject({ seed: kindSeed, active: z.boolean() });
const row = z.strictObject({
  territory: z.string(),
  kind: z.string(),
  body: z.string(),
  from: z.iso.date(),
  to: z.iso.date().nullable(),
  why: z.strictObject({ zh: z.string(), en: z.string() }),
});
const proposal = z.discriminatedUnion('what', [
  z.strictObject({ what: z.enum(['kind', 'norm']), base: z.int().nullable(), before: draft.nullable(), after: draft }),
  z.strictObject({ what: z.literal('authority'), before: row.nullable(), after: row }),
]);
/** The post in which it was done; the appointment itself is the line's own `post`. */
const as = z.enum(POSTS);

/**
 * Every kind of line of a change, for ever. Names of kinds, questions, norms and bodies are published and nobody's secret,
 * and so is the reason for changing them: they stand in the line.
 */
export const LINES = {
  proposed: lineKind({ name: 'kinds-change.proposed', version: 1, body: z.strictObject({ proposal, why: text, as }) }),
  approved: lineKind({ name: 'kinds-change.approved', version: 1, body: z.strictObject({ as }) }),
  refused: lineKind({
    name: 'kinds-change.refused',
    version: 1,
    body: z.strictObject({ as, reason: z.enum(REFUSAL_REASONS) }),
  }),
  withdrawn: lineKind({ name: 'kinds-change.withdrawn', version: 1, body: z.strictObject({}) }),
} as const;
