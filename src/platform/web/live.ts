import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

/** What a desk learns of a new line: its place in the order, and which subject it is about. */
export type Tiding = {
  readonly seq: number;
  readonly subject?: string;
  readonly kind?: string;
  readonly id?: string;
};

/** connecting: not heard yet; live: lines arrive by themselves; waiting: the line is down and is tried again. */
export type LiveState = 'connecting' | 'live' | 'waiting';

const ADDRESS = '/api/live';
const GATHER_MS = 200;
const LONGEST_WAIT_MS = 20_000;

/** Follows the journal from the last line seen; reconnects with growing waits and resumes there. Returns its end. */
export function follow(
  onTidings: (tidings: readonly Tiding[]) => void,
  onState: (state: LiveState) => void,
): () => void {
  let seen: number | undefined;
  let source: EventSource | undefined;
  let failures = 0;
  let ended = false;
  let gathered: Tiding[] = [];
  let retry: ReturnType<typeof setTimeout> | undefined;
  let flush: ReturnType<typeof setTimeout> | undefined;

  const take = (event: MessageEvent<string>): void => {
    let tiding: Tiding;
    try {
      tiding = JSON.parse(event.data) as Tiding;
    } catch {
      return;
    }
    const seq = Number(tiding.seq ?? event.lastEventId);
    if (Number.isSafeInteger(seq)) seen = Math.max(seen ?? 0, seq);
    gathered.push(tiding);
    flush ??= setTimeout(() => {
      flush = undefined;
      const all = gathered;
      gathered = [];
      onTidings(all);
    }, GATHER_MS);
  };

  const open = (): void => {
    source = new EventSource(seen === undefined ? ADDRESS : `${ADDRESS}?since=${seen}`);
    source.onopen = () => {
      const wasAway = failures > 0;
      failures = 0;
      onState('live');
      if (wasAway && seen === undefined) onTidings([]);
    };
    source.onmessage = take;
    source.addEventListener('line', take as EventListener);
    source.onerror = () => {
      source?.close();
      if (ended) return;
      failures += 1;
      onState('waiting');
      retry = setTimeout(open, Math.min(LONGEST_WAIT_MS, 500 * 2 ** Math.min(failures, 6)));
    };
  };
  open();

  return () => {
    ended = true;
    clearTimeout(retry);
    clearTimeout(flush);
    source?.close();
  };
}

/**
 * Keeps a screen's answers fresh: every line that arrives makes the named folders' answers stale.
 * Returns whether lines arrive by themselves at the moment, and how many have come.
 */
export function useLive(
  folders: readonly string[],
  enabled = true,
  onTidings?: (tidings: readonly Tiding[]) => void,
): LiveState {
  const answers = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');
  const named = folders.join(',');
  useEffect(() => {
    if (!enabled) return;
    return follow((tidings) => {
      for (const folder of named.split(',')) void answers.invalidateQueries({ queryKey: [folder] });
      onTidings?.(tidings);
    }, setState);
  }, [answers, named, enabled, onTidings]);
  return state;
}
