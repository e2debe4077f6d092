import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { useCall } from '../../../platform/web/asking.ts';
import { Button, Choice } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Badge, Empty, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { STAGES, type Stage } from '../../clock/clock.rules.ts';
import { overdue } from '../clock/overdue.contract.ts';
import { clockWords, stageWords } from './clock.words.ts';
import { useKindName } from './kindsNow.ts';
import './matters.css';

/** What should be done by now, longest overdue first: by stage, with whose time it is. */
export default function OverduePage(): ReactNode {
  const w = useWords(clockWords);
  const s = useWords(stageWords);
  const t = useText();
  const when = useWhen();
  const kindName = useKindName();
  usePageTitle(w('overdue'));
  const [stage, setStage] = useState<Stage | 'task' | 'all'>('all');
  const [within, setWithin] = useState('0');
  const [marks, setMarks] = useState<readonly string[]>([]);
  const after = marks.at(-1);
  const { data, error, isPending, refetch } = useCall(overdue, {
    query: { within: Number(within), ...(stage === 'all' ? {} : { stage }), ...(after === undefined ? {} : { after }) },
  });
  const choose = (change: () => void) => {
    setMarks([]);
    change();
  };
  return (
    <div className="stack">
      <h1>{w('overdue')}</h1>
      <Choice
        label={w('stage')}
        form="narrow"
        value={stage}
        onChange={(one) => choose(() => setStage(one as Stage | 'task' | 'all'))}
        options={[
          { value: 'all', label: w('all') },
          ...[...STAGES, 'task' as const].map((one) => ({ value: one, label: s(one) })),
        ]}
      />
      <Choice
        label={w('span')}
        form="narrow"
        value={within}
        onChange={(one) => choose(() => setWithin(one))}
        options={[
          { value: '0', label: w('now') },
          { value: '24', label: w('day') },
          { value: '72', label: w('threeDays') },
        ]}
      />
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {isPending && <Waiting />}
      {data?.items.length === 0 && <Empty sign="check" title={w('none')} hint={w('noneHint')} />}
      {data !== undefined && data.items.length > 0 && (
        <ul className="looks overdue">
          {data.items.map((one) => {
            const late = new Date(one.due) < new Date();
            return (
              <li key={`${one.matter}${one.stage}${one.task}`} className="row">
                <Link href={`/matters/${one.matter}`}>{one.number}</Link>
                <Badge tone={late ? 'bad' : 'warn'}>{s(one.stage)}</Badge>
                <span className={late ? 'bad' : 'soft'}>{when.left(one.due)}</span>
                <span>{kindName(one.kind)}</span>
                <span className="soft small">
                  {t(one.body) || w('desk')} · {t(one.territoryName)}
                </span>
              </li>
            );
          })}
        </ul>
      )}
      {(marks.length > 0 || data?.after) && (
        <div className="row">
          {marks.length > 0 && (
            <Button look="plain" onPress={() => setMarks(marks.slice(0, -1))}>
              {w('back')}
            </Button>
          )}
          {data?.after && (
            <Button look="plain" onPress={() => setMarks([...marks, data.after as string])}>
              {w('further')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
