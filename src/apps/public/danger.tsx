import type { ReactNode } from 'react';
import { useWords } from '../../platform/web/words.ts';
import { publicWords } from './public.words.ts';

const LINES = [
  { number: '110', word: 'police' },
  { number: '119', word: 'fire' },
  { number: '120', word: 'ambulance' },
] as const;

/** The first line of the report page: who comes at once, one tap away. */
export function DangerLine(): ReactNode {
  const w = useWords(publicWords);
  return (
    <p className="danger-line">
      {w('dangerBefore')}{' '}
      {LINES.map(({ number, word }) => (
        <a key={number} href={`tel:${number}`}>
          {number}
          <span className="danger-word"> {w(word)}</span>
        </a>
      ))}
    </p>
  );
}
