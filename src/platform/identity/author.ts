import type { Caller, Post } from './caller.ts';
import { actingAs } from './reach.rules.ts';
import type { Author } from './subject.store.ts';

/** Who a line is by: the person, in the appointment that gives them one of these posts. */
export function authorOf(caller: Caller, posts: readonly Post[]): Author {
  if (caller.is !== 'staff') return { by: null, post: null };
  return { by: caller.person, post: actingAs(caller, posts)?.id ?? null };
}
