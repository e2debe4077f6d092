import type { ReactNode } from 'react';
import { Sheet } from '../../../platform/web/kit/surfaces.tsx';
import { useWords } from '../../../platform/web/words.ts';
import type { CaseOut } from '../mediation.contract.ts';
import { AgreementEditor } from './agreementEditor.tsx';
import { ApplyConfirmation, DecideConfirmation } from './confirmationForms.tsx';
import { AnswerReferrer, Archive, DropDraft, Fail, Seal, Settle, Visit, WithReason } from './endForms.tsx';
import { Extend } from './extendForm.tsx';
import { SignAgreement, SignAsMediator, SignRecord } from './handPhone.tsx';
import { Alarm, AskProtection, Offer, Triage } from './intakeForms.tsx';
import { RecordSession } from './metSessionForm.tsx';
import { MoveFrame } from './moveFrame.tsx';
import { moveWords } from './moves.words.ts';
import type { Chosen } from './nextStep.ts';
import { NoteForm } from './noteForm.tsx';
import { AddParty, ChangeParty } from './partyForms.tsx';
import {
  Consent,
  Decline,
  LetTravel,
  NameMediators,
  Recuse,
  SeeEarlier,
  SeeIdentity,
  TellRights,
} from './peopleForms.tsx';
import { Breach, Perform } from './promiseForms.tsx';
import { Refuse, RefuseOffer } from './refuseForms.tsx';
import { CancelSession, HoldSession, ProposeSession, SetSession } from './sessionForms.tsx';
import { talkWords } from './talk.words.ts';

/** The sheet in which a move is made; what is typed in it stays while the case changes behind. */
export function MoveSheet(props: {
  readonly it: CaseOut;
  readonly chosen: Chosen | null;
  readonly onClose: () => void;
}): ReactNode {
  const { it, chosen, onClose } = props;
  const w = useWords(moveWords);
  const t = useWords(talkWords);
  const party = it.parties.find(({ id }) => id === chosen?.party)?.name;
  const putsOff =
    chosen?.move === 'setSession' && it.sessions.some(({ id, state }) => id === chosen.session && state === 'set');
  const move = chosen === null ? '' : putsOff ? t('postpone') : w(chosen.move);
  const title = party ? w('moveFor', { move, name: party }) : move;
  return (
    <Sheet open={chosen !== null} title={title} onClose={onClose}>
      {chosen !== null && <Form it={it} chosen={chosen} onDone={onClose} />}
    </Sheet>
  );
}

function Form(props: { readonly it: CaseOut; readonly chosen: Chosen; readonly onDone: () => void }): ReactNode {
  const { it, chosen, onDone } = props;
  const w = useWords(moveWords);
  const own = { it, onDone };
  const { party, promise } = chosen;
  const session = it.sessions.find(({ id }) => id === chosen.session);
  if (party !== undefined) {
    const of = { ...own, party };
    switch (chosen.move) {
      case 'tellRights':
        return <TellRights {...of} />;
      case 'consent':
        return <Consent {...of} />;
      case 'decline':
        return <Decline {...of} />;
      case 'letTravel':
        return <LetTravel {...of} />;
      case 'seeIdentity':
        return <SeeIdentity {...of} />;
      case 'changeParty':
        return <ChangeParty {...of} />;
      case 'sign':
        return <SignAgreement {...of} />;
    }
  }
  if (session !== undefined) {
    const of = { ...own, session };
    switch (chosen.move) {
      case 'setSession':
        return <SetSession {...of} />;
      case 'cancelSession':
        return <CancelSession {...of} />;
      case 'holdSession':
        return <HoldSession {...of} />;
      case 'signRecord':
        return <SignRecord {...of} />;
    }
  }
  if (promise !== undefined) {
    if (chosen.move === 'perform') return <Perform {...own} promise={promise} />;
    if (chosen.move === 'breach') return <Breach {...own} promise={promise} />;
  }
  switch (chosen.move) {
    case 'askProtection':
      return <AskProtection {...own} />;
    case 'addParty':
      return <AddParty {...own} />;
    case 'alarm':
      return <Alarm {...own} />;
    case 'triage':
      return <Triage {...own} />;
    case 'refuse':
      return <Refuse {...own} />;
    case 'offer':
      return <Offer {...own} />;
    case 'accept':
      return (
        <MoveFrame it={it} label={w('accept')} onDone={onDone} act={{ move: 'accept' }}>
          {() => null}
        </MoveFrame>
      );
    case 'refuseOffer':
      return <RefuseOffer {...own} />;
    case 'takeBack':
    case 'withdraw':
      return <WithReason {...own} move={chosen.move} />;
    case 'nameMediators':
      return <NameMediators {...own} />;
    case 'recuse':
      return <Recuse {...own} />;
    case 'note':
      return <NoteForm {...own} room={chosen.room ?? 'shared'} />;
    case 'seeEarlier':
      return <SeeEarlier {...own} />;
    case 'proposeSession':
      return <ProposeSession {...own} />;
    case 'recordSession':
      return <RecordSession {...own} />;
    case 'extend':
      return <Extend {...own} />;
    case 'draft':
      return <AgreementEditor {...own} oral={false} />;
    case 'agreeOrally':
      return <AgreementEditor {...own} oral />;
    case 'dropDraft':
      return <DropDraft {...own} />;
    case 'sign':
      return chosen.own ? <SignAsMediator {...own} /> : <SignAgreement {...own} />;
    case 'seal':
      return <Seal {...own} />;
    case 'applyConfirmation':
      return <ApplyConfirmation {...own} />;
    case 'decideConfirmation':
      return <DecideConfirmation {...own} />;
    case 'fail':
      return <Fail {...own} />;
    case 'settle':
      return <Settle {...own} />;
    case 'answerReferrer':
      return <AnswerReferrer {...own} />;
    case 'visit':
      return <Visit {...own} />;
    case 'archive':
      return <Archive {...own} />;
    default:
      return null;
  }
}
