import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { CallProblem } from '../../web/call.ts';
import { Button, Field } from '../../web/kit/controls.tsx';
import { ProblemNotice } from '../../web/kit/problem.tsx';
import { Card, Notice, Sheet, Waiting } from '../../web/kit/surfaces.tsx';
import { useToast } from '../../web/kit/toast.tsx';
import { useWhen } from '../../web/when.ts';
import { useWords } from '../../web/words.ts';
import { deviceOf } from '../device.rules.ts';
import { accountWords } from './account.words.ts';
import { myPasskeys, type PasskeyOut, passkeysWork, registerPasskey, removePasskey } from './passkeys.ts';
import type { Me } from './signedIn.tsx';

const KEY = ['passkeys'] as const;

/** My passkeys: signing in with the finger or the PIN of a device instead of password and code. */
export function PasskeyCard({ me }: { me: Me }): ReactNode {
  const w = useWords(accountWords);
  const when = useWhen();
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<PasskeyOut | null>(null);
  const { data, error, refetch } = useQuery<readonly PasskeyOut[], CallProblem>({ queryKey: KEY, queryFn: myPasskeys });
  const works = passkeysWork();
  return (
    <Card label={w('passkeys')}>
      <div className="row apart">
        <h2>{w('passkeys')}</h2>
        {works && <Button onPress={() => setAdding(true)}>{w('passkeyAdd')}</Button>}
      </div>
      <p className="soft small">{w('passkeysLead')}</p>
      {!works && <Notice>{w('passkeysNot')}</Notice>}
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {data === undefined && !error && <Waiting />}
      {data?.length === 0 && <p>{w('passkeysNone')}</p>}
      {data && data.length > 0 && (
        <ul className="plain-list">
          {data.map((one) => (
            <li key={one.id} className="row apart">
              <span>
                <strong>{one.name || w('passkeyUnnamed')}</strong>
                {one.createdAt && (
                  <span className="soft small"> {w('passkeySince', { when: when.moment(one.createdAt) })}</span>
                )}
              </span>
              <Button
                look="plain"
                label={`${w('passkeyRemove')}: ${one.name || w('passkeyUnnamed')}`}
                onPress={() => setRemoving(one)}
              >
                {w('passkeyRemove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Sheet open={adding} title={w('passkeyAdd')} onClose={() => setAdding(false)}>
        <Add me={me} onDone={() => setAdding(false)} />
      </Sheet>
      <Sheet open={removing !== null} title={w('passkeyRemove')} onClose={() => setRemoving(null)}>
        {removing !== null && <Remove one={removing} onDone={() => setRemoving(null)} />}
      </Sheet>
    </Card>
  );
}

function Add({ me, onDone }: { me: Me; onDone: () => void }): ReactNode {
  const w = useWords(accountWords);
  const tell = useToast();
  const answers = useQueryClient();
  const [name, setName] = useState(deviceOf(navigator.userAgent));
  const add = useMutation<void, CallProblem>({
    mutationFn: () => registerPasskey({ login: me.login ?? '', name: me.name ?? '' }, name.trim()),
    onSuccess: () => {
      tell(w('passkeyAdded'));
      onDone();
      void answers.invalidateQueries({ queryKey: KEY });
    },
  });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <p>{w('passkeyAddLead')}</p>
      <Field label={w('passkeyName')} maxLength={40} required value={name} onChange={setName} />
      <ProblemNotice problem={add.error} />
      <Button look="primary" wide large type="submit" busy={add.isPending} disabled={name.trim() === ''}>
        {w('passkeyAdd')}
      </Button>
    </form>
  );
}

function Remove({ one, onDone }: { one: PasskeyOut; onDone: () => void }): ReactNode {
  const w = useWords(accountWords);
  const tell = useToast();
  const answers = useQueryClient();
  const remove = useMutation<void, CallProblem>({
    mutationFn: () => removePasskey(one.id),
    onSuccess: () => {
      tell(w('passkeyRemoved'));
      onDone();
      void answers.invalidateQueries({ queryKey: KEY });
    },
  });
  return (
    <>
      <p>{w('passkeyRemoveLead', { name: one.name || w('passkeyUnnamed') })}</p>
      <ProblemNotice problem={remove.error} />
      <Button look="danger" wide large busy={remove.isPending} onPress={() => remove.mutate()}>
        {w('passkeyRemove')}
      </Button>
    </>
  );
}
