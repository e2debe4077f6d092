import type { Line } from '../../platform/journal/line.rules.ts';
import type { Sight } from './mediation.rights.ts';

/** Who reads: a member of the staff with so much sight, or a party. */
export type Reader =
  | { readonly is: 'staff'; readonly sight: Sight }
  | {
      readonly is: 'party';
      readonly party: string;
      /** Sessions with another party alone, of which it is told nothing. */
      readonly apart: ReadonlySet<string>;
    };

/** Lines of which a party is told nothing: who asked for protection, and whom the police were told of, would put somebody at risk. */
const HIDDEN_FROM_PARTIES = new Set([
  'case.protection-asked',
  'case.alarmed',
  'case.repeats',
  'case.mediator-recused',
  'case.draft-dropped',
  // Whoever mediates is reminded; a party reads on its own page what is next.
  'case.reminded',
]);
/** Lines that concern one party and are told to it alone. */
const OWN_ALONE = new Set(['case.identity-looked', 'case.room-travels', 'case.rated']);
/** Lines whose words are for those who mediate alone. */
const STAFF_WORDS = new Set([
  'case.triaged',
  'case.offered',
  'case.offer-refused',
  'case.offer-taken-back',
  'case.return-visit',
  'case.archived',
]);

type Body = Readonly<Record<string, unknown>>;

/** Whether a line is told to a reader at all. */
export function isTold(line: Line, reader: Reader): boolean {
  if (reader.is === 'staff') return true;
  const body = line.body as Body;
  if (HIDDEN_FROM_PARTIES.has(line.kind)) return false;
  if (reader.apart.has(String(body['session']))) return false;
  if (line.kind === 'case.noted') return body['room'] === 'shared' || body['room'] === reader.party;
  if (OWN_ALONE.has(line.kind)) return body['party'] === reader.party;
  return true;
}

/** Whether the words and files of a line are shown to a reader: each room is read by its own. */
export function isRead(line: Line, reader: Reader): boolean {
  const body = line.body as Body;
  if (reader.is === 'party') return !STAFF_WORDS.has(line.kind) && isTold(line, reader);
  if (line.kind === 'case.referrer-answered') return true;
  if (line.kind === 'case.noted') return body['room'] === 'shared' ? reader.sight.people : reader.sight.rooms;
  return reader.sight.people;
}

/** The members that hold sealed texts, in the order in which one is shown beside its line. */
const SPOKEN = ['text', 'words', 'note', 'reason', 'choice', 'proof', 'letter', 'explained'] as const;
/** Lines whose sealed text is shown in a place of its own. */
const ELSEWHERE = new Set(['case.opened', 'case.agreement-drafted', 'case.agreed-orally']);

/** Lines that may say why parties meet who would be kept apart. */
const WITH_REASON = new Set(['case.session-proposed', 'case.session-met']);

/** The sealed text that is shown beside a line; null where it has none. A reason why parties meet is for staff alone. */
export function spokenOf(line: Line, reader: Reader): string | null {
  if (ELSEWHERE.has(line.kind) || !isRead(line, reader)) return null;
  if (WITH_REASON.has(line.kind) && reader.is === 'party') return null;
  const body = line.body as Body;
  for (const name of SPOKEN) {
    const ref = body[name] as { id?: string } | null | undefined;
    if (typeof ref?.id === 'string') return ref.id;
  }
  return null;
}

const PLAIN = [
  'what',
  'said',
  'why',
  'track',
  'rule',
  'door',
  'due',
  'ground',
  'chosen',
  'openly',
  'may',
  'room',
  'sort',
  'found',
  'mode',
  'joint',
  'interpreter',
  'at',
  'postponed',
  'days',
  'version',
  'how',
  'as',
  'number',
  'effect',
  'promise',
  'day',
  'outcome',
  'kept',
  'stars',
  'session',
  'channel',
  'nature',
] as const;
/** What of a room's note may be told to whoever does not read it: that there was one. */
const OF_NOTES = new Set<string>(['sort']);
/** What no party is told: how many earlier cases were found counts those of the others too. */
const NOT_FOR_PARTIES = new Set<string>(['found']);

/** The plain facts of a line, codes and days, for screens to put into words. */
export function factsOf(line: Line, reader: Reader): Record<string, string | number | boolean | null> {
  const body = line.body as Body;
  const facts: Record<string, string | number | boolean | null> = {};
  for (const name of PLAIN) {
    if (line.kind === 'case.noted' && !isRead(line, reader) && !OF_NOTES.has(name)) continue;
    if (reader.is === 'party' && NOT_FOR_PARTIES.has(name)) continue;
    const value = body[name];
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') facts[name] = value;
  }
  return facts;
}
