import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type CallProblem, fetchBytes } from '../../../../platform/web/call.ts';
import { Button, Tick } from '../../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Badge, Card, type Tone } from '../../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../../platform/web/when.ts';
import { useWords } from '../../../../platform/web/words.ts';
import type { PartyView } from '../../party.contract.ts';
import { mineCalendar } from '../tools.contract.ts';
import { useActing, useOwnCase } from './acting.ts';
import { useCalled } from './called.ts';
import { ownWords } from './own.words.ts';
import { saveAs } from './saveAs.ts';

type Session = PartyView['sessions'][number];
const TONES: Readonly<Record<Session['state'], Tone>> = {
  proposed: 'warn',
  set: 'brand',
  held: 'good',
  cancelled: 'plain',
};

/** Every session: times to choose from, the one that was set, and the record of those at which this party was. */
export function SessionsPart(): ReactNode {
  const w = useWords(ownWords);
  const { view } = useOwnCase();
  if (view.sessions.length === 0) return null;
  return (
    <section className="stack">
      <h2>{w('sessionsTitle')}</h2>
      {view.sessions.toReversed().map((one) => (
        <SessionCard key={one.id} session={one} />
      ))}
    </section>
  );
}

function SessionCard({ session: it }: { session: Session }): ReactNode {
  const w = useWords(ownWords);
  const when = useWhen();
  const facts = [
    w(`mode_${it.mode}`),
    w(it.joint ? 'joint' : 'apart'),
    w('minutes', { n: it.minutes }),
    ...(it.interpreter ? [w('interpreter')] : []),
  ];
  return (
    <Card label={w('sessionsTitle')}>
      <div className="row apart">
        <strong>{it.at === null ? w(`mode_${it.mode}`) : when.moment(it.at)}</strong>
        <Badge tone={TONES[it.state]}>{w(`state_${it.state}`)}</Badge>
      </div>
      <p className="soft small">{facts.join(' · ')}</p>
      {it.place !== null && (it.state === 'proposed' || it.state === 'set') && (
        <p>
          <span className="soft">{w('place')}</span> <Place text={it.place} />
        </p>
      )}
      {it.state === 'proposed' && <Times session={it} />}
      {it.state === 'set' && <ToCalendar session={it.id} />}
      {it.record !== null && <Record session={it} />}
    </Card>
  );
}

/** A link is a link; whatever else is written is text. */
function Place({ text }: { text: string }): ReactNode {
  return /^https:\/\/\S+$/.test(text) ? (
    <a href={text} rel="noreferrer" target="_blank">
      {text}
    </a>
  ) : (
    <strong>{text}</strong>
  );
}

function Times({ session: it }: { session: Session }): ReactNode {
  const w = useWords(ownWords);
  const when = useWhen();
  const { view } = useOwnCase();
  const said = it.can[view.me];
  const [changing, setChanging] = useState(false);
  const [can, setCan] = useState<readonly string[]>(said ?? []);
  const acting = useActing(() => setChanging(false));
  if (!view.abilities.includes('answerSession')) return null;
  if (said !== undefined && !changing) {
    return (
      <>
        <p>
          {said.length === 0
            ? w('answeredNone')
            : w('answered', { times: said.map((one) => when.moment(one)).join(w('comma')) })}
        </p>
        <Button onPress={() => setChanging(true)}>{w('answerAgain')}</Button>
      </>
    );
  }
  const answer = (times: readonly string[]): void =>
    acting.mutate([{ move: 'answerSession', session: it.id, can: [...times] }]);
  return (
    <>
      <fieldset className="field">
        <legend className="legend">{w('tick')}</legend>
        {it.proposed.map((at) => (
          <Tick
            key={at}
            checked={can.includes(at)}
            onChange={(yes) => setCan(yes ? [...can, at] : can.filter((one) => one !== at))}
          >
            {when.moment(at)}
          </Tick>
        ))}
      </fieldset>
      <ProblemNotice problem={acting.error} />
      <Button
        look="primary"
        wide
        busy={acting.isPending}
        disabled={can.length === 0}
        onPress={() => answer(can.toSorted())}
      >
        {w('sendTimes')}
      </Button>
      <Button wide disabled={acting.isPending} onPress={() => answer([])}>
        {w('noneSuits')}
      </Button>
    </>
  );
}

function ToCalendar({ session }: { session: string }): ReactNode {
  const w = useWords(ownWords);
  const { code, view } = useOwnCase();
  const bringing = useMutation<void, CallProblem>({
    mutationFn: async () =>
      saveAs(await fetchBytes(mineCalendar, { body: { code, party: view.me, session } }), 'mediation.ics'),
  });
  return (
    <>
      <Button sign="calendar" busy={bringing.isPending} onPress={() => bringing.mutate()}>
        {w('calendar')}
      </Button>
      <ProblemNotice problem={bringing.error} />
    </>
  );
}

/** The record as it was written down; whoever was there signs it by reading it. */
function Record({ session: it }: { session: Session }): ReactNode {
  const w = useWords(ownWords);
  const called = useCalled();
  const { view } = useOwnCase();
  const signed = it.signed.includes(view.me);
  const [open, setOpen] = useState(false);
  const acting = useActing();
  return (
    <>
      <Button pressed={open} onPress={() => setOpen(!open)}>
        {w('readRecord')}
      </Button>
      {open && <p className="whole-text">{it.record}</p>}
      {it.signed.length > 0 && (
        <p className="soft small">{w('signedBy', { who: it.signed.map(called).join(w('comma')) })}</p>
      )}
      {signed && <p>{w('recordSigned')}</p>}
      {!signed && open && view.abilities.includes('signRecord') && (
        <>
          <ProblemNotice problem={acting.error} />
          <Button
            look="primary"
            wide
            busy={acting.isPending}
            onPress={() => acting.mutate([{ move: 'signRecord', session: it.id, party: view.me }])}
          >
            {w('signRecord')}
          </Button>
        </>
      )}
    </>
  );
}
