import { type Text, textOf } from '../../platform/language/language.ts';
import type { AuthorityRow } from '../../platform/places/authority.rules.ts';
import { declaredWords } from './declared.words.ts';
import { authorityKind, FORUM_NAMES, trackOf } from './law/forums.rules.ts';
import { TRACKS } from './mediation.rules.ts';

/** What sorts of mediating bodies stand together in a table by body, in this order. */
const GROUPS = [...TRACKS, 'other'] as const;
export type BodyGroup = { readonly id: (typeof GROUPS)[number]; readonly name: Text };

/**
 * Which kind of mediation each body does by the table of authority, whatever the day; whoever does several stands with the first, and
 * one that the table names for none with the others.
 */
export function groupsOfBodies(authority: readonly AuthorityRow[]): (body: string) => BodyGroup {
  const tracks = new Map(FORUM_NAMES.map((one) => [authorityKind(one), trackOf(one)]));
  const places = new Map<string, number>();
  for (const { kind, body } of authority) {
    const track = tracks.get(kind);
    if (track !== undefined) places.set(body, Math.min(places.get(body) ?? GROUPS.length, TRACKS.indexOf(track)));
  }
  return (body) => {
    const id = GROUPS[places.get(body) ?? TRACKS.length] ?? 'other';
    return { id, name: textOf(declaredWords, `bodies_${id}`) };
  };
}
