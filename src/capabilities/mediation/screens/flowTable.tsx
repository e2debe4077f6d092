import type { ReactNode } from 'react';
import type { AnswerOf } from '../../../platform/http/contract.ts';
import { useCall } from '../../../platform/web/asking.ts';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Card, Empty, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import { flow } from '../flow.contract.ts';
import { OPEN, type Status } from '../mediation.rules.ts';
import { listWords } from './list.words.ts';
import type { Filters } from './listFilters.ts';
import { statusWords } from './status.words.ts';

type Flow = AnswerOf<typeof flow>;
type Cell = Flow['rows'][number];

/** How cases flow between bodies: each number opens the cases that it counts. */
export function FlowTable({ onOpen }: { onOpen: (some: Partial<Filters>) => void }): ReactNode {
  const w = useWords(listWords);
  const { data, error, refetch } = useCall(flow, {}, { keep: true });
  return (
    <>
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {data === undefined && error === null && <Waiting />}
      {data?.rows.length === 0 && <Empty sign="neighbours" title={w('emptyFlow')} hint={w('emptyFlowHint')} />}
      {data !== undefined && data.rows.length > 0 && <Matrix rows={data.rows} onOpen={onOpen} />}
      {data !== undefined && <Load load={data.load} />}
    </>
  );
}

function Matrix({ rows, onOpen }: { rows: readonly Cell[]; onOpen: (some: Partial<Filters>) => void }): ReactNode {
  const w = useWords(listWords);
  const s = useWords(statusWords);
  const t = useText();
  const ids = [...new Set(rows.map(({ body }) => body?.id ?? ''))];
  const most = Math.max(...rows.map(({ n }) => n), 1);
  const of = (id: string, status: Status) =>
    rows.find((one) => (one.body?.id ?? '') === id && one.status === status) ?? null;
  const columns = OPEN.filter((status) => rows.some((one) => one.status === status));
  return (
    <Card label={w('matrix')}>
      <h2>{w('matrix')}</h2>
      <p className="soft small">{w('matrixHint')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by the keyboard */}
      <section className="mediation-matrix" aria-label={w('matrix')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{w('bodyColumn')}</th>
              {columns.map((status) => (
                <th key={status} scope="col">
                  {s(`status_${status}`)}
                </th>
              ))}
              <th scope="col">{w('all')}</th>
            </tr>
          </thead>
          <tbody>
            {ids.map((id) => {
              const own = rows.filter((one) => (one.body?.id ?? '') === id);
              const name = id === '' ? w('nobody') : t(own[0]?.body);
              return (
                <tr key={id}>
                  <th scope="row">{name}</th>
                  {columns.map((status) => (
                    <td key={status}>
                      <CellButton
                        cell={of(id, status)}
                        name={name}
                        heat={(of(id, status)?.n ?? 0) / most}
                        onOpen={() => onOpen({ status: status as Filters['status'], at: id || undefined })}
                      />
                    </td>
                  ))}
                  <td>{own.reduce((sum, { n }) => sum + n, 0)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </Card>
  );
}

function CellButton(props: { cell: Cell | null; name: string; heat: number; onOpen: () => void }): ReactNode {
  const { cell } = props;
  const w = useWords(listWords);
  const s = useWords(statusWords);
  if (cell === null) return null;
  const { n, late, cold, refused, status } = cell;
  const told = w('cell', { body: props.name, status: s(`status_${status}`), n, late, cold, refused });
  return (
    <button
      type="button"
      className="mediation-heat"
      style={{ '--heat': `${Math.round(8 + 42 * props.heat)}%` } as React.CSSProperties}
      aria-label={told}
      title={told}
      onClick={props.onOpen}
    >
      <strong>{n}</strong>
      <span className="small">
        {late > 0 && <span className="bad">{w('late', { n: late })} </span>}
        {cold > 0 && <span>{w('coldN', { n: cold })} </span>}
        {refused > 0 && <span>{w('refusedN', { n: refused })}</span>}
      </span>
    </button>
  );
}

/** What mediators carry, by body and in the order of their names: no ranking. */
function Load({ load }: { load: Flow['load'] }): ReactNode {
  const w = useWords(listWords);
  const t = useText();
  const most = Math.max(...load.map((one) => Math.max(one.open, one.given)), 1);
  const bodies = [...new Set(load.map(({ body }) => body?.id ?? ''))];
  return (
    <Card label={w('load')}>
      <h2>{w('load')}</h2>
      <p className="soft small">{w('loadHint')}</p>
      {load.length === 0 && <p className="soft">{w('loadNone')}</p>}
      {bodies.map((id) => {
        const own = load.filter(({ body }) => (body?.id ?? '') === id);
        return (
          <div key={id} className="stack tight">
            <h3>{t(own[0]?.body) || w('nobody')}</h3>
            <ul className="mediation-loads">
              {own
                .toSorted((a, b) => (a.name ?? '').localeCompare(b.name ?? '', 'zh'))
                .map((one) => (
                  <li key={one.mediator}>
                    <span>{one.name ?? w('nameless')}</span>
                    <Bar n={one.open} of={most} said={w('open', { n: one.open })} />
                    <Bar n={one.given} of={most} said={w('given', { n: one.given })} quiet />
                  </li>
                ))}
            </ul>
          </div>
        );
      })}
    </Card>
  );
}

function Bar({ n, of, said, quiet }: { n: number; of: number; said: string; quiet?: boolean }): ReactNode {
  return (
    <span className="mediation-bar">
      <span
        className={quiet ? 'mediation-bar-fill quiet' : 'mediation-bar-fill'}
        style={{ inlineSize: `${(100 * n) / of}%` }}
      />
      <span className="small">{said}</span>
    </span>
  );
}
