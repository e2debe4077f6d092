import type { FigureVersion, Terms, Unit } from '../../../platform/figures/figure.rules.ts';
import { type Language, say } from '../../../platform/language/language.ts';
import { written as writtenIn } from '../written.rules.ts';
import { paperWords } from './paper.words.ts';

type Key = keyof typeof paperWords.zh & string;

/** A formula as people read it; `named` gives the name of a measure that is a figure itself. */
export function formulaText(
  { formula, counts }: FigureVersion,
  language: Language,
  named: (measure: string) => string | null,
): string {
  const measure = (code: string): string => {
    const own = `m_${code}`;
    return named(code) ?? (own in paperWords.zh ? say(paperWords, language, own as Key) : code);
  };
  const terms = (all: Terms): string =>
    all.map(({ measure: code, sign }, at) => `${sign === -1 ? '− ' : at === 0 ? '' : '+ '}${measure(code)}`).join(' ');
  const words = (key: Key, values: Readonly<Record<string, string | number>>): string =>
    say(paperWords, language, key, values);
  const stock = counts === 'stock' ? say(paperWords, language, 'stock') : '';
  switch (formula.is) {
    case 'sum':
      return terms(formula.of) + stock;
    case 'share':
      return words('f_share', { part: terms(formula.part), whole: terms(formula.whole) }) + stock;
    case 'mean':
      return words('f_mean', { part: terms(formula.sum), whole: terms(formula.n) }) + stock;
    case 'quantile':
      return words('f_quantile', { percent: formula.q * 100, of: say(paperWords, language, ofTime(formula.of)) });
    case 'rate':
      return words('f_rate', { part: terms(formula.of), per: formula.per, base: measure(formula.base) });
    case 'norm':
      return words(formula.every === undefined ? 'f_norm' : 'f_normMonthly', {
        part: terms(formula.of),
        base: measure(formula.base),
        each: formula.each,
      });
  }
}

/** Times have the name of a figure too, which is their median: what is meant here is the single time. */
const ofTime = (code: string): Key => (`m_${code}` in paperWords.zh ? (`m_${code}` as Key) : 'none');

/** A value in its unit, in Chinese as the paper's tables have it. */
export const written = (unit: Unit, value: number): string =>
  writtenIn(unit, value, 'zh', (key, of) => say(paperWords, 'zh', key, of));
