import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { useWords } from '../../../platform/web/words.ts';
import type { MatterOut } from '../matters.contract.ts';
import { useKindName } from './kindsNow.ts';
import { queueWords } from './queue.words.ts';
import { QueueRow } from './queueRow.tsx';

const ROW_PX = 92;
/** Rows from the end at which the next page is fetched. */
const AHEAD = 15;

/** The list itself: only the rows in sight are drawn, however many there are. */
export function QueueList(props: {
  readonly items: readonly MatterOut[];
  readonly chosen: string | undefined;
  readonly onOpen: (id: string) => void;
  readonly picked: ReadonlyMap<string, MatterOut>;
  readonly onPick: (matter: MatterOut, range: boolean) => void;
  /** Names of those who have a matter open, by its id. */
  readonly others: ReadonlyMap<string, string>;
  readonly hasMore: boolean;
  readonly loadingMore: boolean;
  readonly onMore: () => void;
}): ReactNode {
  const w = useWords(queueWords);
  const kindName = useKindName();
  const ground = useRef<HTMLElement>(null);
  const rows = useVirtualizer({
    count: props.items.length,
    getScrollElement: () => ground.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
    getItemKey: (i) => props.items[i]?.id ?? i,
  });
  const drawn = rows.getVirtualItems();
  const last = drawn.at(-1)?.index ?? 0;
  const { hasMore, loadingMore, onMore } = props;
  useEffect(() => {
    if (hasMore && !loadingMore && last >= props.items.length - AHEAD) onMore();
  }, [hasMore, loadingMore, last, props.items.length, onMore]);

  // To what was chosen the list goes once; later changes above it leave the reader where they read.
  const at = props.items.findIndex((one) => one.id === props.chosen);
  const shownFor = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (at < 0 || shownFor.current === props.chosen) return;
    shownFor.current = props.chosen;
    rows.scrollToIndex(at, { align: 'auto' });
  }, [at, rows, props.chosen]);

  // The first row in sight stays where it is when rows come or go above it.
  const anchor = useRef<{ id: string; start: number } | null>(null);
  const { items } = props;
  useLayoutEffect(() => {
    const it = ground.current;
    const held = anchor.current;
    if (it === null || held === null || it.scrollTop < ROW_PX) return;
    const now = items.findIndex((one) => one.id === held.id);
    const start = now < 0 ? undefined : rows.getOffsetForIndex(now, 'start')?.[0];
    if (start !== undefined && start !== held.start && !rows.isScrolling) it.scrollTop += start - held.start;
  }, [items, rows]);
  const first = drawn.find((row) => row.end > (rows.scrollOffset ?? 0));
  const firstId = first === undefined ? undefined : items[first.index]?.id;
  useEffect(() => {
    anchor.current = first === undefined || firstId === undefined ? null : { id: firstId, start: first.start };
  });

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="queue-ground" ref={ground} aria-label={w('list')} tabIndex={0}>
      <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {drawn.map((row) => {
          const matter = props.items[row.index];
          return (
            matter && (
              <div
                key={row.key}
                className="queue-slot"
                ref={rows.measureElement}
                data-index={row.index}
                style={{ transform: `translateY(${row.start}px)` }}
              >
                <QueueRow
                  matter={matter}
                  kindName={kindName}
                  chosen={matter.id === props.chosen}
                  onOpen={() => props.onOpen(matter.id)}
                  picked={props.picked.has(matter.id)}
                  onPick={(range) => props.onPick(matter, range)}
                  others={props.others.get(matter.id)}
                />
              </div>
            )
          );
        })}
      </div>
      {loadingMore && <Waiting />}
    </section>
  );
}
