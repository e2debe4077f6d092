import { noFigures, type SubjectOf } from '../../../platform/journal/subject.ts';
import { foldPartner, PARTNER_FOLD, type Partner } from './exchange.rules.ts';
import { partnersAfter, rewritePartners } from './exchange.store.ts';
import { PARTNER_LINES } from './partners.lines.rules.ts';

/** Desks with which cases are exchanged, as audit and refold see them. They count toward no figure. */
export const partnerSubject: SubjectOf<Partner> = {
  name: 'exchange-partner',
  kinds: Object.values(PARTNER_LINES),
  foldVersion: PARTNER_FOLD,
  fold: foldPartner,
  figures: noFigures,
  rows: { read: partnersAfter, write: rewritePartners },
};
