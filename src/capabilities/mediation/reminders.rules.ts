import { addDays, type Day } from '../../platform/calendar/calendar.rules.ts';
import { lastDayFor } from './law/confirmation.rules.ts';
import { type Case, offerOpen, owed, REMINDERS, type Reminder, shanghaiDay } from './mediation.rules.ts';
import { mayApply } from './moves.rules.ts';

/**
 * Something of a case that falls due: the offer, session or promise (`of`), the Shanghai day by whose end it is to be done, on which
 * days before it that is said (0: on the day itself, -1: on the day after), and after which day nothing is said of it any more.
 */
export type Duty = {
  readonly what: Reminder;
  readonly of: string | null;
  readonly due: Day;
  readonly steps: readonly number[];
  readonly last: Day | null;
};

/** How many days before each is said, the earliest first. */
export const STEPS: Readonly<Record<Reminder, readonly number[]>> = {
  offer: [1, -1],
  term: [5, 0, -1],
  session: [1],
  promise: [3, 0, -1],
  confirmation: [7, 3, 1],
  answer: [3, 0, -1],
  visit: [0],
};

/** What the day of a duty hangs on beside the case itself. */
export type DutyTerms = { readonly visitDays: number; isWorkingDay(day: Day): boolean };

/** What falls due of a case as it stands now. Pure. */
export function dutiesOf(it: Case, { visitDays, isWorkingDay }: DutyTerms): Duty[] {
  const duties: Duty[] = [];
  const add = (what: Reminder, of: string | null, due: Day, last: Day | null = null) =>
    duties.push({ what, of, due, steps: STEPS[what], last });
  const offer = offerOpen(it);
  if (it.status === 'offered' && offer !== null) add('offer', offer.id, offer.due);
  if (it.status === 'accepted' || it.status === 'mediating') {
    if (it.due !== null) add('term', null, it.due);
    for (const { id, state, at } of it.sessions)
      if (state === 'set' && at !== null) add('session', id, shanghaiDay(at), shanghaiDay(at));
  }
  if (it.status === 'agreed') for (const { id, due } of owed(it)) add('promise', id, due);
  const { agreement } = it;
  if (agreement !== null && (it.status === 'agreed' || it.status === 'ended')) {
    if (agreement.form === 'written' && mayApply(it) && it.outcome !== 'performed') {
      const lastDay = lastDayFor(agreement.effect, isWorkingDay);
      add('confirmation', null, lastDay, lastDay);
    }
    if (it.visits === 0) add('visit', null, addDays(agreement.effect, visitDays));
  }
  const { referrer } = it;
  if (referrer !== null && referrer.answerBy !== null && referrer.answered === null && it.status !== 'archived')
    add('answer', null, referrer.answerBy);
  return duties;
}

/** What is said of a duty: which of its steps. */
export type Saying = Duty & { readonly said: number };

const saidOf = (it: Case, { what, of, due }: Duty): number | null =>
  (it.reminded ?? []).find((one) => one.what === what && one.of === of && one.due === due)?.said ?? null;

/** What is to be said of a case today: of each duty the last step whose day has come, where neither it nor a later one was said. Pure. */
export function sayingsOf(it: Case, terms: DutyTerms, today: Day): Saying[] {
  return dutiesOf(it, terms).flatMap((duty) => {
    if (duty.last !== null && today > duty.last) return [];
    const step = duty.steps.findLast((days) => today >= addDays(duty.due, -days));
    const said = saidOf(it, duty);
    return step === undefined || (said !== null && said <= step) ? [] : [{ ...duty, said: step }];
  });
}

/** The next day, after today, on which something is said of a case as it stands now; null where nothing is. Pure. */
export function nextSaying(it: Case, terms: DutyTerms, today: Day): Day | null {
  const days = dutiesOf(it, terms).flatMap((duty) => {
    const said = saidOf(it, duty);
    return duty.steps
      .filter((days) => said === null || days < said)
      .map((days) => addDays(duty.due, -days))
      .filter((day) => day > today && (duty.last === null || day <= duty.last));
  });
  return days.toSorted()[0] ?? null;
}

/** Their day hangs on settings and the calendar too: what was said of them stands as long as they are owed. */
const FLOATING: readonly Reminder[] = ['confirmation', 'visit'];

/** Whether something of which somebody was reminded is still owed, by the same day. Pure. */
export const stillDue = (
  it: Case,
  said: { readonly what: Reminder; readonly of: string | null; readonly due: Day },
): boolean =>
  dutiesOf(it, { visitDays: 0, isWorkingDay: () => true }).some(
    ({ what, of, due }) => what === said.what && of === said.of && (FLOATING.includes(what) || due === said.due),
  );

export const isReminder = (word: unknown): word is Reminder => (REMINDERS as readonly unknown[]).includes(word);
