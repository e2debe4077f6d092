import type { ReactNode } from 'react';
import { daysBetween } from '../../../platform/calendar/calendar.rules.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { Badge, Card, Empty, Notice } from '../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { CONFIRMATION_DAYS } from '../law/confirmation.rules.ts';
import type { CaseOut } from '../mediation.contract.ts';
import { mayApply } from '../moves.rules.ts';
import { agreementWordsOfScreen } from './agreement.screen.words.ts';
import { AgreementPaper } from './agreementPaper.tsx';
import { moveWords } from './moves.words.ts';
import type { PartProps } from './part.ts';
import { todayHere } from './parts.tsx';
import { statusWords } from './status.words.ts';

/** The agreement: its draft and who has signed it, then what was promised, and the court. */
export function AgreementTab({ it, onMove }: PartProps): ReactNode {
  const w = useWords(agreementWordsOfScreen);
  const may = (move: 'draft' | 'agreeOrally'): boolean => it.abilities.includes(move);
  if (it.draft === null && it.agreement === null) {
    return (
      <Card label={w('title')}>
        <h2>{w('title')}</h2>
        <Empty sign="text" title={w('none')}>
          <div className="row">
            {may('draft') && (
              <Button look="primary" onPress={() => onMove({ move: 'draft' })}>
                {w('begin')}
              </Button>
            )}
            {may('agreeOrally') && <Button onPress={() => onMove({ move: 'agreeOrally' })}>{w('oral')}</Button>}
          </div>
        </Empty>
      </Card>
    );
  }
  return (
    <div className="mediation-columns">
      <div className="stack">
        {it.draft && <Draft it={it} onMove={onMove} />}
        {it.agreement && <Sealed it={it} agreement={it.agreement} />}
      </div>
      <div className="stack">
        {it.draft && <Signing it={it} draft={it.draft} onMove={onMove} />}
        {it.promises.length > 0 && <Promises it={it} onMove={onMove} />}
        {it.agreement && it.agreement.form === 'written' && (
          <Confirmation it={it} agreement={it.agreement} onMove={onMove} />
        )}
      </div>
    </div>
  );
}

function Draft({ it, onMove }: PartProps): ReactNode {
  const w = useWords(agreementWordsOfScreen);
  const m = useWords(moveWords);
  if (it.draft === null) return null;
  return (
    <Card label={w('title')}>
      <div className="row apart">
        <h2>{w('title')}</h2>
        <Badge tone="warn">{w('version', { n: it.draft.version })}</Badge>
      </div>
      {it.draft.agreement && (
        <article className="mediation-paper">
          <AgreementPaper it={it} text={it.draft.agreement} />
        </article>
      )}
      <div className="row">
        {it.abilities.includes('draft') && <Button onPress={() => onMove({ move: 'draft' })}>{w('change')}</Button>}
        {it.abilities.includes('dropDraft') && (
          <Button look="plain" onPress={() => onMove({ move: 'dropDraft' })}>
            {m('dropDraft')}
          </Button>
        )}
      </div>
    </Card>
  );
}

/** Who has signed, who has not, and the seal. */
function Signing(props: PartProps & { readonly draft: NonNullable<CaseOut['draft']> }): ReactNode {
  const { it, draft, onMove } = props;
  const w = useWords(agreementWordsOfScreen);
  const m = useWords(moveWords);
  const may = it.abilities.includes('sign');
  return (
    <Card label={w('signing')}>
      <h2>{w('signing')}</h2>
      <ul className="mediation-signers">
        {it.parties.map((one) => {
          const signed = draft.signed.includes(one.id);
          return (
            <li key={one.id} className="row apart">
              <span>
                {one.name ?? '—'} <Badge tone={signed ? 'good' : 'warn'}>{w(signed ? 'signed' : 'notSigned')}</Badge>
              </span>
              {may && !signed && <Button onPress={() => onMove({ move: 'sign', party: one.id })}>{m('sign')}</Button>}
            </li>
          );
        })}
        <li className="row apart">
          <span>
            {w('mediatorOfIt')}{' '}
            <Badge tone={draft.mediator ? 'good' : 'warn'}>{w(draft.mediator ? 'signed' : 'notSigned')}</Badge>
          </span>
          {may && !draft.mediator && <Button onPress={() => onMove({ move: 'sign', own: true })}>{m('sign')}</Button>}
        </li>
      </ul>
      {it.sessions.some(({ state }) => state === 'held') ? (
        <p className="soft small">{w('sealLead')}</p>
      ) : (
        <Notice tone="warn">{w('sealNeedsRecord')}</Notice>
      )}
      {it.abilities.includes('seal') && (
        <Button look="primary" onPress={() => onMove({ move: 'seal' })}>
          {w('sealButton')}
        </Button>
      )}
    </Card>
  );
}

