import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useMe } from '../../../platform/identity/screens/signedIn.tsx';
import { metresBetween } from '../../../platform/places/coordinates.rules.ts';
import { usePages } from '../../../platform/web/asking.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Badge, Empty, Notice, Tabs, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { useLive } from '../../../platform/web/live.ts';
import type { Spot } from '../../../platform/web/map/map.ts';
import { useOwnLocation } from '../../../platform/web/map/ownLocation.ts';
import { useOutbox } from '../../../platform/web/outbox/outbox.ts';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { webWords } from '../../../platform/web/web.words.ts';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { queue } from '../desk.contract.ts';
import type { MatterOut } from '../matters.contract.ts';
import { OPEN } from '../matters.rules.ts';
import { fieldMatterWords } from './field.words.ts';
import { KindPicture } from './kindPicture.tsx';
import { useKindName } from './kindsNow.ts';
import { Marks } from './marks.tsx';
import { markWords } from './marks.words.ts';
import { moveNames } from './moveNames.words.ts';
import { inOrder } from './moveShapes.ts';
import { isOwed } from './moveTasks.ts';
import { statusWords, urgencyWords } from './status.words.ts';
import { TONE_OF } from './tones.ts';
import './matters.css';

const WHICH = ['todo', 'late', 'near', 'verify', 'open'] as const;
type Which = (typeof WHICH)[number];
const ASKS = {
  todo: { status: 'assigned,accepted', sort: 'due' },
  late: { overdue: 'true', sort: 'due' },
  near: { status: OPEN.join(','), sort: 'updated' },
  verify: { status: 'handled', sort: 'due' },
  open: { status: OPEN.join(','), sort: 'updated' },
} as const;
const TELL_MS = 5_000;
const EMPTY = {
  todo: 'emptyTodo',
  late: 'emptyLate',
  near: 'emptyNear',
  verify: 'emptyVerify',
  open: 'emptyOpen',
} as const;

/** Today: what there is to do, what is late and what is near; no clock-in, no ranking. */
export default function FieldTasks(): ReactNode {
  const w = useWords(fieldMatterWords);
  usePageTitle(w('tasks'));
  useLive(['matters']);
  const [which, setWhich] = useState<Which>('todo');
  const person = useMe().person ?? '';
  useEffect(() => {
    // When all that is to be seen is there.
    const later = setTimeout(
      () => void import('./typing.ts').then((it) => it.tellTyping(person)).catch(() => undefined),
      TELL_MS,
    );
    return () => clearTimeout(later);
  }, [person]);
  return (
    <div className="stack">
      <h1 className="only-heard">{w('tasks')}</h1>
      <Unsent />
      <Tabs
        label={w('which')}
        chosen={which}
        onChoose={(id) => setWhich(id as Which)}
        tabs={WHICH.map((id) => ({ id, label: w(id) }))}
      >
        <TaskList key={which} which={which} />
      </Tabs>
    </div>
  );
}

/** What was done here and is not at the server yet. */
function Unsent(): ReactNode {
  const w = useWords(fieldMatterWords);
  const { items } = useOutbox();
  const waiting = items.filter((one) => one.state !== 'sent');
  if (waiting.length === 0) return null;
  return (
    <Notice tone={waiting.some((one) => one.state !== 'waiting') ? 'warn' : 'info'}>
      {w('notSent', { n: waiting.length })} · <Link href="/outbox">{w('outbox')}</Link>
    </Notice>
  );
}

