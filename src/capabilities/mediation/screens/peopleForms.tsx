import { type ReactNode, useState } from 'react';
import { useCall } from '../../../platform/web/asking.ts';
import { Button, Choice, Field, Select, TextArea, Tick } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Notice, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { staffOf } from '../flow.contract.ts';
import { ROUTES } from '../mediation.rules.ts';
import { formWords } from './forms.words.ts';
import { type FormProps, MoveFrame } from './moveFrame.tsx';
import { moveWords } from './moves.words.ts';
import { StatusBadge, useNature } from './parts.tsx';
import { useSending } from './sending.ts';
import { statusWords } from './status.words.ts';

/** Forms about one party of the case. */
export type PartyFormProps = FormProps & { readonly party: string };

const partyOf = ({ it, party }: PartyFormProps) => it.parties.find(({ id }) => id === party);

/** Who mediates: those who stand at the body, as many as are wanted, the first leads. */
export function NameMediators({ it, onDone }: FormProps): ReactNode {
  const w = useWords(formWords);
  const m = useWords(moveWords);
  const { data, error, refetch } = useCall(
    staffOf,
    { params: { body: it.body?.id ?? '' } },
    { enabled: it.body !== null },
  );
  const [named, setMediators] = useState<readonly string[]>(it.mediatorIds);
  // Who no longer stands at the body cannot be named again.
  const mediators = named.filter((id) => data === undefined || data.mediators.some((one) => one.id === id));
  const gone = it.mediators.flatMap((name, at) => {
    const id = it.mediatorIds[at];
    return data === undefined || data.mediators.some((one) => one.id === id) ? [] : (name ?? '—');
  });
  const [chosen, setChosen] = useState<'parties' | 'committee' | undefined>(it.chosen ?? undefined);
  const [noInterest, setNoInterest] = useState(false);
  return (
    <MoveFrame
      it={it}
      label={m('nameMediators')}
      shown={['mediators']}
      onDone={onDone}
      act={
        mediators.length === 0 || chosen === undefined || !noInterest
          ? null
          : { move: 'nameMediators', mediators: [...mediators], chosen, noInterest: true }
      }
    >
      {(wrong) => (
        <>
          <ProblemNotice problem={error} onAgain={() => void refetch()} />
          {data === undefined && error === null && <Waiting />}
          {data !== undefined && (
            <fieldset className="field">
              <legend className="legend">{w('mediatorsOf')}</legend>
              <span className="hint">{w('mediatorsHint')}</span>
              {data.mediators.length === 0 && <p>{w('mediatorNone')}</p>}
              {gone.length > 0 && <Notice tone="warn">{w('mediatorGone', { names: gone.join(w('comma')) })}</Notice>}
              {data.mediators.map((one) => (
                <Tick
                  key={one.id}
                  checked={mediators.includes(one.id)}
                  onChange={(on) =>
                    setMediators(on ? [...mediators, one.id].slice(0, 5) : mediators.filter((id) => id !== one.id))
                  }
                >
                  {w('mediatorOpen', { name: one.name ?? '—', n: one.open })}
                </Tick>
              ))}
              {wrong('mediators') && <span className="wrong">{wrong('mediators')}</span>}
            </fieldset>
          )}
          <Choice
            label={w('chosen')}
            form="narrow"
            value={chosen}
            onChange={(one) => setChosen(one as 'parties' | 'committee')}
            options={[
              { value: 'parties', label: w('chosenParties') },
              { value: 'committee', label: w('chosenCommittee') },
            ]}
          />
          <Tick checked={noInterest} onChange={setNoInterest}>
            {w('noInterest')}
          </Tick>
        </>
      )}
    </MoveFrame>
  );
}

export function Recuse({ it, onDone }: FormProps): ReactNode {
  const w = useWords(formWords);
  const m = useWords(moveWords);
  const [mediator, setMediator] = useState(it.mediatorIds[0] ?? '');
  const [reason, setReason] = useState('');
  return (
    <MoveFrame
      it={it}
      label={m('recuse')}
      onDone={onDone}
      act={mediator === '' || reason.trim() === '' ? null : { move: 'recuse', mediator, reason: reason.trim() }}
    >
      {() => (
        <>
          <Select
            label={w('recuseWho')}
            value={mediator}
            onChange={setMediator}
            options={it.mediatorIds.map((id, at) => ({ value: id, label: it.mediators[at] ?? '—' }))}
          />
          <TextArea label={w('reason')} maxLength={500} rows={3} value={reason} onChange={setReason} />
        </>
      )}
    </MoveFrame>
  );
}

/** What every party is told before it says yes (人民调解法 art. 23, 24). */
export function TellRights({ it, party, onDone }: PartyFormProps): ReactNode {
  const w = useWords(formWords);
  return (
    <MoveFrame it={it} label={w('rightsDone')} onDone={onDone} act={{ move: 'tellRights', party }}>
      {() => (
        <>
          <strong>{w('rightsTitle')}</strong>
          <ol className="mediation-rights">
            {([1, 2, 3, 4] as const).map((n) => (
              <li key={n}>{w(`right${n}`)}</li>
            ))}
          </ol>
          <p className="soft small">{w('rightsSource')}</p>
        </>
      )}
    </MoveFrame>
  );
}

