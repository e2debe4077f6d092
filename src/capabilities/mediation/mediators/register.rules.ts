import { addDays, type Day } from '../../../platform/calendar/calendar.rules.ts';
import type { Line } from '../../../platform/journal/line.rules.ts';

/** How somebody mediates: 专职, 兼职, or as a guest for one field (特邀). */
export const POSTS = ['full', 'part', 'guest'] as const;
export type PostSort = (typeof POSTS)[number];
/** Why somebody left: the term ended, they asked to, went elsewhere, or whoever chose them chose another. */
export const LEAVINGS = ['termEnded', 'resigned', 'transferred', 'replaced'] as const;
/** What training was about. */
export const TOPICS = ['law', 'skills', 'psychology', 'family', 'property', 'labour', 'medical', 'documents'] as const;

export type Training = {
  readonly day: Day;
  readonly hours: number;
  readonly topic: (typeof TOPICS)[number];
  readonly organiser: string;
};

/** Somebody who mediates for one committee: the fold of the lines. Days are Shanghai days. */
export type Mediator = {
  readonly district: string;
  readonly id: string;
  readonly n: number;
  readonly person: string;
  readonly body: string;
  readonly territory: string;
  readonly state: 'serving' | 'left';
  readonly sort: PostSort;
  readonly from: Day;
  /** Last day of the term. */
  readonly until: Day;
  readonly trained: readonly Training[];
  readonly left: { readonly day: Day; readonly reason: (typeof LEAVINGS)[number] } | null;
  readonly updated: string;
};

/** A committee's term, and what it says of itself as the law asks. */
export type Committee = {
  readonly district: string;
  readonly id: string;
  readonly n: number;
  readonly body: string;
  readonly territory: string;
  readonly from: Day;
  readonly until: Day;
  /** That a woman is among its members (人民调解法 art. 8), said by the committee of itself: nothing of the kind stands with a person. */
  readonly woman: boolean;
  readonly stated: string;
  readonly updated: string;
};

/** The folds' version: raised whenever one of them gives another state for the same lines. */
export const FOLD = 1;

/** A committee has 3 to 9 members, and its term is three years (人民调解法 art. 8, 9). */
export const LEAST_MEMBERS = 3;
export const MOST_MEMBERS = 9;
export const TERM_YEARS = 3;

/** The last day of a term that begins on a day. */
export function termEnd(from: Day): Day {
  const year = String(Number(from.slice(0, 4)) + TERM_YEARS);
  // Of 29 February no year but a fourth has one: the term ends with the month.
  return addDays(from.endsWith('-02-29') ? `${year}-03-01` : `${year}${from.slice(4)}`, -1);
}

type Body = Readonly<{
  person: string;
  body: string;
  sort: PostSort;
  from: Day;
  until: Day;
  day: Day;
  hours: number;
  topic: Training['topic'];
  organiser: string;
  reason: (typeof LEAVINGS)[number];
  woman: boolean;
}>;

/** A mediator after one more line. Pure. Throws on a line that one cannot have. */
export function foldMediator(before: Mediator | null, line: Line): Mediator {
  const b = line.body as Body;
  if (line.kind === 'mediation-mediator.entered') {
    const { person, body, sort, from, until } = b;
    return {
      ...{ district: line.district, id: line.subject, n: line.n, person, body, territory: line.territory },
      ...{ state: 'serving', sort, from, until, trained: before?.trained ?? [], left: null, updated: line.recorded },
    };
  }
  if (before === null) throw new Error(`${line.kind} on a mediator who was never entered`);
  const after = { ...before, n: line.n, updated: line.recorded };
  switch (line.kind) {
    case 'mediation-mediator.changed':
      return { ...after, sort: b.sort, until: b.until };
    case 'mediation-mediator.trained': {
      const { day, hours, topic, organiser } = b;
      return { ...after, trained: [...before.trained, { day, hours, topic, organiser }] };
    }
    case 'mediation-mediator.left':
      return { ...after, state: 'left', left: { day: b.day, reason: b.reason } };
    default:
      throw new Error(`a mediator has no line ${line.kind}`);
  }
}

/** A committee after one more line. Pure. */
export function foldCommittee(before: Committee | null, line: Line): Committee {
  if (line.kind !== 'mediation-committee.stated') throw new Error(`a committee has no line ${line.kind}`);
  const { body, from, until, woman } = line.body as Body;
  return {
    ...{ district: line.district, id: line.subject, n: line.n, body: before?.body ?? body, territory: line.territory },
    ...{ from, until, woman, stated: line.recorded, updated: line.recorded },
  };
}

/** Hours of training in a year. */
export const hoursIn = ({ trained }: Pick<Mediator, 'trained'>, year: string): number =>
  trained.filter(({ day }) => day.startsWith(year)).reduce((sum, { hours }) => sum + hours, 0);

export type Fault = 'tooFew' | 'tooMany' | 'noStatement' | 'noWoman' | 'termOver' | 'memberTermOver';

/** What of a committee is not as the law asks today, with the members that serve (guests are none). Pure. */
export function faultsOf(
  committee: Pick<Committee, 'until' | 'woman'> | null,
  all: readonly Pick<Mediator, 'state' | 'sort' | 'until'>[],
  today: Day,
): Fault[] {
  const members = all.filter(({ state, sort }) => state === 'serving' && sort !== 'guest');
  const faults: Fault[] = [];
  if (members.length < LEAST_MEMBERS) faults.push('tooFew');
  if (members.length > MOST_MEMBERS) faults.push('tooMany');
  if (committee === null) faults.push('noStatement');
  else {
    if (!committee.woman) faults.push('noWoman');
    if (committee.until < today) faults.push('termOver');
  }
  if (members.some(({ until }) => until < today)) faults.push('memberTermOver');
  return faults;
}

/** The middle of some numbers; of an even count the mean of both in the middle. 0 of none. Pure. */
export function medianOf(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[at - 1], sorted[at]];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}
