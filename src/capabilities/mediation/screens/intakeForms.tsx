import { type ReactNode, useState } from 'react';
import { Choice, Select, TextArea, Tick } from '../../../platform/web/kit/controls.tsx';
import { Notice } from '../../../platform/web/kit/surfaces.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import { lawText } from '../law/law.words.ts';
import { routesOf } from '../law/protection.rules.ts';
import { SCALES, type Scale, TRACKS, type Track } from '../mediation.rules.ts';
import { formWords } from './forms.words.ts';
import { type FormProps, MoveFrame } from './moveFrame.tsx';
import { moveWords } from './moves.words.ts';
import { NaturePicker } from './naturePicker.tsx';
import { BodySelect } from './parts.tsx';
import { statusWords } from './status.words.ts';

/** Yes or no without a default. */
export function YesNo(props: {
  readonly label: string;
  readonly value: boolean | undefined;
  readonly onChange: (value: boolean) => void;
}): ReactNode {
  const w = useWords(formWords);
  return (
    <Choice
      label={props.label}
      form="narrow"
      value={props.value === undefined ? undefined : props.value ? 'yes' : 'no'}
      onChange={(value) => props.onChange(value === 'yes')}
      options={[
        { value: 'yes', label: w('yes') },
        { value: 'no', label: w('no') },
      ]}
    />
  );
}

/** What is to be said and done where violence or a minor was spoken of. */
export function Protection({ violence, minors }: { violence: boolean; minors: boolean }): ReactNode {
  const w = useWords(formWords);
  const t = useText();
  const routes = routesOf({ violence, minors });
  if (routes.length === 0) return null;
  return (
    <Notice tone="warn">
      <strong>{w('protectionTitle')}</strong>
      <ul>
        {routes.map(({ rule }) => (
          <li key={rule}>{t(lawText(rule))}</li>
        ))}
      </ul>
    </Notice>
  );
}

export function AskProtection({ it, onDone }: FormProps): ReactNode {
  const w = useWords(formWords);
  const m = useWords(moveWords);
  const [violence, setViolence] = useState<boolean | undefined>(it.protection?.violence);
  const [minors, setMinors] = useState<boolean | undefined>(it.protection?.minors);
  const [note, setNote] = useState('');
  return (
    <MoveFrame
      it={it}
      label={m('askProtection')}
      onDone={onDone}
      act={
        violence === undefined || minors === undefined
          ? null
          : { move: 'askProtection', violence, minors, note: note.trim() || undefined }
      }
    >
      {() => (
        <>
          <p>{w('protectionLead')}</p>
          <YesNo label={w('violence')} value={violence} onChange={setViolence} />
          <YesNo label={w('minors')} value={minors} onChange={setMinors} />
          <Protection violence={violence === true} minors={minors === true} />
          <TextArea
            label={w('noteOptional')}
            hint={w('noteHint')}
            optional
            maxLength={1000}
            value={note}
            onChange={setNote}
          />
        </>
      )}
    </MoveFrame>
  );
}

export function Alarm({ it, onDone }: FormProps): ReactNode {
  const w = useWords(formWords);
  const m = useWords(moveWords);
  const [why, setWhy] = useState<'escalation' | 'crime'>();
  const [body, setBody] = useState('');
  const [words, setWords] = useState('');
  return (
    <MoveFrame
      it={it}
      label={m('alarm')}
      danger
      shown={['body']}
      onDone={onDone}
      act={
        why === undefined || body === '' || words.trim() === ''
          ? null
          : { move: 'alarm', why, body, words: words.trim() }
      }
    >
      {(wrong) => (
        <>
          <p>{w('alarmLead')}</p>
          <Choice
            label={w('alarmWhy')}
            form="lines"
            value={why}
            onChange={(one) => setWhy(one as 'escalation' | 'crime')}
            options={(['escalation', 'crime'] as const).map((value) => ({ value, label: w(value) }))}
          />
          <BodySelect label={w('alarmBody')} first={/police/} value={body} onChange={setBody} problem={wrong('body')} />
          <TextArea label={w('alarmWords')} maxLength={1000} value={words} onChange={setWords} />
        </>
      )}
    </MoveFrame>
  );
}

