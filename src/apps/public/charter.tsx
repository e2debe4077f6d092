import type { ReactNode } from 'react';
import { charterWords } from '../../platform/charter/charter.words.ts';
import { Button } from '../../platform/web/kit/controls.tsx';
import { usePageTitle } from '../../platform/web/page.tsx';
import { useWords } from '../../platform/web/words.ts';
import { charterPageWords } from './charter.words.ts';

const RULES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

/** What Lianan watches, and what it never does. */
export default function Charter(): ReactNode {
  const w = useWords(charterPageWords);
  const rule = useWords(charterWords);
  usePageTitle(w('title'));
  return (
    <div className="stack">
      <h1>{w('title')}</h1>
      <p>{w('lead')}</p>
      <ol className="charter">
        {RULES.map((n) => (
          <li key={n} className="card">
            <h2>{rule(`title${n}`)}</h2>
            <p>{rule(`text${n}`)}</p>
          </li>
        ))}
      </ol>
      <p className="soft">{w('code')}</p>
      <Button to="/changes">{w('changes')}</Button>
    </div>
  );
}
