import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { pagesKey } from '../../../platform/web/asking.ts';
import { call } from '../../../platform/web/call.ts';
import { type LiveState, type News, useLive } from '../../../platform/web/live.ts';
import { within } from '../../../platform/web/upload.ts';
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
const ASK_EACH_MS = 30_000;

/**
 * Keeps the queue's pages fresh by what changed alone: each line names its matter, and only that is asked for, by the view's
 * own filters. `onArrival` hears of the matters of the view that were read anew. Answers whether lines arrive by themselves.
 */
export function useQueueLive(
  view: View,
  /** The journal's line up to which the first answer is known; undefined until it is there. */
  since: number | undefined,
  onNews: (news: readonly News[]) => void,
): LiveState {
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
      const signal = within(READ_WAIT_MS);
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

  // From the line of the first answer on: what came in while it was on its way is heard of too.
  const state = useLive(LIVE_FOLDERS, since !== undefined, hear.current, since);
  // While lines do not arrive by themselves, the queue is seen by asking: every half minute, and at what is done here.
  useEffect(() => {
    if (state === 'live') return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void answers.invalidateQueries({ queryKey: [APART] });
    }, ASK_EACH_MS);
    return () => clearInterval(timer);
  }, [answers, state]);
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
