import type { Count, Line } from '../../../platform/journal/line.rules.ts';
import { firstDays, type Round } from './rounds.rules.ts';

/** The version of these rules; counts carry it, `npm run refold` moves them on. */
export const FIGURES = 1;

/**
 * What a line of a round counts toward, in the territory that is to be visited. `roundTerritories` (planned), `roundCovered` (of
 * these, visited at least once) and `roundBlank` (of a closed round, never visited) on the last day of the round, by which it must be
 * visited: coverage is `roundCovered` / `roundTerritories`, which never passes 1. `roundVisited` on the day of the first visit.
 *
 * They are the difference of two states, so that a visit that is taken back, or one that arrives after the round was closed, takes its
 * counts back on the day on which they stood. What was found is not counted here: numbers of disputes score nobody.
 */
export function countsOf(before: Round | null, _line: Line, after: Round): Count[] {
  const counts: Count[] = [];
  const [then, now] = [standOf(before), standOf(after)];
  for (const territory of after.territories) {
    for (const measure of MEASURES) {
      const [was, is] = [then.get(territory)?.[measure] ?? null, now.get(territory)?.[measure] ?? null];
      if (was === is) continue;
      const add = (day: string, n: number) =>
        counts.push({ measure: `${measure}/screening.round`, day, territory, n, figure: FIGURES });
      if (was !== null) add(was, -1);
      if (is !== null) add(is, 1);
    }
  }
  return counts;
}

export const MEASURES = ['roundTerritories', 'roundVisited', 'roundCovered', 'roundBlank'] as const;

/** The day on which each measure counts each territory; null where it does not. */
function standOf(round: Round | null): ReadonlyMap<string, Readonly<Record<(typeof MEASURES)[number], string | null>>> {
  if (round === null) return new Map();
  const days = firstDays(round);
  const due = round.to;
  return new Map(
    round.territories.map((one) => {
      const visited = days.get(one) ?? null;
      return [
        one,
        {
          roundTerritories: due,
          roundVisited: visited,
          roundCovered: visited === null ? null : due,
          roundBlank: visited === null && round.closed !== null ? due : null,
        },
      ];
    }),
  );
}
