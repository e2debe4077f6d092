import type { Unit } from '../../../../platform/figures/figure.rules.ts';
import type { ReferenceOut } from '../references.contract.ts';

/** What is typed, as its fields have it. */
export type Draft = {
  readonly what: string;
  readonly territory: string;
  readonly value: string;
  readonly from: string;
  readonly source: string;
};

/** In what each unit is typed: shares and norms in per cent, as people say them. */
export const HINTS = {
  share: 'inPercent',
  norm: 'inPercent',
  stars: 'inStars',
  minutes: 'inMinutes',
  count: 'inCount',
  rate: 'inRate',
} as const satisfies Readonly<Record<Unit, string>>;
const inPercent = (unit: Unit): boolean => unit === 'share' || unit === 'norm';

/** The number that was typed, in the unit itself; null where it is none. `95` of a share is 0.95. */
export function numberFrom(unit: Unit, typed: string): number | null {
  const text = typed
    .trim()
    .replace(/[,，\s]/g, '')
    .replace(/[%％]$/, '');
  if (!/^\d+(\.\d+)?$/.test(text)) return null;
  // A tenth of a per cent is no sum of halves: without rounding, 28.7 % would be sent as 0.28700000000000003.
  return inPercent(unit) ? Number((Number(text) / 100).toFixed(10)) : Number(text);
}

/** Where a form begins: empty, or with the value that was set last, from today on. */
export function draftOf(of: ReferenceOut | null, today: string): Draft {
  if (of === null) return { what: '', territory: '', value: '', from: today, source: '' };
  const last = of.steps.findLast((one) => one.value !== null);
  const value = last?.value ?? null;
  return {
    what: of.what,
    territory: of.territory.code,
    value: value === null ? '' : String(inPercent(of.unit) ? Number((value * 100).toFixed(8)) : value),
    from: last !== undefined && last.from > today ? last.from : today,
    source: '',
  };
}
