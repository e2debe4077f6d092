import { type ReactNode, useState } from 'react';
import { Link, useParams } from 'wouter';
import { useCall } from '../../../../platform/web/asking.ts';
import { Button } from '../../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Badge, Empty, Waiting } from '../../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { useWhen } from '../../../../platform/web/when.ts';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { useKindName } from '../../screens/kindsNow.ts';
import { statusWords } from '../../screens/status.words.ts';
import { TONE_OF } from '../../screens/tones.ts';
import { transferred } from '../transfer.contract.ts';
import { transferWords } from '../transfer.words.ts';
import { TransferCard } from './transfersPage.tsx';
import '../../screens/matters.css';

/** One transfer, and the matters that passed by it. */
export default function TransferPage(): ReactNode {
  const w = useWords(transferWords);
  const s = useWords(statusWords);
  const t = useText();
  const when = useWhen();
  const kindName = useKindName();
  const { id = '' } = useParams();
  const [after, setAfter] = useState<string | undefined>(undefined);
  const { data, error, isPending, refetch } = useCall(transferred, {
    params: { id },
    query: after === undefined ? {} : { after },
  });
  usePageTitle(w('title'));
  const next = data?.after;
  return (
    <div className="stack">
      <div>
        <Button look="plain" sign="back" to="/transfers">
          {w('back')}
        </Button>
      </div>
      <h1>{w('title')}</h1>
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {isPending && <Waiting />}
      {data && <TransferCard one={data.transfer} />}
      {data?.items.length === 0 && <Empty sign="tasks" title={w('noMatters')} />}
      {data !== undefined && data.items.length > 0 && (
        <ul className="looks overdue" data-passed>
          {data.items.map((one) => (
            <li key={one.id} className="row">
              <Link href={`/matters/${one.id}`}>{one.number}</Link>
              <Badge tone={TONE_OF[one.status]}>{s(one.status)}</Badge>
              {one.lead && <Badge tone="brand">{w('asLead')}</Badge>}
              {one.tasks > 0 && <Badge>{w('asTask', { n: one.tasks })}</Badge>}
              <span>{kindName(one.kind)}</span>
              <span className="soft small">
                {t(one.territoryName)} · {w('until', { day: when.lastDay(one.due) })}
              </span>
            </li>
          ))}
        </ul>
      )}
      {(after !== undefined || next) && (
        <div className="row">
          {after !== undefined && <Button onPress={() => setAfter(undefined)}>{w('first')}</Button>}
          {next && <Button onPress={() => setAfter(next)}>{w('further')}</Button>}
        </div>
      )}
    </div>
  );
}
