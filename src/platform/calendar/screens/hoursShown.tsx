import { type ReactNode, useMemo } from 'react';
import { useLanguage, useWords } from '../../web/words.ts';
import type { Hours, Week } from '../hours.rules.ts';
import { spansText } from '../hoursText.rules.ts';
import { calendarScreenWords } from './calendarScreen.words.ts';

/** Names of the weekdays, Monday first. */
export function useWeekdays(): readonly string[] {
  const language = useLanguage();
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
      weekday: 'short',
      timeZone: 'UTC',
    });
    return [1, 2, 3, 4, 5, 6, 7].map((n) => format.format(new Date(Date.UTC(2024, 0, n))));
  }, [language]);
}

/** A week as few lines as it needs: days with the same hours stand together. */
function useWeekLines(): (week: Week) => readonly { readonly days: string; readonly text: string }[] {
  const w = useWords(calendarScreenWords);
  const names = useWeekdays();
  return (week) => {
    const texts = week.map((spans) => spansText(spans) || w('closed'));
    if (new Set(texts).size === 1) return [{ days: w('allDays'), text: texts[0] ?? '' }];
    return [...Map.groupBy(texts.keys(), (at) => texts[at] ?? '')].map(([text, days]) => ({
      days: days.map((at) => (at > 4 ? w('makeUpDay', { day: names[at] ?? '' }) : names[at])).join(' '),
      text,
    }));
  };
}

/** When a body works, in words. */
export function HoursShown({ hours }: { hours: Hours }): ReactNode {
  const w = useWords(calendarScreenWords);
  const names = useWeekdays();
  const lines = useWeekLines();
  const onDays = { every: 'every', working: 'onWorking', off: 'onOff' } as const;
  const parts = [
    { title: w('office'), lines: lines(hours.week) },
    ...hours.seasons.map(({ from, to, week }) => ({ title: w('season', { from, to }), lines: lines(week) })),
    ...(hours.duty.length === 0
      ? []
      : [
          {
            title: w('duty'),
            lines: hours.duty.map((one) => ({
              days: [w(onDays[one.days]), ...one.weekdays.map((day) => names[day - 1])].join(' '),
              text: spansText([one]),
            })),
          },
        ]),
  ];
  return (
    <dl className="calendar-hours">
      {parts.map(({ title, lines: own }) => (
        <div key={title}>
          <dt>{title}</dt>
          {own.map(({ days, text }) => (
            <dd key={`${days} ${text}`}>
              <span>{days}</span> <strong>{text}</strong>
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
