import type { ReactNode } from 'react';
import { useCall } from '../../../platform/web/asking.ts';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Card } from '../../../platform/web/kit/surfaces.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { weigh } from '../admissions.contract.ts';
import { screenWords } from './admissions.screen.words.ts';
import { BurdenLines } from './burdenLines.tsx';
import { type Draft, weighable } from './taskDraft.ts';

/** The burden of what is being typed, beside what the same villages have already. */
export function Weighed({ draft }: { draft: Draft }): ReactNode {
  const w = useWords(screenWords);
  const ready = weighable(draft);
  const query = ready === null ? null : { ...ready, territories: ready.territories.join(',') };
  const { data, error } = useCall(
    weigh,
    { query: query ?? { territories: '', minutes: 0, times: 0, from: '' } },
    { enabled: query !== null, keep: true },
  );
  return (
    <Card label={w('weighed')}>
      <h2>{w('weighed')}</h2>
      <ProblemNotice problem={error} />
      {query === null || data === undefined ? (
        <p className="soft">{w('weighHint')}</p>
      ) : (
        <BurdenLines burden={data.burden} load={data.load} />
      )}
    </Card>
  );
}
