import { type ReactNode, useState } from 'react';
import { useRouter } from 'wouter';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Badge, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import { ShadedMap, TrendChart } from './charts.tsx';
import { figureWords } from './figure.words.ts';
import { useFigure } from './figurePage.tsx';
import type { Asked } from './figuresView.ts';
import { type FigureView, periodShown } from './figureView.ts';
import { League } from './league.tsx';
import { type Declared, normOf, targetDrawn, useDeclared, useWritten } from './named.ts';

/** What a leader looks at first; each says how well a duty is done, or how much there is to do. */
export const BOARD = [
  'opened',
  'pending',
  'onTimeClosingRate',
  'closingRate',
  'firstAction',
  'handling',
  'handlingP90',
  'satisfaction',
  'roundNorm',
  'sentBackRate',
  'sampleWrong',
  'reopenedSoonRate',
  'closedSoonRate',
  'returnedRate',
  'extended',
  'suspended',
] as const;

const FIRST = 'onTimeClosingRate';
type Figure = Asked['figures'][number];
const WIDTH = 96;
const HEIGHT = 26;

/** Figures of a territory at a glance: value, change, the last pieces; the chosen one over time, on the map and by territory. */
export function Board({ view, onEnter }: { view: FigureView; onEnter: (territory: string) => void }): ReactNode {
  const w = useWords(figureWords);
  const t = useText();
  const declared = useDeclared();
  const { base } = useRouter();
  // On a phone what must be done comes before what can be looked at.
  const [chosen, setChosen] = useState<string | null>(() => (matchMedia('(min-width: 64rem)').matches ? FIRST : null));
  const { data, error, refetch } = useFigure(view, BOARD);
  const one = chosen === null ? undefined : declared.get(chosen);
  const figure = data?.figures.find((each) => each.code === chosen);
  return (
    <section className="stack" aria-label={w('board')}>
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {(data === undefined || declared.size === 0) && !error && <Waiting />}
      {data !== undefined && declared.size > 0 && (
        <>
          <p className="soft">{w('boardLead', { territory: t(data.territory.name), period: periodShown(view) })}</p>
          <div className="board-grid">
            {data.figures.map((each) => {
              const of = declared.get(each.code);
              return (
                of && (
                  <Tile
                    key={each.code}
                    figure={each}
                    declared={of}
                    chosen={each.code === chosen}
                    onChoose={() => setChosen(each.code === chosen ? null : each.code)}
                  />
                )
              );
            })}
          </div>
          {one && figure && (
            <>
              <span className="row apart">
                <h2>{t(one.name)}</h2>
                <a
                  className="button quiet no-print"
                  href={`${base === '/desk' ? base : ''}${addressFor(one.code, view)}`}
                >
                  {w('made')}
                </a>
              </span>
              <div className="board-two">
                {figure.series.length > 1 && (
                  <figure className="card">
                    <figcaption>
                      <h3>{w('trend')}</h3>
                    </figcaption>
                    <TrendChart
                      title={t(one.name)}
                      unit={one.unit}
                      series={figure.series}
                      target={targetDrawn(one.unit, figure.target)}
                      height={340}
                    />
                  </figure>
                )}
                <ShadedMap
                  title={w('mapOf', { name: t(one.name) })}
                  unit={one.unit}
                  territory={data.territory.code}
                  rows={figure.below
                    .filter((each) => !each.own)
                    .map(({ code, name, value }) => ({ code, name: t(name), value: value.value }))}
                  onPick={onEnter}
                />
              </div>
              <League figure={figure} declared={one} onEnter={onEnter} />
            </>
          )}
        </>
      )}
    </section>
  );
}

/** The page of a figure with the same question. */
export function addressFor(code: string, { territory, kind, period, asOf }: FigureView): string {
  const query = new URLSearchParams(
    Object.entries({ territory, kind, period, asOf }).flatMap(([key, value]) => (value ? [[key, value]] : [])),
  );
  return `/figures/of/${code}${query.size === 0 ? '' : `?${query}`}`;
}

function Tile(props: {
  readonly figure: Figure;
  readonly declared: Declared;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}): ReactNode {
  const w = useWords(figureWords);
  const t = useText();
  const written = useWritten();
  const { figure, declared, chosen, onChoose } = props;
  const { unit, better } = declared;
  const differs = figure.compared?.differs ?? null;
  const good = differs === null || better === null ? null : (differs === 1) === (better === 'more');
  return (
    <button type="button" className="card figure tile" aria-pressed={chosen} onClick={onChoose}>
      <span className="figure-name">{t(declared.name)}</span>
      <strong className="figure-value" data-figure={figure.code}>
        {figure.total.few
          ? w('few')
          : unit === 'norm' && figure.total.value === null
            ? w(figure.told === null ? 'noMonth' : 'noNorm')
            : written(unit, figure.total.value)}
      </strong>
      {unit === 'norm' && figure.total.value !== null && (
        <span className="soft small">{w('normIs', normOf(figure.total))}</span>
      )}
      <span className="row">
        {differs !== null && (
          <Badge tone={differs === 0 || good === null ? 'plain' : good ? 'good' : 'warn'}>
            {w(differs === 0 ? 'level' : differs === 1 ? 'up' : 'down')}
          </Badge>
        )}
        {figure.contested > 0 && <Badge tone="warn">{w('contestedShort')}</Badge>}
        <Spark figure={figure} name={t(declared.name)} />
      </span>
    </button>
  );
}

/** The last pieces as a line without axes; what says nothing leaves a gap. */
function Spark({ figure, name }: { figure: Figure; name: string }): ReactNode {
  const values = figure.series.map((one) => one.value.value);
  const known = values.filter((one) => one !== null);
  if (known.length < 2) return null;
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const x = (at: number): number => 2 + (at / (values.length - 1)) * (WIDTH - 4);
  const y = (value: number): number => HEIGHT - 3 - ((value - least) / (most - least || 1)) * (HEIGHT - 6);
  const path = values
    .map((one, at) =>
      one === null ? '' : `${values[at - 1] == null ? 'M' : 'L'}${x(at).toFixed(1)} ${y(one).toFixed(1)}`,
    )
    .join('');
  return (
    <svg className="spark" width={WIDTH} height={HEIGHT} aria-hidden="true" data-name={name}>
      <path d={path} />
    </svg>
  );
}
