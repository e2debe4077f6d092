import { type ReactNode, useState } from 'react';
import { newId } from '../../../platform/web/ids.ts';
import { Choice, Field, TextArea, Tick } from '../../../platform/web/kit/controls.tsx';
import { Notice } from '../../../platform/web/kit/surfaces.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { MODES, type Mode } from '../mediation.rules.ts';
import { sidesOf } from '../sessions.rules.ts';
import { type FormProps, MoveFrame } from './moveFrame.tsx';
import { moveWords } from './moves.words.ts';
import { instantOf, localOf, Present, RecordField } from './sessionForms.tsx';
import { statusWords } from './status.words.ts';
import { talkWords } from './talk.words.ts';

/** A session that nobody had planned, written down in one step: when, how, who was there, and what was said. */
export function RecordSession({ it, onDone }: FormProps): ReactNode {
  const w = useWords(talkWords);
  const m = useWords(moveWords);
  const s = useWords(statusWords);
  const [session] = useState(newId);
  const [mode, setMode] = useState<Mode>('inPerson');
  const [at, setAt] = useState(() => localOf(new Date().toISOString()));
  const [minutes, setMinutes] = useState('60');
  const [present, setPresent] = useState<readonly string[]>([]);
  const [together, setTogether] = useState(!it.apart);
  const [place, setPlace] = useState('');
  const [interpreter, setInterpreter] = useState(false);
  const [reason, setReason] = useState('');
  const [record, setRecord] = useState('');
  const began = instantOf(at);
  const length = /^\d{1,3}$/.test(minutes) ? Number(minutes) : null;
  const both = sidesOf(it, present) > 1;
  const joint = both && together;
  const names = present.map((id) => it.parties.find((one) => one.id === id)?.name ?? '—').join('、');
  // Whoever is kept apart was met one at a time: each talk has its own record.
  const mixed = it.apart && !joint && present.length > 1;
  const lacks =
    began === null ||
    length === null ||
    present.length === 0 ||
    mixed ||
    record.trim() === '' ||
    (joint && it.apart && reason.trim() === '');
  return (
    <MoveFrame
      it={it}
      label={m('recordSession')}
      shown={['at', 'minutes', 'present', 'reason', 'record']}
      onDone={onDone}
      act={
        lacks
          ? null
          : {
              ...{ move: 'recordSession', session, mode, joint, minutes: length, interpreter },
              ...{ at: began, present: [...present], record: record.trim() },
              ...(place.trim() === '' ? {} : { place: place.trim() }),
              ...(joint && it.apart ? { reason: reason.trim() } : {}),
            }
      }
    >
      {(wrong) => (
        <>
          <p className="soft">{w('metLead')}</p>
          <Field type="datetime-local" label={w('heldAt')} value={at} onChange={setAt} problem={wrong('at')} />
          <Field
            label={w('metMinutes')}
            inputMode="numeric"
            maxLength={3}
            value={minutes}
            onChange={setMinutes}
            problem={wrong('minutes')}
          />
          <Choice
            label={w('mode')}
            form="narrow"
            value={mode}
            onChange={(one) => setMode(one as Mode)}
            options={MODES.map((value) => ({ value, label: s(`mode_${value}`) }))}
          />
          <Present it={it} present={present} onChange={setPresent} problem={wrong('present')} />
          {present.length > 0 && !both && !mixed && <Notice>{w('metAlone', { names })}</Notice>}
          {both && (
            <Choice
              label={w('metJoint')}
              form="narrow"
              value={together ? 'yes' : 'no'}
              onChange={(one) => setTogether(one === 'yes')}
              options={[
                { value: 'yes', label: w('jointYes') },
                { value: 'no', label: w('jointNo') },
              ]}
            />
          )}
          {mixed && <Notice tone="warn">{w('metEach')}</Notice>}
          {joint && it.apart && (
            <>
              <Notice tone="warn">{w('apartNotice')}</Notice>
              <TextArea
                label={w('apartReason')}
                maxLength={500}
                rows={2}
                value={reason}
                onChange={setReason}
                problem={wrong('reason')}
              />
            </>
          )}
          <Field label={w('place')} optional maxLength={300} value={place} onChange={setPlace} />
          <Tick checked={interpreter} onChange={setInterpreter}>
            {w('metInterpreter')}
          </Tick>
          <RecordField value={record} onChange={setRecord} problem={wrong('record')} />
        </>
      )}
    </MoveFrame>
  );
}
