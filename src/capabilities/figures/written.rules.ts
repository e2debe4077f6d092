import type { Unit } from '../../platform/figures/figure.rules.ts';
import type { Language } from '../../platform/language/language.ts';

type Word = 'none' | 'percent' | 'stars' | 'minutes' | 'hours' | 'days';

/**
 * A value in words by its unit: counts whole, shares in per cent, times as a span that people say, stars as stars.
 * @param say one of the folder's words with its number.
 */
export function written(
  unit: Unit,
  value: number | null,
  language: Language,
  say: (key: Word, parameters: { n: number }) => string,
): string {
  if (value === null) return say('none', { n: 0 });
  switch (unit) {
    case 'share':
    case 'norm':
      return say('percent', { n: Math.round(value * 1000) / 10 });
    case 'stars':
      return say('stars', { n: Math.round(value * 100) / 100 });
    case 'minutes':
      if (value < 120) return say('minutes', { n: Math.round(value) });
      if (value < 48 * 60) return say('hours', { n: Math.round(value / 6) / 10 });
      return say('days', { n: Math.round(value / 144) / 10 });
    default:
      return new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { maximumFractionDigits: 2 }).format(value);
  }
}
