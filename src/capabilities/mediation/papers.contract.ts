import { z } from 'zod';
import { contract, nothingIn } from '../../platform/http/contract.ts';
import { DOCUMENT_CODES } from './documents/documents.contract.ts';
import { ownIn } from './party.contract.ts';

const as = z.enum(['docx', 'pdf']).default('pdf');

/** A document of a case, made now by the district's template. */
export const documentOf = contract({
  name: 'mediation.documentOf',
  method: 'GET',
  path: '/api/desk/mediation/cases/:id/documents/:code',
  summary: { zh: '生成案件文书（docx、PDF）', en: 'A document of a case, as .docx or PDF' },
  access: ['staff'],
  params: z.object({ id: z.uuid(), code: z.enum(DOCUMENT_CODES) }),
  query: z.strictObject({
    as,
    /** The session whose record it is; the last one that was held where absent. */
    session: z.uuid().optional(),
  }),
  body: nothingIn,
  answer: z.unknown(),
  perMinute: 60,
});

/** What a party may have made of its own case: nothing that goes between bodies. */
export const PARTY_DOCUMENTS = [
  'rights',
  'record',
  'agreement',
  'oral',
  'notice',
  'confirmation',
  'performance',
] as const;

export const mineDocument = contract({
  name: 'mediation.mineDocument',
  method: 'POST',
  path: '/api/mediation/mine/documents',
  summary: { zh: '当事人：下载自己的文书', en: 'A party: a document of one’s own case' },
  access: ['resident'],
  params: nothingIn,
  query: nothingIn,
  body: ownIn.extend({ document: z.enum(PARTY_DOCUMENTS), as, session: z.uuid().optional() }),
  answer: z.unknown(),
  perMinute: 30,
});
