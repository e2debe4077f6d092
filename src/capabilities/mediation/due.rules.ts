import type { DocumentCode } from './documents/documents.contract.ts';

/** What of a case, as it is shown, says which documents there are. */
type Shown = {
  readonly sessions: readonly { readonly state: string }[];
  readonly draft: object | null;
  readonly agreement: { readonly form: string } | null;
  readonly outcome: string | null;
  readonly offers: readonly object[];
  readonly referrer: { readonly answered: string | null } | null;
  readonly history: readonly { readonly kind: string }[];
};

/** Whether a case has come to where a document says something; nothing is handed out empty. */
export function isDue(code: DocumentCode, shown: Shown): boolean {
  switch (code) {
    case 'record':
      return shown.sessions.some(({ state }) => state === 'held');
    case 'agreement':
      return shown.draft !== null || shown.agreement?.form === 'written';
    case 'oral':
      return shown.agreement?.form === 'oral';
    case 'confirmation':
      return shown.agreement?.form === 'written';
    case 'notice':
      return shown.outcome === 'refused' || shown.outcome === 'declined' || shown.outcome === 'failed';
    case 'referral':
      return shown.offers.length > 0;
    case 'answer':
      return shown.referrer !== null && shown.referrer.answered !== null;
    case 'performance':
      return shown.outcome === 'performed';
    case 'visit':
      return shown.history.some(({ kind }) => kind === 'case.return-visit');
    default:
      return true;
  }
}
