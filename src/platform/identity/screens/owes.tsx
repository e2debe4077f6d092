import { type ReactNode, useState } from 'react';
import type { AnswerOf } from '../../http/contract.ts';
import { useMove } from '../../web/asking.ts';
import { Button, Field, Tick } from '../../web/kit/controls.tsx';
import { fieldProblem, ProblemNotice } from '../../web/kit/problem.tsx';
import { Notice } from '../../web/kit/surfaces.tsx';
import { CopyButton } from '../../web/page.tsx';
import { Qr } from '../../web/qr.tsx';
import { useText, useWords } from '../../web/words.ts';
import { changePassword, confirmCode, enrolCode } from '../signin.contract.ts';
import { Gate } from './signIn.tsx';
import { signInWords } from './signIn.words.ts';
import { useSignOut } from './signOut.ts';

/** What a session still owes before it has any right: its own password, an enrolled code, or the code. */
export function Owes({ needs }: { needs: 'password' | 'enrol' | 'code'; enrolled: boolean }): ReactNode {
  const w = useWords(signInWords);
  const signOut = useSignOut();
  const leave = (
    <Button look="plain" onPress={signOut}>
      {w('signOut')}
    </Button>
  );
  if (needs === 'password') {
    return (
      <Gate title={w('changeTitle')} lead={w('changeLead')}>
        <ChangePassword />
        {leave}
      </Gate>
    );
  }
  if (needs === 'enrol') {
    return (
      <Gate title={w('enrolTitle')} lead={w('enrolLead')}>
        <Enrol />
        {leave}
      </Gate>
    );
  }
  return (
    <Gate title={w('codeLead')}>
      <ShowCode />
      {leave}
    </Gate>
  );
}

/** Changes the password; shown at the first sign-in and on my own page. */
export function ChangePassword({ onDone }: { onDone?: () => void }): ReactNode {
  const w = useWords(signInWords);
  const t = useText();
  const [old, setOld] = useState('');
  const [fresh, setFresh] = useState('');
  const [again, setAgain] = useState('');
  const change = useMove(changePassword, { onDone: () => onDone?.() });
  const differs = again !== '' && again !== fresh;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (again === fresh) change.mutate({ body: { old, new: fresh } });
      }}
    >
      <Field label={w('old')} type="password" autoComplete="current-password" required value={old} onChange={setOld} />
      <Field
        label={w('fresh')}
        hint={w('freshHint')}
        type="password"
        autoComplete="new-password"
        required
        value={fresh}
        onChange={setFresh}
        problem={t(fieldProblem(change.error, 'new')) || undefined}
      />
      <Field
        label={w('again')}
        type="password"
        autoComplete="new-password"
        required
        value={again}
        onChange={setAgain}
        problem={differs ? w('notSame') : undefined}
      />
      <ProblemNotice problem={change.error} shownElsewhere={['new', 'body.new']} />
      <Button
        look="primary"
        wide
        large
        type="submit"
        busy={change.isPending}
        disabled={old === '' || fresh === '' || again !== fresh}
      >
        {w('change')}
      </Button>
    </form>
  );
}

/** Enrols a one-time code: password, key as QR, recovery codes noted down, first code. */
export function Enrol({ onDone }: { onDone?: () => void }): ReactNode {
  const w = useWords(signInWords);
  const [password, setPassword] = useState('');
  const [made, setMade] = useState<AnswerOf<typeof enrolCode> | null>(null);
  const [noted, setNoted] = useState(false);
  const begin = useMove(enrolCode, { onDone: setMade });
  if (made === null) {
    return (
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          begin.mutate({ body: { password } });
        }}
      >
        <Field
          label={w('enrolStart')}
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={setPassword}
        />
        <ProblemNotice problem={begin.error} />
        <Button look="primary" large wide type="submit" busy={begin.isPending} disabled={password === ''}>
          {w('begin')}
        </Button>
      </form>
    );
  }
  return (
    <div className="stack">
      <p>{w('scan')}</p>
      <Qr text={made.uri} label={w('qr')} />
      <p className="gate-secret">
        <span className="only-heard">{w('secret')}</span>
        {made.secret}
      </p>
      <h2>{w('recoveryCodes')}</h2>
      <Notice tone="warn">{w('recoveryKeep')}</Notice>
      <ul className="gate-codes">
        {made.recoveryCodes.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <div>
        <CopyButton text={made.recoveryCodes.join('\n')}>{w('copyCodes')}</CopyButton>
      </div>
      <Tick checked={noted} onChange={setNoted}>
        {w('codesNoted')}
      </Tick>
      <p>{w('enrolConfirm')}</p>
      <ShowCode ready={noted} onDone={onDone} />
    </div>
  );
}

function ShowCode({ ready = true, onDone }: { ready?: boolean; onDone?: (() => void) | undefined }): ReactNode {
  const w = useWords(signInWords);
  const [code, setCode] = useState('');
  const confirm = useMove(confirmCode, { onDone: () => onDone?.() });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate({ body: { code: code.trim() } });
      }}
    >
      <Field
        label={w('code')}
        hint={w('codeHint')}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        required
        value={code}
        onChange={setCode}
      />
      <ProblemNotice problem={confirm.error} />
      <Button
        look="primary"
        large
        wide
        type="submit"
        busy={confirm.isPending}
        disabled={!ready || !/^\d{6}$/.test(code.trim())}
      >
        {w('confirm')}
      </Button>
    </form>
  );
}
