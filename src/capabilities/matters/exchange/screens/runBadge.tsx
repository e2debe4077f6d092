import type { ReactNode } from 'react';
import type { AnswerOf } from '../../../../platform/http/contract.ts';
import { Badge, type Tone } from '../../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../../platform/web/when.ts';
import { useWords } from '../../../../platform/web/words.ts';
import type { casesOfMatter } from '../traffic.contract.ts';
import type { Run } from '../traffic.rules.ts';
import { deskWords } from './desks.words.ts';
import { useWhy } from './whys.ts';

export type Answer = AnswerOf<typeof casesOfMatter>['cases'][number]['answers'][number];

const TONES: Readonly<Record<Run, Tone>> = { sent: 'good', waiting: 'info', failing: 'bad', dropped: 'warn' };

/** How an answer fares: when it arrived, or why it did not. */
export function RunBadge({ answer: one }: { answer: Answer }): ReactNode {
  const w = useWords(deskWords);
  const when = useWhen();
  const why = useWhy();
  return (
    <span>
      <Badge tone={TONES[one.run]}>{w(`run_${one.run}`, { at: one.sent === null ? '' : when.moment(one.sent) })}</Badge>
      {one.failed !== null && one.sent === null && (
        <span className="soft small">
          {' '}
          {why(one.failed)}
          {one.run === 'failing' && ` · ${w('tries', { n: one.tries })}`}
        </span>
      )}
    </span>
  );
}
