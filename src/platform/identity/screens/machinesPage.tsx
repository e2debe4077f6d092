import { type ReactNode, useState } from 'react';
import type { AnswerOf } from '../../http/contract.ts';
import { useCall, useMove } from '../../web/asking.ts';
import { Button } from '../../web/kit/controls.tsx';
import { ProblemNotice } from '../../web/kit/problem.tsx';
import { Badge, Empty, Sheet, Waiting } from '../../web/kit/surfaces.tsx';
import { useToast } from '../../web/kit/toast.tsx';
import { usePageTitle } from '../../web/page.tsx';
import { useWhen } from '../../web/when.ts';
import { useText, useWords } from '../../web/words.ts';
import { HooksPanel } from '../../webhooks/screens/hooksPanel.tsx';
import { listBodies } from '../bodies.contract.ts';
import { listMachines, revokeMachine } from '../machines.contract.ts';
import { today } from './appointmentsView.ts';
import { IssueKey } from './issueKey.tsx';
import { machineScreenWords } from './machines.screen.words.ts';
import { Once } from './once.tsx';
import { useMe } from './signedIn.tsx';
import './admin.css';

/** What every key begins with, and which tells none from another. */
const PREFIX = 'lianan_';

type Machine = AnswerOf<typeof listMachines>['machines'][number];

/** Keys of other systems: issued and revoked by the security administrator, seen by the auditor. */
export default function MachinesPage(): ReactNode {
  const w = useWords(machineScreenWords);
  usePageTitle(w('title'));
  const { posts } = useMe();
  const sees = posts.includes('secadmin') || posts.includes('auditor');
  if (sees)
    return (
      <div className="stack">
        <Machines />
        <HooksPanel />
      </div>
    );
  return (
    <div className="stack">
      <h1>{w('title')}</h1>
      {posts.includes('sysadmin') ? (
        <>
          <p className="soft">{w('mayNot')}</p>
          <HooksPanel />
        </>
      ) : (
        <Empty sign="lock" title={w('mayNot')} hint={w('mayNotHint')} />
      )}
    </div>
  );
}

function Machines(): ReactNode {
  const w = useWords(machineScreenWords);
  const [issuing, setIssuing] = useState(false);
  const [made, setMade] = useState<{ readonly name: string; readonly key: string } | null>(null);
  const [revoking, setRevoking] = useState<Machine | null>(null);
  const { data, error, refetch } = useCall(listMachines, {});
  const machines = [...(data?.machines ?? [])].sort((a, b) => rank(a).localeCompare(rank(b)));
  return (
    <div className="stack">
      <div className="row apart">
        <h1>{w('title')}</h1>
        {data?.mayIssue && (
          <Button look="primary" sign="plus" onPress={() => setIssuing(true)}>
            {w('issue')}
          </Button>
        )}
      </div>
      <p className="soft">
        {w('lead')} <a href="/api/docs">{w('docs')}</a>
      </p>
      {made && (
        <Once
          key={made.key}
          title={w('keyOf', { name: made.name })}
          lead={w('keyLead')}
          secret={made.key}
          copy={w('copyKey')}
          kept={w('kept')}
          onKept={() => setMade(null)}
        />
      )}
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {data === undefined && !error && <Waiting />}
      {data && machines.length === 0 && <Empty sign="link" title={w('none')} hint={w('noneHint')} />}
      {machines.length > 0 && (
        <table className="admin-table" aria-label={w('title')}>
          <thead>
            <tr>
              <th scope="col">{w('name')}</th>
              <th scope="col">{w('scopes')}</th>
              <th scope="col">{w('validity')}</th>
              <th scope="col">{w('state')}</th>
              <th scope="col">{w('moves')}</th>
            </tr>
          </thead>
          <tbody>
            {machines.map((one) => (
              <Row key={one.id} one={one} mayRevoke={data?.mayIssue ?? false} onRevoke={setRevoking} />
            ))}
          </tbody>
        </table>
      )}
      <Sheet open={issuing} title={w('issue')} onClose={() => setIssuing(false)}>
        <IssueKey
          onIssued={(name, key) => {
            setMade({ name, key });
            setIssuing(false);
          }}
        />
      </Sheet>
      <Sheet open={revoking !== null} title={w('revoke')} onClose={() => setRevoking(null)}>
        {revoking !== null && <Revoke one={revoking} onDone={() => setRevoking(null)} />}
      </Sheet>
    </div>
  );
}

const rank = (one: Machine): string => `${one.state === 'standing' ? 0 : 1} ${one.name}`;

function Row(props: {
  readonly one: Machine;
  readonly mayRevoke: boolean;
  readonly onRevoke: (one: Machine) => void;
}): ReactNode {
  const w = useWords(machineScreenWords);
  const t = useText();
  const when = useWhen();
  const { one } = props;
  const { data } = useCall(listBodies, { query: {} }, { fresh: 3_600_000 });
  const body = data?.bodies.find((each) => each.id === one.body);
  const state = one.state === 'standing' && one.until < today() ? 'expired' : one.state;
  const mayRevoke = props.mayRevoke && one.state === 'standing';
  return (
    <tr>
      <th scope="row">
        {one.name}
        {one.start !== null && one.start.length > PREFIX.length && (
          <span className="soft small">{w('starts', { start: one.start })}</span>
        )}
        {one.body !== null && <span className="soft small">{body === undefined ? one.body : t(body.name)}</span>}
      </th>
      <td data-label={w('scopes')}>
        {one.scopes.map((scope) => (
          <span key={scope} className="small">
            {w(`s_${scope}`)}
          </span>
        ))}
      </td>
      <td data-label={w('validity')}>
        {w('untilDay', { day: when.day(one.until) })}
        <span className="soft small">{one.used === null ? w('never') : w('used', { day: when.day(one.used) })}</span>
      </td>
      <td data-label={w('state')}>
        <Badge tone={state === 'standing' ? 'good' : state === 'expired' ? 'warn' : 'plain'}>{w(state)}</Badge>
      </td>
      <td className="admin-moves" data-label={mayRevoke ? w('moves') : undefined}>
        {mayRevoke && (
          <Button look="plain" label={w('revokeOf', { name: one.name })} onPress={() => props.onRevoke(one)}>
            {w('revoke')}
          </Button>
        )}
      </td>
    </tr>
  );
}

function Revoke({ one, onDone }: { one: Machine; onDone: () => void }): ReactNode {
  const w = useWords(machineScreenWords);
  const tell = useToast();
  const revoke = useMove(revokeMachine, {
    onDone: () => {
      tell(w('revokedDone'));
      onDone();
    },
  });
  return (
    <>
      <p>{w('revokeLead', { name: one.name })}</p>
      <ProblemNotice problem={revoke.error} />
      <Button
        look="danger"
        wide
        large
        busy={revoke.isPending}
        onPress={() => revoke.mutate({ params: { id: one.id } })}
      >
        {w('revoke')}
      </Button>
    </>
  );
}
