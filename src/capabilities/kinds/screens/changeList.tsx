import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { z } from 'zod';
import type { AnswerOf } from '../../../platform/http/contract.ts';
import { keyOf } from '../../../platform/web/asking.ts';
import { type CallProblem, call } from '../../../platform/web/call.ts';
import { useFilters } from '../../../platform/web/filters.ts';
import { Button, Select } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Empty, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { useWords } from '../../../platform/web/words.ts';
import type { State } from '../changes.rules.ts';
import { type ChangeOut, changes } from '../kinds.contract.ts';
import { ChangeCard } from './changeCard.tsx';
import { changesWords } from './changes.words.ts';

const SHOWN = ['all', 'open', 'done', 'ended'] as const;
const STATES: Readonly<Record<(typeof SHOWN)[number], readonly State[] | undefined>> = {
  all: undefined,
  open: ['proposed', 'approved-once'],
  done: ['in-force'],
  ended: ['refused', 'withdrawn'],
};
const filters = z.object({ show: z.enum(SHOWN).default('all') });

type Page = AnswerOf<typeof changes>;

/** The list of changes, newest first, a page at a time; `actions` are what the reader may do to each. */
export function ChangeList({ actions }: { actions?: (change: ChangeOut) => ReactNode }): ReactNode {
  const w = useWords(changesWords);
  const [{ show }, set] = useFilters(filters);
  const state = STATES[show]?.join(',');
  const list = useInfiniteQuery<Page, CallProblem, { pages: Page[] }, readonly unknown[], string | undefined>({
    queryKey: keyOf(changes, { state }),
    queryFn: ({ pageParam, signal }) => call(changes, { query: { state, after: pageParam } }, signal),
    initialPageParam: undefined,
    getNextPageParam: (last) => last.after ?? undefined,
  });
  const shown = list.data?.pages.flatMap((one) => one.changes) ?? [];
  return (
    <div className="stack">
      <Select
        label={w('show')}
        value={show}
        onChange={(value) => set({ show: value as (typeof SHOWN)[number] })}
        options={SHOWN.map((one) => ({ value: one, label: w(one) }))}
      />
      <ProblemNotice problem={list.error} onAgain={() => void list.refetch()} />
      {list.isPending && <Waiting />}
      {list.isSuccess && shown.length === 0 && <Empty title={w('empty')} hint={w('emptyHint')} sign="charter" />}
      {shown.map((one) => (
        <ChangeCard key={one.id} change={one}>
          {actions?.(one)}
        </ChangeCard>
      ))}
      {list.hasNextPage && (
        <Button busy={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
          {w('more')}
        </Button>
      )}
    </div>
  );
}
