import { useMemo } from 'react';
import type { AnswerOf } from '../../../platform/http/contract.ts';
import { useCall } from '../../../platform/web/asking.ts';
import { useLanguage, useText, useWords } from '../../../platform/web/words.ts';
import { catalogue } from '../asking.contract.ts';
import { figuresScreenWords } from './figures.screen.words.ts';
import type { FigureSet } from './figuresView.ts';

export type Declared = AnswerOf<typeof catalogue>['figures'][number];
export type Unit = Declared['unit'];

/** The catalogue changes with a release only. */
const FRESH_MS = 3_600_000;

/** The declared figures by code; none until they have come. */
export function useDeclared(): ReadonlyMap<string, Declared> {
  const { data } = useCall(catalogue, {}, { fresh: FRESH_MS });
  return useMemo(() => new Map((data?.figures ?? []).map((one) => [one.code, one])), [data]);
}

/** The name and the meaning of figures by code; the code itself until the catalogue has come. */
export function useNames(): { readonly name: (code: string) => string; readonly means: (code: string) => string } {
  const declared = useDeclared();
  const t = useText();
  return { name: (code) => t(declared.get(code)?.name) || code, means: (code) => t(declared.get(code)?.means) || '' };
}

/** Writes a value by its unit: counts whole, shares in per cent, times as a span, stars as stars. */
export function useWritten(): (unit: Unit, value: number | null) => string {
  const w = useWords(figuresScreenWords);
  const language = useLanguage();
  return (unit, value) => {
    if (value === null) return w('none');
    const number = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { maximumFractionDigits: 2 });
    switch (unit) {
      case 'count':
        return number.format(value);
      case 'share':
      case 'norm':
        return w('percent', { n: Math.round(value * 1000) / 10 });
      case 'stars':
        return w('stars', { n: Math.round(value * 100) / 100 });
      case 'rate':
        return number.format(value);
      case 'minutes':
        if (value < 120) return w('minutes', { n: Math.round(value) });
        if (value < 48 * 60) return w('hours', { n: Math.round(value / 6) / 10 });
        return w('days', { n: Math.round(value / 144) / 10 });
    }
  };
}

/** Writes a figure of a set by its code. */
export function useValue(): (set: FigureSet, code: string) => string {
  const declared = useDeclared();
  const written = useWritten();
  return (set, code) => {
    const found = set[code] ?? null;
    return written(declared.get(code)?.unit ?? 'count', typeof found === 'object' ? (found?.minutes ?? null) : found);
  };
}

/** A plain count of a set. */
export const countOf = (set: FigureSet, code: string): number => {
  const found = set[code];
  return typeof found === 'number' ? found : 0;
};
