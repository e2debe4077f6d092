import { startOf } from '../../../platform/calendar/calendar.rules.ts';
import type { HearingSource, Shown, Telling } from '../../../platform/hearing/source.ts';
import { textOf } from '../../../platform/language/language.ts';
import { ancestorsOf } from '../../../platform/places/codes.rules.ts';
import { LINES } from './lines.rules.ts';
import { ownOf } from './rounds.rights.ts';
import { firstDays, type Round } from './rounds.rules.ts';
import { roundsById } from './rounds.store.ts';
import { roundWords } from './rounds.words.ts';

/** The end of a Shanghai day. */
const endOf = (day: string): string => new Date(startOf(day).getTime() + 86_400_000).toISOString();

/** Screening rounds as liaisons hear of them: that a place of theirs is still to be visited, until it was or the round is over. */
export const roundsHeard: HearingSource = {
  about: 'round',
  kinds: [LINES.reminded],
  async told(tx, district, lines) {
    const ids = [...new Set(lines.map(({ subject }) => subject))];
    const all = new Map((await roundsById(tx, district, ids)).map((one) => [one.id, one]));
    return new Map(
      lines.flatMap((line) => {
        const it = all.get(line.subject);
        if (it === undefined) return [];
        const of = { sort: 'soon' as const, what: 'walk', of: null, due: endOf(it.to), urgent: false };
        // A grid's liaison is also whoever looks after its village.
        const told = ancestorsOf(line.territory).map(
          (territory): Telling => ({ ...of, to: { who: 'walk', territory } }),
        );
        return [[line.id, told] as const];
      }),
    );
  },
  async shown(tx, district, { person, appointments }, notices) {
    const ids = [...new Set(notices.map(({ subject }) => subject))];
    const all = new Map((await roundsById(tx, district, ids)).map((one) => [one.id, one]));
    return notices.map(({ subject, due }): Shown | null => {
      const it = all.get(subject);
      const left = it === undefined ? [] : leftTo(it, ownOf({ is: 'staff', person, appointments }, it.territories));
      if (it === undefined || left.length === 0 || (due !== null && due !== endOf(it.to))) return null;
      return {
        number: `${it.from} – ${it.to}`,
        name: textOf(roundWords, 'notice'),
        what: textOf(roundWords, 'walk', { n: left.length }),
        territory: left[0] ?? it.territory,
        body: null,
        hidden: false,
        to: `/mediation/rounds/${it.id}`,
        onPhone: '/rounds',
      };
    });
  },
};

/** Of some territories those that are still to be visited; none of a round that is over. */
function leftTo(it: Round, own: readonly string[]): string[] {
  if (it.closed !== null) return [];
  const days = firstDays(it);
  return own.filter((one) => it.reminded?.[one] !== undefined && !days.has(one));
}
