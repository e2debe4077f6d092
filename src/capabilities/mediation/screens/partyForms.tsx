import { type ReactNode, useState } from 'react';
import { Field } from '../../../platform/web/kit/controls.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { formWords } from './forms.words.ts';
import { type FormProps, MoveFrame } from './moveFrame.tsx';
import { moveWords } from './moves.words.ts';
import { lackOfParty, newParty, type PartyDraft, PartyFields, partyFrom } from './partyFields.tsx';
import type { PartyFormProps } from './peopleForms.tsx';

export function AddParty({ it, onDone }: FormProps): ReactNode {
  const m = useWords(moveWords);
  const [party, setParty] = useState(() => newParty('respondent'));
  return (
    <MoveFrame
      it={it}
      label={m('addParty')}
      onDone={onDone}
      act={lackOfParty(party) === null ? { move: 'addParty', party: partyFrom(party) } : null}
    >
      {() => <PartyFields value={party} onChange={setParty} />}
    </MoveFrame>
  );
}

/** Corrects a party: what is known of it is looked at first, with a reason that the party reads. */
export function ChangeParty({ it, party: id, onDone }: PartyFormProps): ReactNode {
  const w = useWords(formWords);
  const m = useWords(moveWords);
  const known = it.parties.find((one) => one.id === id);
  const [reason, setReason] = useState('');
  const [party, setParty] = useState<PartyDraft | null>(null);
  if (party === null) {
    return (
      <MoveFrame
        it={it}
        label={m('seeIdentity')}
        onDone={({ identity }) => {
          const base = { ...newParty(known?.side ?? 'applicant'), id, sort: known?.sort ?? 'person' };
          const nobody = { name: '', phone: '', relation: '' };
          const person = (one: { name: string; phone: string | null; relation: string } | null | undefined) =>
            one == null ? nobody : { name: one.name, phone: one.phone ?? '', relation: one.relation };
          setParty({
            ...base,
            name: identity?.name ?? '',
            phone: identity?.phone ?? '',
            paper: identity?.paper ?? '',
            address: identity?.address ?? '',
            minor: known?.minor === true,
            guardian: person(identity?.guardian),
            represented: identity?.representative != null,
            representative: person(identity?.representative),
          });
        }}
        act={reason.trim() === '' ? null : { move: 'seeIdentity', party: id, reason: reason.trim() }}
      >
        {() => (
          <>
            <p>{w('changeLead')}</p>
            <Field label={w('identityReason')} maxLength={200} value={reason} onChange={setReason} />
          </>
        )}
      </MoveFrame>
    );
  }
  return (
    <MoveFrame
      it={it}
      label={m('changeParty')}
      onDone={onDone}
      act={lackOfParty(party) === null ? { move: 'changeParty', party: partyFrom(party) } : null}
    >
      {() => <PartyFields value={party} onChange={setParty} />}
    </MoveFrame>
  );
}
