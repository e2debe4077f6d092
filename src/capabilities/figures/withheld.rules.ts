import { addDays, type Day, periodAfter, periodOf } from '../../platform/calendar/calendar.rules.ts';

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
