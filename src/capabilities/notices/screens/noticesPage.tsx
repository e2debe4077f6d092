import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { z } from 'zod';
import { useCall, useMove } from '../../../platform/web/asking.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Badge, Card, Empty, type Tone, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { useToast } from '../../../platform/web/kit/toast.tsx';
import { useLive } from '../../../platform/web/live.ts';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { list, see } from '../notices.contract.ts';
import { grouped, type Sort } from '../notices.rules.ts';
import { NoticeSettings } from './noticeSettings.tsx';
import { screenWords } from './notices.screen.words.ts';
import './notices.css';

type Item = z.output<typeof list.answer>['items'][number];
const TONES: Readonly<Record<Sort, Tone>> = {
  danger: 'bad',
  ruling: 'warn',
  appeal: 'warn',
  offered: 'info',
  news: 'plain',
  extension: 'warn',
  escalated: 'bad',
  overdue: 'bad',
  calledIn: 'info',
  assigned: 'info',
  settled: 'info',
  soon: 'warn',
};

/** What I am to hear of: by what it is and by town, one line for each matter; and how my devices are told. */
export default function NoticesPage({ shell }: { readonly shell: 'desk' | 'field' }): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  const tell = useToast();
  usePageTitle(w('title'));
  useLive(['notices']);
  const { data, error, isPending, refetch } = useCall(list, {});
  const seen = useMove(see, { onDone: () => tell(w('seenDone')) });
  const upTo = data?.upTo;
  return (
    <div className="stack notices">
      <div className="row apart">
        <h1>{w('title')}</h1>
        {upTo !== undefined && (data?.unseen ?? 0) > 0 && (
          <Button sign="check" busy={seen.isPending} onPress={() => seen.mutate({ body: { upTo } })}>
            {w('allSeen')}
          </Button>
        )}
      </div>
      <p className="soft">{w('lead')}</p>
      <ProblemNotice problem={error ?? seen.error} onAgain={() => void refetch()} />
      {isPending && <Waiting />}
      {data?.items.length === 0 && <Empty sign="check" title={w('empty')} hint={w('emptyHint')} />}
      {grouped(data?.items ?? []).map(({ sort, town, items }) => (
        <Card key={`${sort}${town}`}>
          <h2 className="row">
            <Badge tone={TONES[sort]}>{items.length}</Badge>
            <span>{w(sort, { n: items.length, place: t(items[0]?.townName) })}</span>
          </h2>
          <ul className="plain-list">
            {items.map((one) => (
              <Line key={one.subject} item={one} shell={shell} />
            ))}
          </ul>
        </Card>
      ))}
      <NoticeSettings shell={shell} />
    </div>
  );
}

function Line({ item: it, shell }: { readonly item: Item; readonly shell: 'desk' | 'field' }): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  const when = useWhen();
  const late = it.due !== null && new Date(it.due) < new Date();
  const what = it.what === null ? (it.task ? w('task') : it.stage === null ? null : w(it.stage)) : t(it.what);
  return (
    <li>
      <Way item={it} shell={shell}>
        <span className="row">
          <strong>{t(it.kindName)}</strong>
          {it.urgent && <Badge tone="bad">{w('critical')}</Badge>}
          {it.unseen && <Badge tone="brand">{w('unseen')}</Badge>}
        </span>
        <span className="soft small">
          {[it.number, t(it.territoryName), t(it.bodyName) || (it.about === 'matter' ? w('nobody') : '')]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <span className="small">
          {what !== null && (
            <span className={late ? 'bad' : 'soft'}>
              {what}
              {it.due !== null && ` · ${when.left(it.due)}`} ·{' '}
            </span>
          )}
          <time className="soft" dateTime={it.at}>
            {when.ago(it.at)}
          </time>
        </span>
      </Way>
    </li>
  );
}

/** To the page of what is heard of; what is no matter has its page at the desk alone. */
function Way(props: {
  readonly item: Item;
  readonly shell: 'desk' | 'field';
  readonly children: ReactNode;
}): ReactNode {
  const { item, shell, children } = props;
  const look = { className: 'notice-line', 'data-unseen': item.unseen || undefined };
  if (item.about !== 'matter' && shell === 'field' && item.onPhone === null)
    return (
      <a href={`/desk${item.to}`} {...look}>
        {children}
      </a>
    );
  return (
    <Link href={(shell === 'field' ? item.onPhone : null) ?? item.to} {...look}>
      {children}
    </Link>
  );
}
