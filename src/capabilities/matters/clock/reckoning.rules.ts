import type { Calendar } from '../../../platform/calendar/calendar.rules.ts';
import { dayOf } from '../../../platform/calendar/calendar.rules.ts';
import type { Timetable } from '../../../platform/calendar/hours.rules.ts';
import { addTerm, type Counted, countedDays, type Term as Span } from '../../../platform/calendar/terms.rules.ts';
import { ancestorsOf } from '../../../platform/places/codes.rules.ts';
import { type DeadlineRule, type RuleBook, ruleFor, type Stage, type Term } from '../../clock/clock.rules.ts';
import type { Round, Sort } from './rounds.rules.ts';

/** Norms that a kind brings along, where no rule says more. */
export type Norms = { readonly firstActionMinutes: number; readonly handleWorkingDays: number };

/** What deadlines of a district are reckoned by. */
export type Terms = {
  readonly book: RuleBook;
  /** Grows with every change of the district's days and hours. */
  readonly version: number;
  readonly calendar: Calendar;
  /** When a body works; the district's own hours for null. */
  readonly timetableOf: (body: string | null) => Timetable;
};

/** A term in force, and the rule that says it; without a rule it is the kind's own norm. */
export type Held = { readonly term: Term; readonly rule: DeadlineRule | null };

/** By when a round is to be done, and why. */
export type Reckoned = {
  /** Milliseconds since 1970. */
  readonly due: number;
  /** True when a year on the way has no announced holidays yet. */
  readonly provisional: boolean;
  readonly term: Term | null;
  readonly rule: DeadlineRule | null;
  /** Milliseconds for which time stood still. */
  readonly suspended: number;
  /** Working days that were granted more. */
  readonly extended: number;
  /** The days that were counted through. */
  readonly counted: Counted;
};

const SPANS: Readonly<Record<Term['unit'], Span['unit']>> = {
  minutes: 'minutes',
  workingHours: 'working hours',
  workingDays: 'working days',
  calendarDays: 'calendar days',
};
export const spanOf = ({ n, unit }: Term): Span => ({ n, unit: SPANS[unit] });

/** The term for a stage of such a matter that begins on a day; null where neither a rule nor the kind names one. */
export function termFor(
  terms: Pick<Terms, 'book'>,
  norms: Norms | undefined,
  stage: Stage,
  sort: Sort,
  day: string,
): Held | null {
  const { kind, urgency, territory } = sort;
  const rule = ruleFor(terms.book, { stage, kind, urgency, territories: ancestorsOf(territory).toReversed(), day });
  if (rule !== null) return { term: rule.term, rule };
  if (norms === undefined) return null;
  if (stage === 'first') return { term: { n: norms.firstActionMinutes, unit: 'minutes' }, rule: null };
  if (stage === 'handle') return { term: { n: norms.handleWorkingDays, unit: 'workingDays' }, rule: null };
  return null;
}

/**
 * By when a round is to be done. The first term is that of the beginning, as it was promised; a kind, urgency or place that a matter
 * is given later can only bring the deadline nearer. Pure. Null where the stage has no term.
 */
export function reckon(round: Round, terms: Terms, normsOf: (kind: string) => Norms | undefined): Reckoned | null {
  const day = dayOf(new Date(round.since));
  const stops = round.suspensions.map(({ from, until }) => ({ from: Date.parse(from), to: Date.parse(until) }));
  const timetable = terms.timetableOf(round.stage === 'accept' || round.stage === 'verify' ? round.body : null);
  const candidates: Pick<Reckoned, 'due' | 'provisional' | 'term' | 'rule' | 'suspended'>[] = [];
  for (const [place, sort] of round.sorts.entries()) {
    const promised = place === 0 ? round.promise : null;
    if (promised !== null && promised.term === null) {
      // All that is known is the date: what stood still is added to it.
      const due = Date.parse(promised.due);
      const suspended = stops.reduce((sum, { from, to }) => sum + Math.max(0, to - from), 0);
      candidates.push({ due: due + suspended, provisional: false, term: null, rule: null, suspended });
      continue;
    }
    const held = termFor(terms, normsOf(sort.kind), round.stage, sort, day);
    const term = promised?.term ?? held?.term;
    if (term === undefined) continue;
    const { due, provisional, suspended } = addTerm(round.since, spanOf(term), timetable, stops);
    candidates.push({ due, provisional, suspended, term: { n: term.n, unit: term.unit }, rule: held?.rule ?? null });
  }
  const [first, ...others] = candidates;
  if (first === undefined) return null;
  const base = others.reduce((nearest, one) => (one.due < nearest.due ? one : nearest), first);
  let { due, provisional } = base;
  for (const days of round.extended) {
    const more = addTerm(due - 1, { n: days, unit: 'working days' }, timetable, stops);
    due = more.due;
    provisional ||= more.provisional;
  }
  const unit = SPANS[base.term?.unit ?? 'workingDays'];
  return {
    ...base,
    due,
    provisional,
    extended: round.extended.reduce((sum, days) => sum + days, 0),
    counted: countedDays(round.since, due, unit, terms.calendar),
  };
}

/** One thing that the clock says of its own: so long before a deadline, or at and after it to whom. */
export type Bell = { readonly at: number; readonly to: DeadlineRule['escalate'][number]['to'] | null };

/** What a deadline's clock says and when, in order: its rule's reminders before it and escalations at and after it. */
export function bellsOf(reckoned: Pick<Reckoned, 'due' | 'rule'>, timetable: Timetable): Bell[] {
  const { due, rule } = reckoned;
  const before = (rule?.remind ?? REMIND).map((term) => ({ at: ago(due, term), to: null }));
  const after = (rule?.escalate ?? ESCALATE).map(({ after: term, to }) => ({
    // The last day of the term is over at `due`: one day more is the next day.
    at: term.n === 0 ? due : addTerm(due - 1, { ...spanOf(term), rolls: false }, timetable).due,
    to,
  }));
  return [...before, ...after].toSorted((a, b) => a.at - b.at);
}

/** Where no rule says when: a working day before, at the deadline, and one and three working days after it. */
const REMIND: DeadlineRule['remind'] = [{ n: 1, unit: 'calendarDays' }];
const ESCALATE: DeadlineRule['escalate'] = [
  { after: { n: 0, unit: 'minutes' }, to: 'head' },
  { after: { n: 1, unit: 'calendarDays' }, to: 'town' },
  { after: { n: 3, unit: 'calendarDays' }, to: 'district' },
];

/** A reminder may come on any day: what is counted back is time on the wall, a working day as a day. */
function ago(due: number, { n, unit }: Term): number {
  const MS = { minutes: 60_000, workingHours: 3_600_000, workingDays: 86_400_000, calendarDays: 86_400_000 } as const;
  return due - n * MS[unit];
}
