import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { AnswerOf } from '../../../platform/http/contract.ts';
import { Badge } from '../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import type { around } from '../around.contract.ts';
import { aroundWords } from './around.words.ts';
import { TONE_OF_STATE } from './aroundView.ts';
import { KindPicture } from './kindPicture.tsx';
import { useKindName } from './kindsNow.ts';

type Shown = AnswerOf<typeof around>['items'][number];

/** One public matter in the list: what, where, how far, on which day. */
export function AroundLine({ matter: it }: { matter: Shown }): ReactNode {
  const w = useWords(aroundWords);
  const t = useText();
  const when = useWhen();
  const kindName = useKindName();
  const said = [
    t(it.territoryName),
    it.closed ? w('closedOn', { day: when.day(it.closed) }) : w('reportedOn', { day: when.day(it.reported) }),
  ];
  return (
    <li>
      <Link href={`/m/${it.number}`} className="card around-line">
        <KindPicture code={it.kind} />
        <span className="around-words">
          <strong>{kindName(it.kind)}</strong>
          <span className="soft small">{said.filter(Boolean).join(' · ')}</span>
        </span>
        <Badge tone={TONE_OF_STATE[it.state]}>{w(it.state)}</Badge>
      </Link>
    </li>
  );
}
