import { numberAt, startAt } from '../../platform/calendar/calendar.rules.ts';
import { isOpen, momentWorked, type Timetable, workedMs } from '../../platform/calendar/hours.rules.ts';

/** When somebody's devices speak: for danger to life and limb alone, once an hour at most, or once in the morning. */
export const PACES = ['urgent', 'hourly', 'morning'] as const;
export type Pace = (typeof PACES)[number];

/** Minutes of a day in Asia/Shanghai, from 00:00 on; no quiet hours where both are the same. */
export type Quiet = { readonly from: number; readonly to: number };

export type Setting = {
  readonly pace: Pace;
  readonly quiet: Quiet;
  /** Danger to life and limb passes the quiet hours. */
  readonly pass: boolean;
  /** All else keeps to the hours of the body, where it has hours of its own. */
  readonly office: boolean;
};

/** Where somebody has set nothing. */
export const USUAL: Setting = { pace: 'hourly', quiet: { from: 22 * 60, to: 7 * 60 }, pass: true, office: true };

/** What waits to be told, as far as it decides when: whether any is urgent, and when the oldest came. Milliseconds since 1970. */
export type Waits = { readonly urgent: boolean; readonly since: number };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The digest of a morning; later where quiet hours or the body's begin the day later. */
export const MORNING = 8 * 60;
/** Urgent matters that come one after another are told together after so long. */
export const URGENT_GAP_MS = 5 * MINUTE;
/** Steps from one end of closed hours to the next before it is given up: longer than any row of holidays. */
const MOST_STEPS = 40;

/**
 * The first moment, now or later, at which what waits may be said; null where this person's devices do not speak of it. China keeps no
 * summer time: a day has 24 hours. @param now, toldAt milliseconds since 1970.
 */
export function speaksAt(
  setting: Setting,
  waits: Waits,
  now: number,
  toldAt: number | null,
  hours: readonly Timetable[],
): number | null {
  const plain = plainAt(setting, waits, now, toldAt, hours);
  if (!waits.urgent) return plain;
  const soon = Math.max(now, (toldAt ?? Number.NEGATIVE_INFINITY) + URGENT_GAP_MS);
  const urgent = setting.pass ? soon : afterQuiet(soon, setting.quiet);
  return plain === null ? urgent : Math.min(plain, urgent);
}

function plainAt(
  { pace, quiet, office }: Setting,
  { since }: Waits,
  now: number,
  toldAt: number | null,
  hours: readonly Timetable[],
): number | null {
  if (pace === 'urgent') return null;
  const paced = pace === 'morning' ? nextAt(MORNING, since) : (toldAt ?? Number.NEGATIVE_INFINITY) + HOUR;
  let at = Math.max(now, paced);
  for (let step = 0; step < MOST_STEPS; step++) {
    const next = office ? afterClosed(afterQuiet(at, quiet), hours) : afterQuiet(at, quiet);
    if (next === at) return at;
    at = next;
  }
  return at;
}

/** The moment itself, or the end of the quiet hours in which it lies, across midnight too. */
export function afterQuiet(at: number, { from, to }: Quiet): number {
  const minute = (at - startAt(numberAt(at))) / MINUTE;
  const isQuiet = from <= to ? from <= minute && minute < to : minute >= from || minute < to;
  return isQuiet ? nextAt(to, at) : at;
}

/** The moment itself where one of the bodies works then, or the first at which one does. */
function afterClosed(at: number, hours: readonly Timetable[]): number {
  if (hours.length === 0 || hours.some((one) => isOpen(at, one))) return at;
  return Math.min(...hours.map((one) => opensAfter(at, one)));
}
/** The millisecond by which one more is worked, less that one. */
const opensAfter = (at: number, hours: Timetable): number =>
  momentWorked(workedMs(at, hours) + 1, numberAt(at), hours) - 1;

/** The next moment after another at which the clock shows so many minutes of a day; a whole day later where it shows them just now. */
function nextAt(minutes: number, after: number): number {
  const today = startAt(numberAt(after)) + minutes * MINUTE;
  return today > after ? today : today + 24 * HOUR;
}

/** Minutes until the next try after so many that failed: 2, 4, 8 … at most six hours. */
export const restMinutes = (tries: number): number => Math.min(2 ** Math.min(tries, 9), 360);
