import { type ReactNode, useState } from 'react';
import { Choice, TextArea } from '../../../platform/web/kit/controls.tsx';
import { Notice } from '../../../platform/web/kit/surfaces.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import { isLawCode, lawText } from '../law/law.words.ts';
import { doorName, questionsFor } from '../law/refusable.rules.ts';
import { DECLINE_GROUNDS, type DeclineGround } from '../mediation.rules.ts';
import { formWords } from './forms.words.ts';
import { type FormProps, MoveFrame } from './moveFrame.tsx';
import { moveWords } from './moves.words.ts';
import { statusWords } from './status.words.ts';

/** Not taken, because the law does not let it be mediated; the right door is named. */
export function Refuse({ it, onDone }: FormProps): ReactNode {
  const w = useWords(formWords);
  const m = useWords(moveWords);
  const t = useText();
  const [rule, setRule] = useState('');
  const [reason, setReason] = useState('');
  const questions = questionsFor(it);
  const chosen = questions.find((one) => one.rule === rule);
  return (
    <MoveFrame
      it={it}
      label={m('refuse')}
      danger
      shown={['rule', 'reason']}
      onDone={onDone}
      act={rule === '' || reason.trim() === '' ? null : { move: 'refuse', rule, reason: reason.trim() }}
    >
      {(wrong) => (
        <>
          <p>{w('refuseLead')}</p>
          <Choice
            label={w('refuseRule')}
            form="lines"
            value={rule || undefined}
            onChange={setRule}
            problem={wrong('rule')}
            options={questions.map((one) => ({ value: one.rule, label: t(one) }))}
          />
          {chosen && (
            <Notice>
              {isLawCode(chosen.rule) && <div>{t(lawText(chosen.rule))}</div>}
              <strong>{w('refuseDoor', { door: t(doorName(chosen.door)) })}</strong>
            </Notice>
          )}
          <TextArea
            label={w('reason')}
            maxLength={1000}
            rows={3}
            value={reason}
            onChange={setReason}
            problem={wrong('reason')}
          />
        </>
      )}
    </MoveFrame>
  );
}

/** Why a body does not take what it was offered. */
export function RefuseOffer(props: {
  readonly it: { readonly id: string; readonly n: number };
  readonly onDone: () => void;
}): ReactNode {
  const w = useWords(formWords);
  const m = useWords(moveWords);
  const s = useWords(statusWords);
  const [ground, setGround] = useState<DeclineGround>();
  const [reason, setReason] = useState('');
  return (
    <MoveFrame
      it={props.it}
      label={m('refuseOffer')}
      danger
      onDone={props.onDone}
      act={ground === undefined || reason.trim() === '' ? null : { move: 'refuseOffer', ground, reason: reason.trim() }}
    >
      {() => (
        <>
          <Choice
            label={w('ground')}
            form="lines"
            value={ground}
            onChange={(one) => setGround(one as DeclineGround)}
            options={DECLINE_GROUNDS.map((value) => ({ value, label: s(`ground_${value}`) }))}
          />
          <TextArea label={w('reason')} maxLength={1000} rows={3} value={reason} onChange={setReason} />
        </>
      )}
    </MoveFrame>
  );
}
