import type { ReactNode } from 'react';
import { useLanguage, useWords } from '../../../platform/web/words.ts';
import type { Sum } from '../figures.rules.ts';
import { figuresWords } from '../figures.words.ts';
import { figuresScreenWords } from './figures.screen.words.ts';
import type { FigureSet } from './figuresView.ts';

/** A figure that is shown: its name, its value in words, and the sum whose lines it opens to. */
type Shown = { readonly name: keyof typeof figuresWords.zh & string; readonly opens: Sum };

export const FIRST: readonly Shown[] = [
  { name: 'opened', opens: 'opened' },
  { name: 'closed', opens: 'closed' },
  { name: 'onTimeRate', opens: 'closedOnTime' },
  { name: 'satisfaction', opens: 'rated' },
  { name: 'firstAction', opens: 'opened' },
  { name: 'reopened', opens: 'reopened' },
];
/** What stands beside the on-time rate, and never in it. */
export const BESIDE: readonly Shown[] = [
  { name: 'extended', opens: 'extended' },
  { name: 'suspended', opens: 'suspended' },
  { name: 'returned', opens: 'returned' },
  { name: 'sentBack', opens: 'sentBack' },
];
export const OTHERS: readonly Shown[] = [
  { name: 'assigned', opens: 'assigned' },
  { name: 'handled', opens: 'handled' },
  { name: 'closedOnTime', opens: 'closedOnTime' },
  { name: 'handling', opens: 'closed' },
  { name: 'due', opens: 'due' },
  { name: 'closingRate', opens: 'dueClosed' },
  { name: 'onTimeClosingRate', opens: 'dueClosedOnTime' },
  { name: 'rated', opens: 'rated' },
  { name: 'merged', opens: 'merged' },
  { name: 'withdrawn', opens: 'withdrawn' },
  { name: 'void', opens: 'void' },
  { name: 'redirected', opens: 'redirected' },
  { name: 'verified', opens: 'verified' },
  { name: 'verifiedSample', opens: 'verifiedSample' },
  { name: 'sentBackSample', opens: 'sentBackSample' },
  { name: 'closedSoon', opens: 'closedSoon' },
  { name: 'reopenedSoon', opens: 'reopenedSoon' },
];

/** Writes a figure's value: counts whole, rates in per cent, medians as a span of time. */
export function useValue(): (set: FigureSet, name: string) => string {
  const w = useWords(figuresScreenWords);
  const language = useLanguage();
  const number = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB');
  const span = (minutes: number): string => {
    if (minutes < 120) return w('minutes', { n: Math.round(minutes) });
    if (minutes < 48 * 60) return w('hours', { n: Math.round(minutes / 6) / 10 });
    return w('days', { n: Math.round(minutes / 144) / 10 });
  };
  return (set, name) => {
    const value = set[name as keyof FigureSet];
    if (value === null || value === undefined) return w('none');
    if (typeof value === 'object') return value.minutes === null ? w('none') : span(value.minutes);
    if (name.endsWith('Rate')) return w('percent', { n: Math.round(value * 1000) / 10 });
    if (name === 'satisfaction') return w('stars', { n: Math.round(value * 100) / 100 });
    return number.format(value);
  };
}

/** Figures as buttons: each opens to the records behind it, and says in one sentence what it counts. */
export function FigureCards(props: {
  readonly figures: readonly Shown[];
  readonly set: FigureSet;
  readonly onOpen: (sum: Sum) => void;
}): ReactNode {
  const f = useWords(figuresWords);
  const value = useValue();
  return (
    <div className="figure-cards">
      {props.figures.map((one) => (
        <button key={one.name} type="button" className="card figure" onClick={() => props.onOpen(one.opens)}>
          <span className="figure-name">{f(one.name)}</span>
          <strong className="figure-value" data-figure={one.name}>
            {value(props.set, one.name)}
          </strong>
          <span className="figure-means soft small">{f(`${one.name}Means` as 'openedMeans')}</span>
        </button>
      ))}
    </div>
  );
}
