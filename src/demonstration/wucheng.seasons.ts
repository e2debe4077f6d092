import {
  addDays,
  DAY_MS,
  dayOf,
  daysBetween,
  isWorked,
  numberOf,
  startOf,
  weekdayOf,
} from '../platform/calendar/calendar.rules.ts';
import { chineseCalendar } from '../platform/calendar/holidays.ts';
import type { Dice } from './random.ts';
import { runningTotals } from './random.ts';

/** How often each kind is told of, and in which months (January first); even over the year where no months are named. */
const KINDS: Readonly<Record<string, { readonly often: number; readonly months?: readonly number[] }>> = {
  'hazard.fire': { often: 9, months: [15, 14, 9, 8, 8, 7, 9, 9, 8, 9, 12, 15] },
  'hazard.ebike': { often: 9, months: [7, 7, 8, 9, 10, 12, 14, 14, 12, 10, 8, 7] },
  'hazard.gas': { often: 4, months: [14, 13, 10, 8, 7, 6, 6, 6, 7, 9, 12, 14] },
  'hazard.building': { often: 4, months: [7, 7, 9, 10, 11, 14, 12, 11, 9, 8, 7, 7] },
  'hazard.construction': { often: 5, months: [5, 4, 10, 11, 11, 10, 10, 10, 11, 11, 11, 9] },
  'hazard.work': { often: 3, months: [6, 5, 10, 11, 11, 10, 10, 10, 10, 10, 11, 10] },
  'hazard.chemical': { often: 1.2, months: [14, 13, 8, 8, 8, 8, 9, 9, 8, 8, 9, 10] },
  'hazard.road': { often: 9, months: [9, 9, 10, 10, 11, 13, 12, 10, 9, 9, 9, 9] },
  'hazard.light': { often: 7, months: [12, 11, 9, 8, 8, 8, 8, 8, 9, 10, 12, 13] },
  'hazard.water': { often: 2.5, months: [2, 2, 4, 8, 14, 20, 26, 24, 12, 5, 2, 2] },
  'hazard.flood': { often: 3.5, months: [3, 4, 7, 11, 16, 30, 18, 16, 10, 4, 3, 2] },
  'hazard.food': { often: 3, months: [9, 8, 8, 9, 11, 13, 14, 14, 12, 9, 8, 9] },
  'incident.theft': { often: 5, months: [13, 11, 9, 9, 9, 9, 9, 9, 10, 10, 11, 13] },
  'incident.fraud': { often: 5 },
  'incident.traffic': { often: 9, months: [10, 8, 10, 10, 10, 10, 8, 8, 12, 11, 10, 10] },
  'incident.noise': { often: 8, months: [6, 6, 8, 10, 12, 14, 15, 14, 12, 10, 7, 6] },
  'incident.pollution': { often: 5, months: [8, 8, 9, 10, 11, 12, 12, 11, 10, 13, 11, 8] },
  'incident.outage': { often: 5, months: [13, 11, 8, 8, 9, 11, 15, 15, 9, 8, 8, 11] },
  'incident.assault': { often: 1 },
  'incident.damage': { often: 2 },
  'incident.disorder': { often: 1.5 },
  'incident.other': { often: 1 },
  'dispute.family': { often: 4, months: [9, 14, 10, 9, 9, 9, 9, 9, 9, 10, 9, 9] },
  'dispute.neighbour': { often: 8 },
  'dispute.property': { often: 6, months: [12, 8, 9, 9, 9, 10, 11, 10, 9, 9, 10, 14] },
  'dispute.medical': { often: 1 },
  'dispute.consumer': { often: 5, months: [11, 9, 13, 9, 9, 11, 9, 9, 9, 9, 13, 10] },
  'dispute.labour': { often: 5, months: [24, 12, 6, 6, 6, 7, 7, 7, 7, 8, 10, 18] },
  'dispute.loan': { often: 2.5 },
  'dispute.land': { often: 3, months: [8, 8, 14, 13, 10, 9, 9, 8, 10, 11, 9, 8] },
  'help.missing': { often: 1.2 },
  'help.elder': { often: 2.5, months: [14, 13, 9, 8, 8, 8, 11, 11, 8, 8, 9, 13] },
  'help.hardship': { often: 2, months: [15, 12, 9, 8, 8, 8, 8, 8, 9, 9, 11, 14] },
  'help.legal': { often: 2.5 },
  'help.residence': { often: 3, months: [5, 14, 16, 10, 8, 9, 10, 10, 13, 8, 6, 5] },
  'suggestion.safety': { often: 3 },
  'suggestion.service': { often: 2 },
};

