import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { AnswerOf } from '../../../../platform/http/contract.ts';
import { useCall } from '../../../../platform/web/asking.ts';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Badge, Card, Empty, Waiting } from '../../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { useWhen } from '../../../../platform/web/when.ts';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { transfers } from '../transfer.contract.ts';
import { transferWords } from '../transfer.words.ts';

type Transfer = AnswerOf<typeof transfers>['items'][number];

/** What passes from one body to another, the latest day first. */
export default function TransfersPage(): ReactNode {
  const w = useWords(transferWords);
  const { data, error, isPending, refetch } = useCall(transfers, {});
  usePageTitle(w('title'));
  return (
    <div className="stack">
      <h1>{w('title')}</h1>
      <p className="soft">{w('lead')}</p>
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {isPending && <Waiting />}
      {data?.items.length === 0 && <Empty sign="link" title={w('none')} hint={w('noneHint')} />}
      {data?.items.map((one) => (
        <TransferCard key={one.id} one={one} linked />
      ))}
    </div>
  );
}

/** One transfer: who, whose, where, what, since when, and how far it is. */
export function TransferCard({ one, linked = false }: { one: Transfer; linked?: boolean }): ReactNode {
  const w = useWords(transferWords);
  const t = useText();
  const when = useWhen();
  const title = w('from', { from: t(one.from), to: t(one.to) });
  const isDue = Date.parse(`${one.day}T00:00:00+08:00`) <= Date.now();
  return (
    <Card label={title}>
      <div className="row apart">
        <h2>{linked ? <Link href={`/transfers/${one.id}`}>{title}</Link> : title}</h2>
        {one.finished !== null ? (
          <Badge tone="good">{w('done', { moment: when.moment(one.finished) })}</Badge>
        ) : (
          <Badge tone={isDue ? 'warn' : 'info'}>{w(isDue ? 'going' : 'waits')}</Badge>
        )}
      </div>
      <p>
        {w('day', { day: when.day(one.day) })} · {one.territories.map((place) => t(place)).join(' · ')} ·{' '}
        {one.kinds.length === 0 ? w('everyKind') : one.kinds.map((kind) => t(kind)).join(' · ')}
      </p>
      <p className="soft small">{w('basis', { basis: one.basis })}</p>
      <p data-moved>{w('moved', { lead: one.lead, tasks: one.tasks })}</p>
    </Card>
  );
}
