import { type ReactNode, useState } from 'react';
import { newId } from '../../../platform/web/ids.ts';
import { Button, Choice, Field, TextArea, Tick } from '../../../platform/web/kit/controls.tsx';
import { Notice } from '../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useWords } from '../../../platform/web/words.ts';
import type { CaseOut } from '../mediation.contract.ts';
import { MODES, type Mode } from '../mediation.rules.ts';
import { type FormProps, MoveFrame } from './moveFrame.tsx';
import { moveWords } from './moves.words.ts';
import { statusWords } from './status.words.ts';
import { talkWords } from './talk.words.ts';

type SessionOut = CaseOut['sessions'][number];
export type SessionFormProps = FormProps & { readonly session: SessionOut };

/** What a field for a moment gives, in the district's time, as an instant; null where it is none. */
export const instantOf = (local: string): string | null =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(local) ? `${local.slice(0, 16)}:00+08:00` : null;
/** An instant as such a field takes it. */
export const localOf = (instant: string): string =>
  new Date(Date.parse(instant) + 28_800_000).toISOString().slice(0, 16);

export function ProposeSession({ it, onDone }: FormProps): ReactNode {
  const w = useWords(talkWords);
  const m = useWords(moveWords);
  const s = useWords(statusWords);
  const [session] = useState(newId);
  const [mode, setMode] = useState<Mode>('inPerson');
  const [joint, setJoint] = useState(!it.apart);
  const [alone, setAlone] = useState('');
  const [times, setTimes] = useState<readonly string[]>(['']);
  const [minutes, setMinutes] = useState('60');
  const [place, setPlace] = useState('');
  const [interpreter, setInterpreter] = useState(false);
  const [reason, setReason] = useState('');
  const proposed = times.flatMap((one) => instantOf(one) ?? []);
  const length = /^\d{2,3}$/.test(minutes) ? Number(minutes) : null;
  const lacks =
    proposed.length === 0 ||
    length === null ||
    (joint && it.apart && reason.trim() === '') ||
    (!joint && it.apart && alone === '');
  return (
    <MoveFrame
      it={it}
      label={m('proposeSession')}
      shown={['proposed', 'reason', 'minutes', 'with']}
      onDone={onDone}
      act={
        lacks
          ? null
          : {
              move: 'proposeSession',
              session,
              mode,
              joint,
              ...(joint || alone === '' ? {} : { with: alone }),
              proposed,
              minutes: length ?? 60,
              interpreter,
              ...(place.trim() === '' ? {} : { place: place.trim() }),
              ...(joint && it.apart ? { reason: reason.trim() } : {}),
            }
      }
    >
      {(wrong) => (
        <>
          <Choice
            label={w('mode')}
            form="narrow"
            value={mode}
            onChange={(one) => setMode(one as Mode)}
            options={MODES.map((value) => ({ value, label: s(`mode_${value}`) }))}
          />
          {it.apart && <Notice tone="warn">{w('apartNotice')}</Notice>}
          <Choice
            label={w('joint')}
            form="narrow"
            value={joint ? 'yes' : 'no'}
            onChange={(one) => setJoint(one === 'yes')}
            options={[
              { value: 'yes', label: w('jointYes') },
              { value: 'no', label: w('jointNo') },
            ]}
          />
          {!joint && (
            <Choice
              label={w('withWhom')}
              form="narrow"
              value={alone}
              onChange={setAlone}
              options={[
                ...(it.apart ? [] : [{ value: '', label: w('withEach') }]),
                ...it.parties.map(({ id, name }) => ({ value: id, label: name ?? '—' })),
              ]}
            />
          )}
          {joint && it.apart && (
            <TextArea
              label={w('apartReason')}
              maxLength={500}
              rows={2}
              value={reason}
              onChange={setReason}
              problem={wrong('reason')}
            />
          )}
          <fieldset className="field">
            <legend className="legend">{w('times')}</legend>
            {times.map((one, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a time is known by its place in the list
              <div key={at} className="mediation-line">
                <Field
                  type="datetime-local"
                  label={w('timeN', { n: at + 1 })}
                  value={one}
                  onChange={(value) => setTimes(times.with(at, value))}
                />
                {times.length > 1 && (
                  <Button
                    look="plain"
                    sign="close"
                    label={w('dropTime', { n: at + 1 })}
                    onPress={() => setTimes(times.toSpliced(at, 1))}
                  >
                    {''}
                  </Button>
                )}
              </div>
            ))}
            {wrong('proposed') && <span className="wrong">{wrong('proposed')}</span>}
            {times.length < 5 && (
              <Button sign="plus" onPress={() => setTimes([...times, times.at(-1) ?? ''])}>
                {w('addTime')}
              </Button>
            )}
          </fieldset>
          <Field
            label={w('minutes')}
            inputMode="numeric"
            maxLength={3}
            value={minutes}
            onChange={setMinutes}
            problem={wrong('minutes')}
          />
          <Field label={w('place')} optional maxLength={300} value={place} onChange={setPlace} />
          <Tick checked={interpreter} onChange={setInterpreter}>
            {w('interpreter')}
          </Tick>
        </>
      )}
    </MoveFrame>
  );
}

