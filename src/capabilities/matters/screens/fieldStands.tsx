import { type ReactNode, useEffect } from 'react';
import { useCall } from '../../../platform/web/asking.ts';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Badge, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useWords } from '../../../platform/web/words.ts';
import { matter as matterGet } from '../desk.contract.ts';
import { fieldOutboxWords } from './fieldOutbox.words.ts';
import { useEntryTitle } from './history.tsx';
import { statusWords } from './status.words.ts';
import { TONE_OF } from './tones.ts';

/** How a matter stands at the server now, beside what somebody wanted to do to it; tells the version that they see. */
export function StandsNow({ id, onSeen }: { id: string; onSeen: (n: number | null) => void }): ReactNode {
  const w = useWords(fieldOutboxWords);
  const s = useWords(statusWords);
  const when = useWhen();
  const title = useEntryTitle();
  const { data, error, isFetchedAfterMount } = useCall(matterGet, { params: { id } }, { fresh: 0 });
  // An answer of before the change is not how it stands now.
  const n = isFetchedAfterMount && error === null ? (data?.matter.n ?? null) : null;
  useEffect(() => onSeen(n), [n, onSeen]);
  const last = data?.history.at(-1);
  return (
    <section aria-label={w('there')}>
      <h3>{w('there')}</h3>
      {error?.status === 404 && <p>{w('cannotSee')}</p>}
      {error !== null && error.status !== 404 && <ProblemNotice problem={error} />}
      {data === undefined && error === null && <Waiting />}
      {data !== undefined && error === null && (
        <>
          <p className="row">
            <Badge tone={TONE_OF[data.matter.status]}>{s(data.matter.status)}</Badge>
            <span className="soft small">{when.moment(data.matter.updated)}</span>
          </p>
          {last && <p>{w('lastStep', { step: title(last) })}</p>}
          {last?.words && <p className="said">{last.words}</p>}
        </>
      )}
    </section>
  );
}
