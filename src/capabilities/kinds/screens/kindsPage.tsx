import type { ReactNode } from 'react';
import { z } from 'zod';
import { useFilters } from '../../../platform/web/filters.ts';
import { Tabs } from '../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { AuthorityList } from './authorityList.tsx';
import { ChangeList } from './changeList.tsx';
import { ChangeMoves } from './changeMoves.tsx';
import { kindsDeskWords } from './desk.words.ts';
import { KindList } from './kindList.tsx';

const TABS = ['kinds', 'authority', 'changes'] as const;
const filters = z.object({ tab: z.enum(TABS).default('kinds') });

/** The desk's page of words: the kinds, who answers for them where, and the changes that wait for approval. */
export default function KindsPage(): ReactNode {
  const w = useWords(kindsDeskWords);
  usePageTitle(w('title'));
  const [{ tab }, set] = useFilters(filters);
  return (
    <div className="stack">
      <h1>{w('title')}</h1>
      <Tabs
        label={w('tabs')}
        chosen={tab}
        onChoose={(one) => set({ tab: one as (typeof TABS)[number] })}
        tabs={TABS.map((id) => ({ id, label: w(id) }))}
      >
        <div className="stack">
          {tab === 'kinds' && <KindList />}
          {tab === 'authority' && <AuthorityList />}
          {tab === 'changes' && <ChangeList actions={(change) => <ChangeMoves change={change} />} />}
        </div>
      </Tabs>
    </div>
  );
}
