import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Badge, Empty, Sheet, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { type LiveState, useLive } from '../../../platform/web/live.ts';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { matterWords } from './matter.words.ts';
import type { MovesHandle } from './matterMoves.tsx';
import { MatterPane } from './matterPane.tsx';
import { queueWords } from './queue.words.ts';
import { CountsStrip, QueueFilters } from './queueFilters.tsx';
import { useQueueKeys } from './queueKeys.ts';
import { QueueList } from './queueList.tsx';
import { useQueue, useView } from './queueView.ts';
import './queue.css';

/** Below this width a matter opens on its own page instead of beside the list. */
const SPLIT = '(min-width: 62rem)';
const wideEnough = (): boolean => window.matchMedia(SPLIT).matches;

/** The duty officer's desk: one live queue, the matter beside it, everything by keyboard. */
export default function Queue(): ReactNode {
  const w = useWords(queueWords);
  usePageTitle(w('title'));
  const [view, set] = useView();
  const [, go] = useLocation();
  const queue = useQueue(view);
  const live = useLive(['matters', 'figures']);
  const [help, setHelp] = useState(false);
  const moves = useRef<MovesHandle | null>(null);

  const open = useCallback(
    (id: string): void => {
      if (wideEnough()) set({ open: id });
      else go(`/matters/${id}`);
    },
    [set, go],
  );
  const at = queue.items.findIndex((one) => one.id === view.open);
  const step = (by: number): void => {
    const next = queue.items[at < 0 ? 0 : Math.min(queue.items.length - 1, Math.max(0, at + by))];
    if (next) set({ open: next.id });
  };
  useQueueKeys({
    next: () => step(1),
    previous: () => step(-1),
    whole: () => view.open && go(`/matters/${view.open}`),
    handOn: () => moves.current?.open(['assign', 'accept']),
    note: () => moves.current?.open(['note']),
    search: () => document.getElementById('desk-search')?.focus(),
    fold: () => set({ open: undefined }),
    help: () => setHelp(true),
  });
  const { fetchNextPage } = queue;
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);

  // A number that finds one matter opens it at once.
  const only = view.number && queue.isSuccess && queue.items.length === 1 ? queue.items[0]?.id : undefined;
  useEffect(() => {
    if (only !== undefined && wideEnough()) set({ open: only });
  }, [only, set]);

  return (
    <div className="queue">
      <div className="queue-head">
        <h1 className="only-heard">{w('title')}</h1>
        <CountsStrip view={view} set={set} />
        <span className="queue-live">
          <LiveBadge state={live} />
          <Button look="plain" onPress={() => setHelp(true)}>
            {w('keys')}
          </Button>
        </span>
      </div>
      <QueueFilters view={view} set={set} />
      <div className="queue-split">
        <section className="queue-left">
          <ProblemNotice problem={queue.error} onAgain={() => void queue.refetch()} />
          {queue.isPending ? (
            <Waiting />
          ) : queue.items.length === 0 ? (
            <Empty title={w('emptyTitle')} hint={w('emptyHint')} />
          ) : (
            <QueueList
              items={queue.items}
              chosen={view.open}
              onOpen={open}
              hasMore={queue.hasNextPage}
              loadingMore={queue.isFetchingNextPage}
              onMore={more}
            />
          )}
        </section>
        <section className="queue-right">
          {view.open === undefined ? (
            <Empty sign="tasks" title={w('choose')} />
          ) : (
            <Opened id={view.open} handle={moves} onWhole={() => go(`/matters/${view.open}`)} />
          )}
        </section>
      </div>
      <KeysHelp open={help} onClose={() => setHelp(false)} />
    </div>
  );
}

function Opened(props: {
  readonly id: string;
  readonly handle: React.RefObject<MovesHandle | null>;
  readonly onWhole: () => void;
}): ReactNode {
  const w = useWords(matterWords);
  return (
    <>
      <div className="queue-whole">
        <Button look="plain" onPress={props.onWhole}>
          {w('whole')}
        </Button>
      </div>
      <MatterPane
        key={props.id}
        id={props.id}
        handle={props.handle}
        linkTo={(id) => `/matters/${id}`}
        besideOf={(other) => `/matters/${props.id}/beside/${other}`}
      />
    </>
  );
}

const LIVE_TONES = { live: 'good', connecting: 'plain', waiting: 'warn' } as const;

/** Whether what is shown follows by itself. */
export function LiveBadge({ state }: { state: LiveState }): ReactNode {
  const w = useWords(queueWords);
  return (
    <span role="status">
      <Badge tone={LIVE_TONES[state]}>{w(state)}</Badge>
    </span>
  );
}

function KeysHelp({ open, onClose }: { open: boolean; onClose: () => void }): ReactNode {
  const w = useWords(queueWords);
  const keys = [
    ['j / k', w('keyJ')],
    ['Enter', w('keyEnter')],
    ['a', w('keyA')],
    ['n', w('keyN')],
    ['/', w('keySlash')],
    ['Esc', w('keyEsc')],
    ['?', w('keyHelp')],
  ] as const;
  return (
    <Sheet open={open} title={w('keysTitle')} onClose={onClose}>
      <dl className="facts">
        {keys.map(([key, meaning]) => (
          <div key={key} className="facts-row">
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
