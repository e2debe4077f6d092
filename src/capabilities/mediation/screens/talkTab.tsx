import type { ReactNode } from 'react';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { Badge, Card, Empty, Notice } from '../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useWords } from '../../../platform/web/words.ts';
import type { CaseOut } from '../mediation.contract.ts';
import type { Move } from '../moves.rules.ts';
import { sidesOf } from '../sessions.rules.ts';
import { moveWords } from './moves.words.ts';
import type { PartProps } from './part.ts';
import { Rooms } from './rooms.tsx';
import { Answers } from './sessionForms.tsx';
import { statusWords } from './status.words.ts';
import { talkWords } from './talk.words.ts';

/** Sessions with their times and records, and the rooms of notes. */
export function TalkTab({ it, onMove }: PartProps): ReactNode {
  const w = useWords(talkWords);
  const m = useWords(moveWords);
  const may = (['proposeSession', 'recordSession'] as const).filter((move) => it.abilities.includes(move));
  const buttons = may.map((move) => (
    <Button key={move} {...(it.sessions.length > 0 ? { sign: SIGNS[move] } : {})} onPress={() => onMove({ move })}>
      {m(move)}
    </Button>
  ));
  return (
    <div className="mediation-columns even">
      <Card label={w('sessionsTitle')}>
        <div className="row apart">
          <h2>{w('sessionsTitle')}</h2>
          {it.sessions.length > 0 && may.length > 0 && <div className="row">{buttons}</div>}
        </div>
        {it.sessions.length === 0 && (
          <Empty sign="calendar" title={w('sessionsNone')} {...(may.length > 0 ? { hint: w('sessionsNoneHint') } : {})}>
            {may.length > 0 && <div className="row">{buttons}</div>}
          </Empty>
        )}
        {it.sessions.toReversed().map((one) => (
          <Session key={one.id} it={it} session={one} onMove={onMove} />
        ))}
      </Card>
      <Rooms it={it} onMove={onMove} />
    </div>
  );
}

const SIGNS = { proposeSession: 'plus', recordSession: 'charter' } as const;

type SessionOut = CaseOut['sessions'][number];

const isCallingOff = ({ kind, facts }: CaseOut['history'][number], session: string): boolean =>
  kind === 'case.session-cancelled' && facts['session'] === session;

function movesOf(it: CaseOut, one: SessionOut): Move[] {
  const open = (move: Move): boolean => it.abilities.includes(move);
  if (one.state === 'proposed') return (['setSession', 'cancelSession'] as const).filter(open);
  if (one.state === 'set') return (['holdSession', 'setSession', 'cancelSession'] as const).filter(open);
  if (one.state === 'held' && one.present.some((id) => !one.signed.includes(id)))
    // Nobody is handed a record to sign that the mediator who hands it may not open.
    return (['signRecord'] as const).filter((move) => one.record !== null && open(move));
  return [];
}

function Session({ it, session, onMove }: PartProps & { readonly session: SessionOut }): ReactNode {
  const w = useWords(talkWords);
  const m = useWords(moveWords);
  const s = useWords(statusWords);
  const when = useWhen();
  const names = (ids: readonly string[]): string =>
    ids.map((id) => it.parties.find((one) => one.id === id)?.name ?? '—').join('、');
  const alone = session.with === null ? session.among : [session.with];
  const unplanned = session.proposed.length === 0;
  const fell = session.state === 'cancelled' && !it.history.some((one) => isCallingOff(one, session.id));
  const owe = session.present.filter((id) => !session.signed.includes(id));
  const told = [
    unplanned ? w('unplanned') : '',
    s(`mode_${session.mode}`),
    alone === null ? w(session.joint ? 'jointYes' : 'jointNo') : w('aloneWith', { name: names(alone) }),
    session.state === 'held' && !unplanned ? '' : w('minutesN', { n: session.minutes }),
    session.interpreter ? w('withInterpreter') : '',
    session.postponed > 0 ? w('postponed', { n: session.postponed }) : '',
    session.place ?? '',
  ];
  return (
    <article className="mediation-session" data-session={session.state}>
      <div className="row apart">
        <strong>{session.at === null ? s('session_proposed') : when.moment(session.at)}</strong>
        <Badge
          tone={
            session.state === 'held'
              ? 'good'
              : session.state === 'set'
                ? 'info'
                : session.state === 'proposed'
                  ? 'warn'
                  : 'plain'
          }
        >
          {s(`session_${session.state}`)}
        </Badge>
      </div>
      <div className="soft small">{told.filter(Boolean).join(' · ')}</div>
      {fell && <div className="soft small">{w('fell')}</div>}
      {session.state === 'proposed' && (
        <>
          <div className="small">{session.proposed.map(when.moment).join('、')}</div>
          <Answers it={it} session={session} />
        </>
      )}
      {session.state === 'held' && (
        <>
          <div className="small">{names(session.present)}</div>
          {session.record !== null && <p className="mediation-said">{session.record}</p>}
          {session.record === null && sidesOf(it, session.present) < 2 && (
            <Notice sign="lock">{w('recordShut')}</Notice>
          )}
          <div className={`small ${owe.length > 0 ? 'bad' : 'soft'}`}>
            {owe.length > 0 ? w('recordNotSigned', { names: names(owe) }) : w('recordSigned')}
          </div>
        </>
      )}
      <div className="row">
        {movesOf(it, session).map((move) => (
          <Button key={move} onPress={() => onMove({ move, session: session.id })}>
            {move === 'setSession' && session.state === 'set' ? w('postpone') : m(move)}
          </Button>
        ))}
      </div>
    </article>
  );
}
