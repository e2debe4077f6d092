import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { live, type Tiding } from '../live/live.contract.ts';

/** What a desk learns of a new line, or of something that has come in without one yet (then without `seq`). */
export type News = Partial<Tiding>;

/** connecting: not heard yet; live: lines arrive by themselves; waiting: the line is down and is tried again. */
export type LiveState = 'connecting' | 'live' | 'waiting';

const ADDRESS = live.path;
const GATHER_MS = 300;
const LONGEST_WAIT_MS = 20_000;

/**
 * Follows the journal from the last line seen, at first `since`; without it, and once it was out of reach, it says that
 * anything may have happened (no news by name). Reconnects with growing waits and resumes there, and does not come back
 * when the server says that the session is over. Returns what ends it.
 */
export function follow(
  onNews: (news: readonly News[]) => void,
  onState: (state: LiveState) => void,
  onSignedOut: () => void = () => undefined,
  since?: number,
): () => void {
  let seen = since;
  let source: EventSource | undefined;
  let failures = 0;
  let ended = false;
  let gathered: News[] = [];
  let retry: ReturnType<typeof setTimeout> | undefined;
  let flush: ReturnType<typeof setTimeout> | undefined;

  const read = (event: Event): Record<string, unknown> => {
    try {
      return JSON.parse((event as MessageEvent<string>).data) as Record<string, unknown>;
    } catch {
      return {};
    }
  };
  const reached = (seq: unknown): void => {
    if (typeof seq === 'number' && Number.isSafeInteger(seq)) seen = Math.max(seen ?? 0, seq);
  };
  const take = (event: Event): void => {
    const one = read(event);
    reached(one['seq']);
    gathered.push(one as News);
    flush ??= setTimeout(() => {
      flush = undefined;
      const all = gathered;
      gathered = [];
      onNews(all);
    }, GATHER_MS);
  };
  const away = (): void => {
    source?.close();
    if (ended) return;
    failures += 1;
    onState('waiting');
    clearTimeout(retry);
    retry = setTimeout(open, Math.min(LONGEST_WAIT_MS, 500 * 2 ** Math.min(failures, 6)));
  };
  const open = (): void => {
    source = new EventSource(seen === undefined ? ADDRESS : `${ADDRESS}?since=${seen}`);
    source.onopen = () => {
      if (failures > 0 && seen === undefined) onNews([]);
      failures = 0;
      onState('live');
    };
    source.addEventListener('open', (event) => reached(read(event)['seq']));
    source.addEventListener('line', take);
    source.onmessage = take;
    source.addEventListener('end', (event) => {
      if (read(event)['reason'] !== 'signed-out') return away();
      ended = true;
      source?.close();
      onSignedOut();
    });
    source.onerror = away;
  };
  open();

  return () => {
    ended = true;
    clearTimeout(retry);
    clearTimeout(flush);
    source?.close();
  };
}

const overhearing = new Set<(news: readonly News[]) => void>();

/** Hears what any screen of this window hears, without a stream of its own: a browser has few. Returns what ends it. */
export function overhear(ear: (news: readonly News[]) => void): () => void {
  overhearing.add(ear);
  return () => void overhearing.delete(ear);
}

/**
 * Keeps a screen's answers fresh: every line that arrives makes the named folders' answers stale.
 * Returns whether lines arrive by themselves at the moment.
 */
export function useLive(
  folders: readonly string[],
  enabled = true,
  onNews?: (news: readonly News[]) => void,
  /** The line up to which the screen's first answer is known; only its first value counts. */
  since?: number,
): LiveState {
  const answers = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');
  const from = useRef(since);
  from.current = since;
  const named = folders.join(',');
  useEffect(() => {
    if (!enabled) return;
    return follow(
      (news) => {
        for (const folder of named.split(',')) void answers.invalidateQueries({ queryKey: [folder] });
        onNews?.(news);
        for (const ear of overhearing) ear(news);
      },
      setState,
      () => void answers.invalidateQueries({ queryKey: ['identity'] }),
      from.current,
    );
  }, [answers, named, enabled, onNews]);
  return state;
}
