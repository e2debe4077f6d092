import type { ReactNode } from 'react';
import { Button } from '../../../../platform/web/kit/controls.tsx';
import { Sign } from '../../../../platform/web/kit/icons.tsx';
import { Notice } from '../../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { useWords } from '../../../../platform/web/words.ts';
import { aboutWords } from './about.words.ts';
import './party.css';

const SENTENCES = ['say1', 'say2', 'say3', 'say4'] as const;

/** What mediation is, and the two ways in. */
export default function About(): ReactNode {
  const w = useWords(aboutWords);
  usePageTitle(w('title'));
  return (
    <div className="stack">
      <h1>{w('title')}</h1>
      <p>{w('lead')}</p>
      <Notice tone="warn">
        {w('danger')} <a href="tel:110">{w('call')}</a>
      </Notice>
      <ul className="plain-points">
        {SENTENCES.map((one) => (
          <li key={one}>
            <Sign name="check" />
            <span>{w(one)}</span>
          </li>
        ))}
      </ul>
      <Button look="primary" large wide sign="dispute" to="/mediation/apply">
        <TwoLines first={w('apply')} second={w('applyHint')} />
      </Button>
      <Button large wide sign="follow" to="/mediation/case">
        <TwoLines first={w('look')} second={w('lookHint')} />
      </Button>
      <p className="soft small">{w('sources')}</p>
    </div>
  );
}

function TwoLines({ first, second }: { first: string; second: string }): ReactNode {
  return (
    <span className="two-lines">
      {first}
      <span className="small">{second}</span>
    </span>
  );
}
