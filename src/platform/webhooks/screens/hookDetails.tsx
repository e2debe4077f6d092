import { type ReactNode, useState } from 'react';
import type { AnswerOf } from '../../http/contract.ts';
import { useCall, useMove } from '../../web/asking.ts';
import { Button, Field } from '../../web/kit/controls.tsx';
import { ProblemNotice } from '../../web/kit/problem.tsx';
import { Badge, Waiting } from '../../web/kit/surfaces.tsx';
import { useToast } from '../../web/kit/toast.tsx';
import { useWhen } from '../../web/when.ts';
import { useText, useWords } from '../../web/words.ts';
import { hookDeliveries, type listHooks, renewHookSecret, replayHook } from '../webhooks.contract.ts';
import { hookScreenWords } from './hooks.words.ts';

type Listed = AnswerOf<typeof listHooks>;
export type HookShown = Listed['hooks'][number];

/** The latest deliveries of a hook; its keeper sends a test, tells again, and renews the secret. */
export function HookDetails(props: {
  readonly hook: HookShown;
  readonly events: Listed['events'];
  readonly mayKeep: boolean;
  readonly onSecret: (secret: string) => void;
}): ReactNode {
  const w = useWords(hookScreenWords);
  const t = useText();
  const when = useWhen();
  const tell = useToast();
  const { hook, events, mayKeep } = props;
  const [after, setAfter] = useState('');
  const params = { id: hook.id };
  const { data, error, refetch } = useCall(hookDeliveries, { params });
  const replay = useMove(replayHook, { stales: ['webhooks'] });
  const renew = useMove(renewHookSecret, { stales: ['webhooks'], onDone: ({ secret }) => props.onSecret(secret) });
  const ask = (body: Parameters<typeof replay.mutate>[0]['body'], said: string): void =>
    replay.mutate({ params, body }, { onSuccess: () => tell(said) });
  const nameOf = (event: string): string => {
    const known = events.find((one) => one.name === event);
    return known === undefined ? w('testEvent') : t(known.text);
  };
  const isKept = mayKeep && (hook.state === 'standing' || hook.state === 'paused');
  return (
    <div className="stack">
      {isKept && (
        <>
          <div className="row">
            <Button busy={replay.isPending} onPress={() => ask({ test: true }, w('testDone'))}>
              {w('test')}
            </Button>
            <Button busy={renew.isPending} onPress={() => renew.mutate({ params })}>
              {w('renew')}
            </Button>
            <span className="soft small">{w('renewHint')}</span>
          </div>
          <form
            className="stack"
            onSubmit={(event) => {
              event.preventDefault();
              ask({ after: Number(after) }, w('replayDone', { seq: after }));
            }}
          >
            <Field label={w('replaySeq')} inputMode="numeric" value={after} onChange={setAfter} />
            <Button type="submit" busy={replay.isPending} disabled={!/^\d{1,12}$/.test(after)}>
              {w('replay')}
            </Button>
          </form>
          <ProblemNotice problem={replay.error ?? renew.error} />
        </>
      )}
      <div className="row apart">
        <h3>{w('deliveries')}</h3>
        <Button look="plain" onPress={() => void refetch()}>
          {w('refresh')}
        </Button>
      </div>
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {data === undefined && !error && <Waiting />}
      {data?.deliveries.length === 0 && <p className="soft">{w('noDeliveries')}</p>}
      <ul className="plain-list">
        {data?.deliveries.map((one) => (
          <li key={`${one.at} ${one.message}`} className="row apart hook-delivery">
            <span>
              <Badge tone={one.status !== null && one.status < 300 ? 'good' : 'bad'}>
                {one.status === null ? w(one.trouble ?? 'unreachable') : String(one.status)}
              </Badge>{' '}
              {nameOf(one.event)}
              <span className="soft small block">
                {[when.moment(one.at), one.seq === null ? '' : `#${one.seq}`, w('ms', { n: one.ms })]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            {isKept && one.seq !== null && (
              <Button
                look="plain"
                busy={replay.isPending}
                onPress={() => ask({ only: one.seq ?? 0 }, w('againDone', { seq: one.seq ?? 0 }))}
              >
                {w('again')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
