import { z } from 'zod';
import { contract, nothingIn } from '../http/contract.ts';
import { textOf } from '../language/language.ts';
import { identityWords } from './identity.words.ts';

/** The organisations of a district with their offices' telephones: public. */
export const listBodies = contract({
  name: 'identity.listBodies',
  method: 'GET',
  path: '/api/bodies',
  summary: textOf(identityWords, 'bodies'),
  access: ['open'],
  params: nothingIn,
  query: z.object({}),
  body: nothingIn,
  answer: z.object({
    bodies: z.array(
      z.object({
        id: z.string(),
        name: z.object({ zh: z.string(), en: z.string() }),
        territory: z.string(),
        parent: z.string().nullable(),
        address: z.string().nullable(),
        phone: z.string().nullable(),
      }),
    ),
  }),
});
