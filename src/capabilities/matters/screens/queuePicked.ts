import { useCallback, useRef, useState } from 'react';
import type { MatterOut } from '../matters.contract.ts';
import { MOST_PICKED, type Outcome } from './queueBulk.tsx';

const add = (all: ReadonlyMap<string, MatterOut>, more: readonly MatterOut[]): ReadonlyMap<string, MatterOut> =>
  new Map([...all, ...more.map((one) => [one.id, one] as const)].slice(0, MOST_PICKED));

/**
 * The rows that are picked, each as it was when it was picked: what changes afterwards is refused by the server and shown,
 * not overwritten unseen.
 */
export function usePicked(items: readonly MatterOut[]) {
  const [picked, setPicked] = useState<ReadonlyMap<string, MatterOut>>(new Map());
  const last = useRef<string | null>(null);
  const now = useRef(items);
  now.current = items;

  const pick = useCallback((matter: MatterOut, range: boolean): void => {
    const from = now.current.findIndex((one) => one.id === last.current);
    const to = now.current.findIndex((one) => one.id === matter.id);
    last.current = matter.id;
    setPicked((all) => {
      if (range && from >= 0 && to >= 0) return add(all, now.current.slice(Math.min(from, to), Math.max(from, to) + 1));
      if (!all.has(matter.id)) return add(all, [matter]);
      return new Map([...all].filter(([id]) => id !== matter.id));
    });
  }, []);
  const pickAll = useCallback((all: readonly MatterOut[]): void => setPicked(add(new Map(), all)), []);
  const clear = useCallback((): void => setPicked(new Map()), []);
  /** After a step: what is done may be moved on as it stands now, what was refused is let go. */
  const after = useCallback((outcomes: readonly Outcome[]): void => {
    setPicked((all) => {
      const next = new Map(all);
      for (const { matter, done } of outcomes) {
        if (done) next.set(matter, done);
        else next.delete(matter);
      }
      return next;
    });
  }, []);
  return { picked, pick, pickAll, clear, after };
}
