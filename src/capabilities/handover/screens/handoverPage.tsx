import type { ReactNode } from 'react';
import { z } from 'zod';
import { useMe } from '../../../platform/identity/screens/signedIn.tsx';
import { useFilters } from '../../../platform/web/filters.ts';
import { Notice, Tabs } from '../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { desksOf } from '../handover.rights.ts';
import { LEFT_MINUTES } from '../handover.rules.ts';
import { HandOver } from './handOver.tsx';
import { screenWords } from './handover.screen.words.ts';
import { SheetList } from './sheetList.tsx';

const TABS = ['now', 'sheets'] as const;
const filters = z.object({ tab: z.enum(TABS).default('now') });

/** Shift change: handing one's desk over, and the sheets of all times. Heads, who hold no desk, read the sheets. */
export default function HandoverPage(): ReactNode {
  const w = useWords(screenWords);
  usePageTitle(w('title'));
  const { person, appointments } = useMe();
  const [{ tab }, set] = useFilters(filters);
  const holds = desksOf({ is: 'staff', person: person ?? '', appointments }).length > 0;
  return (
    <div className="stack">
      <h1>{w('title')}</h1>
      {holds ? (
        <>
          <p className="soft">{w('lead')}</p>
          <Tabs
            label={w('tabs')}
            chosen={tab}
            onChoose={(one) => set({ tab: one as (typeof TABS)[number] })}
            tabs={TABS.map((id) => ({ id, label: w(id) }))}
          >
            {tab === 'now' ? <HandOver /> : <SheetList />}
          </Tabs>
        </>
      ) : (
        <>
          <Notice>
            <strong>{w('noDesk')}</strong>
            <div>{w('noDeskHint', { n: LEFT_MINUTES })}</div>
          </Notice>
          <SheetList />
        </>
      )}
    </div>
  );
}
