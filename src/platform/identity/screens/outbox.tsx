import type { ReactNode } from 'react';
import { useCall } from '../../web/asking.ts';
import { Button } from '../../web/kit/controls.tsx';
import { ProblemNotice } from '../../web/kit/problem.tsx';
import { Empty, Notice, Waiting } from '../../web/kit/surfaces.tsx';
import { usePageTitle } from '../../web/page.tsx';
import { useWhen } from '../../web/when.ts';
import { useText, useWords } from '../../web/words.ts';
import { readOutbox } from '../residents.contract.ts';
import { residentScreenWords } from './resident.words.ts';

const REFRESH_MS = 4_000;

/** Where a demonstration's text messages can be read, since no telephone company sends them. */
export default function Outbox(): ReactNode {
  const w = useWords(residentScreenWords);
  const t = useText();
  const when = useWhen();
  usePageTitle(w('outboxTitle'));
  const { data, error } = useCall(readOutbox, {}, { every: REFRESH_MS });
  return (
    <div className="stack">
      <h1>{w('outboxTitle')}</h1>
      {data === undefined ? (
        error ? (
          <ProblemNotice problem={error} />
        ) : (
          <Waiting />
        )
      ) : (
        <>
          <Notice tone="warn">{t(data.notice)}</Notice>
          {data.messages.length === 0 && <Empty title={w('outboxEmpty')} sign="phone" />}
          {data.messages.map((one) => (
            <article key={one.id} className="card">
              <p className="soft small">
                {one.phone} · <time dateTime={one.at}>{when.moment(one.at)}</time>
              </p>
              <p>{one.words}</p>
            </article>
          ))}
        </>
      )}
      <Button to="/mine">{w('outboxBack')}</Button>
    </div>
  );
}
