import type { ReactNode } from 'react';
import { Badge, Card, Notice } from '../../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../../platform/web/when.ts';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { natureOf } from '../../law/natures.rules.ts';
import type { PartyView } from '../../party.contract.ts';
import { nextFor } from '../next.rules.ts';
import { OwnCaseOf, useOwnCase } from './acting.ts';
import { useCalled } from './called.ts';
import { ownWords } from './own.words.ts';
import { AgreementPart } from './ownAgreement.tsx';
import { ConsentPart } from './ownConsent.tsx';
import { KnownPart, RatePart, StopPart } from './ownEnd.tsx';
import { PapersPart } from './ownPapers.tsx';
import { PromisesPart } from './ownPromises.tsx';
import { RoomsPart } from './ownRooms.tsx';
import { SessionsPart } from './ownSessions.tsx';
import { WaysPart } from './ownWays.tsx';

/** A party's own page: what is next and who waits for whom, and then everything that it may see and do. */
export function OwnCase({ code, view }: { code: string; view: PartyView }): ReactNode {
  return (
    <OwnCaseOf.Provider value={{ code, view }}>
      <ActingPart />
      <NextPart />
      <WaysPart />
      <ConsentPart />
      <AgreementPart />
      <PromisesPart />
      <SessionsPart />
      <PapersPart />
      <RatePart />
      <PeoplePart />
      <RoomsPart />
      <StopPart />
      <KnownPart />
    </OwnCaseOf.Provider>
  );
}

/** Whoever speaks for a party reads for whom, and that it is noted. */
function ActingPart(): ReactNode {
  const w = useWords(ownWords);
  const { view } = useOwnCase();
  const { as, speaker, me, parties } = view;
  if (as === 'self') return null;
  const party = parties.find(({ id }) => id === me)?.name ?? '—';
  return (
    <Notice>
      <strong>{w(`acting_${as}`, { party, speaker: speaker?.name ?? '' })}</strong>
      <span>{w('actingHint', { party })}</span>
    </Notice>
  );
}

function NextPart(): ReactNode {
  const w = useWords(ownWords);
  const when = useWhen();
  const called = useCalled();
  const { view } = useOwnCase();
  const { step, waits, parties, by } = nextFor(view);
  return (
    <section className="card stack next-step" aria-label={w('nextTitle')}>
      <div className="row apart">
        <h2>{w('nextTitle')}</h2>
        {waits !== 'nobody' && <Badge tone={waits === 'me' ? 'warn' : 'plain'}>{w(`waits_${waits}`)}</Badge>}
      </div>
      <p>
        <strong>{w(`next_${step}`, { who: parties.map(called).join(w('comma')) })}</strong>
      </p>
      {by !== null && (
        <p className="soft">
          {step === 'come' ? w('at', { moment: when.moment(by) }) : w('by', { day: when.day(by) })}
        </p>
      )}
    </section>
  );
}

/** Who stands in the case, who mediates it, and what was applied for. */
function PeoplePart(): ReactNode {
  const w = useWords(ownWords);
  const t = useText();
  const called = useCalled();
  const { view } = useOwnCase();
  const nature = natureOf(view.nature);
  return (
    <Card label={w('parties')}>
      <h2>{w('parties')}</h2>
      <ul className="told">
        {view.parties.map((one) => (
          <li key={one.id} className="row apart">
            <span>
              {called(one.id)} <span className="soft small">{w(one.side)}</span>
            </span>
            <Badge tone={one.consent === true ? 'good' : one.consent === false ? 'bad' : 'plain'}>
              {w(one.consent === null ? 'said_null' : one.consent ? 'said_true' : 'said_false')}
            </Badge>
          </li>
        ))}
      </ul>
      <p>
        {w('mediators')}{' '}
        <strong>{view.mediators.filter((one) => one !== null).join(w('comma')) || w('noMediator')}</strong>
      </p>
      {(view.words !== null || nature !== null) && (
        <details>
          <summary>{w('aboutTitle')}</summary>
          {nature !== null && <p className="soft">{t(nature)}</p>}
          {view.words !== null && <p className="whole-text">{view.words}</p>}
          {view.address && <p className="soft">{view.address}</p>}
        </details>
      )}
    </Card>
  );
}
