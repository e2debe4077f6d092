import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { usePages } from '../../../platform/web/asking.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Badge, Empty, type Tone, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useWords } from '../../../platform/web/words.ts';
import { type LineOut, list } from '../handover.contract.ts';
import type { State } from '../handover.rules.ts';
import { screenWords } from './handover.screen.words.ts';
import { useDeskName, useWho } from './told.tsx';

const TONES: Readonly<Record<State, Tone>> = { signed: 'info', taken: 'good', refused: 'bad', withdrawn: 'plain' };

/** How far a sheet is; one that nobody has taken in time says so. */
export function SheetState({ it }: { it: Pick<LineOut, 'state' | 'left'> }): ReactNode {
  const w = useWords(screenWords);
  return <Badge tone={it.left ? 'warn' : TONES[it.state]}>{w(it.left ? 'left' : `state_${it.state}`)}</Badge>;
}

/** Sheets of one's desks or reach, newest first. */
export function SheetList(): ReactNode {
  const w = useWords(screenWords);
  const when = useWhen();
  const who = useWho();
  const deskName = useDeskName();
  const pages = usePages(
    list,
    (after) => ({ query: after === undefined ? {} : { after } }),
    (answer) => answer.after,
  );
  const items = pages.data?.pages.flatMap((one) => one.items) ?? [];
  return (
    <div className="stack">
      <ProblemNotice problem={pages.error} onAgain={() => void pages.refetch()} />
      {pages.isPending && <Waiting />}
      {pages.isSuccess && items.length === 0 && (
        <Empty sign="follow" title={w('sheetsNone')} hint={w('sheetsNoneHint')} />
      )}
      {items.map((one) => (
        <Link key={one.id} href={`/handover/${one.id}`} className="card shift-card">
          <span className="row">
            <strong>{when.moment(one.signed.at)}</strong>
            <SheetState it={one} />
          </span>
          <span>{deskName(one.desk)}</span>
          <span className="soft small">
            {[who(one.signed), one.answered && who(one.answered)].filter(Boolean).join(' → ')}
            {` · ${w('openN', { n: one.open })}`}
          </span>
        </Link>
      ))}
      {pages.hasNextPage && (
        <Button busy={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
          {w('more')}
        </Button>
      )}
    </div>
  );
}
