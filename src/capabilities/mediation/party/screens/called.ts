import { useWords } from '../../../../platform/web/words.ts';
import { useOwnCase } from './acting.ts';
import { ownWords } from './own.words.ts';

/** What a party is called on the page: its name, a number where it was forgotten; whoever reads is marked as such. */
export function useCalled(): (party: string) => string {
  const w = useWords(ownWords);
  const { view } = useOwnCase();
  return (id) => {
    const at = view.parties.findIndex((one) => one.id === id);
    const name = view.parties[at]?.name ?? w('partyN', { n: at + 1 });
    return id === view.me ? `${name}${w(view.as === 'self' ? 'meMark' : `mark_${view.as}`)}` : name;
  };
}
