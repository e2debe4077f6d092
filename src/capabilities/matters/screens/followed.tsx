import { type ReactNode, useState } from 'react';
import type { LookReason } from '../../../platform/identity/looks.rules.ts';
import { lookWords } from '../../../platform/identity/screens/looks.words.ts';
import { postName } from '../../../platform/identity/screens/posts.words.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { Sign } from '../../../platform/web/kit/icons.tsx';
import { Badge, Card, Notice, Sheet } from '../../../platform/web/kit/surfaces.tsx';
import { useToast } from '../../../platform/web/kit/toast.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useLanguage, useText, useWords } from '../../../platform/web/words.ts';
import type { Followed } from '../follow.contract.ts';
import { doorWords } from './doors.words.ts';
import { followWords } from './follow.words.ts';
import { History, isPost } from './history.tsx';
import { KindPicture } from './kindPicture.tsx';
import { useKindName } from './kindsNow.ts';
import { MoveForm } from './moveForm.tsx';
import { type Act, type ActName, inOrder } from './moveShapes.ts';
import { moveWords } from './moves.words.ts';
import { statusWords } from './status.words.ts';
import { TONE_OF } from './tones.ts';

const SENTENCE = {
  new: 'statusNew',
  assigned: 'statusAssigned',
  accepted: 'statusAccepted',
  handled: 'statusHandled',
  verified: 'statusVerified',
  closed: 'statusClosed',
  merged: 'statusMerged',
  withdrawn: 'statusWithdrawn',
  void: 'statusVoid',
  redirected: 'statusRedirected',
} as const;

type Props = {
  readonly matter: Followed;
  /** Makes a move as the reporter; throws CallProblem. */
  readonly send: (act: Act) => Promise<unknown>;
};

/** A matter as its reporter sees it: where it stands in one sentence, who and until when, what happened, what one can do. */
export function FollowedMatter({ matter: it, send }: Props): ReactNode {
  const w = useWords(followWords);
  const s = useWords(statusWords);
  const d = useWords(doorWords);
  const t = useText();
  const when = useWhen();
  const kindName = useKindName();
  const open = it.closed === null && !['merged', 'withdrawn', 'void', 'redirected'].includes(it.status);
  const body = t(it.body);
  return (
    <div className="stack">
      <Card>
        <div className="row apart">
          <span className="followed-kind">
            <KindPicture code={it.kind} /> {kindName(it.kind)}
          </span>
          <Badge tone={TONE_OF[it.status]}>{s(it.status)}</Badge>
        </div>
        <p className="followed-state">{w(SENTENCE[it.status], { body, door: it.door ? d(it.door) : '' })}</p>
        <dl className="facts">
          <dt>{w('number')}</dt>
          <dd>{it.number}</dd>
          <dt>{w('place')}</dt>
          <dd>{t(it.territoryName)}</dd>
          {it.body && it.status !== 'redirected' && (
            <>
              <dt>{w('body')}</dt>
              <dd>{body}</dd>
            </>
          )}
          <dt>{w('reported')}</dt>
          <dd>{when.moment(it.reported)}</dd>
          {open && (
            <>
              <dt>{w('due')}</dt>
              <dd>{w('dueLeft', { day: when.lastDay(it.due), left: when.left(it.due) })}</dd>
            </>
          )}
          {it.closed && (
            <>
              <dt>{w('closed')}</dt>
              <dd>{when.moment(it.closed)}</dd>
            </>
          )}
          {it.rating !== null && (
            <>
              <dt>{w('rated')}</dt>
              <dd>{w('starsN', { n: it.rating })}</dd>
            </>
          )}
        </dl>
        {it.contact && <Kept contact={it.contact} />}
        {it.door && (
          <Button sign="door" to={`/doors/${it.door}`}>
            {w('door')}
          </Button>
        )}
      </Card>
      <ReporterMoves matter={it} send={send} />
      <section className="stack">
        <h2>{w('happened')}</h2>
        <History entries={it.history} mine />
      </section>
      <Looks matter={it} />
    </div>
  );
}

/** Until when the contact is kept: a day once it ended, before that the days after the end. */
export function Kept({ contact }: { contact: NonNullable<Followed['contact']> }): ReactNode {
  const w = useWords(followWords);
  const when = useWhen();
  const { days, until } = contact;
  return (
    <p className="soft small">
      {until === null ? w('keptAfter', { days }) : w('keptUntil', { day: when.day(until), days })}
    </p>
  );
}

/** What the reporter can do now, as the server says. */
function ReporterMoves({ matter: it, send }: Props): ReactNode {
  const w = useWords(followWords);
  const m = useWords(moveWords);
  const tell = useToast();
  const [move, setMove] = useState<ActName | null>(null);
  const moves = inOrder(it.abilities);
  if (moves.length === 0) return null;
  return (
    <section className="stack" aria-label={w('whatNext')}>
      {moves.includes('answer') && <Notice tone="warn">{w('asked')}</Notice>}
      <div className="row">
        {moves.map((one) => (
          <Button
            key={one}
            look={one === 'rate' || one === 'answer' ? 'primary' : one === 'withdraw' ? 'danger' : 'quiet'}
            sign={one === 'rate' ? 'star' : undefined}
            onPress={() => setMove(one)}
          >
            {m(one)}
          </Button>
        ))}
      </div>
      <Sheet open={move !== null} title={move === null ? '' : m(move)} onClose={() => setMove(null)}>
        {move !== null && (
          <MoveForm
            move={move}
            send={send}
            onDone={() => {
              tell(m('done', { move: m(move) }));
              setMove(null);
            }}
          />
        )}
      </Sheet>
    </section>
  );
}

/** Who looked at the reporter's contact, when and why. */
function Looks({ matter: it }: { matter: Followed }): ReactNode {
  const w = useWords(followWords);
  const l = useWords(lookWords);
  const t = useText();
  const when = useWhen();
  const language = useLanguage();
  const whoOf = (one: Followed['looks'][number]): string =>
    [isPost(one.post) ? postName(one.post, language) : one.post, t(one.body)].filter(Boolean).join(' · ');
  const reason = (code: string): string => (code in lookWords.zh ? l(code as LookReason) : code);
  return (
    <section className="stack">
      <h2 className="row">
        <Sign name="eye" /> {w('looksTitle')}
      </h2>
      {it.looks.length === 0 ? (
        <p className="soft">{w('looksNone')}</p>
      ) : (
        <ul className="looks">
          {it.looks.map((one) => (
            <li key={one.at}>
              <time dateTime={one.at}>{when.moment(one.at)}</time>{' '}
              {w('lookLine', { who: whoOf(one), reason: reason(one.reason) })}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
