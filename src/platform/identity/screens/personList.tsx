import { type ReactNode, useMemo, useState } from 'react';
import { Link } from 'wouter';
import { z } from 'zod';
import { useFilters } from '../../web/filters.ts';
import { Button, Field } from '../../web/kit/controls.tsx';
import { ProblemNotice } from '../../web/kit/problem.tsx';
import { Badge, Empty, Waiting } from '../../web/kit/surfaces.tsx';
import { useWords } from '../../web/words.ts';
import { type PersonOut, usePeople } from './appointmentsKept.ts';
import { peopleWords } from './people.words.ts';
import { type Initial, InitialPassword, PersonMoves } from './personMoves.tsx';
import './admin.css';

const SHOWN = 40;
const filters = z.object({ q: z.string().max(80).default('') });

/** Everybody who can sign in, with what may be done about their login. */
export function PersonList(): ReactNode {
  const w = useWords(peopleWords);
  const [{ q }, set] = useFilters(filters);
  const [most, setMost] = useState(SHOWN);
  const [initial, setInitial] = useState<Initial | null>(null);
  const { people, waiting, error, again } = usePeople();
  const wanted = q.trim().toLowerCase();
  const found = useMemo(
    () => people.filter((one) => one.name.toLowerCase().includes(wanted) || one.login.includes(wanted)),
    [people, wanted],
  );
  return (
    <>
      <Field type="search" label={w('findPerson')} value={q} onChange={(text) => set({ q: text })} maxLength={80} />
      <ProblemNotice problem={error} onAgain={again} />
      {initial && <InitialPassword key={initial.password} initial={initial} onKept={() => setInitial(null)} />}
      {waiting && <Waiting />}
      {!waiting && error === null && (
        <p className="soft small" role="status">
          {w('countPeople', { n: found.length })}
        </p>
      )}
      {!waiting && error === null && found.length === 0 && (
        <Empty sign="search" title={w('noPeople')} hint={w('noPeopleHint')} />
      )}
      {found.length > 0 && (
        <table className="admin-table" aria-label={w('people')}>
          <thead>
            <tr>
              <th scope="col">{w('name')}</th>
              <th scope="col">{w('state')}</th>
              <th scope="col">{w('moves')}</th>
            </tr>
          </thead>
          <tbody>
            {found.slice(0, most).map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  <Link href={`/people/${one.id}`}>{one.name}</Link>
                  <span className="soft small">{one.login}</span>
                </th>
                <td data-label={w('state')}>
                  <PersonState person={one} />
                </td>
                <td className="admin-moves" data-label={one.abilities.length === 0 ? undefined : w('moves')}>
                  <PersonMoves quietly person={one} onInitial={setInitial} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {found.length > most && (
        <Button wide onPress={() => setMost(most + SHOWN * 2)}>
          {w('moreRows', { n: found.length - most })}
        </Button>
      )}
    </>
  );
}

/** Whether a person can sign in, and with which proofs. */
export function PersonState({ person }: { person: PersonOut }): ReactNode {
  const w = useWords(peopleWords);
  if (person.state === 'closed') return <Badge>{w('closedLogin')}</Badge>;
  return (
    <span className="row">
      <Badge tone="good">{w('openLogin')}</Badge>
      {person.initialPassword && <Badge tone="warn">{w('initialStill')}</Badge>}
      <Badge tone={person.enrolled ? 'brand' : 'plain'}>{w(person.enrolled ? 'codeOn' : 'codeOff')}</Badge>
    </span>
  );
}
