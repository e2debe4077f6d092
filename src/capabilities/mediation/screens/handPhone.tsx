import { type ReactNode, useState } from 'react';
import { Select, Tick } from '../../../platform/web/kit/controls.tsx';
import { Notice } from '../../../platform/web/kit/surfaces.tsx';
import { useWords } from '../../../platform/web/words.ts';
import type { AgreementIn } from '../move.contract.ts';
import { AgreementPaper } from './agreementPaper.tsx';
import { type FormProps, MoveFrame } from './moveFrame.tsx';
import type { SessionFormProps } from './sessionForms.tsx';
import { talkWords } from './talk.words.ts';

/** Somebody other than the mediator holds the screen now: their name, what they read, one sign that they did. */
function Handed(props: {
  readonly it: FormProps['it'];
  readonly party: string;
  readonly said: string;
  readonly read: boolean;
  readonly onRead: (read: boolean) => void;
  readonly children: ReactNode;
}): ReactNode {
  const w = useWords(talkWords);
  const party = props.it.parties.find(({ id }) => id === props.party);
  if (party === undefined) return <Notice tone="good">{w('handSigned')}</Notice>;
  const name = party.name ?? '—';
  return (
    <>
      <Notice>
        <strong>{w(party.minor ? 'handTitleGuardian' : 'handTitle', { name })}</strong>
        <div>{w(party.minor ? 'handGuardian' : 'handLead', { name })}</div>
      </Notice>
      <article className="mediation-paper">{props.children}</article>
      <Tick checked={props.read} onChange={props.onRead}>
        {props.said}
      </Tick>
    </>
  );
}

/** Who of several signs now; the first who has not yet. */
function Who(props: {
  readonly it: FormProps['it'];
  readonly among: readonly string[];
  readonly value: string;
  readonly onChange: (id: string) => void;
}): ReactNode {
  const w = useWords(talkWords);
  if (props.among.length < 2 && props.among.includes(props.value)) return null;
  return (
    <Select
      label={w('handWho')}
      placeholder={w('handNobody')}
      value={props.value}
      onChange={props.onChange}
      options={props.among.map((id) => ({
        value: id,
        label: props.it.parties.find((one) => one.id === id)?.name ?? '—',
      }))}
    />
  );
}

/**
 * Whose turn it is to sign, and that they have read what lies before them. The sign stands for this person and this text alone: of the next one, and of
 * another version, it is asked anew. After a signature the next one is up; one whose signature came in meanwhile is not taken for another.
 */
function useHanded(owe: readonly string[], first: string | undefined, text: string) {
  const [chosen, setChosen] = useState(first ?? owe[0] ?? '');
  const [read, setRead] = useState<string | null>(null);
  const party = owe.includes(chosen) ? chosen : '';
  const one = `${party}/${text}`;
  return {
    party,
    choose: setChosen,
    read: party !== '' && read === one,
    setRead: (yes: boolean) => setRead(yes ? one : null),
    /** After a signature: the next who has not signed, if others may. */
    next: () => {
      setRead(null);
      setChosen(owe.find((id) => id !== party) ?? '');
    },
  };
}

/** The record of a session, read and signed by one who was there. */
export function SignRecord({ it, session, onDone }: SessionFormProps): ReactNode {
  const w = useWords(talkWords);
  const owe = session.present.filter((id) => !session.signed.includes(id));
  const { party, choose, read, setRead, next } = useHanded(owe, undefined, session.id);
  return (
    <MoveFrame
      it={it}
      label={w('handSign')}
      shown={[]}
      onDone={() => {
        next();
        if (owe.length < 2) onDone();
      }}
      act={party !== '' && read ? { move: 'signRecord', session: session.id, party } : null}
    >
      {() => (
        <>
          <Who it={it} among={owe} value={party} onChange={choose} />
          <Handed it={it} party={party} said={w('handRead')} read={read} onRead={setRead}>
            <p className="mediation-said">{session.record ?? w('handEmpty')}</p>
          </Handed>
        </>
      )}
    </MoveFrame>
  );
}

/** The agreement, read and signed by a party on the screen, or noted as signed on paper. */
export function SignAgreement({
  it,
  party: first,
  onDone,
}: FormProps & { readonly party?: string | undefined }): ReactNode {
  const w = useWords(talkWords);
  const draft = it.draft;
  const owe = it.parties.map(({ id }) => id).filter((id) => draft?.signed.includes(id) === false);
  const { party, choose, read, setRead, next } = useHanded(owe, first, String(draft?.version));
  const [paper, setPaper] = useState(false);
  if (draft === null) return null;
  return (
    <MoveFrame
      it={it}
      label={w('handSign')}
      onDone={() => {
        next();
        if (owe.length < 2 || first !== undefined) onDone();
      }}
      act={
        party !== '' && read
          ? { move: 'sign', version: draft.version, party, how: paper ? ('paper' as const) : ('screen' as const) }
          : null
      }
    >
      {() => (
        <>
          {first === undefined && <Who it={it} among={owe} value={party} onChange={choose} />}
          <Handed it={it} party={party} said={w('handReadAgreement')} read={read} onRead={setRead}>
            {draft.agreement && <AgreementPaper it={it} text={draft.agreement as AgreementIn} />}
          </Handed>
          <Tick checked={paper} onChange={setPaper}>
            {w('handPaper')}
          </Tick>
        </>
      )}
    </MoveFrame>
  );
}

/** The mediator's own signature under an agreement. */
export function SignAsMediator({ it, onDone }: FormProps): ReactNode {
  const w = useWords(talkWords);
  // A yes is to one version: another draft is read anew.
  const [seen, setSeen] = useState<number | null>(null);
  const draft = it.draft;
  if (draft === null) return null;
  const read = seen === draft.version;
  return (
    <MoveFrame
      it={it}
      label={w('handMediator')}
      onDone={onDone}
      act={read ? { move: 'sign', version: draft.version, party: null } : null}
    >
      {() => (
        <>
          <article className="mediation-paper">
            {draft.agreement && <AgreementPaper it={it} text={draft.agreement} />}
          </article>
          <Tick checked={read} onChange={(yes) => setSeen(yes ? draft.version : null)}>
            {w('handReadAgreement')}
          </Tick>
        </>
      )}
    </MoveFrame>
  );
}
