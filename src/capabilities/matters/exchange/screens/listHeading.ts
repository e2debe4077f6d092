import { exchangeWords } from '../../../../gateways/exchange/exchange.words.ts';
import { useWords } from '../../../../platform/web/words.ts';

/** The heading of an empty list of cases, in the reader's language; lists are read in both. */
export function useListHeading(): string[] {
  const w = useWords(exchangeWords);
  return [
    ...[w('number'), w('what'), w('category'), w('received'), w('address'), w('lon'), w('lat'), w('words')],
    ...[w('contactName'), w('contactPhone'), w('urgency'), w('answerBy')],
  ];
}
