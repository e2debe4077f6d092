import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { pagesKey } from '../../../platform/web/asking.ts';
import { call } from '../../../platform/web/call.ts';
import { type LiveState, type News, useLive } from '../../../platform/web/live.ts';
import { useLanguage } from '../../../platform/web/words.ts';
import { queue } from '../desk.contract.ts';
import type { MatterOut } from '../matters.contract.ts';
import { patched } from './queuePatch.ts';
import { APART, askOf, pageAsk, type View } from './queueView.ts';

type Answer = { items: MatterOut[]; after: string | null; seq: number };
type Pages = InfiniteData<Answer, string | undefined>;
/** More changed matters than this are read with their pages. */
const MOST_SINGLE = 60;
const READ_WAIT_MS = 5_000;

/**
 * Keeps the queue's pages fresh by what changed alone: each line names its matter, and only that is asked for, by the view's
 * own filters. `onArrival` hears of the matters of the view that were read anew. Answers whether lines arrive by themselves.
 */
export function useQueueLive(view: View, onNews: (news: readonly News[]) => void): LiveState {
  const answers = useQueryClient();
  const language = useLanguage();
  const now = useRef({ view, onNews, language });
  now.current = { view, onNews, language };
  const hear = useRef((news: readonly News[]): void => {
    now.current.onNews(news);
    const told = news.filter((one) => one.seq === undefined || (one.kind ?? 'matter.').startsWith('matter.'));
    if (told.length === 0) return;
    const ids = [...new Set(told.flatMap((one) => one.subject ?? []))];
    const isPlain = told.every((one) => one.n === undefined) && ids.length <= MOST_SINGLE;
    if (!isPlain) void answers.invalidateQueries({ queryKey: [APART] });
    else
      void readAnew(
        ids,
        told.some((one) => one.seq === undefined),
      );
  });

  const readAnew = async (ids: readonly string[], withTop: boolean): Promise<void> => {
    const { view: it, language: spoken } = now.current;
    const ask = askOf(it);
    const key = pagesKey(queue, pageAsk(ask, it.sort), spoken, APART);
    try {
      const signal = AbortSignal.timeout(READ_WAIT_MS);
      const [singles, top] = await Promise.all([
        ids.length === 0
          ? null
          : call(queue, { query: { ...ask, sort: it.sort, ids: ids.join(','), limit: MOST_SINGLE } } as never, signal),
        // What came in without a line of its own yet (an anonymous report) names no matter.
        withTop ? call(queue, pageAsk(ask, it.sort), signal) : null,
      ]);
      const found = [...(singles?.items ?? []), ...(top?.items ?? [])];
      const changed = new Set([...ids, ...found.map((one) => one.id)]);
      answers.setQueryData<Pages>(
        key,
        (old) =>
          old && {
            ...old,
            pages: patched(old.pages, changed, [...new Map(found.map((one) => [one.id, one])).values()], it.sort),
          },
      );
    } catch {
      void answers.invalidateQueries({ queryKey: [APART] });
    }
  };

  const state = useLive(LIVE_FOLDERS, true, hear.current);
  // While lines do not arrive by themselves, what is done here is seen by asking.
  useEffect(() => {
    if (state === 'live') return;
    return answers.getMutationCache().subscribe(({ type, mutation }) => {
      const [name] = mutation?.options.mutationKey ?? [];
      if (type === 'updated' && mutation.state.status === 'success' && String(name).startsWith('matters.'))
        void answers.invalidateQueries({ queryKey: [APART] });
    });
  }, [answers, state]);
  return state;
}
const LIVE_FOLDERS = ['matters', 'figures'];
