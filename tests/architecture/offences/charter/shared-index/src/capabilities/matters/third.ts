import { type Asking, askedInForm } from '../../platform/journal/asking.ts';

/** Offence: the same purpose in a form of its own. */
export const three = (at: Asking, id: string, by: string) => askedInForm(at, 'planted-ask', id, { by });
