import { useCallback, useMemo } from 'react';
import type { AnswerOf } from '../../../platform/http/contract.ts';
import type { Text } from '../../../platform/language/language.ts';
import { useCall } from '../../../platform/web/asking.ts';
import { useLanguage, useText, useWords } from '../../../platform/web/words.ts';
import { catalogue } from '../asking.contract.ts';
import { BASES, NORMS } from '../references/references.rules.ts';
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

/** The one measure that a figure is the plain sum of; null where it is made otherwise. */
export function measureOfSum(one: Declared): string | null {
  const formula = one.versions.at(-1)?.formula;
  const [first, ...more] = formula?.is === 'sum' ? formula.of : [];
  return first !== undefined && more.length === 0 && first.sign === 1 ? first.measure : null;
}

/** The count that a figure opens to: itself, or of a share its part; null where its own page tells more. */
export function opensTo(one: Declared, all: ReadonlyMap<string, Declared>): string | null {
  if (measureOfSum(one) !== null) return one.code;
  const formula = one.versions.at(-1)?.formula;
  if (formula?.is !== 'share') return null;
  const part = formula.part[0]?.measure;
  return [...all.values()].find((other) => measureOfSum(other) === part)?.code ?? null;
}

export type OwnKinds = NonNullable<Declared['kinds']>;

/** The kinds of their own that figures are counted by, a group each. */
export function useOwnKinds(): readonly OwnKinds[] {
  const declared = useDeclared();
  return useMemo(() => {
    const groups = [...declared.values()].flatMap(({ kinds }) =>
      kinds === null ? [] : [[kinds.group, kinds] as const],
    );
    return [...new Map(groups).values()];
  }, [declared]);
}

/** They as choices: a group, and what it holds. */
export const ownKindOptions = (
  own: readonly OwnKinds[],
  t: (text: Text) => string,
): { readonly value: string; readonly label: string }[] =>
  own.flatMap(({ group, name, kinds }) => [
    { value: group, label: t(name) },
    ...kinds.map((one) => ({ value: one.code, label: `${t(name)} · ${t(one.name)}` })),
  ]);

/** The names of the kinds of figures' own. */
export function useOwnKindName(): (code: string) => string | undefined {
  const own = useOwnKinds();
  const t = useText();
  return (code) => {
    const found = own.flatMap(({ kinds }) => kinds).find((one) => one.code === code);
    return found === undefined ? undefined : t(found.name);
  };
}

/** The name and the meaning of figures by code, and the names of bases and norms; the code itself until the catalogue has come. */
export function useNames(): { readonly name: (code: string) => string; readonly means: (code: string) => string } {
  const declared = useDeclared();
  const t = useText();
  const b = useWords(referencesWords);
  const s = useWords(figuresScreenWords);
  const name = (code: string): string => {
    // Of the two that a mean is made of, its number is a figure and its sum is none.
    const mean = [...declared.values()].find(({ versions }) =>
      versions.some(({ formula }) => formula.is === 'mean' && formula.sum.some(({ measure }) => measure === code)),
    );
    if (mean !== undefined) return s('sumOf', { name: t(mean.name) });
    const base = BASES.find((one) => one === code);
    const norm = NORMS.find((one) => one === code);
    if (base !== undefined) return b(`base_${base}`);
    return norm === undefined ? t(declared.get(code)?.name) || code : b(`norm_${norm}`);
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

/** A norm and what there was, as words say them. */
export const normOf = ({ part, whole }: { readonly part: number | null; readonly whole: number | null }) => ({
  norm: whole ?? 0,
  actual: part ?? 0,
});

/** Where a target is drawn in a chart: of what is held against a norm, where it is met. */
export const targetDrawn = (unit: Unit, target: { readonly value: number } | null): number | null =>
  unit === 'norm' ? 1 : (target?.value ?? null);

/** A plain count of a set. */
export const countOf = (set: FigureSet, code: string): number => {
  const found = set[code];
  return typeof found === 'number' ? found : 0;
};
