import type { ReactNode } from 'react';
import { addDays } from '../../../../platform/calendar/calendar.rules.ts';
import { postName } from '../../../../platform/identity/screens/posts.words.ts';
import { Timeline } from '../../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../../platform/web/when.ts';
import { useLanguage, useWords } from '../../../../platform/web/words.ts';
import { useWritten } from '../../screens/named.ts';
import type { ReferenceOut } from '../references.contract.ts';
import { screenWords } from './references.screen.words.ts';

/** Everything that was ever said of one reference, newest first; nothing is rubbed out. */
export function History({ of }: { of: ReferenceOut }): ReactNode {
  const w = useWords(screenWords);
  const when = useWhen();
  const written = useWritten();
  const language = useLanguage();
  return (
    <Timeline
      events={of.steps.toReversed().map(({ from, value, source, post, recorded }) => ({
        id: `${recorded} ${from} ${value}`,
        title:
          value === null
            ? w('endedAfter', { to: when.day(addDays(from, -1)) })
            : w('setTo', { from: when.day(from), value: written(of.unit, value) }),
        when: (
          <span className="soft small">
            {w('recorded', { when: when.moment(recorded), post: postName(post, language) })}
          </span>
        ),
        body: source,
        tone: value === null ? 'warn' : 'info',
      }))}
    />
  );
}
