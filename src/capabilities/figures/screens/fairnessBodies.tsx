import type { ReactNode } from 'react';
import { Badge } from '../../../platform/web/kit/surfaces.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import type { Limited, Part } from '../fairness.rules.ts';
import { fairnessWords } from './fairness.words.ts';
import { type Fairness, usePercent } from './fairnessView.ts';

const COLUMNS = [
  { what: 'returned', head: 'columnReturned' },
  { what: 'sentBack', head: 'columnSentBack' },
  { what: 'closedSoon', head: 'columnClosedSoon' },
  { what: 'reopenedSoon', head: 'columnReopenedSoon' },
] as const satisfies readonly { what: Limited; head: string }[];

/** Bodies with their shares; those worth a look first. Each part opens to its records. */
export function BodiesTable(props: {
  readonly bodies: Fairness['bodies'];
  readonly onOpen: (open: string) => void;
}): ReactNode {
  const w = useWords(fairnessWords);
  const t = useText();
  const looks = (one: Fairness['bodies'][number]): number =>
    COLUMNS.filter(({ what }) => one[what].found === 'look').length;
  const bodies = [...props.bodies].sort((a, b) => looks(b) - looks(a) || b.closed - a.closed);
  const unusual = bodies.filter((one) => looks(one) > 0);
  return (
    <div className="stack small-gap figure-table">
      <h3>{w('bodies')}</h3>
      <p className="soft small">{bodies.length === 0 ? w('noBodies') : w('bodiesLead')}</p>
      {bodies.length > 0 && (
        <>
          <p data-bodies={unusual.length}>
            {unusual.length === 0 ? (
              <Badge tone="good">{w('usual')}</Badge>
            ) : (
              `${w('bodyLook', { n: unusual.length })}${unusual.map((one) => t(one.name)).join('、')}`
            )}
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard */}
          <section className="table-scroll bodies-scroll" tabIndex={0} aria-label={w('bodies')}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{w('body')}</th>
                  {COLUMNS.map(({ head }) => (
                    <th key={head} scope="col">
                      {w(head)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {bodies.map((one) => (
                  <tr key={one.id} data-body={one.id}>
                    <th scope="row">{t(one.name)}</th>
                    {COLUMNS.map(({ what }) => (
                      <td key={what}>
                        <Cell part={one[what]} onOpen={() => props.onOpen(`${what}:${one.id}`)} />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </>
      )}
    </div>
  );
}

function Cell({ part, onOpen }: { part: Part; onOpen: () => void }): ReactNode {
  const w = useWords(fairnessWords);
  const percent = usePercent();
  const { part: n, whole, low, high, found } = part;
  const said = w('onePart', { part: n, whole });
  return (
    <span className="body-part" data-found={found}>
      {n > 0 ? (
        <button type="button" className="enter" onClick={onOpen}>
          {said}
        </button>
      ) : (
        said
      )}
      {found === 'look' && <Badge tone="warn">{w('look')}</Badge>}
      {found !== 'few' && (
        <span className="soft small">{w('interval', { low: percent(low), high: percent(high) })}</span>
      )}
    </span>
  );
}
