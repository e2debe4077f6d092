import type { ReactNode } from 'react';
import { useParams } from 'wouter';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { useLive } from '../../../platform/web/live.ts';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { matterWords } from './matter.words.ts';
import { MatterPane } from './matterPane.tsx';

/** Two matters side by side, to see whether they are one; merging is a move of either. */
export default function Beside(): ReactNode {
  const w = useWords(matterWords);
  usePageTitle(w('beside'));
  const { id = '', other = '' } = useParams();
  useLive(['matters']);
  const linkTo = (one: string): string => `/matters/${one}`;
  return (
    <div className="stack">
      <div className="row">
        <Button look="plain" sign="back" to={linkTo(id)}>
          {w('back')}
        </Button>
        <h1>{w('beside')}</h1>
      </div>
      <div className="beside">
        {[id, other].map((one) => (
          <div key={one} className="card">
            <MatterPane id={one} linkTo={linkTo} />
          </div>
        ))}
      </div>
    </div>
  );
}
