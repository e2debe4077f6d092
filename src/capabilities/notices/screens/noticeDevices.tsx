import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import { useMove } from '../../../platform/web/asking.ts';
import { type CallProblem, call } from '../../../platform/web/call.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Badge, Notice } from '../../../platform/web/kit/surfaces.tsx';
import { useToast } from '../../../platform/web/kit/toast.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useLanguage, useWords } from '../../../platform/web/words.ts';
import { add, remove, type showSetting } from '../notices.contract.ts';
import { screenWords } from './notices.screen.words.ts';
import { canPush, targetHere } from './pushHere.ts';

export type Settings = z.output<typeof showSetting.answer>;

const KEY = 'lianan.notices.device';

/** Which of the devices this browser is, as it was told when it became one. */
function deviceHere(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // a browser that keeps nothing is one of the list like the others
  }
}
function keepHere(id: string): void {
  try {
    localStorage.setItem(KEY, id);
  } catch {
    // As above.
  }
}

/** The browsers that are told, each stopped at one press, and this one added where it is none of them. */
export function NoticeDevices({
  shell,
  settings,
}: {
  readonly shell: 'desk' | 'field';
  readonly settings: Settings;
}): ReactNode {
  const w = useWords(screenWords);
  const when = useWhen();
  const tell = useToast();
  const language = useLanguage();
  const answers = useQueryClient();
  const [denied, setDenied] = useState(false);
  const { devices, key } = settings;
  const here = deviceHere();
  const stop = useMove(remove, { onDone: () => tell(w('stopped')) });
  const make = useMutation<boolean, CallProblem, string>({
    mutationFn: async (serverKey) => {
      const push = await targetHere(serverKey);
      if (push === null) return false;
      keepHere((await call(add, { body: { shell, language, push } })).id);
      return true;
    },
    onSuccess: (isOn) => {
      setDenied(!isOn);
      if (isOn) tell(w('added'));
      void answers.invalidateQueries({ queryKey: ['notices'] });
    },
  });
  return (
    <div className="stack small-gap">
      <h3>{w('devices')}</h3>
      {devices.length === 0 && <p className="soft">{w('noDevices')}</p>}
      <ul className="plain-list">
        {devices.map((one) => (
          <li key={one.id} className="row apart">
            <span>
              {w('device', { shell: w(one.shell), day: when.day(one.made) })}{' '}
              {one.id === here && <Badge tone="brand">{w('here')}</Badge>}
            </span>
            <Button look="danger" busy={stop.isPending} onPress={() => stop.mutate({ params: { id: one.id } })}>
              {w('stop')}
            </Button>
          </li>
        ))}
      </ul>
      {denied && (
        <Notice tone="warn" urgent>
          {w('denied')}
        </Notice>
      )}
      <ProblemNotice problem={make.error ?? stop.error} />
      {key !== null && !canPush() && <Notice>{w('noPush')}</Notice>}
      {key !== null && canPush() && !devices.some((one) => one.id === here) && (
        <div className="row">
          <Button sign="bell" busy={make.isPending} onPress={() => make.mutate(key)}>
            {w('add')}
          </Button>
        </div>
      )}
    </div>
  );
}
