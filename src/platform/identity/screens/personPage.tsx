import { type ReactNode, useState } from 'react';
import { useParams } from 'wouter';
import { useCall } from '../../web/asking.ts';
import { Button } from '../../web/kit/controls.tsx';
import { ProblemNotice } from '../../web/kit/problem.tsx';
import { Card, Empty, Waiting } from '../../web/kit/surfaces.tsx';
import { usePageTitle } from '../../web/page.tsx';
import { useWords } from '../../web/words.ts';
import { listAppointments } from '../appointments.contract.ts';
import { AccessRecord } from './accessRecord.tsx';
import { AppointmentRows } from './appointmentRows.tsx';
import { useAppointments, usePeople } from './appointmentsKept.ts';
import { ordered } from './appointmentsView.ts';
import { peopleWords } from './people.words.ts';
import { PersonState } from './personList.tsx';
import { type Initial, InitialPassword, PersonMoves } from './personMoves.tsx';
import { OthersSessions } from './sessionList.tsx';
import { useMe } from './signedIn.tsx';

/** One person: login, posts now and earlier, and, for those who look after security, sessions and sign-ins. */
export default function PersonPage(): ReactNode {
  const w = useWords(peopleWords);
  const { id = '' } = useParams();
  const { posts } = useMe();
  const { byId, waiting, error, again } = usePeople();
  const [initial, setInitial] = useState<Initial | null>(null);
  const person = byId.get(id);
  usePageTitle(person?.name ?? w('title'));
  const back = (
    <Button look="plain" sign="back" to="/people?tab=people">
      {w('back')}
    </Button>
  );
  if (waiting) return <Waiting />;
  if (person === undefined) {
    return error === null ? (
      <Empty sign="person" title={w('noPerson')}>
        {back}
      </Empty>
    ) : (
      <ProblemNotice problem={error} onAgain={again} />
    );
  }
  return (
    <div className="stack">
      <div>{back}</div>
      <div className="row apart">
        <div>
          <h1>{person.name}</h1>
          <p className="soft">{person.login}</p>
        </div>
        <PersonState person={person} />
      </div>
      {initial && <InitialPassword key={initial.password} initial={initial} onKept={() => setInitial(null)} />}
      <PersonMoves person={person} onInitial={setInitial} />
      <Posts id={id} closed={person.state === 'closed'} />
      {posts.includes('secadmin') && <OthersSessions person={id} />}
      {posts.some((one) => one === 'secadmin' || one === 'auditor') && <AccessRecord person={id} />}
    </div>
  );
}

function Posts({ id, closed }: { id: string; closed: boolean }): ReactNode {
  const w = useWords(peopleWords);
  const { byId } = usePeople();
  // To name deputies and those stood in for.
  const { rows: among } = useAppointments('standing');
  const { data, error } = useCall(listAppointments, { query: { person: id } });
  const rows = ordered(data?.appointments ?? []);
  return (
    <Card label={w('posts')}>
      <div className="row apart">
        <h2>{w('posts')}</h2>
        {data?.mayPropose && !closed && (
          <Button sign="plus" to={`/people/propose?person=${id}`}>
            {w('proposeFor')}
          </Button>
        )}
      </div>
      <ProblemNotice problem={error} />
      {data === undefined && !error && <Waiting />}
      {data && rows.length === 0 && <p className="soft">{w('noPosts')}</p>}
      {rows.length > 0 && <AppointmentRows rows={rows} among={among} byId={byId} linked={false} label={w('posts')} />}
      <Earlier id={id} />
    </Card>
  );
}

/** What is over, fetched when asked for: in most districts it is the longest list. */
function Earlier({ id }: { id: string }): ReactNode {
  const w = useWords(peopleWords);
  const { byId } = usePeople();
  const [open, setOpen] = useState(false);
  const lists = [useAppointments('ended', open), useAppointments('refused', open), useAppointments('withdrawn', open)];
  if (!open) {
    return (
      <div>
        <Button look="plain" onPress={() => setOpen(true)}>
          {w('historyShow')}
        </Button>
      </div>
    );
  }
  const among = lists.flatMap((one) => one.rows);
  const rows = among.filter((one) => one.person === id).sort((a, b) => (a.from < b.from ? 1 : -1));
  const coming = lists.some((one) => one.coming);
  const broken = lists.find((one) => one.error !== null);
  return (
    <section className="stack" aria-label={w('history')}>
      <h3>{w('history')}</h3>
      {broken && <ProblemNotice problem={broken.error} onAgain={broken.again} />}
      {coming && <Waiting />}
      {!coming && rows.length === 0 && <p className="soft">{w('noHistory')}</p>}
      {rows.length > 0 && <AppointmentRows rows={rows} among={among} byId={byId} linked={false} label={w('history')} />}
    </section>
  );
}
