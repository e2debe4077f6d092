import { type ReactNode, useState } from 'react';
import { useCall, useMove } from '../../../../platform/web/asking.ts';
import { newId } from '../../../../platform/web/ids.ts';
import { Button } from '../../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Badge, Card, Empty, Notice, Waiting } from '../../../../platform/web/kit/surfaces.tsx';
import { useToast } from '../../../../platform/web/kit/toast.tsx';
import type { Item } from '../../../../platform/web/outbox/outbox.rules.ts';
import { decide, useOutbox } from '../../../../platform/web/outbox/outbox.ts';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { useWhen } from '../../../../platform/web/when.ts';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { moveRound, type RoundOut, type RoundTerritoryOut, roundsToday, type VisitOut } from '../rounds.contract.ts';
import { FieldVisit } from './fieldVisit.tsx';
import { VisitRow } from './roundParts.tsx';
import { screenWords } from './rounds.screen.words.ts';

/** My rounds today: each place with two large buttons, what is done, and what the phone still keeps. */
export default function FieldRounds(): ReactNode {
  const w = useWords(screenWords);
  usePageTitle(w('todayTitle'));
  const { data, error, isPending, refetch } = useCall(roundsToday, {}, { keep: true });
  const isOld = error?.status === 0 && data !== undefined;
  return (
    <div className="stack">
      <h1>{w('todayTitle')}</h1>
      <p className="soft">{w('todayLead')}</p>
      {!isOld && <ProblemNotice problem={error} onAgain={() => void refetch()} />}
      {isPending && <Waiting />}
      {data?.items.length === 0 && <Empty sign="check" title={w('todayNone')} hint={w('todayNoneHint')} />}
      {data?.items.map((one) => (
        <TodayRound key={one.id} it={one} />
      ))}
    </div>
  );
}

function TodayRound({ it }: { it: RoundOut }): ReactNode {
  const w = useWords(screenWords);
  const when = useWhen();
  return (
    <section className="stack" aria-label={w(`theme_${it.theme}`)}>
      <h2>{w(`theme_${it.theme}`)}</h2>
      <p className="soft small">{w('days', { from: when.day(it.from), to: when.day(it.to) })}</p>
      {it.words && <p className="round-words">{it.words}</p>}
      {it.territories.map((one) => (
        <Place key={one.code} round={it} place={one} />
      ))}
    </section>
  );
}

/** One place of a round: what was done there, and the next visit. */
function Place({ round, place }: { round: RoundOut; place: RoundTerritoryOut }): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  const [found, setFound] = useState<boolean | null>(null);
  const { items } = useOutbox();
  const kept = items.filter(
    (one) =>
      one.form === 'round' &&
      one.address.includes(round.id) &&
      one.body['territory'] === place.code &&
      one.state !== 'sent',
  );
  const n = place.visits.length + kept.length;
  return (
    <Card label={w('todayOf', { place: t(place.name) })}>
      <div className="row apart" data-place={place.code}>
        <h3>{t(place.name)}</h3>
        <Badge tone={n === 0 ? 'warn' : 'good'}>{n === 0 ? w('notYet') : w('doneN', { n })}</Badge>
      </div>
      {found === null ? (
        <div className="round-two">
          <Button large look={n === 0 ? 'primary' : 'quiet'} sign="check" onPress={() => setFound(false)}>
            {w('nothing')}
          </Button>
          <Button large sign="dispute" onPress={() => setFound(true)}>
            {w('something')}
          </Button>
        </div>
      ) : (
        <FieldVisit key={String(found)} round={round} place={place} found={found} onEnd={() => setFound(null)} />
      )}
      {kept.map((one) => (
        <KeptVisit key={one.id} item={one} />
      ))}
      {place.visits.map((one) => (
        <VisitRow key={one.id} it={one}>
          <Undo round={round.id} it={one} />
        </VisitRow>
      ))}
    </Card>
  );
}

/** A visit that is on the phone and not at the server yet. */
function KeptVisit({ item }: { item: Item }): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  const why = item.state === 'waiting' ? null : t(item.problem?.title);
  return (
    <div className="round-visit" data-kept={item.state}>
      <Notice tone={why === null ? 'info' : 'warn'}>{why === null ? w('waiting') : w('refused', { why })}</Notice>
      <Button look="plain" onPress={() => void decide.drop(item.id)}>
        {w('drop')}
      </Button>
    </div>
  );
}

/** Takes an own visit back while that needs no reason. */
function Undo({ round, it }: { round: string; it: VisitOut }): ReactNode {
  const w = useWords(screenWords);
  const when = useWhen();
  const tell = useToast();
  const [id] = useState(newId);
  const undo = useMove(moveRound, { onDone: () => tell(w('takenBack')) });
  if (it.correct === null || it.correct.until === null) return null;
  return (
    <div className="row">
      <Button
        busy={undo.isPending}
        onPress={() =>
          undo.mutate({ params: { id: round }, body: { id, act: { move: 'correct', visit: it.id, reason: '' } } })
        }
      >
        {w('takeBack')}
      </Button>
      <span className="soft small">{w('takeBackUntil', { when: when.moment(it.correct.until) })}</span>
      <ProblemNotice problem={undo.error} />
    </div>
  );
}
