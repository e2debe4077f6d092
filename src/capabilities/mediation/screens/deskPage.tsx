import { type ReactNode, useState } from 'react';
import type { Post } from '../../../platform/identity/caller.ts';
import { useMe } from '../../../platform/identity/screens/signedIn.tsx';
import { useFilters } from '../../../platform/web/filters.ts';
import { Button, Field } from '../../../platform/web/kit/controls.tsx';
import { Tabs } from '../../../platform/web/kit/surfaces.tsx';
import { useLive } from '../../../platform/web/live.ts';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { mayOpenCase } from '../mediation.rights.ts';
import { Found, Mine, Offered, Others } from './caseLists.tsx';
import { useRowKeys } from './caseRow.tsx';
import { FlowTable } from './flowTable.tsx';
import { listWords } from './list.words.ts';
import { filters, TABS } from './listFilters.ts';
import { OwnDiary } from './ownDiary.tsx';
import './mediation.css';

type Tab = (typeof TABS)[number];
/** For whom a tab is drawn; the server decides on its own what it answers. */
const FOR: Readonly<Record<Tab, readonly Post[]>> = {
  mine: ['mediator', 'handler'],
  offered: ['mediator', 'handler', 'coordinator'],
  body: ['mediator', 'handler', 'coordinator'],
  reach: ['clerk', 'duty', 'coordinator', 'liaison', 'verifier', 'leader', 'auditor'],
  flow: ['duty', 'coordinator', 'leader', 'auditor'],
};

/** Mediation as whoever is signed in has to do with it: one's own cases, what is offered, the body's, the area's, the flow. */
export default function DeskPage(): ReactNode {
  const w = useWords(listWords);
  usePageTitle(w('title'));
  useLive(['mediation']);
  useRowKeys();
  const { posts, person, appointments } = useMe();
  const [chosen, set] = useFilters(filters);
  const tabs = TABS.filter((tab) => FOR[tab].some((post) => posts.includes(post)));
  const tab = tabs.find((one) => one === chosen.tab) ?? tabs[0] ?? 'reach';
  const opens = mayOpenCase({ is: 'staff', person: person ?? '', appointments });
  return (
    <div className="stack mediation">
      <div className="row apart">
        <h1>{w('title')}</h1>
        {opens && (
          <Button look="primary" sign="plus" to="/mediation/new">
            {w('newCase')}
          </Button>
        )}
      </div>
      <NumberSearch
        key={chosen.number ?? ''}
        number={chosen.number ?? ''}
        onFind={(number) => set({ number: number || undefined })}
      />
      {chosen.number !== undefined ? (
        <Found number={chosen.number} onClear={() => set({ number: undefined })} />
      ) : (
        <Tabs
          label={w('tabs')}
          chosen={tab}
          onChoose={(one) =>
            set({
              tab: one as Tab,
              status: undefined,
              within: undefined,
              cold: undefined,
              refused: undefined,
              at: undefined,
            })
          }
          tabs={tabs.map((id) => ({ id, label: w(id) }))}
        >
          <div className="stack mediation-panel">
            {tab === 'mine' && (
              <>
                <OwnDiary />
                <Mine />
              </>
            )}
            {tab === 'offered' && <Offered />}
            {(tab === 'body' || tab === 'reach') && (
              <Others key={tab} whose={tab} chosen={chosen} onChoose={set} mayOpen={opens} />
            )}
            {tab === 'flow' && <FlowTable onOpen={(some) => set({ tab: 'reach', ...some }, { push: true })} />}
          </div>
        </Tabs>
      )}
      <p className="soft small mediation-keys no-print">{w('keys')}</p>
    </div>
  );
}

function NumberSearch(props: { readonly number: string; readonly onFind: (number: string) => void }): ReactNode {
  const w = useWords(listWords);
  const [text, setText] = useState(props.number);
  return (
    <form
      className="mediation-search"
      onSubmit={(event) => {
        event.preventDefault();
        props.onFind(text.trim());
      }}
    >
      <Field type="search" label={w('find')} maxLength={30} value={text} onChange={setText} />
      <Button type="submit" sign="search" label={w('find')}>
        {''}
      </Button>
    </form>
  );
}