/** Whose it is: what the rule and the table of duties name, or another choice with its reason. */
export function Triage({ it, onDone }: FormProps): ReactNode {
  const w = useWords(formWords);
  const m = useWords(moveWords);
  const s = useWords(statusWords);
  const t = useText();
  const { proposal } = it;
  const [other, setOther] = useState(proposal?.body == null);
  const [nature, setNature] = useState(it.nature);
  const [scale, setScale] = useState<Scale>(it.scale);
  const [track, setTrack] = useState<Track | ''>('');
  const [body, setBody] = useState('');
  const [reason, setReason] = useState('');
  const changed = { ...(nature === it.nature ? {} : { nature }), ...(scale === it.scale ? {} : { scale }) };
  const chosen = {
    ...(track === '' ? {} : { track }),
    ...(body === '' ? {} : { body }),
    ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
  };
  return (
    <MoveFrame
      it={it}
      label={m('triage')}
      shown={['body', 'reason', 'nature']}
      onDone={onDone}
      act={{ move: 'triage', ...changed, ...(other ? chosen : {}) }}
    >
      {(wrong) => (
        <>
          {proposal && (
            <Notice>
              <strong>{w('proposal', { forum: t(proposal.forum) })}</strong>
              <div>{proposal.body ? w('proposalBody', { body: t(proposal.body) }) : w('proposalNone')}</div>
              <div className="small">{t(proposal.why)}</div>
            </Notice>
          )}
          <NaturePicker label={w('nature')} value={nature} onChange={setNature} problem={wrong('nature')} />
          <Select
            label={w('scale')}
            value={scale}
            onChange={(value) => setScale(value as Scale)}
            options={SCALES.map((value) => ({ value, label: s(`scale_${value}`) }))}
          />
          <Tick checked={other} onChange={setOther}>
            {w('other')}
          </Tick>
          {other && (
            <>
              <Select
                label={w('track')}
                optional
                value={track}
                placeholder="—"
                onChange={(value) => setTrack(value as Track | '')}
                options={TRACKS.map((value) => ({ value, label: s(`track_${value}`) }))}
              />
              <BodySelect label={w('body')} first={/pmc/} value={body} onChange={setBody} problem={wrong('body')} />
              <TextArea
                label={w('reasonOther')}
                optional={proposal?.body == null}
                maxLength={500}
                rows={2}
                value={reason}
                onChange={setReason}
                problem={wrong('reason')}
              />
            </>
          )}
        </>
      )}
    </MoveFrame>
  );
}

export function Offer({ it, onDone }: FormProps): ReactNode {
  const w = useWords(formWords);
  const m = useWords(moveWords);
  const [body, setBody] = useState(it.proposed?.id ?? '');
  const [note, setNote] = useState('');
  const [rooms, setRooms] = useState<readonly string[]>([]);
  const travelling = it.parties.filter(({ travels }) => travels);
  return (
    <MoveFrame
      it={it}
      label={m('offer')}
      shown={['body', 'rooms']}
      onDone={onDone}
      act={body === '' ? null : { move: 'offer', body, note: note.trim() || undefined, rooms: [...rooms] }}
    >
      {(wrong) => (
        <>
          <p>{w('offerLead')}</p>
          <BodySelect label={w('offerBody')} first={/pmc/} value={body} onChange={setBody} problem={wrong('body')} />
          <TextArea label={w('offerNote')} optional maxLength={1000} rows={2} value={note} onChange={setNote} />
          {travelling.length > 0 && (
            <fieldset className="field">
              <legend className="legend">{w('offerRooms')}</legend>
              <span className="hint">{w('offerRoomsHint')}</span>
              {travelling.map((one) => (
                <Tick
                  key={one.id}
                  checked={rooms.includes(one.id)}
                  onChange={(on) => setRooms(on ? [...rooms, one.id] : rooms.filter((id) => id !== one.id))}
                >
                  {one.name}
                </Tick>
              ))}
              {wrong('rooms') && <span className="wrong">{wrong('rooms')}</span>}
            </fieldset>
          )}
        </>
      )}
    </MoveFrame>
  );
}
