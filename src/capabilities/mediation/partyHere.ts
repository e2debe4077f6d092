import type { Deciding } from './decided.ts';
import { problem } from './ground.ts';
import type { Party } from './mediation.rules.ts';

/** The party that is spoken of; on its own page a party speaks for itself alone. Throws Problem 422 or 403. @param path of the field that names it. */
export function partyHere({ it, actor }: Pick<Deciding, 'it' | 'actor'>, id: string, path = 'body.act.party'): Party {
  const party = it.parties.find((one) => one.id === id);
  if (!party) throw problem(422, 'noParty', path);
  if (actor.party !== null && actor.party !== id) throw problem(403, 'onlyStaff', path);
  return party;
}
