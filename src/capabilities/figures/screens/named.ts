import { useCallback, useMemo } from 'react';
import type { AnswerOf } from '../../../platform/http/contract.ts';
import { useCall } from '../../../platform/web/asking.ts';
import { useLanguage, useText, useWords } from '../../../platform/web/words.ts';
import { catalogue } from '../asking.contract.ts';
import { BASES } from '../references/references.rules.ts';
import { referencesWords } from '../references/references.words.ts';
import { written } from '../written.rules.ts';
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

/** The name and the meaning of figures by code, and the names of bases; the code itself until the catalogue has come. */
export function useNames(): { readonly name: (code: string) => string; readonly means: (code: string) => string } {
  const declared = useDeclared();
  const t = useText();
  const b = useWords(referencesWords);
  const name = (code: string): string => {
    const base = BASES.find((one) => one === code);
    return base === undefined ? t(declared.get(code)?.name) || code : b(`base_${base}`);
  };
  return { name, means: (code) => t(declared.get(code)?.means) || '' };
}

/** Writes a value by its unit: counts whole, shares in per cent, times as a span, stars as stars. */
export function useWritten(): (unit: Unit, value: number | null) => string {
  const w = useWords(figuresScreenWords);
  const language = useLanguage();
  return useCallback((unit, value) => written(unit, value, language, w), [w, language]);
}

/** Writes a figure of a set by its code. */
export function useValue(): (set: FigureSet, code: string) => string {
  const declared = useDeclared();
  const write = useWritten();
  return (set, code) => {
    const one = declared.get(code);
    // Until the catalogue has come nobody knows in what it is counted.
    if (one === undefined) return write('count', null);
    const found = set[code] ?? null;
    return write(one.unit, typeof found === 'object' ? (found?.minutes ?? null) : found);
  };
}

/** A plain count of a set. */
export const countOf = (set: FigureSet, code: string): number => {
  const found = set[code];
  return typeof found === 'number' ? found : 0;
};
