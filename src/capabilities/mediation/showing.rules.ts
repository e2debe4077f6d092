import type { Line } from '../../platform/journal/line.rules.ts';
import type { Sight } from './mediation.rights.ts';

/** Who reads: a member of the staff with so much sight, or a party. */
export type Reader =
  | {
      readonly is: 'staff';
      readonly sight: Sight;
      /** Lines and sessions of one party alone that stay with a body which had the case before, by their ids. */
      readonly stays: ReadonlySet<string>;
    }
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

/** Whether the words and files of a line are shown to a reader: each room is read by its own, an alarm by the police whom it called as well. */
export function isRead(line: Line, reader: Reader): boolean {
  const body = line.body as Body;
  if (reader.is === 'party') return !STAFF_WORDS.has(line.kind) && isTold(line, reader);
  if (line.kind === 'case.referrer-answered') return true;
  if (line.kind === 'case.alarmed' && reader.sight.bodies.includes(String(body['body']))) return true;
  if (line.kind === 'case.noted' && body['room'] !== 'shared') return reader.sight.rooms && !reader.stays.has(line.id);
  return reader.sight.people;
}

/**
 * What was said by one side alone, and noted by mediators for themselves, under a body that has the case no more: the ids of the lines and
 * sessions of which the body that has it now reads nothing. A party's own room went along where each referral since says so, which it may only as the
 * party allows; what was written by the body itself before the case went away and came back is its own.
 */
export function staysBehind(lines: readonly Line[]): ReadonlySet<string> {
  const offered = new Map<string, readonly string[]>();
  const moves: { readonly n: number; readonly to: string; readonly rooms: readonly string[] }[] = [];
  for (const { kind, n, body: said } of lines) {
    const body = said as Body;
    if (kind === 'case.offered') offered.set(String(body['offer']), body['rooms'] as readonly string[]);
    if (kind !== 'case.accepted') continue;
    const to = String(body['body']);
    if (moves.at(-1)?.to !== to) moves.push({ n, to, rooms: offered.get(String(body['offer'])) ?? [] });
  }
  const now = moves.at(-1)?.to;
  const stays = new Set<string>();
  for (const line of lines) {
    const told = aloneIn(line);
    if (told === null || moves.findLast(({ n }) => n < line.n)?.to === now) continue;
    const since = moves.filter(({ n }) => n > line.n);
    if (!told.rooms.every((room) => since.every(({ rooms }) => rooms.includes(room)))) stays.add(told.id);
  }
  return stays;
}

/** Of a line that tells what was said alone: the line or session that it is of, and the rooms to which that belongs; null for all other lines. */
function aloneIn({ kind, id, body: said }: Line): { readonly id: string; readonly rooms: readonly string[] } | null {
  const body = said as Body;
  if (kind === 'case.noted') return body['room'] === 'shared' ? null : { id, rooms: [String(body['room'])] };
  if (kind === 'case.session-held' || kind === 'case.session-met')
    return { id: String(body['session']), rooms: body['present'] as readonly string[] };
  return null;
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
