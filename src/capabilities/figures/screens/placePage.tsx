import type { ReactNode } from 'react';
import { Link, useParams } from 'wouter';
import { useCall } from '../../../platform/web/asking.ts';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { kinds } from '../../kinds/kinds.contract.ts';
import { addressFor } from './board.tsx';
import { figureWords } from './figure.words.ts';
import { FigureFilters } from './figureFilters.tsx';
import { useFigure } from './figurePage.tsx';
import { figuresScreenWords } from './figures.screen.words.ts';
import { FigureValue } from './figureValue.tsx';
import { linesOf, useFigureView } from './figureView.ts';
import { MadeOf } from './madeOf.tsx';
import { useDeclared, useWritten } from './named.ts';
import './figures.css';

/** A territory's own page: every figure of it with the formula, the numbers that it is made of, and the lines behind them. */
export default function PlacePage(): ReactNode {
  const w = useWords(figureWords);
  const s = useWords(figuresScreenWords);
  const t = useText();
  const when = useWhen();
  const written = useWritten();
  const { territory = '' } = useParams();
  const [chosen, set] = useFigureView();
  const view = { ...chosen, territory };
  const declared = useDeclared();
  const { data, error, refetch } = useFigure(view, [...declared.keys()]);
  const known = useCall(kinds, {}, { fresh: 300_000 });
  const kindName = (code: string): string => t(known.data?.kinds.find((one) => one.code === code)?.name) || code;
  const title = w('ofPlace', { name: t(data?.territory.name) || territory });
  usePageTitle(title);
  return (
    <div className="stack wide-page figures">
      <Link className="button plain no-print back-link" href={`/figures?territory=${territory}`}>
        {w('back')}
      </Link>
      <h1>{title}</h1>
      <p className="soft">{w('ofPlaceLead')}</p>
      <FigureFilters view={view} set={set} all={data?.all ?? false} fixed />
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {data === undefined && !error && <Waiting />}
      {data !== undefined && (
        <p className="soft" role="status">
          {s('whole', { from: when.day(data.from), to: when.day(data.to), place: t(data.territory.name) })}
        </p>
      )}
      {data?.figures.map((figure) => {
        const one = declared.get(figure.code);
        return (
          one && (
            <details key={figure.code} className="card made-of" data-code={figure.code}>
              <summary>
                <span className="figure-name">{t(one.name)}</span>
                <strong data-figure={figure.code}>
                  {figure.total.few ? w('few') : written(one.unit, figure.total.value)}
                </strong>
              </summary>
              <p className="soft">{t(one.means)}</p>
              <FigureValue figure={figure} declared={one} against={data.against} />
              <MadeOf figure={figure} declared={one} view={linesOf(view, data)} kindName={kindName} />
              <Link className="button quiet no-print" href={addressFor(figure.code, view)}>
                {w('trend')}
              </Link>
            </details>
          )
        );
      })}
    </div>
  );
}
