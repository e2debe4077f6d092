import { type ReactNode, useState } from 'react';
import { Choice, Field, TextArea, Tick } from '../../../platform/web/kit/controls.tsx';
import { Notice } from '../../../platform/web/kit/surfaces.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import {
  CONFIRMATION_DOCUMENTS,
  CONFIRMATION_QUESTIONS,
  type ConfirmationQuestion,
  competentCourts,
  confirmationWarnings,
  NEVER_CONFIRMED,
} from '../law/confirmation.rules.ts';
import { lawText } from '../law/law.words.ts';
import { CONFIRMATION_OUTCOMES } from '../mediation.rules.ts';
import { agreementWordsOfScreen } from './agreement.screen.words.ts';
import { type FormProps, MoveFrame } from './moveFrame.tsx';
import { moveWords } from './moves.words.ts';
import { BodySelect, todayHere } from './parts.tsx';
import { statusWords } from './status.words.ts';

/** The joint application to the court: what it never takes is asked first, and what it would reject is said. */
export function ApplyConfirmation({ it, onDone }: FormProps): ReactNode {
  const w = useWords(agreementWordsOfScreen);
  const m = useWords(moveWords);
  const t = useText();
  const [court, setCourt] = useState('');
  const [day, setDay] = useState(todayHere());
  const [answers, setAnswers] = useState<Partial<Record<ConfirmationQuestion, boolean>>>({});
  const [documents, setDocuments] = useState<readonly string[]>([]);
  const never = NEVER_CONFIRMED.find((id) => answers[id] === true);
  const lacks = CONFIRMATION_DOCUMENTS.some(({ id, always }) => always && !documents.includes(id));
  return (
    <MoveFrame
      it={it}
      label={m('applyConfirmation')}
      shown={['court', 'day']}
      onDone={onDone}
      act={
        court === '' || day === '' || lacks || never !== undefined
          ? null
          : { move: 'applyConfirmation', court, day, documents: [...documents], answers }
      }
    >
      {(wrong) => (
        <>
          <fieldset className="field">
            <legend className="legend">{w('questions')}</legend>
            {CONFIRMATION_QUESTIONS.map((one) => (
              <Tick
                key={one.id}
                checked={answers[one.id] === true}
                onChange={(on) => setAnswers({ ...answers, [one.id]: on })}
              >
                {t(one)}
              </Tick>
            ))}
          </fieldset>
          {never !== undefined && (
            <Notice tone="bad" urgent>
              <strong>{w('refusedEarly')}</strong>
              <div>{t(lawText(`confirm_${never}`))}</div>
            </Notice>
          )}
          {confirmationWarnings(answers).length > 0 && (
            <Notice tone="warn">
              <strong>{w('warned')}</strong>
              <ul>
                {confirmationWarnings(answers).map((one) => (
                  <li key={one}>{t(lawText(one))}</li>
                ))}
              </ul>
            </Notice>
          )}
          <Notice>
            <strong>{w('courtsTitle')}</strong>
            <ul>
              {competentCourts({ invitedByCourt: it.track === 'judicial' }).map((one) => (
                <li key={one}>{t(lawText(one))}</li>
              ))}
            </ul>
          </Notice>
          <BodySelect label={w('court')} first={/court/} value={court} onChange={setCourt} problem={wrong('court')} />
          <Field type="date" label={w('appliedOn')} value={day} onChange={setDay} problem={wrong('day')} />
          <fieldset className="field">
            <legend className="legend">{w('documents')}</legend>
            {CONFIRMATION_DOCUMENTS.map((one) => (
              <Tick
                key={one.id}
                checked={documents.includes(one.id)}
                onChange={(on) =>
                  setDocuments(on ? [...documents, one.id] : documents.filter((each) => each !== one.id))
                }
              >
                {t(one)} {one.always && <span className="soft small">{`（${w('always')}）`}</span>}
              </Tick>
            ))}
          </fieldset>
        </>
      )}
    </MoveFrame>
  );
}

export function DecideConfirmation({ it, onDone }: FormProps): ReactNode {
  const w = useWords(agreementWordsOfScreen);
  const m = useWords(moveWords);
  const s = useWords(statusWords);
  const [outcome, setOutcome] = useState<(typeof CONFIRMATION_OUTCOMES)[number]>();
  const [day, setDay] = useState(todayHere());
  const [words, setWords] = useState('');
  return (
    <MoveFrame
      it={it}
      label={m('decideConfirmation')}
      shown={['day']}
      onDone={onDone}
      act={
        outcome === undefined || day === ''
          ? null
          : { move: 'decideConfirmation', outcome, day, words: words.trim() || undefined }
      }
    >
      {(wrong) => (
        <>
          <Choice
            label={w('outcome')}
            form="lines"
            value={outcome}
            onChange={(one) => setOutcome(one as (typeof CONFIRMATION_OUTCOMES)[number])}
            options={CONFIRMATION_OUTCOMES.map((value) => ({ value, label: s(`confirmation_${value}`) }))}
          />
          <Field type="date" label={w('decidedDay')} value={day} onChange={setDay} problem={wrong('day')} />
          <TextArea label={w('decidedWords')} optional maxLength={1000} rows={2} value={words} onChange={setWords} />
        </>
      )}
    </MoveFrame>
  );
}
