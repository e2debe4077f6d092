import { z } from 'zod';
import { contract, nothingIn } from '../http/contract.ts';
import { textOf } from '../language/language.ts';
import { appointmentWords } from './appointments.words.ts';

const text = z.object({ zh: z.string(), en: z.string() });
const code = z.string().regex(/^[1-9]\d{5}(\d{3}){0,3}$/);

/**
 * The liaisons in office, by the place they answer for: named and published, never covert (charter, rule 3). What is published
 * is the name, the post and since when; no login, telephone, absence or id, and nothing that could be asked by person. Pages
 * are of whole places, in the order of their codes.
 */
export const listLiaisons = contract({
  name: 'identity.listLiaisons',
  method: 'GET',
  path: '/api/liaisons',
  summary: textOf(appointmentWords, 'liaisons'),
  access: ['open'],
  params: nothingIn,
  query: z.strictObject({
    /** A district of this server other than its own. */
    district: z
      .string()
      .regex(/^\d{6}$/)
      .optional(),
    /** A code, for its whole subtree; the district where absent. */
    territory: code.optional(),
    /** The last place of the page before. */
    after: code.optional(),
  }),
  body: nothingIn,
  answer: z.object({
    places: z.array(
      z.object({
        code: z.string(),
        name: text,
        liaisons: z.array(
          z.object({ name: z.string(), post: z.literal('liaison'), from: z.iso.date(), deputy: z.boolean() }),
        ),
      }),
    ),
    after: z.string().nullable(),
  }),
  perMinute: 120,
});
