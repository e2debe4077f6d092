import type { ReactNode } from 'react';
import { useCall } from '../../../platform/web/asking.ts';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Card, Empty, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { subscriptionCounts } from '../subscriptions.contract.ts';
import { countsWords } from './counts.words.ts';
import './areas.css';

/** How many subscriptions stand: two numbers, for the security administrator. */
export default function SubscriptionCounts(): ReactNode {
  const w = useWords(countsWords);
  usePageTitle(w('title'));
  const { data, error } = useCall(subscriptionCounts, {});
  return (
    <div className="stack account">
      <h1>{w('title')}</h1>
      <p className="soft">{w('lead')}</p>
      {error?.status === 403 ? (
        <Empty sign="lock" title={w('mayNot')} hint={w('mayNotHint')} />
      ) : (
        <ProblemNotice problem={error} />
      )}
      {data ? (
        <Card label={w('title')}>
          <dl className="areas-counts">
            <dt>{w('sms')}</dt>
            <dd>{data.sms}</dd>
            <dt>{w('push')}</dt>
            <dd>{data.push}</dd>
          </dl>
        </Card>
      ) : (
        error === null && <Waiting />
      )}
    </div>
  );
}
