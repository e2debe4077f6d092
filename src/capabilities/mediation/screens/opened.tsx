import { type ReactNode, useEffect } from 'react';
import type { AnswerOf } from '../../../platform/http/contract.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { Card, Notice } from '../../../platform/web/kit/surfaces.tsx';
import { CopyButton } from '../../../platform/web/page.tsx';
import { Qr } from '../../../platform/web/qr.tsx';
import { useWords } from '../../../platform/web/words.ts';
import type { open } from '../mediation.contract.ts';
import { openWords } from './open.words.ts';
import { partyPage } from './parts.tsx';

/** What the parties take along: the number and the passport code, large, to be printed. */
export function Opened(props: { readonly receipt: AnswerOf<typeof open>; readonly onAgain: () => void }): ReactNode {
  const w = useWords(openWords);
  const { id, number, caseCode, seen } = props.receipt;
  useEffect(() => {
    window.scrollTo(0, 0);
  }, []);
  return (
    <div className="stack mediation mediation-open">
      <h1>{w('takenTitle')}</h1>
      <Card label={w('takenTitle')}>
        <div className="mediation-receipt">
          <dl>
            <dt>{w('takenNumber')}</dt>
            <dd className="mediation-number">{number}</dd>
            <dt>{w('takenPassport')}</dt>
            <dd className="mediation-code">{caseCode}</dd>
          </dl>
          <Qr text={partyPage(caseCode)} label={w('qr')} />
        </div>
        <p>{w('takenHint')}</p>
        <div className="row no-print">
          <CopyButton text={caseCode}>{w('copyPassport')}</CopyButton>
        </div>
      </Card>
      {!seen && <Notice>{w('notSeen')}</Notice>}
      <div className="row no-print">
        {seen && (
          <Button look="primary" to={`/mediation/${id}`}>
            {w('open')}
          </Button>
        )}
        <Button onPress={() => window.print()}>{w('print')}</Button>
        <Button onPress={props.onAgain}>{w('again')}</Button>
      </div>
    </div>
  );
}
