import { type Asking, askedInForm } from '../../platform/journal/asking.ts';

export const one = (at: Asking, id: string, by: string) => askedInForm(at, 'planted-ask', id, { by });
