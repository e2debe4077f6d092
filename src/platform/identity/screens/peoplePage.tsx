import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { useFilters } from '../../web/filters.ts';
import { Button } from '../../web/kit/controls.tsx';
import { ProblemNotice } from '../../web/kit/problem.tsx';
import { Empty, Sheet, Tabs, Waiting } from '../../web/kit/surfaces.tsx';
import { usePageTitle } from '../../web/page.tsx';
import { useWords } from '../../web/words.ts';
import { mayPropose, seesAppointments } from '../appointments.rights.ts';
import { AppointmentList } from './appointmentList.tsx';
import { AppointmentRows } from './appointmentRows.tsx';
import { callerOf, useAppointments, usePeople } from './appointmentsKept.ts';
import { ordered } from './appointmentsView.ts';
import { LiaisonRoster } from './liaisonRoster.tsx';
import { peopleWords } from './people.words.ts';
import { PersonList } from './personList.tsx';
import { EnterPerson, type Initial, InitialPassword } from './personMoves.tsx';
import { useMe } from './signedIn.tsx';

const TABS = ['appointments', 'people', 'liaisons'] as const;
const filters = z.object({ tab: z.enum(TABS).default('appointments') });

/** People and posts: everybody's for those who administer and audit, one's own for everybody else. */
export default function PeoplePage(): ReactNode {
  return seesAppointments(callerOf(useMe())) ? <Everybody /> : <Own />;
}

function Everybody(): ReactNode {
  const w = useWords(peopleWords);
  usePageTitle(w('title'));
  const [{ tab }, set] = useFilters(filters);
  const mayEnter = mayPropose(callerOf(useMe()));
  const [entering, setEntering] = useState(false);
  const [initial, setInitial] = useState<Initial | null>(null);
  return (
    <div className="stack">
      <div className="row apart no-print">
        <h1>{w('title')}</h1>
        {mayEnter && (
          <span className="row">
            <Button sign="person" onPress={() => setEntering(true)}>
              {w('enter')}
            </Button>
            <Button sign="figures" to="/people/import">
              {w('import')}
            </Button>
            <Button look="primary" sign="plus" to="/people/propose">
              {w('propose')}
            </Button>
          </span>
        )}
      </div>
      {initial && <InitialPassword key={initial.password} initial={initial} onKept={() => setInitial(null)} />}
      <Sheet open={entering} title={w('enter')} onClose={() => setEntering(false)}>
        <EnterPerson
          onEntered={(made) => {
            setInitial(made);
            setEntering(false);
          }}
        />
      </Sheet>
      <Tabs
        label={w('tabs')}
        chosen={tab}
        onChoose={(one) => set({ tab: one as (typeof TABS)[number] })}
        tabs={TABS.map((id) => ({ id, label: w(id) }))}
      >
        <div className="stack">
          {tab === 'appointments' && <AppointmentList />}
          {tab === 'people' && <PersonList />}
          {tab === 'liaisons' && <LiaisonRoster />}
        </div>
      </Tabs>
    </div>
  );
}

function Own(): ReactNode {
  const w = useWords(peopleWords);
  usePageTitle(w('titleOwn'));
  const { rows, coming, error, again } = useAppointments(undefined);
  const { byId } = usePeople(false);
  return (
    <div className="stack">
      <h1>{w('titleOwn')}</h1>
      <p className="soft">{w('leadOwn')}</p>
      <ProblemNotice problem={error} onAgain={again} />
      {coming && rows.length === 0 && <Waiting />}
      {!coming && error === null && rows.length === 0 && (
        <Empty sign="person" title={w('noneOwn')} hint={w('noneOwnHint')} />
      )}
      {rows.length > 0 && (
        <AppointmentRows rows={ordered(rows)} among={rows} byId={byId} linked={false} label={w('titleOwn')} />
      )}
    </div>
  );
}
