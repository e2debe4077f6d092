import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { call } from '../../../platform/web/call.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Badge, Empty, Sheet, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { useToast } from '../../../platform/web/kit/toast.tsx';
import type { LiveState } from '../../../platform/web/live.ts';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { queue as queueContract } from '../desk.contract.ts';
import { matterWords } from './matter.words.ts';
import type { MovesHandle } from './matterMoves.tsx';
import { MatterPane } from './matterPane.tsx';
import { useWhoIsWhere } from './presence.tsx';
import { queueWords } from './queue.words.ts';
import { BulkBar, MOST_PICKED } from './queueBulk.tsx';
import { CountsStrip, QueueFilters } from './queueFilters.tsx';
import { KEYS, useQueueKeys } from './queueKeys.ts';
import { QueueList } from './queueList.tsx';
import { useQueueLive } from './queueLive.ts';
import { usePicked } from './queuePicked.ts';
import { askOf, useQueue, useView } from './queueView.ts';
import { QueueViews } from './queueViews.tsx';
import { useTakeBack } from './takeBack.ts';
import { useUrgent } from './urgent.ts';
import './queue.css';

/** Below this width a matter opens on its own page instead of beside the list. */
const SPLIT = '(min-width: 62rem)';
const wideEnough = (): boolean => window.matchMedia(SPLIT).matches;

/** The duty officer's desk: one live queue, the matter beside it, everything by keyboard. */
export default function Queue(): ReactNode {
  const w = useWords(queueWords);
  const [view, set] = useView();
  const [, go] = useLocation();
  const queue = useQueue(view);
  const [help, setHelp] = useState(false);
  const moves = useRef<MovesHandle | null>(null);
  const picks = usePicked(queue.items);
  const { takeLast } = useTakeBack();
  const others = useWhoIsWhere();
  const urgent = useUrgent(view.open);
  usePageTitle(urgent.title);

  const open = useCallback(
    (id: string): void => {
      if (wideEnough()) set({ open: id });
      else go(`/matters/${id}`);
    },
    [set, go],
  );
  const live = useQueueLive(
    view,
    queue.data?.pages[0]?.seq,
    (news) => void urgent.arrive(news, open).catch(() => undefined),
  );
  // Keys may come faster than the page is drawn: where the reader is, the address knows at once.
  const here = (): number => {
    const id = new URLSearchParams(window.location.search).get('open');
    return queue.items.findIndex((one) => one.id === id);
  };
  const step = (by: number): void => {
    const at = here();
    const next = queue.items[at < 0 ? 0 : Math.min(queue.items.length - 1, Math.max(0, at + by))];
    if (next) set({ open: next.id });
  };
  const pickHere = (range: boolean): void => {
    const it = queue.items[here()];
    if (it) picks.pick(it, range);
  };
  useQueueKeys({
    next: () => step(1),
    previous: () => step(-1),
    whole: () => view.open && go(`/matters/${view.open}`),
    handOn: () => moves.current?.open(['assign', 'accept']),
    giveBack: () => moves.current?.open(['return', 'sendBack']),
    triage: () => moves.current?.open(['triage']),
    close: () => moves.current?.open(['close']),
    note: () => moves.current?.open(['note']),
    takeBack: takeLast,
    pick: () => pickHere(false),
    pickTo: () => pickHere(true),
    search: () => document.getElementById('desk-search')?.focus(),
    goQueue: () => go('/'),
    goMap: () => go('/map'),
    goFigures: () => go('/figures'),
    goIntake: () => go('/intake'),
    fold: () => (picks.picked.size > 0 ? picks.clear() : set({ open: undefined })),
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
          <UrgentSwitch isOn={urgent.isOn} unseen={urgent.unseen.size} toggle={urgent.toggle} />
          <Button look="plain" onPress={() => setHelp(true)}>
            {w('keys')}
          </Button>
        </span>
      </div>
      <QueueViews view={view} set={set} />
      <QueueFilters view={view} set={set} />
      <div className="queue-split">
        <section className="queue-left">
          {picks.picked.size > 0 && (
            <BulkBar
              picked={picks.picked}
              onPickAll={() =>
                void call(queueContract, { query: { ...askOf(view), sort: view.sort, limit: MOST_PICKED } }).then(
                  ({ items }) => picks.pickAll(items),
                  () => picks.pickAll(queue.items.slice(0, MOST_PICKED)),
                )
              }
              onClear={picks.clear}
              onOutcome={picks.after}
            />
          )}
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
              picked={picks.picked}
              onPick={picks.pick}
              others={others}
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
        present
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

/** Whether urgent arrivals are told by the desktop and a sound; the browser asks the first time. */
function UrgentSwitch(props: {
  readonly isOn: boolean;
  readonly unseen: number;
  readonly toggle: () => Promise<boolean>;
}): ReactNode {
  const w = useWords(queueWords);
  const tell = useToast();
  return (
    <Button
      look="plain"
      sign="bell"
      pressed={props.isOn}
      onPress={() => void props.toggle().then((done) => !done && tell(w('urgentRefused')))}
    >
      {w(props.isOn ? 'urgentOn' : 'urgentOff')}
      {props.unseen > 0 && <Badge tone="bad">{props.unseen}</Badge>}
    </Button>
  );
}

function KeysHelp({ open, onClose }: { open: boolean; onClose: () => void }): ReactNode {
  const w = useWords(queueWords);
  const rows = [...KEYS.map(({ shown, does }) => [shown, w(`key_${does}`)] as const), ['Ctrl K', w('keyPalette')]];
  return (
    <Sheet open={open} title={w('keysTitle')} onClose={onClose}>
      <dl className="facts">
        {rows.map(([key, meaning]) => (
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
