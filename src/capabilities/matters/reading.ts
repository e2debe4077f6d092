import type { Scope } from '../../platform/db/scope.ts';
import type { Ask } from '../../platform/http/mount.ts';
import { Problem } from '../../platform/http/problem.ts';
import { scopeOf } from '../../platform/identity/reach.rules.ts';
import { textOf } from '../../platform/language/language.ts';
import { mayReadMatters } from './matters.rights.ts';
import { mattersWords } from './matters.words.ts';
import type { Filters } from './queue.store.ts';

/** The caller's scope, for posts that read matters at all. */
export function readingScope(ask: Ask): Scope {
  if (!mayReadMatters(ask.caller)) throw new Problem(403, 'matters.notYours', textOf(mattersWords, 'notYours'));
  return scopeOf(ask.caller, ask.district);
}

/** What a view asks for; `mine` is what the caller has in hand. */
export function filtersOf(
  ask: Ask,
  { mine, ...filters }: Omit<Filters, 'handler'> & { mine?: boolean | undefined },
): Filters {
  return mine && ask.caller.is === 'staff' ? { ...filters, handler: ask.caller.person } : filters;
}
