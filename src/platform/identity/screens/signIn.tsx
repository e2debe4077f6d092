import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useMove } from '../../web/asking.ts';
import { type CallProblem, send } from '../../web/call.ts';
import { Button, Field } from '../../web/kit/controls.tsx';
import { Mark } from '../../web/kit/icons.tsx';
import { ProblemNotice } from '../../web/kit/problem.tsx';
import { usePageTitle } from '../../web/page.tsx';
import { LanguageSwitch } from '../../web/switches.tsx';
import { useWords } from '../../web/words.ts';
import { signIn, signInCode } from '../signin.contract.ts';
import { passkeysWork, signInByPasskey } from './passkeys.ts';
import { signInWords } from './signIn.words.ts';
import './signIn.css';

/** The frame of every page on the way in. */
export function Gate({ title, lead, children }: { title: string; lead?: string; children: ReactNode }): ReactNode {
  return (
    <div className="gate">
      <div className="gate-card stack">
        <div className="gate-head">
          <Mark size={52} />
          <LanguageSwitch />
        </div>
        <h1>{title}</h1>
        {lead && <p className="soft">{lead}</p>}
        {children}
      </div>
    </div>
  );
}

/** The way in for staff: account and password, then the one-time code of whoever has one. */
export function SignIn({ outside }: { outside: boolean }): ReactNode {
  const w = useWords(signInWords);
  usePageTitle(w('title'));
  const [step, setStep] = useState<'password' | 'code'>('password');
  return step === 'password' ? (
    <Gate title={w('title')} lead={w('lead')}>
      <PasswordStep onCode={() => setStep('code')} />
      <OtherWays outside={outside} />
      <p className="small soft">
        {w('residentHint')} <a href="/">{w('toPublic')}</a>
      </p>
    </Gate>
  ) : (
    <Gate title={w('codeLead')}>
      <CodeStep onBack={() => setStep('password')} />
    </Gate>
  );
}

/** Sends a form without loading the page anew. */
const sending = (send: () => void) => (event: FormEvent) => {
  event.preventDefault();
  send();
};

function PasswordStep({ onCode }: { onCode: () => void }): ReactNode {
  const w = useWords(signInWords);
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const enter = useMove(signIn, { onDone: (answer) => answer.next === 'code' && onCode() });
  return (
    <form className="stack" onSubmit={sending(() => enter.mutate({ body: { login: login.trim(), password } }))}>
      <Field label={w('login')} name="login" autoComplete="username" required value={login} onChange={setLogin} />
      <Field
        label={w('password')}
        name="password"
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={setPassword}
      />
      <ProblemNotice problem={enter.error} />
      <Button look="primary" large wide type="submit" busy={enter.isPending} disabled={login === '' || password === ''}>
        {w('enter')}
      </Button>
    </form>
  );
}

/** A passkey of this device, or the outside provider, where they can be had. */
function OtherWays({ outside }: { outside: boolean }): ReactNode {
  const w = useWords(signInWords);
  const answers = useQueryClient();
  const byPasskey = useMutation<void, CallProblem>({
    mutationFn: signInByPasskey,
    onSuccess: () => answers.invalidateQueries({ queryKey: ['identity'] }),
  });
  const byProvider = useMutation<string, CallProblem>({
    mutationFn: async () => {
      const back = window.location.pathname;
      const begun = await send('POST', '/api/auth/sign-in/social', { provider: 'oidc', callbackURL: back });
      return (begun as { url: string }).url;
    },
    onSuccess: (there) => window.location.assign(there),
  });
  const passkeys = passkeysWork();
  if (!passkeys && !outside) return null;
  return (
    <>
      <p className="gate-or soft">{w('or')}</p>
      {passkeys && (
        <Button wide large sign="lock" busy={byPasskey.isPending} onPress={() => byPasskey.mutate()}>
          {w('passkey')}
        </Button>
      )}
      {outside && (
        <Button wide large sign="link" busy={byProvider.isPending} onPress={() => byProvider.mutate()}>
          {w('outside')}
        </Button>
      )}
      <ProblemNotice problem={byPasskey.error ?? byProvider.error} />
    </>
  );
}

function CodeStep({ onBack }: { onBack: () => void }): ReactNode {
  const w = useWords(signInWords);
  const [code, setCode] = useState('');
  const [recovery, setRecovery] = useState(false);
  const show = useMove(signInCode);
  return (
    <form className="stack" onSubmit={sending(() => show.mutate({ body: { code: code.trim(), recovery } }))}>
      <Field
        label={w(recovery ? 'recoveryCode' : 'code')}
        hint={recovery ? undefined : w('codeHint')}
        name="code"
        inputMode={recovery ? 'text' : 'numeric'}
        autoComplete="one-time-code"
        maxLength={32}
        required
        value={code}
        onChange={setCode}
      />
      <ProblemNotice problem={show.error} />
      <Button look="primary" large wide type="submit" busy={show.isPending} disabled={code.trim().length < 6}>
        {w('confirm')}
      </Button>
      <div className="row apart">
        <Button look="plain" onPress={() => setRecovery(!recovery)}>
          {w(recovery ? 'withCode' : 'recovery')}
        </Button>
        <Button look="plain" onPress={onBack}>
          {w('otherAccount')}
        </Button>
      </div>
    </form>
  );
}
