import type { ReactNode } from 'react';
import { Link, useParams } from 'wouter';
import { useCall } from '../../../platform/web/asking.ts';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Empty, Notice, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { kinds } from '../../kinds/kinds.contract.ts';
import { Contest } from '../appeals/screens/marks.tsx';
import { marksWords } from '../appeals/screens/marks.words.ts';
import { ask } from '../asking.contract.ts';
import { FLOOR } from '../withheld.rules.ts';
import { ShadedMap, TrendChart } from './charts.tsx';
import { figureWords } from './figure.words.ts';
import { FigureFilters } from './figureFilters.tsx';
import { figuresScreenWords } from './figures.screen.words.ts';
import { FigureValue } from './figureValue.tsx';
import { askedOf, type FigureView, grainFor, linesOf, useFigureView } from './figureView.ts';
import { League } from './league.tsx';
import { MadeOf } from './madeOf.tsx';
import { type Declared, targetDrawn, useDeclared } from './named.ts';
import { TakeAlong } from './takeAlong.tsx';
import './figures.css';

/** One figure, whole: its value and how sure it is, over time, on the map, by territory, how it is made, and every line behind it. */
export default function FigurePage(): ReactNode {
  const w = useWords(figureWords);
  const t = useText();
  const { code = '' } = useParams();
  const declared = useDeclared();
  const one = declared.get(code);
  usePageTitle(t(one?.name) || w('none'));
  if (declared.size === 0) return <Waiting />;
  if (one === undefined)
    return (
      <Empty title={w('none')} hint={w('noneHint')}>
        <Link className="button primary" href="/figures">
          {w('back')}
        </Link>
      </Empty>
    );
  return (
    <div className="stack wide-page figures">
      <Link className="button plain no-print back-link" href="/figures">
        {w('back')}
      </Link>
      <h1>{t(one.name)}</h1>
      <p className="soft">{t(one.means)}</p>
      <Whole declared={one} />
    </div>
  );
}

function Whole({ declared }: { declared: Declared }): ReactNode {
  const [view, set] = useFigureView();
  const { data, error, refetch } = useFigure(view, [declared.code]);
  const s = useWords(figuresScreenWords);
  const w = useWords(figureWords);
  const m = useWords(marksWords);
  const t = useText();
  const when = useWhen();
  const known = useCall(kinds, {}, { fresh: 300_000 });
  const kindName = (code: string): string => t(known.data?.kinds.find((one) => one.code === code)?.name) || code;
  const figure = data?.figures[0];
  const enter = (territory: string): void => set({ territory }, { push: true });
  return (
    <>
      <FigureFilters view={view} set={set} all={data?.all ?? false} />
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {data === undefined && !error && <Waiting />}
      {data !== undefined && figure !== undefined && (
        <>
          <p className="soft" role="status">
            {s('whole', { from: when.day(data.from), to: when.day(data.to), place: t(data.territory.name) })}
          </p>
          {data.asOf && <Notice>{s('asOfShown', { day: when.day(data.asOf) })}</Notice>}
          {!figure.isOfKind && <Notice>{s('otherKind')}</Notice>}
          {figure.isOfKind && (declared.kinds?.guarded || declared.unit === 'stars') && !data.all && (
            <p className="soft">
              {s(declared.kinds?.guarded ? 'guarded' : 'rated', { floor: FLOOR })}{' '}
              {figure.told === null
                ? s('guardedNothing')
                : s('guardedTold', { from: when.day(figure.told.from), to: when.day(figure.told.to) })}
            </p>
          )}
          <FigureValue figure={figure} declared={declared} against={data.against} />
          <Contest
            territory={data.territory.code}
            about={{
              ...{ is: 'figure', code: declared.code, territory: data.territory.code },
              ...{ kind: data.kind ?? undefined, from: data.from, to: data.to },
            }}
          >
            {m('contest')}
          </Contest>
          <Over declared={declared} figure={figure} />
          <ShadedMap
            title={w('mapOf', { name: t(declared.name) })}
            unit={declared.unit}
            territory={data.territory.code}
            rows={figure.below
              .filter((one) => !one.own)
              .map(({ code, name, value }) => ({ code, name: t(name), value: value.value }))}
            onPick={enter}
          />
          <League figure={figure} declared={declared} onEnter={enter} />
          <MadeOf figure={figure} declared={declared} view={linesOf(view, data)} kindName={kindName} />
          <TakeAlong asked={askedOf(view, [declared.code])} grain={grainFor(view)} name={t(declared.name)} />
        </>
      )}
    </>
  );
}

/** The answer for some figures of a view: with the territories below, a series, and what it is compared with. */
export const useFigure = (view: FigureView, codes: readonly string[]) =>
  useCall(
    ask,
    { query: { ...askedOf(view, codes), below: 'true', grain: grainFor(view), against: view.against ?? 'before' } },
    { keep: true, enabled: codes.length > 0 },
  );

type Figure = NonNullable<ReturnType<typeof useFigure>['data']>['figures'][number];

function Over({ declared, figure }: { declared: Declared; figure: Figure }): ReactNode {
  const w = useWords(figureWords);
  const t = useText();
  if (figure.series.length < 2) return null;
  return (
    <figure className="card">
      <figcaption>
        <h2>{w('trend')}</h2>
      </figcaption>
      <TrendChart
        title={t(declared.name)}
        unit={declared.unit}
        series={figure.series}
        target={targetDrawn(declared.unit, figure.target)}
      />
    </figure>
  );
}