export const KIND_CODES: readonly string[] = Object.keys(KINDS);
const KIND_TOTALS = runningTotals(Object.values(KINDS).map(({ often }) => often));

export function anyKind(luck: Dice): string {
  return KIND_CODES[luck.byWeight(KIND_TOTALS)] ?? '';
}

/** Monday to Sunday: offices are told on weekdays, noise is heard at weekends. */
const WEEK = [116, 106, 102, 100, 104, 80, 74];
const LOUD_WEEK = [80, 82, 86, 92, 116, 142, 126];
/** By the hour of the day. */
const DAY = [2, 1, 1, 1, 1, 3, 10, 24, 46, 52, 48, 36, 20, 22, 38, 44, 42, 36, 26, 30, 28, 20, 12, 5];
const LOUD_DAY = [14, 8, 4, 2, 2, 4, 8, 8, 8, 8, 8, 8, 14, 14, 8, 8, 8, 8, 14, 24, 32, 44, 46, 30];
/** More is told each year as people come to know the way: this much a year. */
const GROWTH = 0.18;

const HOURS = runningTotals(DAY);
const LOUD_HOURS = runningTotals(LOUD_DAY);
const days = new Map<string, number[]>();

/** A moment at which somebody tells of a kind, from the first moment of a day until `until`: seasons, weekdays, hours. */
export function anyMoment(luck: Dice, kind: string, from: string, until: Date): Date {
  const isLoud = kind === 'incident.noise';
  const count = daysBetween(from, dayOf(until)) + 1;
  const key = `${kind} ${from} ${count}`;
  const totals =
    days.get(key) ??
    runningTotals(
      Array.from({ length: count }, (_, at) => {
        const day = addDays(from, at);
        const month = KINDS[kind]?.months?.[Number(day.slice(5, 7)) - 1] ?? 10;
        const weekday = (isLoud ? LOUD_WEEK : WEEK)[weekdayOf(day) - 1] ?? 100;
        return month * weekday * (1 + (GROWTH * at) / 365);
      }),
    );
  days.set(key, totals);
  for (;;) {
    const day = addDays(from, luck.byWeight(totals));
    const minute = luck.byWeight(isLoud ? LOUD_HOURS : HOURS) * 60 + luck.whole(0, 59);
    const moment = new Date(startOf(day).getTime() + minute * 60_000 + luck.whole(0, 59_999));
    if (moment <= until) return moment;
  }
}

const OPENS = 8.5 * 60;
const CLOSES = 17.5 * 60;
const OFFICE_DAY = CLOSES - OPENS;

const calendar = chineseCalendar();

/** The moment after so many minutes of office time (working days, 8:30 to 17:30). */
export function afterOfficeMinutes(from: Date, minutes: number): Date {
  const first = dayOf(from);
  const begin = startOf(first).getTime();
  let number = numberOf(first);
  let minute = (from.getTime() - begin) / 60_000;
  let left = minutes;
  for (let at = begin; ; at += DAY_MS) {
    const start = Math.max(minute, OPENS);
    const room = isWorked(number, calendar) ? Math.max(0, CLOSES - start) : 0;
    if (left < room) return new Date(at + Math.round((start + left) * 60_000));
    left -= room;
    number += 1;
    minute = 0;
  }
}

/** Office minutes of so many working days. */
export function officeDays(days: number): number {
  return days * OFFICE_DAY;
}

export function minutesAfter(from: Date, minutes: number): Date {
  return new Date(from.getTime() + Math.round(minutes * 60_000));
}
