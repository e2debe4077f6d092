import { addDays, type Day } from '../../../platform/calendar/calendar.rules.ts';
import type { Figure, Unit } from '../../../platform/figures/figure.rules.ts';
import type { Post } from '../../../platform/identity/caller.ts';
import { dayOf, type Line } from '../../../platform/journal/line.rules.ts';

/** What rates and norms are reckoned to: counted as stocks. */
export const BASES = ['residents', 'villages', 'communities'] as const;
export type Base = (typeof BASES)[number];

/** What is asked for in each month: counted as a stock as well, and added up month by month. */
export const NORMS = ['monthlyVisits'] as const;
export type Norm = (typeof NORMS)[number];

/** The sorts of references: the target of a figure, a base, and a norm. */
export const SORTS = ['target', 'base', 'norm'] as const;
export type Sort = (typeof SORTS)[number];

/** What a reference is of. */
export type What = `target:${string}` | `base:${Base}` | `norm:${Norm}`;
export const WHAT = /^(target:[a-zA-Z0-9]{1,40}|base:(residents|villages|communities)|norm:monthlyVisits)$/;
export const isWhat = (text: string): text is What => WHAT.test(text);

/** Whether a measure is of a norm. */
export const isOfNorm = (measure: string): boolean => NORMS.some((one) => measure.startsWith(`${one}/`));
/** Whether a measure is of a base or a norm: public whoever asks, since all that is said of these is. */
export const isOfReference = (measure: string): boolean =>
  isOfNorm(measure) || BASES.some((one) => measure.startsWith(`${one}/`));

/** The figure whose target it is, by its code; null for what is counted. */
export const targetOf = (what: What): string | null => (what.startsWith('target:') ? what.slice(7) : null);
/** The base or the norm that it is, by the name under which it is counted; null for a target. */
export const countedOf = (what: What): Base | Norm | null =>
  what.startsWith('target:') ? null : (what.slice(5) as Base | Norm);
/** Of which sort it is. */
export const sortOf = (what: What): Sort => what.split(':')[0] as Sort;

/** From a day on: a value with the document that it stands in, or nothing any more (`value` null). */
export type Step = {
  readonly from: Day;
  readonly value: number | null;
  readonly source: string | null;
  /** In which post, and when it was recorded. */
  readonly as: Post;
  readonly at: string;
};

/** A value that is in force, and since when. */
export type Held = { readonly value: number; readonly from: Day; readonly source: string };

/** A target, a base or a norm of one territory: the fold of its lines. Steps stand in the order in which they were recorded. */
export type Reference = {
  readonly district: string;
  readonly id: string;
  readonly n: number;
  readonly what: What;
  readonly territory: string;
  readonly steps: readonly Step[];
  readonly updated: string;
};

/** The fold's version: raised whenever `fold` gives another state for the same lines. */
export const FOLD = 1;

/** The state after one more line. Pure. */
export function fold(before: Reference | null, line: Line): Reference {
  const body = line.body as Readonly<Record<string, unknown>>;
  const own = { as: body['as'] as Post, at: line.recorded };
  switch (line.kind) {
    case 'reference.set': {
      const step = {
        ...own,
        from: body['from'] as Day,
        value: body['value'] as number,
        source: body['source'] as string,
      };
      return {
        district: line.district,
        id: line.subject,
        n: line.n,
        what: body['what'] as What,
        territory: line.territory,
        steps: [...(before?.steps ?? []), step],
        updated: line.recorded,
      };
    }
    case 'reference.ended': {
      if (before === null) throw new Error('a reference ends that was never set');
      const step = { ...own, from: addDays(body['to'] as Day, 1), value: null, source: null };
      return { ...before, n: line.n, steps: [...before.steps, step], updated: line.recorded };
    }
    default:
      throw new Error(`a reference has no line ${line.kind}`);
  }
}

/**
 * What is in force on a day, or null: what was recorded last of all that begins no later, for each step holds from its day on over
 * whatever was said before. With `known`, as it was known at the end of that day.
 */
export function heldOn(steps: readonly Step[], day: Day, known: Day | null = null): Held | null {
  const step = steps.findLast((one) => one.from <= day && (known === null || dayOf(one.at) <= known));
  return step === undefined || step.value === null || step.source === null
    ? null
    : { value: step.value, from: step.from, source: step.source };
}

/** The next change after a day, or null: a value that comes, or the day from which nothing holds any more. */
export function changeAfter(
  steps: readonly Step[],
  day: Day,
): { readonly from: Day; readonly held: Held | null } | null {
  const [from] = daysOf(steps).filter(
    (one) => one > day && !isSame(heldOn(steps, addDays(one, -1)), heldOn(steps, one)),
  );
  return from === undefined ? null : { from, held: heldOn(steps, from) };
}

const isSame = (a: Held | null, b: Held | null): boolean => a?.from === b?.from && a?.value === b?.value;
const daysOf = (steps: readonly Step[]): Day[] => [...new Set(steps.map((one) => one.from))].sort();

/** By how much the value in force changes on which days; nothing in force is 0. */
export function changesOf(steps: readonly Step[]): ReadonlyMap<Day, number> {
  const valueOn = (day: Day): number => heldOn(steps, day)?.value ?? 0;
  return new Map(daysOf(steps).map((day) => [day, valueOn(day) - valueOn(addDays(day, -1))]));
}

