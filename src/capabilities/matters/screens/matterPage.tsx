import type { ReactNode } from 'react';
import { useParams } from 'wouter';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { useLive } from '../../../platform/web/live.ts';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { matterWords } from './matter.words.ts';
import { MatterPane } from './matterPane.tsx';

/** One matter on a page of its own. */
export default function MatterOfItsOwn(): ReactNode {
  const w = useWords(matterWords);
  usePageTitle(w('title'));
  const { id = '' } = useParams<{ id: string }>();
  useLive(['matters']);
  return (
    <div className="matter-page">
      <div className="row apart no-print">
        <Button look="plain" sign="back" to="/">
          {w('back')}
        </Button>
        <span className="row">
          <a className="button plain" href={`/api/proof/subjects/${id}`} download title={w('proofHint')}>
            {w('proof')}
          </a>
          <Button look="plain" to={`/matters/${id}/dossier`}>
            {w('print')}
          </Button>
        </span>
      </div>
      <div className="card">
        <MatterPane
          key={id}
          id={id}
          present
          linkTo={(other) => `/matters/${other}`}
          besideOf={(other) => `/matters/${id}/beside/${other}`}
        />
      </div>
    </div>
  );
}
