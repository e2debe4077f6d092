import { type Language, say } from '../../../platform/language/language.ts';
import { statementsWords } from './statements.words.ts';

/** A period as people name it. */
export function periodText(period: string, language: Language): string {
  const [year = '', rest = ''] = period.split('-');
  if (rest === '') return say(statementsWords, language, 'year', { year });
  if (rest.startsWith('Q')) return say(statementsWords, language, 'quarter', { year, n: rest.slice(1) });
  return say(statementsWords, language, 'month', { year, n: language === 'zh' ? Number(rest) : rest });
}