function TaskList({ which }: { which: Which }): ReactNode {
  const w = useWords(fieldMatterWords);
  const when = useWhen();
  const [here, setHere] = useState<Spot | null>(null);
  const [owed, setOwed] = useState<readonly string[]>([]);
  const pages = usePages(
    queue,
    (after) => ({ query: { ...ASKS[which], limit: 30, ...(after === undefined ? {} : { after }) } }),
    (answer) => answer.after,
  );
  const found = useMemo(
    () => pages.data?.pages.flatMap((page) => page.items.filter(({ id }) => !owed.includes(id))) ?? [],
    [pages.data, owed],
  );
  const items = useMemo(() => (which === 'near' && here !== null ? nearest(found, here) : found), [found, here, which]);
  // Without a line the last answers stand, with the time of which they are.
  const isOld = pages.error?.status === 0 && pages.data !== undefined;
  return (
    <div className="stack tasks">
      {which === 'todo' && <Owed onFound={setOwed} />}
      {which === 'near' && <WhereAmI onFound={setHere} />}
      {isOld ? (
        <Notice tone="warn">{w('asOf', { when: when.moment(new Date(pages.dataUpdatedAt).toISOString()) })}</Notice>
      ) : (
        <ProblemNotice problem={pages.error} onAgain={() => void pages.refetch()} />
      )}
      {pages.isPending && <Waiting />}
      {pages.data !== undefined && items.length === 0 && owed.length === 0 && (
        <Empty sign="check" title={w(EMPTY[which])} hint={w('emptyHint')}>
          <Button look="primary" sign="report" to="/report">
            {w('report')}
          </Button>
        </Empty>
      )}
      {items.map((one) => (
        <Task key={one.id} matter={one} here={which === 'near' ? here : null} />
      ))}
      {pages.hasNextPage && !isOld && (
        <Button wide busy={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
          {w('more')}
        </Button>
      )}
    </div>
  );
}

const owedOnes = () => ({ query: { owed: 'true', sort: 'due', limit: 60 } }) as const;

/** Matters of other bodies to which the reader's was called in, by their own tasks' deadlines. */
function Owed({ onFound }: { onFound: (ids: readonly string[]) => void }): ReactNode {
  const { data } = usePages(queue, owedOnes, () => null);
  const found = useMemo(
    () =>
      (data?.pages ?? [])
        .flatMap((page) => page.items)
        .flatMap((matter) => matter.tasks.flatMap((task) => (task.own && isOwed(task) ? [{ matter, task }] : [])))
        .sort((a, b) => (a.task.until < b.task.until ? -1 : 1)),
    [data],
  );
  useEffect(() => onFound(found.map(({ matter }) => matter.id)), [onFound, found]);
  return found.map(({ matter, task }) => <Task key={task.id} matter={matter} here={null} until={task.until} />);
}

const metresTo = (here: Spot, it: MatterOut): number | null =>
  it.lon === null || it.lat === null ? null : metresBetween(here, { lon: it.lon, lat: it.lat });

/** What has a point, nearest first. */
const nearest = (all: readonly MatterOut[], here: Spot): MatterOut[] =>
  all.filter((one) => one.lon !== null).sort((a, b) => (metresTo(here, a) ?? 0) - (metresTo(here, b) ?? 0));

/** The own location, when the person asks: it sorts the list and goes nowhere. */
function WhereAmI({ onFound }: { onFound: (here: Spot) => void }): ReactNode {
  const w = useWords(fieldMatterWords);
  const p = useWords(webWords);
  const own = useOwnLocation(onFound);
  return (
    <div className="stack small-gap">
      <Button sign="locate" busy={own.state === 'asking'} onPress={own.ask}>
        {w('whereAmI')}
      </Button>
      <p className="hint">{own.state === 'refused' ? p('mapNoLocation') : w('whereHint')}</p>
    </div>
  );
}

function Task(props: {
  matter: MatterOut;
  here: Spot | null;
  /** By when the reader's body owes its task, where it was called in. */
  until?: string;
}): ReactNode {
  const { matter: it, here, until } = props;
  const w = useWords(fieldMatterWords);
  const k = useWords(markWords);
  const s = useWords(statusWords);
  const u = useWords(urgencyWords);
  const m = useWords(moveNames);
  const t = useText();
  const when = useWhen();
  const kindName = useKindName();
  const [, go] = useLocation();
  const due = until ?? it.due;
  const late = new Date(due) < new Date();
  const metres = here === null ? null : metresTo(here, it);
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
        {until === undefined ? (
          <Badge tone={TONE_OF[it.status]}>{s(it.status)}</Badge>
        ) : (
          <Badge tone="info">{w('coHandling')}</Badge>
        )}
        <Marks matter={it} />
        {it.asked && <Badge tone="warn">{k('asked')}</Badge>}
      </span>
      {it.words && <span className="task-words">{it.words}</span>}
      <span className="soft small">
        {metres !== null && (
          <strong>
            {metres < 1000
              ? w('metres', { n: Math.round(metres) })
              : w('kilometres', { n: Math.round(metres / 100) / 10 })}{' '}
            ·{' '}
          </strong>
        )}
        {t(it.territoryName)}
        {it.address && ` · ${it.address}`}
      </span>
      <span className="row apart small">
        <span className={late ? 'bad' : 'soft'}>{when.left(due)}</span>
        {moves && <span className="task-moves">{w('canDo', { moves })}</span>}
      </span>
    </button>
  );
}