/** Days before the first on which stocks are counted, and more than ten years ahead, are slips of the pen. */
export const FIRST_FROM: Day = '1990-01-01';
export const DAYS_AHEAD = 3_653;
/** Longest source, in characters. */
export const MOST_SOURCE = 200;
/** The most that a base, a norm, a count or a time in minutes can be. */
export const MOST = 1_000_000_000;

export type Fault = { readonly path: 'what' | 'territory' | 'value' | 'from' | 'to' | 'source'; readonly why: Why };
export type Why =
  | 'unknownFigure'
  | 'noTarget' // of what scores nobody
  | 'valueShare'
  | 'valueStars'
  | 'valueMinutes'
  | 'valueCount'
  | 'valueRate'
  | 'decimals'
  | 'tooEarly'
  | 'tooLate'
  | 'beforeLast' // than what was set last
  | 'numbers' // of a person, in a source
  | 'endsEarly'
  | 'ended';

/** Why a value cannot be of a unit, or null. A share is 0 to 1, stars 1 to 5, times are minutes. */
export function valueFault(unit: Unit, value: number): Why | null {
  const within = (least: number, most: number): boolean => value >= least && value <= most;
  switch (unit) {
    case 'share':
      return within(0, 1) ? decimals(value) : 'valueShare';
    case 'stars':
      return within(1, 5) ? decimals(value) : 'valueStars';
    case 'minutes':
      return value > 0 && value <= MOST ? decimals(value) : 'valueMinutes';
    case 'count':
      return within(0, MOST) && Number.isInteger(value) ? null : 'valueCount';
    case 'rate':
    case 'norm':
      return within(0, MOST) ? decimals(value) : 'valueRate';
  }
}

/** More than six decimals are a slip of a calculator, and written otherwise by other machines. */
const decimals = (value: number): Why | null => (Number(value.toFixed(6)) === value ? null : 'decimals');

/** Eleven digits and more are a telephone's or an identity card's, not a document's. */
const NUMBERS = /\d{11}/;

/**
 * What is wrong with setting a value; empty where nothing is. `figure` is the one whose target it would be, null where there is none of
 * that code; of a base or a norm it is not looked at. A later value begins no earlier than the one before it.
 */
export function setFaults(
  given: { readonly what: What; readonly value: number; readonly from: Day; readonly source: string },
  figure: Pick<Figure, 'unit' | 'better'> | null,
  before: Reference | null,
  today: Day,
): Fault[] {
  const faults: Fault[] = [];
  const add = (path: Fault['path'], why: Why | null): void => {
    if (why !== null) faults.push({ path, why });
  };
  const isTarget = sortOf(given.what) === 'target';
  if (isTarget && figure === null) add('what', 'unknownFigure');
  else if (isTarget && figure?.better === null) add('what', 'noTarget');
  else add('value', valueFault(isTarget ? (figure?.unit ?? 'count') : 'count', given.value));
  add('from', dayFault(given.from, today));
  const last = lastSet(before);
  if (last !== null && given.from < last) add('from', 'beforeLast');
  if (NUMBERS.test(given.source)) add('source', 'numbers');
  return faults;
}

/** What is wrong with ending a reference after a day; the day before its last value began takes that value back altogether. */
export function endFaults(before: Reference, to: Day, today: Day): Fault[] {
  const from = addDays(to, 1);
  const last = before.steps.at(-1);
  if (last?.value === null && last.from <= from) return [{ path: 'to', why: 'ended' }];
  const begun = lastSet(before);
  if (begun !== null && from < begun) return [{ path: 'to', why: 'endsEarly' }];
  const fault = dayFault(from, today);
  return fault === null ? [] : [{ path: 'to', why: fault }];
}

/** The day from which the last value that was set holds. */
export const lastSet = (reference: Reference | null): Day | null =>
  reference?.steps.findLast((one) => one.value !== null)?.from ?? null;

const dayFault = (day: Day, today: Day): Why | null =>
  day < FIRST_FROM ? 'tooEarly' : day > addDays(today, DAYS_AHEAD) ? 'tooLate' : null;

/**
 * Of the same base or norm in the territories above and below, one that is in force on a day or later, or null: from then on the sum
 * of the subtree would count the same twice.
 */
export function rivalFrom(others: readonly Reference[], from: Day): Reference | null {
  return others.find((one) => heldOn(one.steps, from) !== null || heldAfter(one.steps, from)) ?? null;
}

const heldAfter = (steps: readonly Step[], day: Day): boolean =>
  steps.some((one) => one.from > day && heldOn(steps, one.from) !== null);

/** A target as it is shown beside a figure: with the territory for which it was set. */
export type Target = Held & { readonly territory: string };

/** Whether a value is as good as its target; null where nothing can be said. */
export function met(better: 'more' | 'less' | null, value: number | null, target: number | null): boolean | null {
  if (better === null || value === null || target === null) return null;
  return better === 'more' ? value >= target : value <= target;
}

/** The target nearest to a territory, its own or that of one above it, on a day; with `known`, as it was known then. */
export function nearestTarget(
  references: readonly Reference[],
  asked: { readonly code: string; readonly territory: string; readonly day: Day; readonly known: Day | null },
): Target | null {
  const above = references
    .filter((one) => one.what === `target:${asked.code}` && asked.territory.startsWith(one.territory))
    .toSorted((a, b) => b.territory.length - a.territory.length);
  for (const { steps, territory } of above) {
    const held = heldOn(steps, asked.day, asked.known);
    if (held !== null) return { ...held, territory };
  }
  return null;
}
