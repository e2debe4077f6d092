import { type ReactNode, useMemo } from 'react';
import type { AnswerOf } from '../../http/contract.ts';
import { useLanguage, useWords } from '../../web/words.ts';
import type { readYear } from '../calendar.contract.ts';
import { addDays, type Day, weekdayOf } from '../calendar.rules.ts';
import { calendarScreenWords } from './calendarScreen.words.ts';

export type YearKnown = AnswerOf<typeof readYear>;
export type MarkKnown = YearKnown['days'][number];

/** What a day is, for its colour. */
type Look = 'plain' | 'weekend' | 'holiday' | 'made-up';

export const lookOf = (day: Day, mark: MarkKnown | undefined): Look => {
  if (mark === undefined) return weekdayOf(day) > 5 ? 'weekend' : 'plain';
  if (mark.works) return weekdayOf(day) > 5 ? 'made-up' : 'plain';
  return 'holiday';
};

/** Twelve months; each day says what it is, and opens. */
export function YearView(props: {
  readonly year: number;
  readonly today: Day;
  readonly known: YearKnown;
  readonly onDay: (day: Day) => void;
}): ReactNode {
  const { year, today, known, onDay } = props;
  const w = useWords(calendarScreenWords);
  const language = useLanguage();
  const marks = useMemo(() => new Map(known.days.map((one) => [one.day, one])), [known]);
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const formats = useMemo(() => {
    const make = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
    return {
      month: make({ month: 'long' }),
      weekday: make({ weekday: 'narrow' }),
      whole: make({ month: 'long', day: 'numeric', weekday: 'long' }),
    };
  }, [locale]);
  const heads = [1, 2, 3, 4, 5, 6, 7].map((n) => formats.weekday.format(new Date(Date.UTC(2024, 0, n))));

  const describe = (day: Day): string => {
    const mark = marks.get(day);
    const works = mark?.works ?? weekdayOf(day) <= 5;
    const what = mark?.holiday
      ? mark.works
        ? w('makesUpFor', { holiday: w(mark.holiday) })
        : w(mark.holiday)
      : (mark?.why ?? '');
    return [formats.whole.format(new Date(day)), w(works ? 'worked' : 'off'), what].filter(Boolean).join(' · ');
  };

  return (
    <>
      <ul className="plain-list row calendar-legend">
        {(['holiday', 'made-up', 'override', 'weekend', 'today'] as const).map((one) => (
          <li key={one}>
            <span className="calendar-sample" data-look={one} aria-hidden="true">
              {one === 'holiday' ? w('offMark') : one === 'made-up' ? w('workedMark') : ''}
            </span>
            {w(
              (
                {
                  holiday: 'legendHoliday',
                  'made-up': 'legendMadeUp',
                  override: 'legendOverride',
                  weekend: 'legendWeekend',
                  today: 'legendToday',
                } as const
              )[one],
            )}
          </li>
        ))}
      </ul>
      <div className="calendar-months" data-open={!known.announced}>
        {Array.from({ length: 12 }, (_, month) => {
          const first = `${year}-${String(month + 1).padStart(2, '0')}-01`;
          const days = daysOfMonth(first);
          const name = formats.month.format(new Date(first));
          return (
            <section key={first} className="calendar-month" aria-label={name}>
              <h3>{name}</h3>
              <div className="calendar-grid">
                {heads.map((head, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: seven weekdays, some with the same letter
                  <span key={at} className="calendar-head" aria-hidden="true">
                    {head}
                  </span>
                ))}
                {days.map((day, at) => {
                  const mark = marks.get(day);
                  const look = lookOf(day, mark);
                  return (
                    <button
                      key={day}
                      type="button"
                      className="calendar-day"
                      data-look={look}
                      data-override={mark?.by === 'override' || undefined}
                      data-open={(known.openFrom !== null && day >= known.openFrom) || undefined}
                      aria-current={day === today ? 'date' : undefined}
                      aria-label={describe(day)}
                      title={describe(day)}
                      style={at === 0 ? { gridColumnStart: weekdayOf(day) } : undefined}
                      onClick={() => onDay(day)}
                    >
                      <span>{Number(day.slice(8))}</span>
                      {(look === 'holiday' || look === 'made-up') && (
                        // Drawn, not said: the day's name says it in full.
                        <small aria-hidden="true" data-mark={w(look === 'holiday' ? 'offMark' : 'workedMark')} />
                      )}
                    </button>
                  );
                })}
              </div>
            </section>
          );
        })}
      </div>
    </>
  );
}

function daysOfMonth(first: Day): Day[] {
  const days: Day[] = [];
  for (let day = first; day.slice(0, 7) === first.slice(0, 7); day = addDays(day, 1)) days.push(day);
  return days;
}
