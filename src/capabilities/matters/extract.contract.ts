import { z } from 'zod';
import { contract, nothingIn } from '../../platform/http/contract.ts';
import { textOf } from '../../platform/language/language.ts';
import { filters } from './desk.contract.ts';
import { extract } from './extract.rules.ts';
import { extractWords } from './extract.words.ts';

const one = z.strictObject({ id: z.uuid() });
const extractOut = extract.extend({ id: z.uuid() });

export const extracts = contract({
  name: 'matters.extracts',
  method: 'GET',
  path: '/api/extracts',
  summary: textOf(extractWords, 'list'),
  access: ['staff'],
  params: nothingIn,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({ extracts: z.array(extractOut) }),
});

/** The id is the sender's own, so that sending twice makes one extract. */
export const putExtract = contract({
  name: 'matters.putExtract',
  method: 'PUT',
  path: '/api/extracts/:id',
  summary: textOf(extractWords, 'put'),
  access: ['staff'],
  params: one,
  query: nothingIn,
  body: extract,
  answer: extractOut,
});

export const removeExtract = contract({
  name: 'matters.removeExtract',
  method: 'DELETE',
  path: '/api/extracts/:id',
  summary: textOf(extractWords, 'remove'),
  access: ['staff'],
  params: one,
  query: nothingIn,
  body: nothingIn,
  answer: z.object({}),
});

/** A view of the queue as a file, in a extract's columns or in all of them; no personal data is in it. */
export const exportView = contract({
  name: 'matters.exportView',
  method: 'GET',
  path: '/api/extracts/export',
  summary: textOf(extractWords, 'export'),
  access: ['staff'],
  params: nothingIn,
  query: z.strictObject({
    ...filters,
    sort: z.enum(['newest', 'oldest', 'due', 'updated']).default('newest'),
    extract: z.uuid().optional(),
    format: z.enum(['csv', 'xlsx']).default('csv'),
  }),
  body: nothingIn,
  answer: z.unknown(),
  perMinute: 20,
});
