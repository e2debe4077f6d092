import { type ReactNode, useState } from 'react';
import { Link, useParams } from 'wouter';
import { callerOf } from '../../identity/screens/appointmentsKept.ts';
import { useMe } from '../../identity/screens/signedIn.tsx';
import { useCall } from '../../web/asking.ts';
import { Button } from '../../web/kit/controls.tsx';
import { ProblemNotice } from '../../web/kit/problem.tsx';
import { Card, Empty, Notice, Sheet, Waiting } from '../../web/kit/surfaces.tsx';
import { usePageTitle } from '../../web/page.tsx';
import { useWhen } from '../../web/when.ts';
import { useText, useWords } from '../../web/words.ts';
import { desk, type TerritoryOut, territory } from '../changes/changes.contract.ts';
import { seesPlaces } from '../changes/changes.rights.ts';
import { AnswerRows } from './answerRows.tsx';
import { BoundaryForm } from './boundaryForm.tsx';
import { BoundaryMap } from './boundaryMap.tsx';
import { ChangeCard } from './changeList.tsx';
import { rounded, rowsNow } from './deskView.ts';
import { EndForm } from './endForm.tsx';
import { placesDeskWords } from './placesDesk.words.ts';
import { NameForm } from './territoryForms.tsx';
import { Days } from './territoryTree.tsx';
import './places.css';

/** One territory: what it is and was called, where it lies, who answers, what changed. */
export default function TerritoryPage(): ReactNode {
  const w = useWords(placesDeskWords);
  const t = useText();
  const { code = '' } = useParams();
  const sees = seesPlaces(callerOf(useMe()));
  const { data, error, isPending, refetch } = useCall(territory, { params: { code } }, { enabled: sees });
  const now = data && rowsNow(data.rows, data.today)[0];
  usePageTitle(now ? t(now.name) : w('territories'));
  if (!sees) return <Empty sign="lock" title={w('mayNot')} hint={w('mayNotHint')} />;
  return (
    <div className="stack">
      <div>
        <Button look="plain" sign="back" to="/places">
          {w('back')}
        </Button>
      </div>
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {isPending && <Waiting />}
      {data && now && (
        <>
          <div>
            <h1>
              {t(now.name)} <Days row={now} today={data.today} />
            </h1>
            {t(data.path) !== t(now.name) && <p className="soft">{t(data.path)}</p>}
          </div>
          {data.mayPropose && <Moves one={data} />}
          <div className="place-page">
            <div className="stack">
              <Facts one={data} />
              <Names one={data} />
              <Card label={w('answers')}>
                <h2>{w('answers')}</h2>
                <AnswerRows rows={data.answers} />
                <Here code={code} />
              </Card>
            </div>
            <div className="stack place-map">
              <Card label={w('boundary')}>
                <h2>{w('boundary')}</h2>
                {data.boundary ? (
                  <>
                    <BoundaryMap code={code} before={data.boundary.geometry} after={null} height="18rem" />
                    <p className="soft small">{w('areaKm', { n: rounded(data.boundary.squareKilometres) })}</p>
                  </>
                ) : (
                  <Notice tone="warn">{w('noBoundary')}</Notice>
                )}
              </Card>
            </div>
          </div>
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

const MOVES = ['rename', 'found', 'redraw', 'split', 'merge', 'close'] as const;
type MoveName = (typeof MOVES)[number];

/** What may be proposed about it; the district itself is neither ended nor divided. */
function Moves({ one }: { one: TerritoryOut }): ReactNode {
  const w = useWords(placesDeskWords);
  const [move, setMove] = useState<MoveName | null>(null);
  const stays = one.rows.some((row) => row.to === null);
  const open = MOVES.filter((name) => {
    if (!stays) return false;
    if (name === 'found') return one.level !== 'grid';
    return one.level !== 'district' || name === 'rename' || name === 'redraw';
  });
  const done = (): void => setMove(null);
  return (
    <div className="row no-print">
      {open.map((name) => (
        <Button key={name} look={name === 'close' ? 'danger' : 'quiet'} onPress={() => setMove(name)}>
          {w(name)}
        </Button>
      ))}
      <Sheet open={move !== null} title={move === null ? '' : w(move)} onClose={done}>
        {(move === 'rename' || move === 'found') && <NameForm one={one} move={move} onDone={done} />}
        {(move === 'split' || move === 'merge' || move === 'close') && <EndForm one={one} move={move} onDone={done} />}
        {move === 'redraw' && <BoundaryForm one={one} onDone={done} />}
      </Sheet>
    </div>
  );
}

function Facts({ one }: { one: TerritoryOut }): ReactNode {
  const w = useWords(placesDeskWords);
  const t = useText();
  const now = rowsNow(one.rows, one.today)[0];
  return (
    <Card label={w('code')}>
      <dl className="facts">
        <dt>{w('code')}</dt>
        <dd>
          <code>{one.code}</code>
        </dd>
        <dt>{w('level')}</dt>
        <dd>{w(`level_${one.level}`)}</dd>
        <dt>{w('nameEn')}</dt>
        <dd>{now?.name.en}</dd>
        <dt>{w('openCount')}</dt>
        <dd>{w('pieces', { n: one.open })}</dd>
        <dt>{w('appointments')}</dt>
        <dd>{w('items', { n: one.appointments })}</dd>
        {one.successors.length > 0 && (
          <>
            <dt>{w('successors')}</dt>
            <dd>
              {one.successors.map((next) => (
                <div key={next.code}>
                  <Link href={`/places/territories/${next.code}`}>{t(next.name)}</Link>{' '}
                  <code className="soft small">{next.code}</code>
                </div>
              ))}
            </dd>
          </>
        )}
      </dl>
    </Card>
  );
}

function Names({ one }: { one: TerritoryOut }): ReactNode {
  const w = useWords(placesDeskWords);
  const t = useText();
  const when = useWhen();
  return (
    <Card label={w('names')}>
      <h2>{w('names')}</h2>
      <ul className="plain-list">
        {one.rows.map((row) => (
          <li key={row.from}>
            <strong>{t(row.name)}</strong>{' '}
            <span className="soft small">
              {row.to === null
                ? w('fromDay', { from: when.day(row.from) })
                : w('fromTo', { from: when.day(row.from), to: when.day(row.to) })}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** The bodies that sit in a territory. */
function Here({ code }: { code: string }): ReactNode {
  const w = useWords(placesDeskWords);
  const t = useText();
  const { data } = useCall(desk, {});
  const here = (data?.bodies ?? []).filter(
    (one) => one.territory === code && (one.to === null || one.to > (data?.today ?? '')),
  );
  if (here.length === 0) return null;
  return (
    <>
      <h3>{w('bodiesHere')}</h3>
      <ul className="plain-list">
        {here.map((one) => (
          <li key={one.id}>
            <Link href={`/places/bodies/${one.id}`}>{t(one.name)}</Link>
          </li>
        ))}
      </ul>
    </>
  );
}
