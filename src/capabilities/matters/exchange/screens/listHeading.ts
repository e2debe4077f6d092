import { exchangeWords } from '../../../../gateways/exchange/exchange.words.ts';
import type { Text } from '../../../../platform/language/language.ts';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { listWords } from './lists.words.ts';

/** The heading of an empty list of cases, in the reader's language; lists are read in both. */
export function useListHeading(): string[] {
  const w = useWords(exchangeWords);
  return [
    ...[w('number'), w('what'), w('category'), w('received'), w('address'), w('lon'), w('lat'), w('words')],
    ...[w('contactName'), w('contactPhone'), w('urgency'), w('answerBy')],
  ];
}

type Column = keyof typeof exchangeWords.zh;
/** Where a field of a case goes by another name than its column. */
const COLUMN_OF: Readonly<Record<string, Column>> = {
  'category.code': 'category',
  'category.name': 'categoryName',
  'contact.name': 'contactName',
  'contact.phone': 'contactPhone',
  'place.territory': 'address',
};

/** Says why a row is refused, with the column that it is about: a reason alone would leave whoever mends it to search. */
export function useReason(): (one: { readonly path: string; readonly message: Text }) => string {
  const w = useWords(exchangeWords);
  const l = useWords(listWords);
  const t = useText();
  return ({ path, message }) => {
    const bare = path.replace(/^body\./, '');
    const name = COLUMN_OF[bare] ?? bare.replace(/^place\./, '');
    const isColumn = (key: string): key is Column => key in exchangeWords.zh;
    return isColumn(name) ? l('about', { column: w(name), reason: t(message) }) : t(message);
  };
}
