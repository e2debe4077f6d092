import { useWords } from '../../../../platform/web/words.ts';
import { deskWords } from './desks.words.ts';

const KNOWN = [
  'slow',
  'away',
  'inside',
  'stopped',
  'signature',
  'badMessage',
  'differs',
  'unknownCase',
  'mergedCase',
] as const;

/** Says why something did not go through, by the code that is noted. */
export function useWhy(): (code: string) => string {
  const w = useWords(deskWords);
  return (code) => {
    const bare = code.replace(/^matters\./, '');
    if (bare.startsWith('http.')) return w('why_http', { status: bare.slice(5) });
    const known = KNOWN.find((one) => one === bare);
    return known === undefined ? w('why_other', { code: bare }) : w(`why_${known}`);
  };
}

const STATES: readonly string[] = [
  ...['new', 'assigned', 'accepted', 'handled', 'merged'],
  ...['reopened', 'closed', 'withdrawn', 'redirected', 'void'],
];
type State =
  | 'new'
  | 'assigned'
  | 'accepted'
  | 'handled'
  | 'merged'
  | 'reopened'
  | 'closed'
  | 'withdrawn'
  | 'redirected'
  | 'void';

/** Says which state an answer told of. */
export function useTold(): (status: string) => string {
  const w = useWords(deskWords);
  return (status) => (STATES.includes(status) ? w(`s_${status as State}`) : status);
}
