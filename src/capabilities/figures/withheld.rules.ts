import { addDays, type Day, periodAfter, periodOf } from '../../platform/calendar/calendar.rules.ts';
import type { Span } from '../../platform/calendar/span.rules.ts';

/**
 * What the public is not told, and why nothing else tells it.
 *
 * Some kinds are hidden (a quarrel in a family, a plea for help): of their matters the public may know that there are some, and no
 * more. A count of one such kind, in one village, on one day, is a person to whoever lives there. The rule has two halves:
 *
 * 1. Every figure that the public reads (totals, territories, months, kinds, medians, rates, the lines behind them, the CSV) is a
 *    function of counts of open kinds alone: those that were hidden in none of their versions. Counts of hidden kinds are in none
 *    of them, so that there is no sum to subtract from: neither the other kinds, nor the villages, nor the days.
 * 2. Of all hidden kinds together, the public reads one number for each whole calendar month of the whole district: how many were
 *    opened, where there were `FLOOR` or more; else that there were fewer, nought included. A month is told of when it has been
 *    over for `SETTLED_DAYS`: a number that grows under one's eyes would tell of every single matter.
 *
 * So whatever the public asks, and however it combines the answers, it learns of hidden kinds a function of these floored months
 * and nothing further: two districts whose floored months agree answer every question alike, wherever, on whichever days and of
 * whichever hidden kinds their matters are. A count below the floor thereby stays any number from 0 up to it, and a count of a
 * single kind, town or day stays anything that its month allows. Only `opened` is told: of two measures the difference could be small.
 *
 * What was known on a past day is for those who read all: from one day to the next a correction of a single matter stands alone.
 *
 * Not covered, and not to be covered by counting: a matter that was filed under an open kind and then put under a hidden one was
 * public while it was, and what was counted then (that it was assigned, say) stays counted under the open kind. Its lines are
 * withheld like those of a hidden kind: they are in the sum, and in one blank with all others. Nor can somebody be made to forget
 * who asked before a settled month was corrected and asks again.
 *
 * The floor is 5: a common least cell of public statistics, and enough that neighbours who know of a case cannot tell the others.
 */
export const FLOOR = 5;

/**
 * The second rule is of figures whose lines stand on no public list at all (cases of mediation: `FigureKinds.guarded`). The public is
 * told of them
 *
 * 1. by whole calendar months of a period that have been over for `SETTLED_DAYS`, never by the day;
 * 2. of the whole district by all kinds or a single one, of a town by all kinds together; of no village;
 *    A single body counts as a single kind does: one of a town says where, one of a trade what about;
 * 3. of no number below `FLOOR`, be it the figure, a part or the whole of a rate, or one of the numbers that it is made of.
 *
 * So the least that can be told or reckoned from differences is of a town and a month, or of a kind and a month in the whole district:
 * neither says which village, which day, or both what about and where. A town that is left out may be reckoned from the others as such
 * a number below the floor; who was party to what cannot.
 *
 * The third rule is of what the public list says less of. Of a kind whose place it tells by the town alone, nothing is told below the towns
 * (`kindsFor` leaves such kinds out there); it is in the town's own number. What people thought of something (a mean of ratings) is told as
 * guarded figures are, of the whole district and all kinds at once alone: for any part a single rating could be reckoned from the others.
 * Whoever subtracts one period from another may still learn of a month in which fewer than the floor rated in the whole district.
 */
export type Guarded = { readonly span: Span; readonly below: boolean };

/** Of a question about guarded figures, the months that the public is told of and whether towns may be told apart; null for nothing. */
export function guardedSpan(
  asked: Span & {
    readonly district: string;
    readonly territory: string;
    readonly kind: string | null;
    readonly byBody?: boolean;
  },
  today: Day,
): Guarded | null {
  const { district, territory, kind, from, to, byBody = false } = asked;
  const ofKind = kind?.includes('.') ?? false;
  if (byBody && ofKind) return null;
  const single = ofKind || byBody;
  if (isBelowTown(territory) || (single && territory !== district)) return null;
  const months = settledMonths(from, to, today);
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return null;
  return {
    span: { from: first, to: addDays(periodOf('month', last).to, -1) },
    below: territory === district && !single,
  };
}
/** Digits of a town's code (GB/T 10114). */
export const TOWN = 9;
/** Whether a territory is a village or smaller. */
export const isBelowTown = (territory: string): boolean => territory.length > TOWN;

/** Days after its end until a month is told of: by then what came in late, and what came from nobody, has been entered. */
export const SETTLED_DAYS = 7;

/** The count as the public reads it: null for fewer than the floor, none at all included. */
export const floored = (n: number): number | null => (n >= FLOOR ? n : null);

/** First days of the whole calendar months within a period (both days included) that are over and settled. */
export function settledMonths(from: Day, to: Day, today: Day): Day[] {
  const months: Day[] = [];
  let month = periodOf('month', from);
  if (month.from < from) month = periodAfter(month);
  while (addDays(month.to, -1) <= to && addDays(month.to, SETTLED_DAYS) <= today) {
    months.push(month.from);
    month = periodAfter(month);
  }
  return months;
}

/** Of these kinds, the ones in a choice: all (`''`), a group (`hazard.`) or one kind (`hazard.fire`). */
export const chosen = (kinds: readonly string[], part: string): string[] =>
  kinds.filter((code) => part === '' || (part.endsWith('.') ? code.startsWith(part) : code === part));
