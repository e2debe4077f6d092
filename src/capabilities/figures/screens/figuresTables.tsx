import type { ReactNode } from 'react';
import { useText, useWords } from '../../../platform/web/words.ts';
import { ContestedBadge, type MarkOf } from '../appeals/screens/marks.tsx';
import { figuresScreenWords } from './figures.screen.words.ts';
import type { Figures } from './figuresView.ts';
import { useNames, useValue } from './named.ts';

const COLUMNS = [
  'opened',
  'closed',
  'onTimeRate',
  'extended',
  'suspended',
  'returned',
  'sentBack',
  'reopened',
  'satisfaction',
  'firstAction',
] as const;

/** The territories one level below, each of which can be gone into; their rows add up to the whole. */
export function PlacesTable(props: {
  readonly data: Figures;
  readonly marks: MarkOf;
  readonly onEnter: (code: string) => void;
}): ReactNode {
  const { data, marks, onEnter } = props;
  const w = useWords(figuresScreenWords);
  const { name } = useNames();
  const t = useText();
  const value = useValue();
  if (data.children.length === 0) return null;
  return (
    <div className="card figure-table">
      <h2>{w('places')}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard */}
      <section className="table-scroll" tabIndex={0} aria-label={w('places')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{w('name')}</th>
              {COLUMNS.map((one) => (
                <th key={one} scope="col">
                  {name(one)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.children.map((one) => (
              <tr key={`${one.code}${one.own}`}>
                <th scope="row">
                  {one.own ? (
                    w('own', { name: t(one.name) })
                  ) : (
                    <button type="button" className="enter" onClick={() => onEnter(one.code)}>
                      {t(one.name)}
                    </button>
                  )}
                </th>
                {COLUMNS.map((column) => (
                  <td key={column}>
                    {value(one.figures, column)} {!one.own && <ContestedBadge short mark={marks(column, one.code)} />}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

/** The kinds with their counts; a kind can be gone into. */
export function KindsTable({ data, onEnter }: { data: Figures; onEnter: (code: string) => void }): ReactNode {
  const w = useWords(figuresScreenWords);
  const { name } = useNames();
  const t = useText();
  if (data.kinds.length === 0) return null;
  return (
    <div className="card figure-table">
      <h2>{w('kinds')}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard */}
      <section className="table-scroll" tabIndex={0} aria-label={w('kinds')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{w('name')}</th>
              {(['opened', 'closed', 'closedOnTime', 'reopened'] as const).map((one) => (
                <th key={one} scope="col">
                  {name(one)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.kinds.map((one) => (
              <tr key={one.code}>
                <th scope="row">
                  <button type="button" className="enter" onClick={() => onEnter(one.code)}>
                    {t(one.name)}
                  </button>
                </th>
                <td>{one.opened}</td>
                <td>{one.closed}</td>
                <td>{one.closedOnTime}</td>
                <td>{one.reopened}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
