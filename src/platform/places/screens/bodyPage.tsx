import { type ReactNode, useState } from 'react';
import { Link, useParams } from 'wouter';
import { callerOf } from '../../identity/screens/appointmentsKept.ts';
import { useMe } from '../../identity/screens/signedIn.tsx';
import { useCall } from '../../web/asking.ts';
import { Button, Field } from '../../web/kit/controls.tsx';
import { ProblemNotice } from '../../web/kit/problem.tsx';
import { Card, Empty, Notice, Sheet, Waiting } from '../../web/kit/surfaces.tsx';
import { usePageTitle } from '../../web/page.tsx';
import { useWhen } from '../../web/when.ts';
import { useText, useWords } from '../../web/words.ts';
import { type BodyOut, body, desk } from '../changes/changes.contract.ts';
import { seesPlaces } from '../changes/changes.rights.ts';
import { AnswerRows } from './answerRows.tsx';
import { BodyForm } from './bodyForm.tsx';
import { ChangeCard } from './changeList.tsx';
import { placesDeskWords } from './placesDesk.words.ts';
import { useProposing } from './proposal.tsx';
import { Days } from './territoryTree.tsx';
import { TransferForm } from './transferForm.tsx';
import './places.css';

/** One body: what it is, what is above and below it, what it answers for, what hangs on it, what changed. */
export default function BodyPage(): ReactNode {
  const w = useWords(placesDeskWords);
  const t = useText();
  const { id = '' } = useParams();
  const sees = seesPlaces(callerOf(useMe()));
  const { data, error, isPending, refetch } = useCall(body, { params: { id } }, { enabled: sees });
  usePageTitle(data ? t(data.body.name) : w('bodies'));
  if (!sees) return <Empty sign="lock" title={w('mayNot')} hint={w('mayNotHint')} />;
  return (
    <div className="stack">
      <div>
        <Button look="plain" sign="back" to="/places?tab=bodies">
          {w('back')}
        </Button>
      </div>
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {isPending && <Waiting />}
      {data && (
        <>
          <div>
            <h1>
              {t(data.body.name)} <Days row={data.body} today={data.today} />
            </h1>
            <p className="soft">{data.body.id}</p>
          </div>
          {data.mayPropose && data.body.to === null && <Moves one={data} />}
          <div className="place-page">
            <Facts one={data} />
            <Hanging one={data} />
          </div>
          <Card label={w('answersOwn')}>
            <h2>{w('answersOwn')}</h2>
            <AnswerRows rows={data.answers} own />
          </Card>
          <section className="stack" aria-label={w('history')}>
            <h2>{w('history')}</h2>
            {data.changes.length === 0 && <p className="soft">{w('noHistory')}</p>}
            {data.changes.map((one) => (
              <ChangeCard key={one.id} change={one} />
            ))}
          </section>
        </>
      )}
    </div>
  );
}

function Moves({ one }: { one: BodyOut }): ReactNode {
  const w = useWords(placesDeskWords);
  const [move, setMove] = useState<'changeBody' | 'transferBody' | 'closeBody' | null>(null);
  const { data } = useCall(desk, {}, { enabled: move === 'changeBody' });
  const done = (): void => setMove(null);
  return (
    <div className="row no-print">
      <Button onPress={() => setMove('changeBody')}>{w('changeBody')}</Button>
      <Button onPress={() => setMove('transferBody')}>{w('transferBody')}</Button>
      <Button look="danger" onPress={() => setMove('closeBody')}>
        {w('closeBody')}
      </Button>
      <Sheet open={move !== null} title={move === null ? '' : w(move)} onClose={done}>
        {move === 'changeBody' && (data ? <BodyForm desk={data} body={one.body} onDone={done} /> : <Waiting />)}
        {move === 'transferBody' && <TransferForm one={one} onDone={done} />}
        {move === 'closeBody' && <CloseForm one={one} onDone={done} />}
      </Sheet>
    </div>
  );
}

/** Closes a body by date; what keeps it from that is said by the server, with how many. */
function CloseForm({ one, onDone }: { one: BodyOut; onDone: () => void }): ReactNode {
  const w = useWords(placesDeskWords);
  const proposing = useProposing(onDone);
  const [from, setFrom] = useState(one.today);
  return (
    <form className="stack" noValidate onSubmit={proposing.submit({ what: 'body-end', id: one.body.id, from })}>
      <p>{w('closeBodyLead')}</p>
      <Field
        type="date"
        label={w('endFrom')}
        value={from}
        problem={proposing.wrong('from')}
        onChange={(day) => {
          setFrom(day);
          proposing.touched();
        }}
      />
      {proposing.foot(['from'])}
    </form>
  );
}

function Facts({ one }: { one: BodyOut }): ReactNode {
  const w = useWords(placesDeskWords);
  const t = useText();
  const when = useWhen();
  const { body: it } = one;
  return (
    <Card label={w('body')}>
      <dl className="facts">
        <dt>{w('nameEn')}</dt>
        <dd>{it.name.en}</dd>
        <dt>{w('territory')}</dt>
        <dd>
          <Link href={`/places/territories/${it.territory}`}>{t(one.territoryName)}</Link>
        </dd>
        <dt>{w('parent')}</dt>
        <dd>
          {it.parent === null ? (
            w('noParent')
          ) : (
            <Link href={`/places/bodies/${it.parent}`}>{t(one.parentName) || it.parent}</Link>
          )}
        </dd>
        {it.address && (
          <>
            <dt>{w('address')}</dt>
            <dd>{it.address}</dd>
          </>
        )}
        {it.phone && (
          <>
            <dt>{w('phone')}</dt>
            <dd>{it.phone}</dd>
          </>
        )}
        <dt>{w('days')}</dt>
        <dd>
          {it.from === null ? w('always') : w('fromDay', { from: when.day(it.from) })}{' '}
          <Days row={it} today={one.today} />
        </dd>
        {one.below.length > 0 && (
          <>
            <dt>{w('below')}</dt>
            <dd>
              {one.below.map((each) => (
                <div key={each.id}>
                  <Link href={`/places/bodies/${each.id}`}>{t(each.name)}</Link>
                </div>
              ))}
            </dd>
          </>
        )}
      </dl>
    </Card>
  );
}

const HANGING = ['open', 'appointments', 'answers', 'below', 'machines'] as const;

/** What would keep it from being closed today. */
function Hanging({ one }: { one: BodyOut }): ReactNode {
  const w = useWords(placesDeskWords);
  const hanging = HANGING.filter((name) => one.hanging[name] > 0);
  return (
    <Card label={w('hanging')}>
      <h2>{w('hanging')}</h2>
      {hanging.length === 0 ? (
        <Notice tone="info">{w('nothingHangs')}</Notice>
      ) : (
        <dl className="facts">
          {hanging.map((name) => (
            <div key={name} className="place-difference">
              <dt>{w(`h_${name}`)}</dt>
              <dd>{one.hanging[name]}</dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  );
}
