import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { usePages } from '../../../platform/web/asking.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Badge, Empty, Tabs, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { useLive } from '../../../platform/web/live.ts';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { queue } from '../desk.contract.ts';
import type { MatterOut } from '../matters.contract.ts';
import { OPEN } from '../matters.rules.ts';
import { fieldMatterWords } from './field.words.ts';
import { KindPicture } from './kindPicture.tsx';
import { useKindName } from './kindsNow.ts';
import { inOrder } from './moveShapes.ts';
import { moveWords } from './moves.words.ts';
import { queueWords } from './queue.words.ts';
import { statusWords, urgencyWords } from './status.words.ts';
import { TONE_OF } from './tones.ts';
import './matters.css';

type Which = 'todo' | 'verify' | 'open';
const ASKS = {
  todo: { status: 'assigned,accepted', sort: 'due' },
  verify: { status: 'handled', sort: 'due' },
  open: { status: OPEN.join(','), sort: 'updated' },
} as const;
const EMPTY = { todo: 'emptyTodo', verify: 'emptyVerify', open: 'emptyOpen' } as const;

/** What there is to do, soonest due first; no clock-in, no ranking. */
export default function FieldTasks(): ReactNode {
  const w = useWords(fieldMatterWords);
  usePageTitle(w('tasks'));
  useLive(['matters']);
  const [which, setWhich] = useState<Which>('todo');
  const pages = usePages(
    queue,
    (after) => ({ query: { ...ASKS[which], limit: 30, ...(after === undefined ? {} : { after }) } }),
    (answer) => answer.after,
  );
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="stack">
      <h1 className="only-heard">{w('tasks')}</h1>
      <Tabs
        label={w('which')}
        chosen={which}
        onChoose={(id) => setWhich(id as Which)}
        tabs={(['todo', 'verify', 'open'] as const).map((id) => ({ id, label: w(id) }))}
      >
        <div className="stack tasks">
          <ProblemNotice problem={pages.error} onAgain={() => void pages.refetch()} />
          {pages.isPending && <Waiting />}
          {pages.isSuccess && items.length === 0 && (
            <Empty sign="check" title={w(EMPTY[which])} hint={w('emptyHint')}>
              <Button look="primary" sign="report" to="/report">
                {w('report')}
              </Button>
            </Empty>
          )}
          {items.map((one) => (
            <Task key={one.id} matter={one} />
          ))}
          {pages.hasNextPage && (
            <Button wide busy={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
              {w('more')}
            </Button>
          )}
        </div>
      </Tabs>
    </div>
  );
}

function Task({ matter: it }: { matter: MatterOut }): ReactNode {
  const w = useWords(fieldMatterWords);
  const q = useWords(queueWords);
  const s = useWords(statusWords);
  const u = useWords(urgencyWords);
  const m = useWords(moveWords);
  const t = useText();
  const when = useWhen();
  const kindName = useKindName();
  const [, go] = useLocation();
  const late = new Date(it.due) < new Date();
  const moves = inOrder(it.abilities)
    .slice(0, 2)
    .map((one) => m(one))
    .join(' · ');
  return (
    <button type="button" className="card task" data-urgency={it.urgency} onClick={() => go(`/matters/${it.id}`)}>
      <span className="row">
        <KindPicture code={it.kind} />
        <strong>{kindName(it.kind)}</strong>
        {it.urgency !== 'normal' && <Badge tone={it.urgency === 'critical' ? 'bad' : 'warn'}>{u(it.urgency)}</Badge>}
        <Badge tone={TONE_OF[it.status]}>{s(it.status)}</Badge>
        {it.asked && <Badge tone="warn">{q('asked')}</Badge>}
      </span>
      {it.words && <span className="task-words">{it.words}</span>}
      <span className="soft small">
        {t(it.territoryName)}
        {it.address && ` · ${it.address}`}
      </span>
      <span className="row apart small">
        <span className={late ? 'bad' : 'soft'}>{when.left(it.due)}</span>
        {moves && <span className="task-moves">{w('canDo', { moves })}</span>}
      </span>
    </button>
  );
}
