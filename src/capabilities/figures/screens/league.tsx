import type { ReactNode } from 'react';
import { Badge } from '../../../platform/web/kit/surfaces.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import { figureWords } from './figure.words.ts';
import type { Asked } from './figuresView.ts';
import type { Declared } from './named.ts';
import { targetDrawn, useWritten } from './named.ts';

type Figure = Asked['figures'][number];
const WIDTH = 180;
/** Room for a dot at either end. */
const PAD = 6;

/** The territories below by one figure: places as ranges, values with their intervals, the target drawn in; each can be gone into. */
export function League(props: {
  readonly figure: Figure;
  readonly declared: Declared;
  readonly onEnter: (code: string) => void;
}): ReactNode {
  const w = useWords(figureWords);
  const t = useText();
  const written = useWritten();
  const { figure, declared, onEnter } = props;
  if (figure.below.length === 0) return null;
  const { unit, better } = declared;
  const isNorm = unit === 'norm';
  // Numbers of visits put nobody first or last.
  const rows = figure.below.toSorted(isNorm ? byCode : byPlace(better));
  const ends = rows
    .flatMap(({ value, target }) => [value.value, value.low, value.high, target?.value ?? null])
    .filter((one) => one !== null);
  const bars = unit === 'count';
  const [least, most] = [
    Math.min(...ends, ...(bars || isNorm ? [0] : [])),
    // The norm itself is drawn, wherever the values lie.
    Math.max(...ends, ...(isNorm ? [1] : [])),
  ];
  const drawn = (one: Row): number | null => targetDrawn(unit, one.target);
  const x = (value: number): number => PAD + ((value - least) / (most - least || 1)) * (WIDTH - 2 * PAD);
  return (
    <section className="card figure-table league" aria-label={w('league')}>
      <h2>{w('league')}</h2>
      <p className="soft small">{w(isNorm ? 'leagueNorm' : better === null ? 'leagueNone' : 'leagueWhy')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard */}
      <section className="table-scroll" tabIndex={0} aria-label={w('league')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{w('name')}</th>
              {better !== null && <th scope="col">{w('place_')}</th>}
              <th scope="col">{w('value')}</th>
              <th scope="col">{bars || isNorm ? '' : w('range')}</th>
              {!bars && <th scope="col">{w(isNorm ? 'ofNorm' : 'of')}</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => {
              const { value, low, high, part, whole } = one.value;
              return (
                <tr
                  key={`${one.code}${one.own}`}
                  data-code={one.code}
                  data-place={one.place ? `${one.place.from}-${one.place.to}` : ''}
                >
                  <th scope="row">
                    {one.own ? (
                      w('own', { name: t(one.name) })
                    ) : (
                      <button type="button" className="enter" onClick={() => onEnter(one.code)}>
                        {t(one.name)}
                      </button>
                    )}{' '}
                    {one.contested > 0 && <Badge tone="warn">{w('contestedShort')}</Badge>}
                  </th>
                  {better !== null && <td>{one.place === null ? w('nothing') : placeText(one.place)}</td>}
                  <td>
                    {one.value.few
                      ? w('few')
                      : isNorm && value === null
                        ? w(figure.told === null ? 'noMonth' : 'noNorm')
                        : written(unit, value)}
                  </td>
                  <td>
                    {value !== null && (
                      <svg className="whisker" width={WIDTH} height="18" aria-hidden="true">
                        {low !== null && (
                          <line x1={x(low)} x2={x(high ?? most)} y1="9" y2="9" className="whisker-range" />
                        )}
                        {drawn(one) !== null && (
                          <line
                            x1={x(drawn(one) ?? 0)}
                            x2={x(drawn(one) ?? 0)}
                            y1="1"
                            y2="17"
                            className="whisker-target"
                          />
                        )}
                        {bars ? (
                          <rect
                            x={x(0)}
                            width={Math.max(0, x(value) - x(0))}
                            y="4"
                            height="10"
                            rx="2"
                            className="whisker-value"
                          />
                        ) : (
                          <circle cx={x(value)} cy="9" r="4.5" className="whisker-value" />
                        )}
                      </svg>
                    )}
                    {low !== null && high !== null && (
                      <span className="only-heard">
                        {w('rangeOf', { low: written(unit, low), high: written(unit, high) })}
                      </span>
                    )}
                  </td>
                  {!bars && <td>{whole === null ? (part ?? w('nothing')) : `${part} / ${whole}`}</td>}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </section>
  );
}

const placeText = ({ from, to }: { readonly from: number; readonly to: number }): string =>
  from === to ? String(from) : `${from}–${to}`;

type Row = Figure['below'][number];
/** In the order of their codes; what lies in no part at the end. */
const byCode = (a: Row, b: Row): number => (a.own === b.own ? (a.code < b.code ? -1 : 1) : a.own ? 1 : -1);

/** Best first where it is ranked, largest first where it is not; what says nothing, and what lies in no part, at the end. */
const byPlace =
  (better: Declared['better']) =>
  (a: Row, b: Row): number => {
    if (a.own !== b.own) return a.own ? 1 : -1;
    const [one, other] = [a.value.value, b.value.value];
    if (one === null || other === null) return one === other ? (a.code < b.code ? -1 : 1) : one === null ? 1 : -1;
    return better === 'less' ? one - other : other - one;
  };
