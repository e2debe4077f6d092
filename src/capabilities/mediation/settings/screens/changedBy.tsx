import type { ReactNode } from 'react';
import { postName } from '../../../../platform/identity/screens/posts.words.ts';
import { useWhen } from '../../../../platform/web/when.ts';
import { useLanguage, useWords } from '../../../../platform/web/words.ts';
import type { ChangedOut } from '../settings.contract.ts';
import { SOURCES, type Term } from '../terms.rules.ts';
import { screenWords } from './settings.screen.words.ts';

/** Where a term comes from, and who changed it last. */
export function ChangedBy({ term, changed }: { term: Term; changed: ChangedOut }): ReactNode {
  const w = useWords(screenWords);
  const when = useWhen();
  const language = useLanguage();
  return (
    <p className="soft small">
      {w('source')}: {w(`source_${SOURCES[term]}`)}
      <br />
      {changed === null
        ? w('never')
        : w('changedBy', {
            when: when.moment(changed.at),
            post: postName(changed.post, language),
            name: changed.name ?? '',
            reason: changed.reason ?? '',
          })}
    </p>
  );
}
