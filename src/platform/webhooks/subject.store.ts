import { noFigures, type SubjectOf } from '../journal/subject.ts';
import { HOOK_LINES } from './lines.rules.ts';
import { foldHook, HOOK_FOLD, type HookNow } from './webhooks.rules.ts';
import { hooksAfter, rewriteHooks } from './webhooks.store.ts';

/** Hooks as audit and refold see them. They count toward no figure. */
export const hookSubject: SubjectOf<HookNow> = {
  name: 'hook',
  kinds: Object.values(HOOK_LINES),
  foldVersion: HOOK_FOLD,
  fold: foldHook,
  figures: noFigures,
  rows: { read: hooksAfter, write: rewriteHooks },
};