/** One of the proposed times, or another; the answers of the parties stand beside. */
export function SetSession({ it, session, onDone }: SessionFormProps): ReactNode {
  const w = useWords(talkWords);
  const m = useWords(moveWords);
  const when = useWhen();
  const [chosen, setChosen] = useState(session.state === 'set' ? 'own' : (session.proposed[0] ?? 'own'));
  const [own, setOwn] = useState(session.at === null ? '' : localOf(session.at));
  const at = chosen === 'own' ? instantOf(own) : chosen;
  return (
    <MoveFrame
      it={it}
      label={session.state === 'set' ? w('postpone') : m('setSession')}
      shown={['at']}
      onDone={onDone}
      act={at === null ? null : { move: 'setSession', session: session.id, at }}
    >
      {(wrong) => (
        <>
          {session.state === 'set' && <Notice>{w('postponing')}</Notice>}
          <Answers it={it} session={session} />
          <Choice
            label={w('chooseTime')}
            form="lines"
            value={chosen}
            onChange={setChosen}
            options={[
              ...session.proposed.map((value) => ({ value, label: when.moment(value) })),
              { value: 'own', label: w('ownTime') },
            ]}
          />
          {chosen === 'own' && (
            <Field type="datetime-local" label={w('ownTime')} value={own} onChange={setOwn} problem={wrong('at')} />
          )}
          {chosen !== 'own' && wrong('at') && <span className="wrong">{wrong('at')}</span>}
        </>
      )}
    </MoveFrame>
  );
}

/** Which party can come when. */
export function Answers({ it, session }: { it: CaseOut; session: SessionOut }): ReactNode {
  const w = useWords(talkWords);
  const when = useWhen();
  return (
    <ul className="mediation-answers small">
      {it.parties.map(({ id, name }) => {
        const can = session.can[id];
        const said = can === undefined ? null : can.length === 0 ? w('canNone') : can.map(when.moment).join('、');
        return (
          <li key={id} className={said === null ? 'soft' : ''}>
            {said === null ? w('notAnswered', { name: name ?? '—' }) : w('canCome', { name: name ?? '—', times: said })}
          </li>
        );
      })}
    </ul>
  );
}

export function CancelSession({ it, session, onDone }: SessionFormProps): ReactNode {
  const w = useWords(talkWords);
  const m = useWords(moveWords);
  const [reason, setReason] = useState('');
  return (
    <MoveFrame
      it={it}
      label={m('cancelSession')}
      danger
      onDone={onDone}
      act={{ move: 'cancelSession', session: session.id, reason: reason.trim() || undefined }}
    >
      {() => (
        <TextArea label={w('cancelReason')} optional maxLength={500} rows={2} value={reason} onChange={setReason} />
      )}
    </MoveFrame>
  );
}

/** Who of the parties was there. */
export function Present(props: {
  readonly it: Pick<CaseOut, 'parties'>;
  readonly present: readonly string[];
  readonly onChange: (present: readonly string[]) => void;
  readonly problem: string | undefined;
}): ReactNode {
  const w = useWords(talkWords);
  const { present, onChange, problem } = props;
  return (
    <fieldset className="field">
      <legend className="legend">{w('present')}</legend>
      {props.it.parties.map(({ id, name }) => (
        <Tick
          key={id}
          checked={present.includes(id)}
          onChange={(on) => onChange(on ? [...present, id] : present.filter((one) => one !== id))}
        >
          {name ?? '—'}
        </Tick>
      ))}
      {problem && <span className="wrong">{problem}</span>}
    </fieldset>
  );
}

/** What was said, as those who were there read and sign it. */
export function RecordField(props: {
  readonly value: string;
  readonly onChange: (record: string) => void;
  readonly problem: string | undefined;
}): ReactNode {
  const w = useWords(talkWords);
  return <TextArea label={w('record')} hint={w('recordHint')} rows={10} maxLength={8000} {...props} />;
}

export function HoldSession({ it, session, onDone }: SessionFormProps): ReactNode {
  const w = useWords(talkWords);
  const m = useWords(moveWords);
  const now = new Date().toISOString();
  const [at, setAt] = useState(localOf(session.at !== null && session.at < now ? session.at : now));
  const [present, setPresent] = useState<readonly string[]>(session.joint ? it.parties.map(({ id }) => id) : []);
  const [record, setRecord] = useState('');
  const began = instantOf(at);
  return (
    <MoveFrame
      it={it}
      label={m('holdSession')}
      shown={['at', 'present', 'record']}
      onDone={onDone}
      act={
        began === null || present.length === 0 || record.trim() === ''
          ? null
          : { move: 'holdSession', session: session.id, at: began, present: [...present], record: record.trim() }
      }
    >
      {(wrong) => (
        <>
          <Field type="datetime-local" label={w('heldAt')} value={at} onChange={setAt} problem={wrong('at')} />
          <Present it={it} present={present} onChange={setPresent} problem={wrong('present')} />
          <RecordField value={record} onChange={setRecord} problem={wrong('record')} />
        </>
      )}
    </MoveFrame>
  );
}
