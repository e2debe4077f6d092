import type { ReactNode } from 'react';
import { Link, useParams } from 'wouter';
import { useCall } from '../../../../platform/web/asking.ts';
import { writeFilters } from '../../../../platform/web/filters.ts';
import { Button } from '../../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Card, type Event, Timeline, Waiting } from '../../../../platform/web/kit/surfaces.tsx';
import { useLive } from '../../../../platform/web/live.ts';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { useWhen } from '../../../../platform/web/when.ts';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { useNames } from '../../screens/named.ts';
import { type AppealOut, appeal } from '../appeals.contract.ts';
import { AppealMoves } from './appealMoves.tsx';
import { screenWords } from './appeals.screen.words.ts';
import { Compared } from './compared.tsx';
import { AppealState, useBy, useKindName } from './named.tsx';
import './appeals.css';

/** One appeal: what is contested, as it was and as it is, what happened, and what its reader may do. */
export default function AppealPage(): ReactNode {
  const { appeal: id = '' } = useParams();
  const w = useWords(screenWords);
  usePageTitle(w('title'));
  useLive(['figures']);
  const { data, error, refetch } = useCall(appeal, { params: { id } });
  if (data === undefined) return error ? <ProblemNotice problem={error} onAgain={() => void refetch()} /> : <Waiting />;
  return (
    <div className="stack">
      <div className="row apart">
        <h1>{w(data.against.is === 'figure' ? 'figureTitle' : 'lineTitle')}</h1>
        <span className="row">
          <AppealState it={data} />
        </span>
      </div>
      <AppealMoves it={data} />
      <What it={data} />
      <Compared it={data} />
      <Said it={data} />
      <Happened it={data} />
      <div className="row no-print">
        <Button look="plain" sign="back" to="/figures/appeals">
          {w('back')}
        </Button>
      </div>
    </div>
  );
}

function What({ it }: { it: AppealOut }): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  const when = useWhen();
  const { name, means } = useNames();
  const kindName = useKindName();
  const { against } = it;
  if (against.is === 'figure') {
    const { code, version, place, kind, from, to } = against;
    const view = { territory: place.code, kind, from, to, open: code };
    return (
      <Card label={w('what')}>
        <Facts
          facts={[
            [w('figure'), `${name(code)}：${means(code)}`],
            [w('version'), version],
            [w('place'), t(place.name)],
            [w('kind'), kindName(kind)],
            [w('period'), w('span', { from: when.day(from), to: when.day(to) })],
          ]}
        />
        <div className="row no-print">
          <Button to={`/figures?${writeFilters('', view)}`}>{w('openFigure')}</Button>
        </div>
      </Card>
    );
  }
  const { measure, kind, day, place, matter } = against;
  const link = matter && <Link href={`/matters/${matter.id}`}>{matter.number}</Link>;
  return (
    <Card label={w('what')}>
      <Facts
        facts={[
          [w('counted'), name(measure)],
          ...(kind === null ? [] : [[w('kind'), kindName(kind)] as const]),
          ...(day === null ? [] : [[w('day'), when.day(day)] as const]),
          ...(place === null ? [] : [[w('place'), t(place.name)] as const]),
          [w('matter'), link ?? w('notSeen')],
        ]}
      />
    </Card>
  );
}

function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }): ReactNode {
  return (
    <dl className="appeal-facts">
      {facts.map(([name, fact]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  );
}

function Said({ it }: { it: AppealOut }): ReactNode {
  const w = useWords(screenWords);
  if (it.words === null) return <p className="soft">{w('noWords')}</p>;
  const { reason, rule } = it.words;
  return (
    <Card label={w('reason')}>
      <h2>{w('reason')}</h2>
      <p className="appeal-said">{reason}</p>
      {rule !== null && (
        <>
          <h2>{w('rule')}</h2>
          <p className="appeal-said">{rule}</p>
        </>
      )}
    </Card>
  );
}

function Happened({ it }: { it: AppealOut }): ReactNode {
  const w = useWords(screenWords);
  const when = useWhen();
  const by = useBy();
  const { name } = useNames();
  const { decided, against } = it;
  const time = (at: string) => (
    <time dateTime={at} className="soft small">
      {when.moment(at)}
    </time>
  );
  const events: Event[] = [
    {
      id: 'filed',
      title: by('filedBy', it.filed),
      when: time(it.filed.at),
      ...(it.state === 'open' ? { body: <p>{w('due', { day: when.dueBy(it.due) })}</p> } : {}),
    },
  ];
  // A family's count stands once for all and once for its body: it is told once.
  const took = [...new Map(it.counts.map((one) => [one.measure, one])).values()];
  if (decided !== null && it.state !== 'open') {
    const matter = against.is === 'line' ? against.matter : null;
    events.push({
      id: 'decided',
      title: by(`${it.state}By`, decided),
      when: time(decided.at),
      ...(it.state === 'withdrawn' ? {} : { tone: it.state === 'upheld' ? 'good' : 'bad' }),
      body: (
        <>
          {decided.remedy !== null && <p>{w(`remedy_${decided.remedy}`)}</p>}
          {took.map((one) => (
            <p key={one.measure}>{w('took', { name: name(one.measure), n: -one.n })}</p>
          ))}
          {it.reason !== null && <p className="appeal-said">{it.reason}</p>}
          {decided.remedy === 'correct' && matter && <Link href={`/matters/${matter.id}`}>{w('toMatter')}</Link>}
        </>
      ),
    });
  }
  return (
    <section className="stack" aria-label={w('happened')}>
      <h2>{w('happened')}</h2>
      <Timeline events={events} />
    </section>
  );
}
