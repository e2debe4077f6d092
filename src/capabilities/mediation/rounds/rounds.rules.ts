import type { Post } from '../../../platform/identity/caller.ts';
import { dayOf, type Line } from '../../../platform/journal/line.rules.ts';
import type { Ref } from '../mediation.rules.ts';

/** What a round looks for beside all else; the season's own words stand sealed beside it. */
export const THEMES = ['general', 'festival', 'wages', 'land', 'water', 'family', 'school', 'premises'] as const;
export type Theme = (typeof THEMES)[number];

/** How many territories one round is planned for, and how many days it lasts, at the most. */
export const MOST_TERRITORIES = 300;
export const MOST_DAYS = 92;
/** How many disputes one visit records. */
export const MOST_FOUND = 20;
/** Minutes within which whoever recorded a visit takes it back by themselves. */
export const UNDO_MINUTES = 10;
/** Days after the end of a round in which visits still arrive that were made before it, from phones without a line. */
export const LATE_DAYS = 7;

export type Spot = { readonly lon: number; readonly lat: number };
export type FileRef = { readonly id: string; readonly digest: string };
/** Who did it, in which appointment and post, and when it was recorded. */
type Signed = {
  readonly by: string | null;
  readonly held: string | null;
  readonly as: Post | null;
  readonly at: string;
};

/** One visit to one territory. `cases` are the ids of the disputes found, none where nothing was found. */
export type Visit = Signed & {
  readonly id: string;
  readonly territory: string;
  /** When it was, which may be long before it was recorded. */
  readonly happened: string;
  readonly cases: readonly string[];
  readonly files: readonly FileRef[];
  readonly place: Spot | null;
  readonly words: Ref | null;
  /** It was taken back: it is no visit any more. */
  readonly corrected: (Signed & { readonly reason: Ref | null }) | null;
};

/** The state of a screening round: the fold of its lines. Times are ISO instants, days Shanghai days. */
export type Round = {
  readonly district: string;
  readonly id: string;
  readonly n: number;
  /** The smallest territory that holds all that were planned at first. */
  readonly territory: string;
  /** Its first and its last day. */
  readonly from: string;
  readonly to: string;
  readonly theme: Theme;
  readonly words: Ref | null;
  readonly planned: Signed;
  /** Villages, communities and grids to be visited. */
  readonly territories: readonly string[];
  readonly visits: readonly Visit[];
  /** When each territory was last reminded of; absent where none ever was. */
  readonly reminded?: Readonly<Record<string, string>>;
  /** When it was said by itself that the round ends soon; absent until then. */
  readonly saidItself?: string;
  /** Null while it goes on; a reason where it was closed by hand. */
  readonly closed: (Signed & { readonly reason: Ref | null }) | null;
  readonly updated: string;
};

/** The fold's version: raised whenever `fold` gives another state for the same lines. */
export const FOLD = 1;

type Body = Readonly<{
  as: Post | null;
  from: string;
  to: string;
  theme: Theme;
  words: Ref | null;
  territories: readonly string[];
  territory: string;
  cases: readonly string[];
  files: readonly FileRef[];
  place: Spot | null;
  visit: string;
  reason: Ref | null;
}>;

/** The state after one more line. Pure. Throws on a line that a round cannot have. */
export function fold(before: Round | null, line: Line): Round {
  const b = line.body as Body;
  const signed: Signed = { by: line.by, held: line.post, as: b.as, at: line.recorded };
  if (line.kind === 'round.planned') {
    return {
      district: line.district,
      id: line.subject,
      n: line.n,
      territory: line.territory,
      from: b.from,
      to: b.to,
      theme: b.theme,
      words: b.words,
      planned: signed,
      territories: b.territories,
      visits: [],
      closed: null,
      updated: line.recorded,
    };
  }
  if (before === null) throw new Error(`${line.kind} on a round that was never planned`);
  const after = { ...before, n: line.n, updated: line.recorded };
  switch (line.kind) {
    case 'round.territory-added':
      return { ...after, territories: [...after.territories, ...b.territories].sort() };
    case 'round.visited': {
      const { cases, files, place, words } = b;
      const visit = { id: line.id, territory: line.territory, happened: line.happened, corrected: null };
      return { ...after, visits: [...after.visits, { ...signed, ...visit, cases, files, place, words }] };
    }
    case 'round.visit-corrected':
      return {
        ...after,
        visits: after.visits.map((one) =>
          one.id === b.visit ? { ...one, corrected: { ...signed, reason: b.reason } } : one,
        ),
      };
    case 'round.reminded':
      return {
        ...after,
        reminded: { ...before.reminded, [line.territory]: line.recorded },
        ...(b.as === null ? { saidItself: line.recorded } : {}),
      };
    case 'round.closed':
      return { ...after, closed: { ...signed, reason: b.reason } };
    default:
      throw new Error(`a round has no line ${line.kind}`);
  }
}

