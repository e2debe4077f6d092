import { type ReactNode, useState } from 'react';
import type { AnswerOf } from '../../../../platform/http/contract.ts';
import { useCall } from '../../../../platform/web/asking.ts';
import { addressOf } from '../../../../platform/web/call.ts';
import { Button } from '../../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Badge, Card, Empty, Notice, Sheet, Waiting } from '../../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { type CommitteeOut, register, registerTable } from '../mediators.contract.ts';
import { screenWords } from './books.screen.words.ts';
import { type Act, KeepForm } from './keepForm.tsx';
import { Loads } from './loads.tsx';
import './books.css';

type Kept = { readonly committee: CommitteeOut; readonly act: Act; readonly person: string | null };

/** Who mediates for which committee, and whether each committee is composed as the law asks. */
export default function RegisterPage(): ReactNode {
  const w = useWords(screenWords);
  usePageTitle(w('registerTitle'));
  const [kept, keep] = useState<Kept | null>(null);
  const { data, error, isPending, refetch } = useCall(register, {});
  const close = (): void => keep(null);
  return (
    <div className="stack mediation-books">
      <h1>{w('registerTitle')}</h1>
      <p className="soft">{w('registerLead')}</p>
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {isPending && <Waiting />}
      {data && (
        <>
          {data.mayReport && (
            <div className="row">
              <span>{w('toCourt')}</span>
              {(['csv', 'xlsx'] as const).map((as) => (
                <a key={as} className="button quiet" href={addressOf(registerTable, {}, { as })} download>
                  {w(as)}
                </a>
              ))}
            </div>
          )}
          {data.committees.length === 0 && <Empty title={w('none')} hint={w('noneHint')} />}
          {data.committees.map((one) => (
            <Committee
              key={one.body.id}
              committee={one}
              onKeep={(act, person) => keep({ committee: one, act, person })}
            />
          ))}
          <Sheet open={kept !== null} title={kept === null ? '' : w(kept.act)} onClose={close}>
            {kept !== null && <KeepForm {...kept} organisers={data.organisers} onDone={close} />}
          </Sheet>
        </>
      )}
    </div>
  );
}

type OnKeep = (act: Act, person: string | null) => void;

function Committee({
  committee: it,
  onKeep,
}: {
  readonly committee: CommitteeOut;
  readonly onKeep: OnKeep;
}): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  const { stated } = it;
  return (
    <Card label={t(it.body)}>
      <div className="row apart">
        <h2>{t(it.body)}</h2>
        <span className="soft small">{t(it.territoryName)}</span>
      </div>
      <p>
        {w('composition', { members: it.members, guests: it.guests })} ·{' '}
        {stated === null ? w('noTerm') : w('term', { from: stated.from, until: stated.until })}
        {stated !== null && ` · ${w(stated.woman ? 'woman' : 'noWomanSaid')}`}
      </p>
      {it.faults.length === 0 ? (
        <p>
          <Badge tone="good">{w('lawful')}</Badge>
        </p>
      ) : (
        <Notice tone="warn">
          {it.faults.map((one) => (
            <div key={one}>{w(`fault_${one}`)}</div>
          ))}
        </Notice>
      )}
      {it.mayKeep && (
        <div className="row">
          {it.missing.length > 0 && <Button onPress={() => onKeep('enter', null)}>{w('enter')}</Button>}
          <Button look={it.missing.length > 0 ? 'plain' : 'quiet'} onPress={() => onKeep('state', null)}>
            {w('state')}
          </Button>
        </div>
      )}
      {it.mediators.length > 0 && (
        <ul className="plain-list members">
          {it.mediators.map((one) => (
            <Member key={one.id} member={one} mayKeep={it.mayKeep} onKeep={onKeep} />
          ))}
        </ul>
      )}
      {it.load !== null && it.load.rows.length > 0 && <Loads load={it.load} />}
    </Card>
  );
}

type MemberOut = AnswerOf<typeof register>['committees'][number]['mediators'][number];

function Member(props: { readonly member: MemberOut; readonly mayKeep: boolean; readonly onKeep: OnKeep }): ReactNode {
  const { member: it, mayKeep, onKeep } = props;
  const w = useWords(screenWords);
  const t = useText();
  const name = it.name ?? w('nobody');
  return (
    <li data-member={it.id}>
      <div>
        <span className="row">
          <strong>{name}</strong>
          <Badge>{w(it.sort)}</Badge>
        </span>
        <p className="small">
          {it.left === null
            ? w('untilDay', { from: it.from, until: it.until })
            : w('left', { day: it.left.day, reason: w(it.left.reason) })}
          {' · '}
          {w('hours', { n: it.hours })}
        </p>
        {it.trained.length > 0 && (
          <details>
            <summary className="small">{w('trainings')}</summary>
            <ul className="small">
              {it.trained.map((one) => (
                <li key={`${one.day}${one.topic}${one.hours}${one.organiser.id}`}>
                  {one.day} · {w(one.topic)} · {one.hours} h · {t(one.organiser)}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
      {mayKeep && it.state === 'serving' && (
        <div className="row">
          {(['train', 'change', 'leave'] as const).map((act) => (
            <Button key={act} look="plain" label={`${w(act)} ${name}`} onPress={() => onKeep(act, it.person)}>
              {w(act)}
            </Button>
          ))}
        </div>
      )}
    </li>
  );
}
