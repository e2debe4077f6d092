import { Fragment, type ReactNode } from 'react';
import type { AnswerOf } from '../../../platform/http/contract.ts';
import { useCall } from '../../../platform/web/asking.ts';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import { bodies } from '../bodies.contract.ts';
import { bodiesWords } from './bodies.words.ts';
import { askOf, type View } from './figuresView.ts';
import { useNames } from './named.ts';

export type Bodies = AnswerOf<typeof bodies>;

const ASKED_MS = 60_000;

/** Mediation by body, of a view. */
export const useBodies = (view: View) =>
  useCall(
    bodies,
    { query: { ...askOf(view), ...(view.kind ? { kind: view.kind } : {}) } },
    { keep: true, fresh: ASKED_MS },
  );

/** A row for each body under its sort, and the total that they add up to; each number opens to its records. */
export function BodiesTable(props: {
  readonly asked: ReturnType<typeof useBodies>;
  readonly onOpen: (open: string) => void;
}): ReactNode {
  const w = useWords(bodiesWords);
  const { data, error, refetch } = props.asked;
  if (data === undefined) return <ProblemNotice problem={error} onAgain={() => void refetch()} />;
  const { floor, told, rows } = data;
  return (
    <section className="card stack small-gap figure-table" aria-label={w('title')} data-bodies-of={data.group}>
      <h3>{w('title')}</h3>
      <p className="soft small">
        {told === null ? w('notTold') : floor === null ? w('lead') : w('leadPublic', { floor })}
      </p>
      {told !== null && rows.length === 0 && <p className="soft">{w('none')}</p>}
      {rows.length > 0 && <Rows data={data} onOpen={props.onOpen} />}
    </section>
  );
}

function Rows({ data, onOpen }: { data: Bodies; onOpen: (open: string) => void }): ReactNode {
  const w = useWords(bodiesWords);
  const t = useText();
  const { name } = useNames();
  const { columns, rows, total } = data;
  const groups = [...Map.groupBy(rows, ({ group }) => group?.id ?? '')];
  const cells = (id: string | null, counts: Bodies['total'], body: string): ReactNode =>
    columns.map((code) => (
      <td key={code}>
        <Count
          n={counts[code] ?? null}
          floor={data.floor}
          said={(n) => w('open', { body, name: name(code), n })}
          onOpen={() => onOpen(id === null ? code : `${code}:${id}`)}
        />
      </td>
    ));
  return (
    /* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard */
    <section className="table-scroll bodies-scroll" tabIndex={0} aria-label={w('title')}>
      <table className="bodies-table">
        <thead>
          <tr>
            <th scope="col">{w('body')}</th>
            {columns.map((code) => (
              <th key={code} scope="col">
                {name(code)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map(([id, own]) => (
            <Fragment key={id}>
              {own[0]?.group && (
                <tr className="bodies-group">
                  <th scope="rowgroup" colSpan={columns.length + 1}>
                    {t(own[0].group.name)}
                  </th>
                </tr>
              )}
              {own.map((row) => (
                <tr key={row.id} data-body={row.id}>
                  <th scope="row">{t(row.name)}</th>
                  {cells(row.id, row.counts, t(row.name))}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
        <tfoot>
          <tr data-body="total">
            <th scope="row">{w('total')}</th>
            {cells(null, total, w('total'))}
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function Count(props: {
  readonly n: number | null;
  readonly floor: number | null;
  readonly said: (n: number) => string;
  readonly onOpen: () => void;
}): ReactNode {
  const w = useWords(bodiesWords);
  const { n, floor } = props;
  if (n === null)
    return (
      <span className="soft" title={w('fewTitle', { floor: floor ?? 0 })}>
        {w('few')}
      </span>
    );
  if (n === 0) return '0';
  return (
    <button type="button" className="enter" aria-label={props.said(n)} onClick={props.onOpen}>
      {n}
    </button>
  );
}