export function Consent(props: PartyFormProps): ReactNode {
  const w = useWords(formWords);
  const m = useWords(moveWords);
  const [openly, setOpenly] = useState(false);
  const { it, party, onDone } = props;
  const who = partyOf(props);
  const name = who?.name ?? '—';
  const lacksGuardian = who?.minor === true && !who.guardian;
  return (
    <MoveFrame
      it={it}
      label={m('consent')}
      onDone={onDone}
      act={lacksGuardian ? null : { move: 'consent', party, openly }}
    >
      {() =>
        lacksGuardian ? (
          <Notice tone="warn">{w('consentNoGuardian', { name, move: m('changeParty') })}</Notice>
        ) : (
          <>
            <p>{w(who?.minor ? 'consentGuardian' : 'consentLead', { name })}</p>
            <Tick checked={openly} onChange={setOpenly}>
              {w('openly')}
            </Tick>
          </>
        )
      }
    </MoveFrame>
  );
}

export function Decline({ it, party, onDone }: PartyFormProps): ReactNode {
  const w = useWords(formWords);
  const m = useWords(moveWords);
  const s = useWords(statusWords);
  return (
    <MoveFrame it={it} label={m('decline')} danger onDone={onDone} act={{ move: 'decline', party }}>
      {() => (
        <Notice tone="warn">
          {w('declineLead')}
          <ul>
            {ROUTES.map((one) => (
              <li key={one}>{s(`route_${one}`)}</li>
            ))}
          </ul>
        </Notice>
      )}
    </MoveFrame>
  );
}

export function LetTravel(props: PartyFormProps): ReactNode {
  const w = useWords(formWords);
  const { it, party, onDone } = props;
  const may = partyOf(props)?.travels !== true;
  return (
    <MoveFrame
      it={it}
      label={w(may ? 'travelYes' : 'travelNo')}
      onDone={onDone}
      act={{ move: 'letTravel', party, may }}
    >
      {() => <p>{w('travelLead', { name: partyOf(props)?.name ?? '—' })}</p>}
    </MoveFrame>
  );
}

type Identity = {
  readonly name: string;
  readonly phone: string | null;
  readonly paper: string | null;
  readonly address: string;
  readonly guardian: { readonly name: string; readonly phone: string | null } | null;
  readonly representative: { readonly name: string; readonly phone: string | null } | null;
};

/** Telephone, papers and address of a party, on a look that it reads. What was seen goes away with the sheet. */
export function SeeIdentity({ it, party }: PartyFormProps): ReactNode {
  const w = useWords(formWords);
  const m = useWords(moveWords);
  const [reason, setReason] = useState('');
  const [seen, setSeen] = useState<Identity | null | undefined>();
  if (seen === null) return <Notice tone="warn">{w('identityForgotten')}</Notice>;
  if (seen !== undefined) return <IdentityFacts seen={seen} />;
  return (
    <MoveFrame
      it={it}
      label={m('seeIdentity')}
      onDone={({ identity }) => setSeen(identity)}
      act={reason.trim() === '' ? null : { move: 'seeIdentity', party, reason: reason.trim() }}
    >
      {() => (
        <>
          <p>{w('identityLead')}</p>
          <Field label={w('identityReason')} maxLength={200} value={reason} onChange={setReason} />
        </>
      )}
    </MoveFrame>
  );
}

function IdentityFacts({ seen }: { seen: Identity }): ReactNode {
  const w = useWords(formWords);
  const other = (one: Identity['guardian']) => (one === null ? null : [one.name, one.phone].filter(Boolean).join(' '));
  const facts = [
    ['identityName', seen.name],
    ['identityPhone', seen.phone],
    ['identityPaper', seen.paper],
    ['identityAddress', seen.address],
    ['identityGuardian', other(seen.guardian)],
    ['identityRepresentative', other(seen.representative)],
  ] as const;
  return (
    <dl className="mediation-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{w(name)}</dt>
          <dd>{value || <span className="soft">{w('identityNone')}</span>}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Earlier cases of the same parties or address: found now, shown to whoever asked. */
export function SeeEarlier({ it, onDone }: FormProps): ReactNode {
  const w = useWords(formWords);
  const m = useWords(moveWords);
  const t = useText();
  const when = useWhen();
  const nature = useNature();
  const marking = useSending(it);
  // What comes up stands where the finger still is: nothing is marked by the same press.
  const [meant, setMeant] = useState<string | null>(null);
  const [found, setFound] =
    useState<NonNullable<Parameters<Parameters<typeof MoveFrame>[0]['onDone']>[0]['earlier']>>();
  if (found !== undefined) {
    return (
      <div className="stack">
        <strong>{found.length === 0 ? w('earlierNone') : w('earlierFound', { n: found.length })}</strong>
        <ProblemNotice problem={marking.problem} />
        {found.map((one) => (
          <div key={one.id} className="mediation-earlier">
            <div className="row">
              <strong className="mediation-number">{one.number}</strong>
              <StatusBadge it={one} />
            </div>
            <div className="soft small">
              {[when.day(one.opened), nature(one.nature), t(one.body)].filter(Boolean).join(' · ')}
            </div>
            {it.abilities.includes('markRepeat') && it.repeats !== one.id && (
              <Button
                look="plain"
                pressed={meant === one.id}
                onPress={() => setMeant(meant === one.id ? null : one.id)}
              >
                {m('markRepeat')}
              </Button>
            )}
            {meant === one.id && (
              <>
                <p>{w('repeatSure', { number: one.number })}</p>
                <Button
                  look="primary"
                  wide
                  busy={marking.busy}
                  onPress={() => marking.send({ move: 'markRepeat', of: one.id }, () => onDone())}
                >
                  {w('confirmSend')}
                </Button>
              </>
            )}
          </div>
        ))}
      </div>
    );
  }
  return (
    <MoveFrame
      it={it}
      label={m('seeEarlier')}
      onDone={({ earlier }) => setFound(earlier ?? [])}
      act={{ move: 'seeEarlier' }}
    >
      {() => <p>{w('earlierLead')}</p>}
    </MoveFrame>
  );
}
