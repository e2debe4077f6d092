import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { z } from 'zod';
import type { AnswerOf } from '../../../platform/http/contract.ts';
import { useCall } from '../../../platform/web/asking.ts';
import { useFilters } from '../../../platform/web/filters.ts';
import { Choice } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Badge, Card, Empty, Notice, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { useLive } from '../../../platform/web/live.ts';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { board, SIDES, type Side } from '../board.contract.ts';
import { boardWords } from './boardPage.words.ts';
import { jointWords } from './joint.words.ts';
import { useKindName } from './kindsNow.ts';
import './matters.css';

type Task = AnswerOf<typeof board>['tasks'][number];

const filters = z.object({ side: z.enum(SIDES).default('all') });

/** The shared board: by owing body, what it owes to whom and since when. */
export default function BoardPage(): ReactNode {
  const w = useWords(boardWords);
  usePageTitle(w('title'));
  const [{ side }, set] = useFilters(filters);
  useLive(['matters']);
  const { data, error, isPending, refetch } = useCall(board, { query: { side } }, { keep: true });
  const groups = Map.groupBy(data?.tasks ?? [], (one) => one.body.id);
  return (
    <div className="stack">
      <h1>{w('title')}</h1>
      <p className="soft">{w('lead')}</p>
      <Choice
        label={w('side')}
        form="narrow"
        value={side}
        onChange={(one) => set({ side: one as Side })}
        options={SIDES.map((one) => ({ value: one, label: w(one) }))}
      />
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {isPending && <Waiting />}
      {data?.tasks.length === 0 && <Empty sign="check" title={w('none')} hint={w('noneHint')} />}
      {data?.more && <Notice>{w('more')}</Notice>}
      {[...groups].map(([body, tasks]) => (
        <Owing key={body} tasks={tasks} />
      ))}
    </div>
  );
}

function Owing({ tasks }: { tasks: readonly Task[] }): ReactNode {
  const w = useWords(boardWords);
  const j = useWords(jointWords);
  const t = useText();
  const when = useWhen();
  const kindName = useKindName();
  const isLate = ({ until }: Task): boolean => new Date(until) < new Date();
  const late = tasks.filter(isLate).length;
  const name = t(tasks[0]?.body);
  return (
    <Card label={name}>
      <h2 className="row">
        {name}
        <Badge>{w('of', { n: tasks.length })}</Badge>
        {late > 0 && <Badge tone="bad">{w('late', { n: late })}</Badge>}
      </h2>
      <ul className="looks">
        {tasks.map((one) => (
          <li key={one.id} className="board-task">
            <div className="row">
              <Link href={`/matters/${one.matter}`}>{one.number}</Link>
              <Badge tone={one.status === 'called' ? 'warn' : 'info'}>{j(one.status)}</Badge>
              <span className={isLate(one) ? 'bad' : 'soft'}>{when.left(one.until)}</span>
              <span>{kindName(one.kind)}</span>
            </div>
            <p className="soft small">
              {w('to', { body: t(one.lead) || w('nobody') })} · {t(one.territoryName)} ·{' '}
              {w('since', { since: when.moment(one.since), until: when.lastDay(one.until) })}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
