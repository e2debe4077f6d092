import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { z } from 'zod';
import { useMe } from '../../../../platform/identity/screens/signedIn.tsx';
import { usePages } from '../../../../platform/web/asking.ts';
import { useFilters } from '../../../../platform/web/filters.ts';
import { Button } from '../../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Empty, Waiting } from '../../../../platform/web/kit/surfaces.tsx';
import { useLive } from '../../../../platform/web/live.ts';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { useWhen } from '../../../../platform/web/when.ts';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { rounds } from '../rounds.contract.ts';
import { plansAtAll } from '../rounds.rights.ts';
import { PlanRound } from './planRound.tsx';
import { Coverage, RoundState } from './roundParts.tsx';
import { screenWords } from './rounds.screen.words.ts';
import { RoundsGround } from './roundsGround.tsx';

const filters = z.object({ plan: z.enum(['yes']).optional() });

/** Rounds of one's reach with their coverage, and planning a new one. */
export default function RoundsPage(): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  const when = useWhen();
  usePageTitle(w('title'));
  useLive(['mediation']);
  const { person, appointments } = useMe();
  const [{ plan }, set] = useFilters(filters);
  const may = plansAtAll({ is: 'staff', person: person ?? '', appointments });
  const pages = usePages(
    rounds,
    (after) => ({ query: after === undefined ? {} : { after } }),
    (answer) => answer.after,
  );
  const items = pages.data?.pages.flatMap((one) => one.items) ?? [];
  return (
    <div className="stack">
      <div className="row apart">
        <h1>{w('title')}</h1>
        {may && plan === undefined && (
          <Button look="primary" sign="plus" onPress={() => set({ plan: 'yes' })}>
            {w('newRound')}
          </Button>
        )}
      </div>
      <p className="soft">{w('lead')}</p>
      {may && plan === 'yes' && <PlanRound onCancel={() => set({ plan: undefined })} />}
      {plan === undefined && <RoundsGround />}
      <ProblemNotice problem={pages.error} onAgain={() => void pages.refetch()} />
      {pages.isPending && <Waiting />}
      {pages.isSuccess && items.length === 0 && <Empty sign="follow" title={w('none')} hint={w('noneHint')} />}
      {items.map((one) => (
        <Link key={one.id} href={`/mediation/rounds/${one.id}`} className="card round-card">
          <span className="row">
            <strong>{w(`theme_${one.theme}`)}</strong>
            <RoundState state={one.state} />
          </span>
          <span className="soft small">
            {t(one.place)} · {w('days', { from: when.day(one.from), to: when.day(one.to) })}
          </span>
          <Coverage of={one.coverage} />
        </Link>
      ))}
      {pages.hasNextPage && (
        <Button busy={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
          {w('more')}
        </Button>
      )}
    </div>
  );
}