function Sealed({ it, agreement }: { it: CaseOut; agreement: NonNullable<CaseOut['agreement']> }): ReactNode {
  const w = useWords(agreementWordsOfScreen);
  const when = useWhen();
  return (
    <Card label={w('title')}>
      <div className="row apart">
        <h2>{agreement.number === null ? w('oralIs') : w('written', { number: agreement.number })}</h2>
        <span className="soft">{w('effect', { day: when.day(agreement.effect) })}</span>
      </div>
      {agreement.text && (
        <article className="mediation-paper">
          <AgreementPaper it={it} text={agreement.text} />
        </article>
      )}
    </Card>
  );
}

function Promises({ it, onMove }: PartProps): ReactNode {
  const w = useWords(agreementWordsOfScreen);
  const m = useWords(moveWords);
  const s = useWords(statusWords);
  const when = useWhen();
  const name = (id: string): string => it.parties.find((one) => one.id === id)?.name ?? '—';
  return (
    <Card label={w('promises')}>
      <h2>{w('promises')}</h2>
      {it.promises.map((one) => (
        <article key={one.id} className="mediation-promised" data-state={one.state}>
          <div className="row apart">
            <strong>{w('promiseLine', { by: name(one.by), to: name(one.to) })}</strong>
            <Badge tone={one.state === 'performed' ? 'good' : one.state === 'breached' || one.late ? 'bad' : 'warn'}>
              {one.late ? w('late') : s(`promise_${one.state}`)}
            </Badge>
          </div>
          {one.what && <div>{[one.what, one.how].filter(Boolean).join(' · ')}</div>}
          <div className="soft small">{w('promiseDue', { day: when.day(one.due) })}</div>
          <div className="row">
            {one.state !== 'performed' && it.abilities.includes('perform') && (
              <Button onPress={() => onMove({ move: 'perform', promise: one.id })}>{m('perform')}</Button>
            )}
            {one.state === 'owed' && it.abilities.includes('breach') && (
              <Button look="danger" onPress={() => onMove({ move: 'breach', promise: one.id })}>
                {m('breach')}
              </Button>
            )}
          </div>
        </article>
      ))}
    </Card>
  );
}

/** The court: how many of the thirty days are over and left, what was asked, what it said. */
function Confirmation(props: PartProps & { readonly agreement: NonNullable<CaseOut['agreement']> }): ReactNode {
  const { it, agreement, onMove } = props;
  const w = useWords(agreementWordsOfScreen);
  const m = useWords(moveWords);
  const s = useWords(statusWords);
  const t = useText();
  const when = useWhen();
  const { daysLeft, confirmBy, effect } = agreement;
  const { confirmation } = it;
  const n = Math.min(CONFIRMATION_DAYS, Math.max(0, daysBetween(effect, todayHere())));
  const day = when.day(confirmBy);
  return (
    <Card label={w('confirmTitle')}>
      <h2>{w('confirmTitle')}</h2>
      {confirmation !== null && (
        <>
          <p>{w('applied', { day: when.day(confirmation.applied), court: t(confirmation.court) })}</p>
          {confirmation.outcome !== null && (
            <Notice tone={confirmation.outcome === 'confirmed' ? 'good' : 'warn'}>
              {w('decidedOn', {
                day: when.day(confirmation.decided ?? confirmation.applied),
                outcome: s(`confirmation_${confirmation.outcome}`),
              })}
            </Notice>
          )}
          {it.abilities.includes('decideConfirmation') && (
            <Button onPress={() => onMove({ move: 'decideConfirmation' })}>{m('decideConfirmation')}</Button>
          )}
        </>
      )}
      {mayApply(it) && (
        <>
          <p className="soft small">{w('confirmLead')}</p>
          <div className="mediation-count" aria-hidden="true">
            <span style={{ inlineSize: `${(100 * n) / CONFIRMATION_DAYS}%` }} />
          </div>
          <p className={daysLeft < 0 ? 'bad' : ''}>
            {daysLeft >= 0 && `${w('confirmCounted', { n })} · `}
            {daysLeft < 0
              ? w('confirmOver', { day })
              : daysLeft === 0
                ? w('confirmLast', { day })
                : w('confirmDays', { n: daysLeft, day })}
          </p>
          {daysLeft >= 0 && it.abilities.includes('applyConfirmation') && (
            <Button onPress={() => onMove({ move: 'applyConfirmation' })}>{m('applyConfirmation')}</Button>
          )}
        </>
      )}
    </Card>
  );
}
