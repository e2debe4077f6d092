import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { useCall } from '../../../platform/web/asking.ts';
import { useFilters } from '../../../platform/web/filters.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Tabs } from '../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { admissions } from '../admissions.contract.ts';
import { screenWords } from './admissions.screen.words.ts';
import { AdmittedList } from './admittedList.tsx';
import { AskedList } from './askedList.tsx';
import type { Writing } from './taskDraft.ts';
import { TaskForm } from './taskForm.tsx';
import './admissions.css';

const TABS = ['list', 'asks'] as const;
const filters = z.object({ tab: z.enum([...TABS, 'new']).default('list') });

/** Tasks for villages and communities: what is admitted, what is asked for, and asking. */
export default function AdmissionsPage(): ReactNode {
  const w = useWords(screenWords);
  usePageTitle(w('title'));
  const [{ tab }, set] = useFilters(filters);
  const [writing, setWriting] = useState<Writing | null>(null);
  const { data, error } = useCall(admissions, { query: { limit: 1 } });
  const mayAsk = data?.mayAsk ?? [];
  const write = (next: Writing | null): void => {
    setWriting(next);
    set({ tab: 'new' }, { push: true });
  };
  const leave = (): void => {
    setWriting(null);
    set({ tab: 'asks' });
  };
  if (tab === 'new' && mayAsk.length > 0)
    return (
      <div className="stack">
        <h1>{w('new')}</h1>
        <TaskForm key={writing?.of.id ?? 'new'} bodies={mayAsk} writing={writing} onDone={leave} />
      </div>
    );
  return (
    <div className="stack admission-page">
      <div className="row apart">
        <h1>{w('title')}</h1>
        {mayAsk.length > 0 && (
          <span className="no-print">
            <Button look="primary" sign="plus" onPress={() => write(null)}>
              {w('new')}
            </Button>
          </span>
        )}
      </div>
      <p className="soft">{w('lead')}</p>
      <ProblemNotice problem={error} />
      <Tabs
        label={w('tabs')}
        chosen={tab === 'asks' ? 'asks' : 'list'}
        onChoose={(one) => set({ tab: one as (typeof TABS)[number] })}
        tabs={TABS.map((id) => ({ id, label: w(id) }))}
      >
        {tab === 'asks' ? <AskedList onWrite={write} /> : <AdmittedList />}
      </Tabs>
    </div>
  );
}
