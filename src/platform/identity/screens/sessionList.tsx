import { type ReactNode, useState } from 'react';
import type { AnswerOf } from '../../http/contract.ts';
import { useCall, useMove } from '../../web/asking.ts';
import { Button, Field } from '../../web/kit/controls.tsx';
import { ProblemNotice } from '../../web/kit/problem.tsx';
import { Badge, Card, Empty, Sheet, Waiting } from '../../web/kit/surfaces.tsx';
import { useToast } from '../../web/kit/toast.tsx';
import { useWhen } from '../../web/when.ts';
import { useWords } from '../../web/words.ts';
import { listAllSessions, listSessions, revokeAnySession, revokeSession } from '../sessions.contract.ts';
import { usePeople } from './appointmentsKept.ts';
import { sessionWords } from './sessions.words.ts';
import './admin.css';

type Session = AnswerOf<typeof listAllSessions>['sessions'][number];

const PROOFS = {
  password: 'proofPassword',
  totp: 'proofTotp',
  passkey: 'proofPasskey',
  oidc: 'proofOidc',
} as const;
const REFRESH_MS = 30_000;

/** My sessions, each of which can be ended. */
export function OwnSessions(): ReactNode {
  const w = useWords(sessionWords);
  const when = useWhen();
  const tell = useToast();
  const { data, error } = useCall(listSessions, {});
  const end = useMove(revokeSession, { onDone: () => tell(w('ended')) });
  return (
    <Card label={w('own')}>
      <h2>{w('own')}</h2>
      <p className="soft small">{w('ownLead')}</p>
      <ProblemNotice problem={error ?? end.error} />
      {data === undefined && !error && <Waiting />}
      <ul className="plain-list">
        {data?.sessions.map((one) => (
          <li key={one.id} className="row apart">
            <span>
              <strong>{one.device || w('someDevice')}</strong> {one.mine && <Badge tone="good">{w('thisOne')}</Badge>}
              <br />
              <span className="soft small">
                {w('made', { when: when.moment(one.made) })} · {w('used', { when: when.ago(one.used) })} ·{' '}
                {w(PROOFS[one.proof])}
              </span>
            </span>
            {!one.mine && (
              <Button
                look="plain"
                busy={end.isPending && end.variables.params.id === one.id}
                onPress={() => end.mutate({ params: { id: one.id } })}
              >
                {w('end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Sessions of one person, or of the whole district, for the security administrator. */
export function OthersSessions({ person }: { person?: string }): ReactNode {
  const w = useWords(sessionWords);
  const [q, setQ] = useState('');
  const [ending, setEnding] = useState<Session | null>(null);
  const { byId } = usePeople();
  const { data, error, refetch } = useCall(listAllSessions, { query: { person } }, { every: REFRESH_MS, keep: true });
  const named = (one: Session): string => byId.get(one.person)?.name ?? one.login;
  const wanted = q.trim().toLowerCase();
  const found = (data?.sessions ?? []).filter((one) =>
    `${named(one)} ${one.login} ${one.device}`.toLowerCase().includes(wanted),
  );
  return (
    <Card label={w(person === undefined ? 'all' : 'ofPerson')}>
      <h2>{w(person === undefined ? 'all' : 'ofPerson')}</h2>
      {person === undefined && (
        <>
          <p className="soft small">{w('allLead')}</p>
          <Field type="search" label={w('find')} value={q} onChange={setQ} maxLength={60} />
        </>
      )}
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {data === undefined && !error && <Waiting />}
      {data &&
        found.length === 0 &&
        (person === undefined ? <Empty sign="search" title={w('none')} /> : <p className="soft">{w('noneOf')}</p>)}
      {found.length > 0 && <Rows found={found} named={named} onEnd={setEnding} />}
      <Sheet open={ending !== null} title={w('sureTitle')} onClose={() => setEnding(null)}>
        {ending !== null && <Sure session={ending} name={named(ending)} onDone={() => setEnding(null)} />}
      </Sheet>
    </Card>
  );
}

function Rows(props: {
  readonly found: readonly Session[];
  readonly named: (one: Session) => string;
  readonly onEnd: (one: Session) => void;
}): ReactNode {
  const w = useWords(sessionWords);
  const when = useWhen();
  return (
    <table className="admin-table" aria-label={w('all')}>
      <thead>
        <tr>
          <th scope="col">{w('person')}</th>
          <th scope="col">{w('device')}</th>
          <th scope="col">{w('time')}</th>
          <th scope="col">{w('moves')}</th>
        </tr>
      </thead>
      <tbody>
        {props.found.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              {props.named(one)}
              <span className="soft small">{one.login}</span>
            </th>
            <td data-label={w('device')}>
              {one.device || w('someDevice')}
              <span className="soft small">{w(PROOFS[one.proof])}</span>
            </td>
            <td data-label={w('time')}>
              {w('used', { when: when.ago(one.used) })}
              <span className="soft small">{w('made', { when: when.moment(one.made) })}</span>
            </td>
            <td className="admin-moves" data-label={w('moves')}>
              {one.mine ? (
                <Badge tone="good">{w('thisOne')}</Badge>
              ) : (
                <Button
                  look="plain"
                  label={w('endOf', { name: props.named(one), device: one.device || w('someDevice') })}
                  onPress={() => props.onEnd(one)}
                >
                  {w('end')}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Sure({ session, name, onDone }: { session: Session; name: string; onDone: () => void }): ReactNode {
  const w = useWords(sessionWords);
  const tell = useToast();
  const end = useMove(revokeAnySession, {
    onDone: () => {
      tell(w('ended'));
      onDone();
    },
  });
  return (
    <>
      <p>{w('sure', { name, login: session.login, device: session.device || w('someDevice') })}</p>
      <ProblemNotice problem={end.error} />
      <Button look="danger" wide large busy={end.isPending} onPress={() => end.mutate({ params: { id: session.id } })}>
        {w('end')}
      </Button>
    </>
  );
}
