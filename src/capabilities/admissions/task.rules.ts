import { z } from 'zod';
import { addDays, isDay } from '../../platform/calendar/calendar.rules.ts';
import type { Candidate } from '../../platform/charter/charter.rules.ts';

/** Words that can be stored and read. */
export const plain = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((one) => one.isWellFormed() && !one.includes('\u0000'), {
      error: '含有不能保存的字符 contains characters that cannot be stored',
    });

/** Who does a task in a village or community. */
export const DOERS = ['liaison', 'committee', 'volunteer', 'residents'] as const;
export type Doer = (typeof DOERS)[number];

/** How many places a task may name; whole towns and the district are one each. */
export const MOST_PLACES = 60;
/** Days that an admission lasts at most: then it is asked for anew. */
export const MOST_DAYS = 731;
/** So many days before its end it may be asked for anew. */
export const AGAIN_DAYS = 60;
/**
 * Hours of a full post in a year: 248 working days of 8 hours (人力资源社会保障部, 关于职工全年月平均工作时间和工资折算问题的通知,
 * 人社部发〔2025〕2号: 365 − 104 − 13 days).
 */
export const POST_HOURS = 1984;

/** A kind of task that a body asks villages and communities to take on. Days are of Asia/Shanghai, both included. */
export const task = z.strictObject({
  name: z.strictObject({ zh: plain(80), en: plain(160) }),
  /** The law, with its article, on which it rests. */
  basis: plain(400),
  territories: z
    .array(z.string().regex(/^[1-9]\d{5}(\d{3}){0,2}$/))
    .min(1)
    .max(MOST_PLACES),
  doer: z.enum(DOERS),
  /** Minutes that it takes in one village, each time. */
  minutes: z.int().min(1).max(2400),
  /** Times a year in each village. */
  times: z.int().min(1).max(8784),
  from: z.iso.date(),
  until: z.iso.date(),
  /** What villages need no longer do for it. */
  dropped: plain(400),
});
export type Task = z.output<typeof task>;

export type TaskFault = { readonly path: string; readonly why: 'days' | 'long' | 'past' };

/** Where a task contradicts itself or the calendar; empty when it does not. */
export function taskFaults({ from, until }: Pick<Task, 'from' | 'until'>, today: string): TaskFault[] {
  if (until < from) return [{ path: 'until', why: 'days' }];
  if (until > addDays(from, MOST_DAYS - 1)) return [{ path: 'until', why: 'long' }];
  return until < today ? [{ path: 'until', why: 'past' }] : [];
}

/** What of a task becomes a category, for the charter: its name, in both languages. */
export const candidatesOf = ({ name }: Pick<Task, 'name'>): Candidate[] => [{ path: 'name', ...name }];

/** Places without those that lie within another one of them. */
export function outermost(codes: readonly string[]): string[] {
  const all = [...new Set(codes)].sort();
  return all.filter((code) => !all.some((other) => other !== code && code.startsWith(other)));
}

/** The villages and communities that a task falls on. */
export const villagesIn = (territories: readonly string[], villages: readonly string[]): string[] =>
  villages.filter((village) => territories.some((one) => village.startsWith(one)));

export type Effort = Pick<Task, 'minutes' | 'times'>;

/** Hours a year in one village. */
export const hoursOf = ({ minutes, times }: Effort): number => (minutes * times) / 60;

/** The part of one full post that so many hours a year are. */
export const shareOf = (hours: number): number => hours / POST_HOURS;

/** Hours a year that tasks bring already to the villages that have least and most of them; null where there is no village. */
export function loadOn(
  villages: readonly string[],
  tasks: readonly (Effort & Pick<Task, 'territories'>)[],
): { readonly least: number; readonly most: number } | null {
  if (villages.length === 0) return null;
  const sums = villages.map((village) =>
    tasks.reduce((sum, one) => sum + (one.territories.some((code) => village.startsWith(code)) ? hoursOf(one) : 0), 0),
  );
  return { least: Math.min(...sums), most: Math.max(...sums) };
}

/** True for a day that an admission may end on: not before it begins or is decided, not after what was asked for. */
export const mayEndOn = (until: string, { from, until: asked }: Pick<Task, 'from' | 'until'>, today: string): boolean =>
  isDay(until) && until >= from && until >= today && until <= asked;

/** The later of two days. */
export const laterOf = (one: string, other: string): string => [one, other].sort().at(-1) ?? other;
