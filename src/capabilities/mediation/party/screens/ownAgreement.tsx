import { type ReactNode, useState } from 'react';
import { Button, Tick } from '../../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Card, Notice } from '../../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../../platform/web/when.ts';
import { useText, useWords } from '../../../../platform/web/words.ts';
import type { AgreementIn } from '../../move.contract.ts';
import { mayApply } from '../../moves.rules.ts';
import { useActing, useOwnCase } from './acting.ts';
import { useCalled } from './called.ts';
import { ownWords } from './own.words.ts';

/** The draft to read and sign, or the agreement in effect and whether a court confirms it. */
export function AgreementPart(): ReactNode {
  const { view } = useOwnCase();
  return (
    <>
      {view.draft !== null && <Draft draft={view.draft} />}
      {view.agreement !== null && <InEffect agreement={view.agreement} />}
    </>
  );
}

type Draft = NonNullable<ReturnType<typeof useOwnCase>['view']['draft']>;
function Draft({ draft }: { draft: Draft }): ReactNode {
  const w = useWords(ownWords);
  const called = useCalled();
  const { view } = useOwnCase();
  // A yes is to one version: another draft is read anew.
  const [read, setRead] = useState<number | null>(null);
  const acting = useActing();
  const { version } = draft;
  const signed = draft.signed.includes(view.me);
  const who = [...draft.signed.map(called), ...(draft.mediator ? [w('mediator')] : [])];
  return (
    <Card label={w('draftTitle', { n: version })}>
      <h2>{w('draftTitle', { n: version })}</h2>
      {draft.agreement !== null && <AgreementText of={draft.agreement} />}
      {who.length > 0 && <p className="soft small">{w('signedBy', { who: who.join(w('comma')) })}</p>}
      {signed && <Notice tone="good">{w('signed')}</Notice>}
      {!signed && view.abilities.includes('sign') && (
        <>
          <Tick checked={read === version} onChange={(yes) => setRead(yes ? version : null)}>
            {w('readWhole')}
          </Tick>
          <ProblemNotice problem={acting.error} />
          <Button
            look="primary"
            large
            wide
            disabled={read !== version}
            busy={acting.isPending}
            onPress={() => acting.mutate([{ move: 'sign', version, party: view.me }])}
          >
            {w('signVersion', { n: version })}
          </Button>
        </>
      )}
    </Card>
  );
}

/** The whole text, in the order of 人民调解法 art. 29. */
function AgreementText({ of: it }: { of: AgreementIn }): ReactNode {
  const w = useWords(ownWords);
  const when = useWhen();
  const called = useCalled();
  return (
    <div className="whole-text">
      {(['facts', 'issues', 'responsibility'] as const).map((one) => (
        <section key={one}>
          <h3>{w(one)}</h3>
          <p>{it[one]}</p>
        </section>
      ))}
      <section>
        <h3>{w('points')}</h3>
        <ol>
          {it.points.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ol>
      </section>
      <section>
        <h3>{w('promises')}</h3>
        <ol>
          {it.promises.map((one) => (
            <li key={one.id}>
              {w('promise', {
                by: called(one.by),
                to: called(one.to),
                what: one.what,
                how: one.how,
                day: when.day(one.due),
              })}
              {one.amount !== null && w('amount', { amount: one.amount })}
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}

type Agreement = NonNullable<ReturnType<typeof useOwnCase>['view']['agreement']>;
function InEffect({ agreement: it }: { agreement: Agreement }): ReactNode {
  const w = useWords(ownWords);
  const when = useWhen();
  return (
    <Card label={w('agreementTitle')}>
      <h2>{w('agreementTitle')}</h2>
      <dl className="facts">
        <dt>{w(it.number === null ? 'agreementForm' : 'agreementNumber')}</dt>
        <dd>{it.number ?? w('oral')}</dd>
        <dt>{w('effect')}</dt>
        <dd>{when.day(it.effect)}</dd>
      </dl>
      {it.text !== null && (
        <details>
          <summary>{w('readAgreement')}</summary>
          <AgreementText of={it.text} />
        </details>
      )}
      {it.form === 'written' && <Confirmation agreement={it} />}
    </Card>
  );
}

/** Day by day until the thirtieth, then what the court says. */
function Confirmation({ agreement: it }: { agreement: Agreement }): ReactNode {
  const w = useWords(ownWords);
  const when = useWhen();
  const t = useText();
  const { view } = useOwnCase();
  const asked = view.confirmation;
  return (
    <section className="stack">
      <h3>{w('confirmTitle')}</h3>
      {mayApply(view) && it.daysLeft >= 0 && (
        <Notice>{w('confirmOpen', { day: when.day(it.confirmBy), n: it.daysLeft })}</Notice>
      )}
      {mayApply(view) && it.daysLeft < 0 && <p className="soft">{w('confirmOver', { day: when.day(it.confirmBy) })}</p>}
      {asked !== null && asked.outcome === null && (
        <Notice>{w('confirmAsked', { day: when.day(asked.applied), court: t(asked.court) })}</Notice>
      )}
      {asked !== null && asked.outcome !== null && (
        <Notice tone={asked.outcome === 'confirmed' ? 'good' : 'warn'}>
          {w(`confirm_${asked.outcome}`, { day: when.day(asked.decided ?? asked.applied) })}
        </Notice>
      )}
    </section>
  );
}
