import { type ReactNode, useMemo, useState } from 'react';
import { Link } from 'wouter';
import { z } from 'zod';
import { useFilters } from '../../web/filters.ts';
import { Field, Tick } from '../../web/kit/controls.tsx';
import { Sign } from '../../web/kit/icons.tsx';
import { Badge, Empty } from '../../web/kit/surfaces.tsx';
import { useWhen } from '../../web/when.ts';
import { useText, useWords } from '../../web/words.ts';
import { type Desk, narrowed, sizeOf, type TreeNode, treeOf } from './deskView.ts';
import { placesDeskWords } from './placesDesk.words.ts';
import './places.css';

const filters = z.object({ q: z.string().max(80).default(''), ended: z.enum(['', '1']).default('') });

/** The district, its towns, villages and grids, sought by name or code. */
export function TerritoryTree({ desk }: { desk: Desk }): ReactNode {
  const w = useWords(placesDeskWords);
  const [{ q, ended }, set] = useFilters(filters);
  const tree = useMemo(() => treeOf(desk), [desk]);
  const found = useMemo(() => narrowed(tree, q, ended === '1'), [tree, q, ended]);
  return (
    <>
      <Field type="search" label={w('find')} value={q} onChange={(text) => set({ q: text })} maxLength={80} />
      <Tick checked={ended === '1'} onChange={(on) => set({ ended: on ? '1' : '' })}>
        {w('withEnded')}
      </Tick>
      <p className="soft small" role="status">
        {w('count', { n: sizeOf(found) })}
      </p>
      {found.length === 0 ? (
        <Empty sign="search" title={w('none')} />
      ) : (
        <ul className="place-tree" aria-label={w('territories')}>
          {found.map((one) => (
            <Node key={one.row.code} node={one} today={desk.today} searching={q.trim() !== ''} />
          ))}
        </ul>
      )}
    </>
  );
}

function Node({ node, today, searching }: { node: TreeNode; today: string; searching: boolean }): ReactNode {
  const w = useWords(placesDeskWords);
  const t = useText();
  const { row, below, open, ended } = node;
  const [chosen, setChosen] = useState<boolean | null>(null);
  // The district stands open, and so does whatever leads to what is sought.
  const unfolded = chosen ?? (row.level === 'district' || (searching && below.length > 0 && below.length <= 30));
  const name = t(row.name);
  return (
    <li>
      <div className="place-row" data-ended={ended}>
        {below.length > 0 ? (
          <button
            type="button"
            className="place-fold"
            aria-expanded={unfolded}
            aria-label={w(unfolded ? 'fold' : 'unfold', { name })}
            onClick={() => setChosen(!unfolded)}
          >
            <Sign name="next" />
          </button>
        ) : (
          <span className="place-fold" />
        )}
        <Link href={`/places/territories/${row.code}`}>{name}</Link>
        <code className="soft small">{row.code}</code>
        <Days row={row} today={today} />
        {open > 0 && <span className="place-open small">{w('openN', { n: open })}</span>}
      </div>
      {unfolded && below.length > 0 && (
        <ul>
          {below.map((one) => (
            <Node key={one.row.code} node={one} today={today} searching={searching} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** Whether something begins later, or ends or has ended. */
export function Days(props: {
  readonly row: { readonly from: string | null; readonly to: string | null };
  readonly today: string;
}): ReactNode {
  const w = useWords(placesDeskWords);
  const when = useWhen();
  const { row, today } = props;
  if (row.to !== null)
    return <Badge tone={row.to <= today ? 'plain' : 'warn'}>{w('endedOn', { day: when.day(row.to) })}</Badge>;
  if (row.from !== null && row.from > today)
    return <Badge tone="brand">{w('beginsOn', { day: when.day(row.from) })}</Badge>;
  return null;
}
