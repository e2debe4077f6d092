import { type ReactNode, useState } from 'react';
import { Choice, Field, TextArea, Tick } from '../../../platform/web/kit/controls.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import { ROUTES, type Route } from '../mediation.rules.ts';
import { agreementWordsOfScreen } from './agreement.screen.words.ts';
import { type FormProps, MoveFrame } from './moveFrame.tsx';
import { moveWords } from './moves.words.ts';
import { todayHere } from './parts.tsx';
import { statusWords } from './status.words.ts';

/** Moves that ask for no more than a reason, which may be left out. */
export function WithReason({ it, move, onDone }: FormProps & { readonly move: 'takeBack' | 'withdraw' }): ReactNode {
  const w = useWords(agreementWordsOfScreen);
  const m = useWords(moveWords);
  const [reason, setReason] = useState('');
  return (
    <MoveFrame
      it={it}
      label={m(move)}
      danger={move === 'withdraw'}
      onDone={onDone}
      act={{ move, reason: reason.trim() || undefined }}
    >
      {() => (
        <>
          {move === 'withdraw' && <p>{w('withdrawLead')}</p>}
          <TextArea label={w('withdrawReason')} optional maxLength={500} rows={2} value={reason} onChange={setReason} />
        </>
      )}
    </MoveFrame>
  );
}

export function DropDraft({ it, onDone }: FormProps): ReactNode {
  const w = useWords(agreementWordsOfScreen);
  const m = useWords(moveWords);
  const [reason, setReason] = useState('');
  const version = it.draft?.version;
  return (
    <MoveFrame
      it={it}
      label={m('dropDraft')}
      danger
      onDone={onDone}
      act={version === undefined ? null : { move: 'dropDraft', version, reason: reason.trim() || undefined }}
    >
      {() => (
        <TextArea label={w('withdrawReason')} optional maxLength={500} rows={2} value={reason} onChange={setReason} />
      )}
    </MoveFrame>
  );
}

export function Seal({ it, onDone }: FormProps): ReactNode {
  const w = useWords(agreementWordsOfScreen);
  const version = it.draft?.version;
  return (
    <MoveFrame
      it={it}
      label={w('sealButton')}
      onDone={onDone}
      act={version === undefined ? null : { move: 'seal', version }}
    >
      {() => <p>{w('sealLead')}</p>}
    </MoveFrame>
  );
}

/** Which other ways the parties were told of; all of them unless one is taken off. */
function Routes(props: { readonly value: readonly Route[]; readonly onChange: (routes: readonly Route[]) => void }) {
  const w = useWords(agreementWordsOfScreen);
  const s = useWords(statusWords);
  return (
    <fieldset className="field">
      <legend className="legend">{w('routes')}</legend>
      {ROUTES.map((one) => (
        <Tick
          key={one}
          checked={props.value.includes(one)}
          onChange={(on) => props.onChange(ROUTES.filter((each) => (each === one ? on : props.value.includes(each))))}
        >
          {s(`route_${one}`)}
        </Tick>
      ))}
    </fieldset>
  );
}

export function Fail({ it, onDone }: FormProps): ReactNode {
  const w = useWords(agreementWordsOfScreen);
  const m = useWords(moveWords);
  const [routes, setRoutes] = useState<readonly Route[]>(ROUTES);
  const [reason, setReason] = useState('');
  return (
    <MoveFrame
      it={it}
      label={m('fail')}
      danger
      onDone={onDone}
      act={
        routes.length === 0 || reason.trim() === ''
          ? null
          : { move: 'fail', routes: [...routes], reason: reason.trim() }
      }
    >
      {() => (
        <>
          <p>{w('failLead')}</p>
          <Routes value={routes} onChange={setRoutes} />
          <TextArea label={w('failReason')} maxLength={1000} rows={3} value={reason} onChange={setReason} />
        </>
      )}
    </MoveFrame>
  );
}

export function Settle({ it, onDone }: FormProps): ReactNode {
  const w = useWords(agreementWordsOfScreen);
  const m = useWords(moveWords);
  const [routes, setRoutes] = useState<readonly Route[]>(['court']);
  return (
    <MoveFrame
      it={it}
      label={m('settle')}
      danger
      onDone={onDone}
      act={routes.length === 0 ? null : { move: 'settle', routes: [...routes] }}
    >
      {() => (
        <>
          <p>{w('settleLead')}</p>
          <Routes value={routes} onChange={setRoutes} />
        </>
      )}
    </MoveFrame>
  );
}

export function AnswerReferrer({ it, onDone }: FormProps): ReactNode {
  const w = useWords(agreementWordsOfScreen);
  const m = useWords(moveWords);
  const t = useText();
  const [letter, setLetter] = useState('');
  return (
    <MoveFrame
      it={it}
      label={m('answerReferrer')}
      onDone={onDone}
      act={letter.trim() === '' ? null : { move: 'answerReferrer', letter: letter.trim() }}
    >
      {() => (
        <>
          <p>{w('letterLead', { body: t(it.referrer?.body) })}</p>
          <TextArea label={w('letter')} rows={8} maxLength={4000} value={letter} onChange={setLetter} />
        </>
      )}
    </MoveFrame>
  );
}

export function Visit({ it, onDone }: FormProps): ReactNode {
  const w = useWords(agreementWordsOfScreen);
  const m = useWords(moveWords);
  const [day, setDay] = useState(todayHere());
  const [kept, setKept] = useState<boolean>();
  const [words, setWords] = useState('');
  return (
    <MoveFrame
      it={it}
      label={m('visit')}
      shown={['day']}
      onDone={onDone}
      act={kept === undefined || day === '' ? null : { move: 'visit', day, kept, words: words.trim() || undefined }}
    >
      {(wrong) => (
        <>
          <Field type="date" label={w('visitDay')} value={day} onChange={setDay} problem={wrong('day')} />
          <Choice
            label={w('kept')}
            form="narrow"
            value={kept === undefined ? undefined : kept ? 'yes' : 'no'}
            onChange={(one) => setKept(one === 'yes')}
            options={[
              { value: 'yes', label: w('keptYes') },
              { value: 'no', label: w('keptNo') },
            ]}
          />
          <TextArea label={w('visitWords')} optional maxLength={1000} rows={3} value={words} onChange={setWords} />
        </>
      )}
    </MoveFrame>
  );
}

export function Archive({ it, onDone }: FormProps): ReactNode {
  const w = useWords(agreementWordsOfScreen);
  const m = useWords(moveWords);
  const [explained, setExplained] = useState('');
  return (
    <MoveFrame
      it={it}
      label={m('archive')}
      onDone={onDone}
      act={{ move: 'archive', explained: explained.trim() || undefined }}
    >
      {() => (
        <>
          <p>{w('archiveLead')}</p>
          <TextArea
            label={w('explained')}
            hint={w('explainedHint')}
            optional
            maxLength={2000}
            rows={4}
            value={explained}
            onChange={setExplained}
          />
        </>
      )}
    </MoveFrame>
  );
}
