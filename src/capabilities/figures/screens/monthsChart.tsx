import type { ReactNode } from 'react';
import { useWords } from '../../../platform/web/words.ts';
import { figuresScreenWords } from './figures.screen.words.ts';
import type { Figures } from './figuresView.ts';
import { countOf, useNames } from './named.ts';

const HEIGHT = 120;
const STEP = 34;
const BAR = 12;

/** Opened and closed by month as pairs of bars; the numbers stand in a table for those who do not see them. */
export function MonthsChart({ months }: { months: Figures['months'] }): ReactNode {
  const w = useWords(figuresScreenWords);
  const { name } = useNames();
  if (months.length < 2) return null;
  const most = Math.max(
    1,
    ...months.map((one) => Math.max(countOf(one.figures, 'opened'), countOf(one.figures, 'closed'))),
  );
  const tall = (n: number): number => Math.max(0, (n / most) * HEIGHT);
  return (
    <figure className="card months">
      <figcaption className="row apart">
        <h2>{w('months')}</h2>
        <span className="row small">
          <span className="key opened-key">{name('opened')}</span>
          <span className="key closed-key">{name('closed')}</span>
        </span>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard */}
      <section className="months-scroll" tabIndex={0} aria-label={w('months')}>
        <svg
          viewBox={`0 0 ${months.length * STEP} ${HEIGHT + 34}`}
          style={{ minWidth: months.length * STEP * 1.1 }}
          aria-hidden="true"
        >
          {months.map((one, i) => (
            <g key={one.month} transform={`translate(${i * STEP + 4} 0)`}>
              <rect
                className="bar-opened"
                x="0"
                width={BAR}
                y={HEIGHT - tall(countOf(one.figures, 'opened')) + 14}
                height={tall(countOf(one.figures, 'opened'))}
                rx="2"
              />
              <rect
                className="bar-closed"
                x={BAR + 1}
                width={BAR}
                y={HEIGHT - tall(countOf(one.figures, 'closed')) + 14}
                height={tall(countOf(one.figures, 'closed'))}
                rx="2"
              />
              <text
                x={BAR}
                y={HEIGHT - tall(Math.max(countOf(one.figures, 'opened'), countOf(one.figures, 'closed'))) + 10}
                textAnchor="middle"
              >
                {countOf(one.figures, 'opened')}
              </text>
              <text x={BAR} y={HEIGHT + 28} textAnchor="middle">
                {one.month.endsWith('-01') || i === 0 ? one.month.slice(2).replace('-', '.') : one.month.slice(5)}
              </text>
            </g>
          ))}
        </svg>
      </section>
      <ul className="only-heard">
        {months.map((one) => (
          <li key={one.month}>
            {w('monthCell', {
              month: one.month,
              opened: countOf(one.figures, 'opened'),
              closed: countOf(one.figures, 'closed'),
            })}
          </li>
        ))}
      </ul>
    </figure>
  );
}
