import { type ReactNode, useState } from 'react';
import { useMove } from '../../web/asking.ts';
import { choose, useChoices } from '../../web/choices.ts';
import { Button, Choice } from '../../web/kit/controls.tsx';
import { ProblemNotice } from '../../web/kit/problem.tsx';
import { Badge, Card, Sheet } from '../../web/kit/surfaces.tsx';
import { useToast } from '../../web/kit/toast.tsx';
import { usePageTitle } from '../../web/page.tsx';
import { LargeTextSwitch } from '../../web/switches.tsx';
import { useLanguage, useText, useWords } from '../../web/words.ts';
import { moveAppointment } from '../appointments.contract.ts';
import { chooseLanguage } from '../signin.contract.ts';
import { accountWords } from './account.words.ts';
import { FeedCard } from './feedCard.tsx';
import { ChangePassword, Enrol } from './owes.tsx';
import { PasskeyCard } from './passkeyCard.tsx';
import { postName } from './posts.words.ts';
import { RenewRecovery } from './recovery.tsx';
import { OwnSessions } from './sessionList.tsx';
import { type Me, useMe } from './signedIn.tsx';
import { useSignOut } from './signOut.ts';

/** My own page as staff: posts, absence, password, one-time code, passkeys, language, sessions, the way out. */
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
      <PasskeyCard me={me} />
      <FeedCard />
      <Display />
      <OwnSessions />
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
  const mark = useMove(moveAppointment, { stales: ['appointments'] });
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
  const [open, setOpen] = useState<'password' | 'code' | 'recovery' | null>(null);
  const done = (said: string) => () => {
    tell(said);
    setOpen(null);
  };
  return (
    <Card label={w('proofs')}>
      <h2>{w('proofs')}</h2>
      <ul className="plain-list">
        <li className="row apart">
          <span>{w('passwordOf')}</span>
          <Button onPress={() => setOpen('password')}>{w('password')}</Button>
        </li>
        <li className="row apart">
          <span>
            {w('code')}
            <br />
            <span className="soft small">{w(me.enrolled ? 'codeOn' : 'codeOff')}</span>
          </span>
          {me.enrolled ? (
            <Badge tone="good">{w('codeIsOn')}</Badge>
          ) : (
            <Button onPress={() => setOpen('code')}>{w('codeEnrol')}</Button>
          )}
        </li>
        {me.enrolled && (
          <li className="row apart">
            <span>
              {w('recovery')}
              <br />
              <span className="soft small">{w('recoveryLead')}</span>
            </span>
            <Button onPress={() => setOpen('recovery')}>{w('recoveryRenew')}</Button>
          </li>
        )}
      </ul>
      <Sheet open={open === 'password'} title={w('password')} onClose={() => setOpen(null)}>
        <ChangePassword onDone={done(w('passwordDone'))} />
      </Sheet>
      <Sheet open={open === 'code'} title={w('codeEnrol')} onClose={() => setOpen(null)}>
        <Enrol onDone={done(w('codeDone'))} />
      </Sheet>
      <Sheet open={open === 'recovery'} title={w('recoveryRenew')} onClose={() => setOpen(null)}>
        <RenewRecovery onKept={() => setOpen(null)} />
      </Sheet>
    </Card>
  );
}

/** Language and size of the letters; the language is remembered with the account and goes along to other devices. */
function Display(): ReactNode {
  const w = useWords(accountWords);
  const { language } = useChoices();
  const keep = useMove(chooseLanguage);
  return (
    <Card label={w('settings')}>
      <div className="row apart">
        <h2>{w('settings')}</h2>
        <LargeTextSwitch />
      </div>
      <Choice
        form="narrow"
        label={w('language')}
        hint={w('languageHint')}
        value={language}
        onChange={(value) => {
          const chosen = value === 'en' ? 'en' : 'zh';
          choose({ language: chosen });
          keep.mutate({ body: { language: chosen } });
        }}
        options={[
          { value: 'zh', label: w('inChinese') },
          { value: 'en', label: w('inEnglish') },
        ]}
      />
      <ProblemNotice problem={keep.error} />
    </Card>
  );
}
