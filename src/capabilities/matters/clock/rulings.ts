import { held } from '../../../platform/db/held.ts';
import { nothing } from '../../../platform/db/scope.ts';
import { textOf } from '../../../platform/language/language.ts';
import type { AuthorityRow } from '../../../platform/places/authority.rules.ts';
import type { AuthorityByTerritory } from '../../../platform/places/places.ts';
import { mattersWords } from '../matters.words.ts';
import { allRulings } from './rulings.store.ts';

/** Rulings of a district as rows of who answers, by the territory for which they were made: what was ruled once is routed so again. */
export const rulingsOf = held(async (db, district): Promise<AuthorityByTerritory> => {
  const rulings = await db.read(nothing(district), (tx) => allRulings(tx, district));
  const byTerritory = new Map<string, AuthorityRow[]>();
  for (const { territory, kind, body, day, number } of rulings) {
    const row: AuthorityRow = {
      territory,
      kind,
      body,
      from: day,
      to: null,
      why: textOf(mattersWords, 'likeRuling', { number }),
    };
    byTerritory.set(territory, [...(byTerritory.get(territory) ?? []), row]);
  }
  return byTerritory;
});
