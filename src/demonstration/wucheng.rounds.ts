import type { CasePast, RoundPast, VisitPast } from '../capabilities/mediation/mediation.door.ts';
import { addDays, dayOf, periodOf, startOf } from '../platform/calendar/calendar.rules.ts';
import type { Caller } from '../platform/identity/caller.ts';
import { type Dice, dice } from './random.ts';
import { roundPhrases, themesOfMonths } from './tellings.rounds.ts';
import type { Cast } from './wucheng.lives.ts';
import { toDegrees } from './wucheng.plane.ts';
import { coordinatorOf, liaisonOf } from './wucheng.posts.ts';
import { afterOfficeMinutes } from './wucheng.seasons.ts';
import { towns, WUCHENG } from './wucheng.towns.ts';
import { type Village, villages } from './wucheng.villages.ts';

/** How often a village where nothing was found was not visited at all; each town has its own habit. */
const MISSED = [0.02, 0.06, 0.1, 0.14, 0.32] as const;
/** The villages of the two liaisons who have accounts: this month's visit is left to whoever tries them. */
const LEFT: readonly string[] = [`${WUCHENG}001001`, `${WUCHENG}106001`];

type Telling = { readonly cast: Cast; readonly uuid: (name: string) => string; readonly now: Date };
type Month = { readonly id: string; readonly from: string; readonly to: string; readonly planned: Date };

/**
 * The screening rounds in which the disputes were found: each town's every month, since the first of last year, each of its villages
 * once or more, some of them missed. What a dispute was found in stands in its case; the month that goes on is under way.
 * @param everywhere false tells only the rounds in which something was found, and those that go on.
 */
export function roundPlans(
  { cast, uuid, now }: Telling,
  pasts: readonly CasePast[],
  everywhere: boolean,
): { readonly cases: CasePast[]; readonly rounds: RoundPast[] } {
  const roundOf = (town: string, month: string) => uuid(`round ${town} ${month}`);
  const found = Map.groupBy(
    pasts.filter(({ ask }) => ask.channel === 'round'),
    ({ ask, at }) => roundOf(ask.territory.slice(0, 9), dayOf(at).slice(0, 7)),
  );
  const villagesOf = Map.groupBy(villages(), ({ code }) => code.slice(0, 9));
  const months = monthsUntil(now);
  const rounds = towns.flatMap(({ code: town }) => {
    const habit = dice(`rounds of ${town}`).pick(MISSED);
    return months.flatMap((month): RoundPast[] => {
      const id = roundOf(town, month.id);
      const isOver = dayOf(now) > month.to;
      const cases = found.get(id) ?? [];
      if (!everywhere && isOver && cases.length === 0) return [];
      const within = villagesOf.get(town) ?? [];
      const planner = cast.callerOf(coordinatorOf(town));
      const visits = [
        ...cases.map((one) => foundVisit(uuid, cast, one)),
        ...nothingVisits({ cast, uuid, now }, within, { cases, month, habit, isOver, planner }),
      ].sort((a, b) => a.at.getTime() - b.at.getTime());
      const theme = themesOfMonths[Number(month.id.slice(5)) - 1] ?? 'general';
      const territories = within.map(({ code }) => code).sort();
      const closed = new Date(startOf(addDays(month.to, 1)).getTime() + 5 * 60_000);
      return [
        {
          ask: { id, territories, from: month.from, to: month.to, theme, words: roundPhrases.plan[theme] },
          ...{ caller: planner, at: month.planned, visits },
          closed: closed <= now ? { id: uuid(`round closed ${town} ${month.id}`), at: closed } : null,
        },
      ];
    });
  });
  const cases = pasts.map((past) => {
    if (past.ask.channel !== 'round') return past;
    const round = roundOf(past.ask.territory.slice(0, 9), dayOf(past.at).slice(0, 7));
    return { ...past, ask: { ...past.ask, round } };
  });
  return { cases, rounds };
}

/** The months since the first of last year whose rounds are planned by now: two days before they begin. */
function monthsUntil(now: Date): Month[] {
  const first = `${Number(dayOf(now).slice(0, 4)) - 1}-01-01`;
  const months: Month[] = [];
  for (let from = first; ; ) {
    const { id, to: next } = periodOf('month', from);
    // The first is planned when everybody is appointed.
    const planned = new Date(startOf(from === first ? from : addDays(from, -2)).getTime() + 9.5 * 3_600_000);
    if (planned > now) return months;
    months.push({ id, from, to: addDays(next, -1), planned });
    from = next;
  }
}

function foundVisit(uuid: (name: string) => string, cast: Cast, { ask, author, at }: CasePast): VisitPast {
  const luck = dice(`visit of ${ask.id}`);
  const village = known(ask.territory);
  return {
    ...{ id: uuid(`visit ${ask.id}`), at, caller: cast.byPerson(author.by ?? ''), territory: ask.territory },
    ...{ cases: [ask.id], place: checkIn(luck, village), words: '' },
  };
}

type Round = {
  readonly cases: readonly CasePast[];
  readonly month: Month;
  readonly habit: number;
  readonly isOver: boolean;
  readonly planner: Caller;
};

/** Visits to the villages in which nothing was found, as far as the month has gone. */
function nothingVisits(
  { cast, uuid, now }: Telling,
  within: readonly Village[],
  { cases, month, habit, isOver, planner }: Round,
): VisitPast[] {
  const finding = new Set(cases.map(({ ask }) => ask.territory));
  return within.flatMap((village): VisitPast[] => {
    const { code } = village;
    const luck = dice(`nothing found ${code} ${month.id}`);
    if (finding.has(code) || luck.chance(habit) || (!isOver && LEFT.includes(code))) return [];
    const day = `${month.id}-${String(luck.whole(1, 28)).padStart(2, '0')}`;
    const at = afterOfficeMinutes(startOf(day), luck.whole(20, 480));
    if (at >= now || dayOf(at) > month.to || at <= month.planned) return [];
    const id = uuid(`visit ${code} ${month.id}`);
    const of = { id, at, territory: code, cases: [] };
    if (luck.chance(0.03)) return [{ ...of, caller: planner, place: null, words: luck.pick(roundPhrases.stead) }];
    const words = luck.chance(0.1) ? luck.pick(roundPhrases.nothing) : '';
    const caller = cast.callerOf(liaisonOf(code, luck.whole(1, 2)));
    return [{ ...of, caller, place: checkIn(luck, village), words }];
  });
}

const byCode: ReadonlyMap<string, Village> = new Map(villages().map((one) => [one.code, one]));
function known(code: string): Village {
  const village = byCode.get(code);
  if (village === undefined) throw new Error(`demonstration round has no village ${code}`);
  return village;
}

/** One check-in a few steps from the middle of the village, to about ten metres as a phone sends it. */
function checkIn(luck: Dice, { spot: [x, y] }: Village) {
  const { lon, lat } = toDegrees([x + (luck.next() - 0.5) * 0.4, y + (luck.next() - 0.5) * 0.4]);
  return { lon: Math.round(lon * 1e4) / 1e4, lat: Math.round(lat * 1e4) / 1e4 };
}
