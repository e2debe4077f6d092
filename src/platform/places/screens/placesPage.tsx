import type { ReactNode } from 'react';
import { z } from 'zod';
import { callerOf } from '../../identity/screens/appointmentsKept.ts';
import { useMe } from '../../identity/screens/signedIn.tsx';
import { useCall } from '../../web/asking.ts';
import { useFilters } from '../../web/filters.ts';
import { ProblemNotice } from '../../web/kit/problem.tsx';
import { Empty, Tabs, Waiting } from '../../web/kit/surfaces.tsx';
import { usePageTitle } from '../../web/page.tsx';
import { useWords } from '../../web/words.ts';
import { desk } from '../changes/changes.contract.ts';
import { seesPlaces } from '../changes/changes.rights.ts';
import { BodyTree } from './bodyTree.tsx';
import { ChangeList } from './changeList.tsx';
import { placesDeskWords } from './placesDesk.words.ts';
import { TerritoryTree } from './territoryTree.tsx';

const TABS = ['territories', 'bodies', 'changes'] as const;
const filters = z.object({ tab: z.enum(TABS).default('territories') });

/** Territories, bodies, and the changes of both that wait for a second person. */
export default function PlacesPage(): ReactNode {
  const w = useWords(placesDeskWords);
  usePageTitle(w('title'));
  return seesPlaces(callerOf(useMe())) ? <Pages /> : <Empty sign="lock" title={w('mayNot')} hint={w('mayNotHint')} />;
}

function Pages(): ReactNode {
  const w = useWords(placesDeskWords);
  const [{ tab }, set] = useFilters(filters);
  const { data, error, isPending, refetch } = useCall(desk, {});
  const label = (id: (typeof TABS)[number]): string =>
    id === 'changes' && data && data.waiting > 0 ? w('changesWaiting', { n: data.waiting }) : w(id);
  return (
    <div className="stack">
      <h1>{w('title')}</h1>
      <Tabs
        label={w('tabs')}
        chosen={tab}
        onChoose={(one) => set({ tab: one as (typeof TABS)[number] })}
        tabs={TABS.map((id) => ({ id, label: label(id) }))}
      >
        <div className="stack">
          <ProblemNotice problem={error} onAgain={() => void refetch()} />
          {isPending && <Waiting />}
          {data && tab === 'territories' && <TerritoryTree desk={data} />}
          {data && tab === 'bodies' && <BodyTree desk={data} />}
          {tab === 'changes' && <ChangeList />}
        </div>
      </Tabs>
    </div>
  );
}