/** `coming` before its first day, `running`, `over` past its last day and not closed yet, `closed`. */
export const STATES = ['coming', 'running', 'over', 'closed'] as const;
export type State = (typeof STATES)[number];
export function stateOn({ closed, from, to }: Pick<Round, 'closed' | 'from' | 'to'>, today: string): State {
  if (closed !== null) return 'closed';
  if (today < from) return 'coming';
  return today > to ? 'over' : 'running';
}

/** Visits that stand, of all territories or of one. */
export const standing = ({ visits }: Pick<Round, 'visits'>, territory?: string): Visit[] =>
  visits.filter((one) => one.corrected === null && (territory === undefined || one.territory === territory));

/** The day on which each territory was visited first; a territory without a standing visit is missing. */
export function firstDays(round: Pick<Round, 'visits'>): ReadonlyMap<string, string> {
  const days = new Map<string, string>();
  for (const { territory, happened } of standing(round)) {
    const day = dayOf(happened);
    const known = days.get(territory);
    if (known === undefined || day < known) days.set(territory, day);
  }
  return days;
}

/** How many of these territories were visited. Of visits, never of what was found: numbers of disputes score nobody. */
export function coverageOf(round: Round, within: readonly string[] = round.territories) {
  const days = firstDays(round);
  const visited = within.filter((one) => days.has(one)).length;
  return { planned: within.length, visited, blank: within.length - visited };
}

/** The smallest code that holds all of these. Throws RangeError where there are none. */
export function commonOf(codes: readonly string[]): string {
  const [first, ...others] = codes;
  if (first === undefined) throw new RangeError('no territory holds nothing');
  let held = first;
  while (!others.every((one) => one.startsWith(held))) held = held.slice(0, -3);
  return held;
}

/** Why a plan cannot be, or null: days in order and not past, not too long. */
export function planRefusal(
  { from, to }: Pick<Round, 'from' | 'to'>,
  today: string,
): 'daysTurned' | 'past' | 'tooLong' | null {
  if (to < from) return 'daysTurned';
  if (to < today) return 'past';
  return (Date.parse(to) - Date.parse(from)) / 86_400_000 >= MOST_DAYS ? 'tooLong' : null;
}

/** What stands of one territory of a round: visited with something found or nothing, still to be visited, or blank after its end. */
export const PLACE_STATES = ['found', 'nothing', 'waiting', 'blank'] as const;
export type PlaceState = (typeof PLACE_STATES)[number];
/** By its standing visits and the state of the round. Pure. */
export function placeState(visits: readonly { readonly found: boolean }[], round: State): PlaceState {
  if (visits.length > 0) return visits.some(({ found }) => found) ? 'found' : 'nothing';
  return round === 'over' || round === 'closed' ? 'blank' : 'waiting';
}

/** Days before its last one on which a round by itself reminds of what is still to be visited. */
export const SAYS_DAYS = 2;

/** The territories of which may be reminded now: never visited, and not reminded of on this day already. */
export function remindable(round: Round, today: string): string[] {
  const days = firstDays(round);
  return round.territories.filter((one) => {
    const last = round.reminded?.[one];
    return !days.has(one) && (last === undefined || dayOf(last) !== today);
  });
}
