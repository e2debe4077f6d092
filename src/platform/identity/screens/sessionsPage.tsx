import type { ReactNode } from 'react';
import { z } from 'zod';
import { useFilters } from '../../web/filters.ts';
import { Tabs } from '../../web/kit/surfaces.tsx';
import { usePageTitle } from '../../web/page.tsx';
import { useWords } from '../../web/words.ts';
import { AccessRecord } from './accessRecord.tsx';
import { OthersSessions, OwnSessions } from './sessionList.tsx';
import { sessionWords } from './sessions.words.ts';
import { useMe } from './signedIn.tsx';

const TABS = ['own', 'all', 'record'] as const;
const filters = z.object({ tab: z.enum(TABS).default('own') });

/** Sessions: my own; those of others for the security administrator; the record of sign-ins for the auditor too. */
export default function SessionsPage(): ReactNode {
  const w = useWords(sessionWords);
  usePageTitle(w('title'));
  const { posts } = useMe();
  const [filter, set] = useFilters(filters);
  const secures = posts.includes('secadmin');
  const open = TABS.filter((one) => one === 'own' || secures || (one === 'record' && posts.includes('auditor')));
  const tab = open.find((one) => one === filter.tab) ?? 'own';
  if (open.length === 1) {
    return (
      <div className="stack account">
        <h1>{w('title')}</h1>
        <OwnSessions />
      </div>
    );
  }
  return (
    <div className="stack">
      <h1>{w('title')}</h1>
      <Tabs
        label={w('tabs')}
        chosen={tab}
        onChoose={(one) => set({ tab: one as (typeof TABS)[number] })}
        tabs={open.map((id) => ({ id, label: w(id) }))}
      >
        {tab === 'own' && <OwnSessions />}
        {tab === 'all' && <OthersSessions />}
        {tab === 'record' && <AccessRecord />}
      </Tabs>
    </div>
  );
}
