import { defaultTemplates, EDITION } from '../documents/defaults.words.ts';
import { DOCUMENT_CODES, type Templates } from '../documents/documents.contract.ts';
import { DAYS, type Terms } from './terms.rules.ts';

const standardTemplates = Object.fromEntries(
  DOCUMENT_CODES.map((code) => [code, { version: EDITION, text: defaultTemplates[code] }]),
) as Templates;

/** Where nothing was set. */
export const STANDARD: Terms = {
  n: 0,
  days: DAYS.days.standard,
  offerDays: DAYS.offerDays.standard,
  visitDays: DAYS.visitDays.standard,
  coldDays: DAYS.coldDays.standard,
  word: {},
  subsidy: { simple: 0, ordinary: 0, difficult: 0, major: 0, oral: 0, written: 0 },
  templates: standardTemplates,
};
