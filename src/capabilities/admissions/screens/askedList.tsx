import type { ReactNode } from 'react';
import { z } from 'zod';
import { usePages } from '../../../platform/web/asking.ts';
import { useFilters } from '../../../platform/web/filters.ts';
import { Button, Select } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Empty, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { admissions } from '../admissions.contract.ts';
import type { State } from '../admissions.rules.ts';
import { screenWords } from './admissions.screen.words.ts';
import { AskedCard } from './askedCard.tsx';
import type { Writing } from './taskDraft.ts';

const SHOW = ['open', 'admitted', 'ended', 'all'] as const;
const STATES: Readonly<Record<(typeof SHOW)[number], readonly State[] | undefined>> = {
  all: undefined,
  open: ['asked', 'sent-back'],
  admitted: ['admitted'],
  ended: ['refused', 'withdrawn', 'ended'],
};
const filters = z.object({ show: z.enum(SHOW).default('all') });

/** What was asked for, newest first, with what is said about it and what the reader may do. */
export function AskedList({ onWrite }: { onWrite: (writing: Writing) => void }): ReactNode {
  const w = useWords(screenWords);
  const [{ show }, set] = useFilters(filters);
  const state = STATES[show]?.join(',');
  const pages = usePages(
    admissions,
    (after) => ({ query: { ...(state === undefined ? {} : { state }), ...(after === undefined ? {} : { after }) } }),
    (answer) => answer.after,
  );
  const items = pages.data?.pages.flatMap((one) => one.items) ?? [];
  return (
    <div className="stack">
      <div className="admission-show no-print">
        <Select
          label={w('show')}
          value={show}
          onChange={(one) => set({ show: one as (typeof SHOW)[number] })}
          options={SHOW.map((one) => ({ value: one, label: w(`show_${one}`) }))}
        />
      </div>
      <ProblemNotice problem={pages.error} onAgain={() => void pages.refetch()} />
      {pages.isPending && <Waiting />}
      {pages.isSuccess && items.length === 0 && <Empty title={w('asksNone')} hint={w('asksNoneHint')} />}
      {items.map((one) => (
        <AskedCard key={one.id} it={one} onWrite={onWrite} />
      ))}
      {pages.hasNextPage && (
        <Button busy={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
          {w('more')}
        </Button>
      )}
    </div>
  );
}
