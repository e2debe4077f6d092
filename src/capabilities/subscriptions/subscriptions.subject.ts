import { noFigures, type SubjectOf } from '../../platform/journal/subject.ts';
import { LINES } from './lines.rules.ts';
import { FOLD, fold, type Subscription } from './subscriptions.rules.ts';
import { rewriteSubscriptions, subscriptionsAfter } from './subscriptions.store.ts';

/** Subscriptions as audit and refold see them. They count toward no figure. */
export const subscriptionSubject: SubjectOf<Subscription> = {
  name: 'subscription',
  kinds: Object.values(LINES),
  foldVersion: FOLD,
  fold,
  figures: noFigures,
  rows: { read: subscriptionsAfter, write: rewriteSubscriptions },
};
