import { randomInt } from 'node:crypto';
import { BUCKETS, MEASURES } from '../../src/capabilities/matters/matters.figures.ts';
import { addDays, type Day, daysBetween } from '../../src/platform/calendar/calendar.rules.ts';
import { kindPart } from '../../src/platform/figures/asked.rules.ts';
import type { TallyAsk } from '../../src/platform/journal/tallyReads.store.ts';
import { DISTRICT, type Filled } from './fill.ts';

/** The figures that a territory is asked for, with the measures that each is made of. */
const buckets = (name: string) => BUCKETS.map((bucket) => `${name}:${bucket}`);
const SINGLE = MEASURES.filter((name) => !['firstAction', 'handling', 'ratingSum'].includes(name));
const FIGURES: readonly (readonly string[])[] = [
  ...SINGLE.map((name) => [name]),
  ['ratingSum', 'rated'],
  ['closedOnTime', 'closed'],
  ['dueClosed', 'due'],
  ['dueClosedOnTime', 'due'],
  buckets('firstAction'),
  buckets('handling'),
];

function oneOf<T>(all: readonly T[]): T {
  return all[randomInt(all.length)] as T;
}

/** A choice of kinds as the page has it: mostly all, now and then a group or one kind. */
function someKind({ kinds }: Filled): string | null {
  const luck = randomInt(8);
  if (luck > 1) return null;
  const kind = oneOf(kinds);
  return luck === 0 ? kind : (kind.split('.')[0] ?? null);
}

/** Any days of the three years, the first and the last month cut; sometimes the day of a past knowledge. */
function somePeriod({ first, today }: Filled): Pick<TallyAsk, 'from' | 'to' | 'asOf'> {
  const length = daysBetween(first, today);
  const [from, to] = [randomInt(length), randomInt(length)].toSorted((a, b) => a - b).map((n) => addDays(first, n)) as [
    Day,
    Day,
  ];
  return { from, to, asOf: randomInt(10) === 0 ? addDays(first, randomInt(length)) : null };
}

/** One figure for one territory of any level and one period. */
export function someFigure(filled: Filled): TallyAsk {
  const part = kindPart(someKind(filled));
  return {
    district: DISTRICT,
    measures: oneOf(FIGURES).map((name) => `${name}/${part}`),
    territories: [someTerritory(filled)],
    ...somePeriod(filled),
    by: 'total',
  };
}

/** Each level as often as another. */
function someTerritory({ territories }: Filled): string {
  const length = oneOf([6, 9, 12, 15]);
  return oneOf(territories.filter((code) => code.length === length));
}

/** All measures for a territory and its children, as `readFigures` asks for them. */
export function boardOf({ territories }: Filled, territory: string, period: Pick<TallyAsk, 'from' | 'to'>): TallyAsk {
  const below = territories.filter((code) => code.length === territory.length + 3 && code.startsWith(territory));
  const measures = MEASURES.flatMap((name) => (name === 'firstAction' || name === 'handling' ? buckets(name) : [name]));
  return {
    district: DISTRICT,
    measures: measures.map((name) => `${name}/`),
    territories: [territory, ...below],
    ...period,
    asOf: null,
    by: 'total',
  };
}
