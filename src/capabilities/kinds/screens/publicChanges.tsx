import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { ChangeList } from './changeList.tsx';
import { changesWords } from './changes.words.ts';

/** Anybody's page: what was changed in the words that the platform works with, by which posts, when (charter rule 10). */
export default function PublicChanges(): ReactNode {
  const w = useWords(changesWords);
  usePageTitle(w('title'));
  return (
    <div className="stack wide-page">
      <h1>{w('title')}</h1>
      <p className="soft">
        {w('lead')} <Link href="/charter">{w('charter')}</Link>
      </p>
      <ChangeList />
    </div>
  );
}
