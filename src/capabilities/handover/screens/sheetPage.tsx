import type { ReactNode } from 'react';
import { useParams } from 'wouter';
import { useCall } from '../../../platform/web/asking.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useWords } from '../../../platform/web/words.ts';
import { type SheetOut, sheet } from '../handover.contract.ts';
import { sinceWords } from './handOver.tsx';
import { screenWords } from './handover.screen.words.ts';
import { SheetState } from './sheetList.tsx';
import { SheetMoves } from './sheetMoves.tsx';
import { Changes, Numbers, OpenNumbers, useDeskName, useWho } from './told.tsx';

/** One sheet as it was signed, to read, to sign and to print. */
export default function SheetPage(): ReactNode {
  const { sheet: id = '' } = useParams();
  const w = useWords(screenWords);
  usePageTitle(w('sheetTitle'));
  const { data, error, refetch } = useCall(sheet, { params: { id } });
  if (data === undefined) return error ? <ProblemNotice problem={error} onAgain={() => void refetch()} /> : <Waiting />;
  return (
    <div className="stack">
      <SheetMoves it={data} />
      <div className="row no-print">
        <Button onPress={() => window.print()}>{w('print')}</Button>
        <Button look="plain" to="/handover?tab=sheets">
          {w('back')}
        </Button>
      </div>
      <Paper it={data} />
    </div>
  );
}

function Paper({ it }: { it: SheetOut }): ReactNode {
  const w = useWords(screenWords);
  const when = useWhen();
  const deskName = useDeskName();
  return (
    <article className="shift-sheet stack">
      <div className="row apart">
        <h1>{w('sheetTitle')}</h1>
        <SheetState it={it} />
      </div>
      <p>
        <strong>{deskName(it.desk)}</strong>
      </p>
      <p className="soft small">{w('fixed', { when: when.moment(it.at), seq: it.seq })}</p>
      <h2>{w('openTitle')}</h2>
      <OpenNumbers told={it} />
      <h2>{w('changesTitle')}</h2>
      <p>{sinceWords(it, w, when)}</p>
      <Changes told={it} />
      <h2>{w('mindTitle')}</h2>
      <p>{it.mind.length === 0 ? w('none') : <Numbers matters={it.mind} />}</p>
      <h2>{w('remarks')}</h2>
      <p className="said">{it.remarks ?? w('none')}</p>
      {it.answer !== null && (
        <>
          <h2>{w(it.state === 'refused' ? 'answerRefused' : 'answerTaken')}</h2>
          <p className="said">{it.answer}</p>
        </>
      )}
      <Signatures it={it} />
    </article>
  );
}

function Signatures({ it }: { it: SheetOut }): ReactNode {
  const w = useWords(screenWords);
  const when = useWhen();
  const who = useWho();
  const { answered } = it;
  return (
    <div className="shift-signatures">
      <div>
        <div className="soft small">{w('outgoing')}</div>
        <strong>{who(it.signed)}</strong>
        <div className="small">{when.moment(it.signed.at)}</div>
      </div>
      <div>
        <div className="soft small">{w(it.state === 'refused' ? 'refusedBy' : 'incoming')}</div>
        <strong>{answered ? who(answered) : it.state === 'withdrawn' ? w('state_withdrawn') : w('waits')}</strong>
        {answered && <div className="small">{when.moment(answered.at)}</div>}
      </div>
    </div>
  );
}
