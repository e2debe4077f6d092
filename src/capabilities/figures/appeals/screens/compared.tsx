import type { ReactNode } from 'react';
import { useWords } from '../../../../platform/web/words.ts';
import { useDeclared, useWritten } from '../../screens/named.ts';
import type { AppealOut } from '../appeals.contract.ts';
import { screenWords } from './appeals.screen.words.ts';

type Cells = readonly (readonly [string, ReactNode, ReactNode])[];

/** What was contested as it was when it was filed, which stays, beside what it is now. */
export function Compared({ it }: { it: AppealOut }): ReactNode {
  const w = useWords(screenWords);
  const cells = useCells(it);
  return (
    <section className="card stack" aria-label={w('compare')}>
      <h2>{w('compare')}</h2>
      <table className="appeal-compared">
        <thead>
          <tr>
            <td />
            <th scope="col">{w('pinned')}</th>
            <th scope="col">{w('live')}</th>
          </tr>
        </thead>
        <tbody>
          {cells.map(([name, then, now]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{then}</td>
              <td>{now}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {it.against.is === 'line' && (
        <p className="soft small">
          {w('lineHash')} <code className="appeal-hash">{it.against.pinned.hash}</code>
        </p>
      )}
    </section>
  );
}

function useCells({ against, live }: AppealOut): Cells {
  const w = useWords(screenWords);
  const declared = useDeclared();
  const written = useWritten();
  const size = against.pinned.size;
  const none = w('none_');
  const signed: Cells[number] = [w('checkpoint'), size === null ? w('noCheckpoint') : w('sizeN', { n: size }), none];
  if (against.is === 'figure' && live.is === 'figure') {
    const unit = declared.get(against.code)?.unit ?? 'count';
    const parts = (one: { readonly part: number; readonly whole: number | null }) =>
      one.whole === null ? one.part : `${one.part} / ${one.whole}`;
    const { pinned } = against;
    return [
      [
        w('value'),
        <strong key="then" data-pinned={pinned.value}>
          {written(unit, pinned.value)}
        </strong>,
        <strong key="now" data-live={live.value.value}>
          {written(unit, live.value.value)}
        </strong>,
      ],
      [w('parts'), parts(pinned), parts({ part: live.value.part ?? 0, whole: live.value.whole })],
      [w('upTo'), w('seqN', { n: pinned.head }), w('seqN', { n: live.seq })],
      signed,
    ];
  }
  if (against.is !== 'line' || live.is !== 'line') return [];
  const { pinned } = against;
  return [
    [
      w('counts'),
      <strong key="then" data-pinned={pinned.n}>
        {pinned.n}
      </strong>,
      <strong key="now" data-live={live.n}>
        {live.n}
      </strong>,
    ],
    [w('lineSeq'), w('seqN', { n: pinned.seq }), none],
    signed,
  ];
}
