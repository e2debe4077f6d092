import { useMemo } from 'react';
import type { Language } from '../language/language.ts';
import { webWords } from './web.words.ts';
import { useLanguage, useWords } from './words.ts';

const ZONE = 'Asia/Shanghai';

/** Ways to write a moment, in the language in force and in the district's time (Asia/Shanghai). */
export type When = {
  /** 11月23日 14:05; the year too when it is not this one. */
  readonly moment: (iso: string) => string;
  /** 2026年11月23日 */
  readonly day: (iso: string) => string;
  /** The last whole day before a moment: a deadline at midnight is met on the day that it ends. */
  readonly lastDay: (iso: string) => string;
  /** A moment by which something is due; the end of a day is its 24:00, as offices write it, not the next one's 00:00. */
  readonly dueBy: (iso: string) => string;
  /** 3 分钟前; past a week the day itself. */
  readonly ago: (iso: string, now?: Date) => string;
  /** 还有 2 小时 / 已超 3 天 */
  readonly left: (iso: string, now?: Date) => string;
  /** 2 小时 / 3 天: how long something took, in milliseconds. */
  readonly span: (ms: number) => string;
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function formats(language: Language) {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const make = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options });
  return {
    short: make({
      month: language === 'zh' ? 'long' : 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }),
    long: make({
      year: 'numeric',
      month: language === 'zh' ? 'long' : 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }),
    day: make({ year: 'numeric', month: language === 'zh' ? 'long' : 'short', day: 'numeric' }),
    year: make({ year: 'numeric' }),
  };
}

const DAY_ALONE = /^\d{4}-\d\d-\d\d$/;

/** A day without a time ('YYYY-MM-DD') stands for its noon, so that no zone moves it. */
const dateOf = (iso: string): Date => new Date(DAY_ALONE.test(iso) ? `${iso}T12:00:00+08:00` : iso);

/** Whether a moment is the first of a day in the district's time, eight hours ahead of UTC all year. */
const isMidnight = (iso: string): boolean => !DAY_ALONE.test(iso) && (Date.parse(iso) + 8 * HOUR) % DAY === 0;

/** Writes moments for people. */
export function useWhen(): When {
  const language = useLanguage();
  const w = useWords(webWords);
  return useMemo(() => {
    const f = formats(language);
    const span = (ms: number): string => {
      if (ms < HOUR) return w('minutes', { n: Math.max(1, Math.round(ms / MINUTE)) });
      if (ms < 2 * DAY) return w('hours', { n: Math.round(ms / HOUR) });
      return w('days', { n: Math.round(ms / DAY) });
    };
    const day = (iso: string): string => f.day.format(dateOf(iso));
    const moment = (iso: string): string => {
      if (DAY_ALONE.test(iso)) return day(iso);
      const it = dateOf(iso);
      return f.year.format(it) === f.year.format(new Date()) ? f.short.format(it) : f.long.format(it);
    };
    return {
      day,
      span,
      moment,
      lastDay: (iso) => f.day.format(new Date(dateOf(iso).getTime() - 1)),
      dueBy: (iso) =>
        isMidnight(iso)
          ? moment(new Date(Date.parse(iso) - MINUTE).toISOString()).replace('23:59', '24:00')
          : moment(iso),
      ago: (iso, now = new Date()) => {
        // What keeps only its day (an anonymous report) is no number of minutes ago.
        if (DAY_ALONE.test(iso)) return day(iso);
        const ms = now.getTime() - dateOf(iso).getTime();
        if (ms < MINUTE) return w('justNow');
        return ms < 7 * DAY ? w('ago', { span: span(ms) }) : day(iso);
      },
      left: (iso, now = new Date()) => {
        const ms = dateOf(iso).getTime() - now.getTime();
        return ms >= 0 ? w('left', { span: span(ms) }) : w('over', { span: span(-ms) });
      },
    };
  }, [language, w]);
}
