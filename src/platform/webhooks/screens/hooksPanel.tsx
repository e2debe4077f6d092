import { type ReactNode, useState } from 'react';
import { Once } from '../../identity/screens/once.tsx';
import { useCall, useMove } from '../../web/asking.ts';
import { Button } from '../../web/kit/controls.tsx';
import { ProblemNotice } from '../../web/kit/problem.tsx';
import { Badge, Empty, Sheet, Waiting } from '../../web/kit/surfaces.tsx';
import { useToast } from '../../web/kit/toast.tsx';
import { useWhen } from '../../web/when.ts';
import { useWords } from '../../web/words.ts';
import { listHooks, moveHook } from '../webhooks.contract.ts';
import { HookDetails, type HookShown } from './hookDetails.tsx';
import { hookScreenWords } from './hooks.words.ts';
import { ProposeHook } from './proposeHook.tsx';
import '../../identity/screens/admin.css';
import './hooks.css';

/** Which other systems are told as matters move: their state, and what may be done about each. */
export function HooksPanel(): ReactNode {
  const w = useWords(hookScreenWords);
  const [proposing, setProposing] = useState(false);
  const [made, setMade] = useState<{ readonly name: string; readonly secret: string } | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const { data, error, refetch } = useCall(listHooks, {});
  const hooks = data?.hooks ?? [];
  const shown = hooks.find((one) => one.id === opened);
  return (
    <section className="stack" aria-label={w('title')}>
      <div className="row apart">
        <h2>{w('title')}</h2>
        {data?.mayPropose && (
          <Button look="primary" sign="plus" onPress={() => setProposing(true)}>
            {w('propose')}
          </Button>
        )}
      </div>
      <p className="soft">{w('lead')}</p>
      {made && (
        <Once
          key={made.secret}
          title={w('secretOf', { name: made.name })}
          lead={w('secretLead')}
          secret={made.secret}
          copy={w('copySecret')}
          kept={w('kept')}
          onKept={() => setMade(null)}
        />
      )}
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {data === undefined && !error && <Waiting />}
      {data && hooks.length === 0 && <Empty sign="link" title={w('none')} hint={w('noneHint')} />}
      <ul className="plain-list hooks">
        {hooks.map((one) => (
          <HookRow key={one.id} one={one} onOpen={() => setOpened(one.id)} />
        ))}
      </ul>
      <Sheet open={proposing} title={w('propose')} onClose={() => setProposing(false)}>
        {data && (
          <ProposeHook
            known={data}
            onProposed={(name, secret) => {
              setMade({ name, secret });
              setProposing(false);
            }}
          />
        )}
      </Sheet>
      <Sheet
        open={shown !== undefined}
        title={w('detailsOf', { name: shown?.name ?? '' })}
        onClose={() => setOpened(null)}
      >
        {shown && (
          <HookDetails
            hook={shown}
            events={data?.events ?? []}
            mayKeep={data?.mayKeep ?? false}
            onSecret={(secret) => {
              setMade({ name: shown.name, secret });
              setOpened(null);
            }}
          />
        )}
      </Sheet>
    </section>
  );
}

const TONES = { proposed: 'warn', standing: 'good', paused: 'bad', refused: 'plain', ended: 'plain' } as const;

function HookRow({ one, onOpen }: { one: HookShown; onOpen: () => void }): ReactNode {
  const w = useWords(hookScreenWords);
  const when = useWhen();
  const tell = useToast();
  const move = useMove(moveHook, { stales: ['webhooks'], onDone: () => tell(w('done')) });
  // What ended cannot be taken back: it is pressed twice.
  const [ending, setEnding] = useState(false);
  const isTold = one.seq !== null && (one.state === 'standing' || one.state === 'paused');
  return (
    <li className="hook stack" aria-label={one.name}>
      <div className="row apart">
        <strong>{one.name}</strong>
        <Badge tone={TONES[one.state]}>{w(one.state)}</Badge>
      </div>
      <span className="hook-url">{one.url}</span>
      <span className="soft small">
        {[one.machine.name, one.territory, w('events_n', { n: one.events.length })].join(' · ')}
      </span>
      {one.why !== null && <span className="small">{w(one.why)}</span>}
      {!one.machine.isKeyGood && one.state !== 'ended' && one.state !== 'refused' && (
        <span className="small">{w('keyGone')}</span>
      )}
      {isTold && (
        <span className="soft small">
          {w('upTo', { seq: one.seq ?? 0 })}
          {' · '}
          {one.behind ? w('behind', { n: one.behind }) : w('upToDate')}
        </span>
      )}
      {one.failingSince !== null && (
        <span className="small">
          {w('failures', { n: one.failures, at: when.moment(one.failingSince) })}
          {one.nextTry !== null && one.state === 'standing' && ` · ${w('next', { at: when.moment(one.nextTry) })}`}
        </span>
      )}
      <ProblemNotice problem={move.error} />
      <div className="row">
        {isTold && (
          <Button look="plain" label={w('detailsOf', { name: one.name })} onPress={onOpen}>
            {w('details')}
          </Button>
        )}
        {one.moves.map((each) => (
          <Button
            key={each}
            look={each === 'approve' || each === 'resume' ? 'primary' : each === 'end' ? 'danger' : 'plain'}
            busy={move.isPending}
            onPress={() =>
              each === 'end' && !ending
                ? setEnding(true)
                : move.mutate({ params: { id: one.id }, body: { move: each } })
            }
          >
            {w(each === 'end' && ending ? 'endYes' : each)}
          </Button>
        ))}
      </div>
    </li>
  );
}
