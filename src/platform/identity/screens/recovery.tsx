import { type ReactNode, useState } from 'react';
import { useMove } from '../../web/asking.ts';
import { Button, Field } from '../../web/kit/controls.tsx';
import { ProblemNotice } from '../../web/kit/problem.tsx';
import { Notice } from '../../web/kit/surfaces.tsx';
import { useWords } from '../../web/words.ts';
import { renewRecovery } from '../signin.contract.ts';
import { accountWords } from './account.words.ts';
import { Once } from './once.tsx';

/** New recovery codes for my one-time code: the password first, then the codes, this once. */
export function RenewRecovery({ onKept }: { onKept: () => void }): ReactNode {
  const w = useWords(accountWords);
  const [password, setPassword] = useState('');
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const renew = useMove(renewRecovery, { onDone: ({ recoveryCodes }) => setCodes(recoveryCodes) });
  if (codes !== null) {
    return (
      <Once
        title={w('recovery')}
        lead={w('recoveryDone')}
        secret={codes.join('\n')}
        copy={w('recoveryCopy')}
        kept={w('recoveryNoted')}
        onKept={onKept}
      />
    );
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        renew.mutate({ body: { password } });
      }}
    >
      <Notice tone="warn">{w('recoveryVoid')}</Notice>
      <Field
        label={w('recoveryPassword')}
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={setPassword}
      />
      <ProblemNotice problem={renew.error} />
      <Button look="primary" large wide type="submit" busy={renew.isPending} disabled={password === ''}>
        {w('recoveryRenew')}
      </Button>
    </form>
  );
}
