import { type ReactNode, useState } from 'react';
import { useCall, useMove } from '../../web/asking.ts';
import { Button } from '../../web/kit/controls.tsx';
import { ProblemNotice } from '../../web/kit/problem.tsx';
import { Badge, Card, Sheet, Waiting } from '../../web/kit/surfaces.tsx';
import { useToast } from '../../web/kit/toast.tsx';
import { usePageTitle } from '../../web/page.tsx';
import { useWhen } from '../../web/when.ts';
import { useLanguage, useText, useWords } from '../../web/words.ts';
import { moveAppointment } from '../appointments.contract.ts';
import { listSessions, revokeSession } from '../sessions.contract.ts';
import { accountWords } from './account.words.ts';
import { ChangePassword, Enrol } from './owes.tsx';
import { postName } from './posts.words.ts';
import { type Me, useMe } from './signedIn.tsx';
import { useSignOut } from './signOut.ts';

/** My own page as staff: posts, absence, password, one-time code, sessions, the way out. */
export default function Account(): ReactNode {
  const w = useWords(accountWords);
  usePageTitle(w('title'));
  const me = useMe();
  const signOut = useSignOut();
  return (
    <div className="stack account">
      <h1>{me.name ?? w('title')}</h1>
      <p className="soft">{w('account', { login: me.login ?? '' })}</p>
      <Posts me={me} />
      <Proofs me={me} />
      <Sessions />
      <Button look="danger" onPress={signOut}>
        {w('signOut')}
      </Button>
    </div>
  );
}

function Posts({ me }: { me: Me }): ReactNode {
  const w = useWords(accountWords);
  const t = useText();
  const language = useLanguage();
  const mark = useMove(moveAppointment);
  const line = (one: Me['appointments'][number], away: boolean): ReactNode => (
    <li key={one.id} className="row apart">
      <span>
        <strong>{postName(one.post, language)}</strong>{' '}
        {[t(one.bodyName), t(one.territoryName)].filter(Boolean).join(' · ')}{' '}
        {one.deputyOf !== null && <Badge tone="warn">{w('deputyFor')}</Badge>}
        {away && <Badge tone="warn">{w('awayNow')}</Badge>}
      </span>
      {one.deputyOf === null && (
        <Button
          look="plain"
          busy={mark.isPending}
          onPress={() => mark.mutate({ params: { id: one.id }, body: { move: away ? 'return' : 'leave' } })}
        >
          {w(away ? 'comeBack' : 'away')}
        </Button>
      )}
    </li>
  );
  return (
    <Card label={w('posts')}>
      <h2>{w('posts')}</h2>
      {me.appointments.length + me.away.length === 0 && <p className="soft">{w('noPosts')}</p>}
      <ul className="plain-list">
        {me.appointments.map((one) => line(one, false))}
        {me.away.map((one) => line(one, true))}
      </ul>
      <ProblemNotice problem={mark.error} />
    </Card>
  );
}

function Proofs({ me }: { me: Me }): ReactNode {
  const w = useWords(accountWords);
  const tell = useToast();
  const [open, setOpen] = useState<'password' | 'code' | null>(null);
  return (
    <Card label={w('password')}>
      <div className="row apart">
        <span>{w('password')}</span>
        <Button onPress={() => setOpen('password')}>{w('password')}</Button>
      </div>
      <div className="row apart">
        <span>
          {w('code')} <span className="soft small">{w(me.enrolled ? 'codeOn' : 'codeOff')}</span>
        </span>
        {!me.enrolled && <Button onPress={() => setOpen('code')}>{w('codeEnrol')}</Button>}
      </div>
      <Sheet open={open === 'password'} title={w('password')} onClose={() => setOpen(null)}>
        <ChangePassword
          onDone={() => {
            tell(w('passwordDone'));
            setOpen(null);
          }}
        />
      </Sheet>
      <Sheet open={open === 'code'} title={w('codeEnrol')} onClose={() => setOpen(null)}>
        <Enrol />
      </Sheet>
    </Card>
  );
}

const PROOFS = { password: 'proofPassword', totp: 'proofTotp', passkey: 'proofPasskey', oidc: 'proofOidc' } as const;

/** My sessions, each of which can be ended. */
function Sessions(): ReactNode {
  const w = useWords(accountWords);
  const when = useWhen();
  const tell = useToast();
  const { data, error } = useCall(listSessions, {});
  const end = useMove(revokeSession, { onDone: () => tell(w('ended')) });
  return (
    <Card label={w('sessions')}>
      <h2>{w('sessions')}</h2>
      <p className="soft small">{w('sessionsLead')}</p>
      <ProblemNotice problem={error ?? end.error} />
      {data === undefined && !error && <Waiting />}
      <ul className="plain-list">
        {data?.sessions.map((one) => (
          <li key={one.id} className="row apart">
            <span>
              <strong>{one.device}</strong> {one.mine && <Badge tone="good">{w('thisOne')}</Badge>}
              <br />
              <span className="soft small">
                {w('made', { when: when.moment(one.made) })} · {w('used', { when: when.ago(one.used) })} ·{' '}
                {w(PROOFS[one.proof])}
              </span>
            </span>
            {!one.mine && (
              <Button look="plain" onPress={() => end.mutate({ params: { id: one.id } })}>
                {w('end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
