import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { useMe } from '../../../../platform/identity/screens/signedIn.tsx';
import { territories } from '../../../../platform/places/places.contract.ts';
import { useCall, usePages } from '../../../../platform/web/asking.ts';
import { useFilters } from '../../../../platform/web/filters.ts';
import { Button, Select } from '../../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Empty, Sheet, Tabs, Waiting } from '../../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { type ReferenceOut, references } from '../references.contract.ts';
import { maySetAny } from '../references.rights.ts';
import { SORTS, type Sort } from '../references.rules.ts';
import { EndForm } from './endForm.tsx';
import { History } from './history.tsx';
import { ReferenceForm } from './referenceForm.tsx';
import { screenWords } from './references.screen.words.ts';
import { ReferenceTable } from './referenceTable.tsx';
import './references.css';

const filters = z.object({
  sort: z.enum(SORTS).default('target'),
  territory: z
    .string()
    .regex(/^\d{6,15}$/)
    .optional(),
});

/** What is open over the page: one reference's history or end, or setting one, anew where it is there already. */
type Opened = { readonly as: 'history' | 'end' | 'set'; readonly of: ReferenceOut | null };

/** What figures are held against and reckoned to: what is in force, since when and by which document. */
export default function ReferencesPage(): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  usePageTitle(w('title'));
  const { appointments } = useMe();
  const [{ sort, territory }, set] = useFilters(filters);
  const [opened, setOpened] = useState<Opened | null>(null);
  const places = useCall(territories, { query: {} }, { fresh: 300_000 }).data?.territories ?? [];
  const pages = usePages(
    references,
    (after) => ({
      query: { sort, ...(territory === undefined ? {} : { territory }), ...(after === undefined ? {} : { after }) },
    }),
    (answer) => answer.after,
  );
  const items = pages.data?.pages.flatMap((one) => one.items).filter((one) => one.what.startsWith(`${sort}:`)) ?? [];
  const close = (): void => setOpened(null);
  const of = opened?.of ?? null;
  return (
    <div className="stack references">
      <div className="row apart">
        <h1>{w('title')}</h1>
        {maySetAny(appointments, sort) && (
          <Button look="primary" sign="plus" onPress={() => setOpened({ as: 'set', of: null })}>
            {w(`new_${sort}`)}
          </Button>
        )}
      </div>
      <p className="soft">{w('lead')}</p>
      <Tabs
        label={w('tabs')}
        chosen={sort}
        onChoose={(one) => set({ sort: one as Sort })}
        tabs={SORTS.map((id) => ({ id, label: w(id) }))}
      >
        <div className="stack">
          <div className="reference-place">
            <Select
              label={w('place')}
              value={territory ?? ''}
              placeholder={w('everyPlace')}
              onChange={(code) => set({ territory: code || undefined })}
              options={places
                .filter((one) => one.level === 'town' || one.code === territory)
                .map((one) => ({ value: one.code, label: t(one.name) }))}
            />
          </div>
          <ProblemNotice problem={pages.error} onAgain={() => void pages.refetch()} />
          {pages.isPending && <Waiting />}
          {pages.isSuccess && items.length === 0 && (
            <Empty sign="figures" title={w(`none_${sort}`)} hint={w(`noneHint_${sort}`)} />
          )}
          {items.length > 0 && (
            <ReferenceTable sort={sort} items={items} onOpen={(as, one) => setOpened({ as, of: one })} />
          )}
          {pages.hasNextPage && (
            <Button busy={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
              {w('more')}
            </Button>
          )}
        </div>
      </Tabs>
      <Sheet
        open={opened !== null}
        title={
          of === null
            ? w(`new_${sort}`)
            : opened?.as === 'set'
              ? w(`new_${sort}`)
              : w('historyOf', { name: t(of.name), place: t(of.territory.name) })
        }
        onClose={close}
      >
        {opened?.as === 'set' && <ReferenceForm key={of?.id ?? 'new'} sort={sort} of={of} onDone={close} />}
        {opened?.as === 'history' && of !== null && <History of={of} />}
        {opened?.as === 'end' && of !== null && <EndForm sort={sort} of={of} onDone={close} />}
      </Sheet>
    </div>
  );
}
