import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { useParams } from 'wouter';
import { useCall } from '../../../../platform/web/asking.ts';
import { Button } from '../../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Card, Notice, Waiting } from '../../../../platform/web/kit/surfaces.tsx';
import { useLive } from '../../../../platform/web/live.ts';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { useWhen } from '../../../../platform/web/when.ts';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { type RoundOut, round as roundContract } from '../rounds.contract.ts';
import { placeState } from '../rounds.rules.ts';
import { PlaceTable, showRow } from './placeTable.tsx';
import { RoundMap } from './roundMap.tsx';
import { RoundMoves, TakeBack, VisitFor } from './roundMoves.tsx';
import { Coverage, RoundState, useWho, VisitRow } from './roundParts.tsx';
import { screenWords } from './rounds.screen.words.ts';

/** One round: its blanks first, then who went where, when and with what proof. */
export default function RoundPage(): ReactNode {
  const w = useWords(screenWords);
  usePageTitle(w('title'));
  useLive(['mediation']);
  const { round: id = '' } = useParams<{ round: string }>();
  const { data, error, isPending, refetch } = useCall(roundContract, { params: { id } });
  return (
    <div className="stack">
      <div>
        <Button look="plain" sign="back" to="/mediation/rounds">
          {w('back')}
        </Button>
      </div>
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {isPending && <Waiting />}
      {data && <Shown it={data} />}
    </div>
  );
}

/** The round's territories on the map and in words beside it. */
function Ground({ it }: { it: RoundOut }): ReactNode {
  const w = useWords(screenWords);
  const when = useWhen();
  const [chosen, setChosen] = useState<string | null>(null);
  const places = useMemo(
    () =>
      it.territories.map(({ code, name, visits }) => {
        const state = placeState(
          visits.map(({ found }) => ({ found: found > 0 })),
          it.state,
        );
        return { code, name, state, last: visits[0]?.happened ?? null };
      }),
    [it.territories, it.state],
  );
  const pick = useCallback((code: string) => {
    setChosen(code);
    showRow(code);
  }, []);
  return (
    <section className="round-ground" aria-label={w('placeTable')}>
      <RoundMap places={places} onPick={pick} />
      <PlaceTable
        places={places}
        chosen={chosen}
        last={{ head: w('placeLast'), of: ({ last }) => (last === null ? '—' : when.moment(last)) }}
      />
    </section>
  );
}

function Shown({ it }: { it: RoundOut }): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  const when = useWhen();
  const who = useWho();
  const blanks = it.territories.filter((one) => one.visits.length === 0);
  const visited = it.territories.filter((one) => one.visits.length > 0);
  return (
    <>
      <div className="row">
        <h1>{w(`theme_${it.theme}`)}</h1>
        <RoundState state={it.state} />
      </div>
      <p className="soft">
        {t(it.place)} · {w('days', { from: when.day(it.from), to: when.day(it.to) })}
        <br />
        {w('plannedBy', { who: who(it.planned), when: when.moment(it.planned.at) })}
        {it.closed && (
          <>
            <br />
            {it.closed.post === null
              ? w('closedItself', { when: when.moment(it.closed.at) })
              : w('closedBy', {
                  who: who(it.closed),
                  when: when.moment(it.closed.at),
                  reason: it.closed.reason ?? '',
                })}
          </>
        )}
      </p>
      {it.words && <p className="round-words">{it.words}</p>}
      <Card>
        <Coverage of={it.coverage} />
      </Card>
      <RoundMoves it={it} />
      <Ground it={it} />
      <section className="stack" aria-label={w('blanks')}>
        <h2>{w(it.closed === null ? 'blanks' : 'blanksClosed')}</h2>
        {blanks.length === 0 ? (
          <Notice tone="good">{w('noBlanks')}</Notice>
        ) : (
          <div className="round-grid">
            {blanks.map((one) => (
              <div key={one.code} className="round-blank" data-blank={one.code}>
                <span>
                  {t(one.name)}
                  {one.reminded && (
                    <span className="soft small"> · {w('remindedAt', { when: when.moment(one.reminded) })}</span>
                  )}
                </span>
                {one.visit && <VisitFor round={it.id} place={one} />}
              </div>
            ))}
          </div>
        )}
      </section>
      <section className="stack" aria-label={w('visited')}>
        <h2>{w('visited')}</h2>
        {visited.length === 0 && <p className="soft">{w('noVisited')}</p>}
        {visited.map((one) => (
          <Card key={one.code} label={t(one.name)}>
            <div className="row apart" data-visited={one.code}>
              <h3>{t(one.name)}</h3>
              {one.visit && <VisitFor round={it.id} place={one} />}
            </div>
            {one.visits.map((visit) => (
              <VisitRow key={visit.id} it={visit}>
                <TakeBack round={it.id} it={visit} />
              </VisitRow>
            ))}
          </Card>
        ))}
      </section>
    </>
  );
}
