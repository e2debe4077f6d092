import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { z } from 'zod';
import { useMe } from '../../../../platform/identity/screens/signedIn.tsx';
import { usePages } from '../../../../platform/web/asking.ts';
import { useFilters } from '../../../../platform/web/filters.ts';
import { Button, Select, Tick } from '../../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Empty, Tabs, Waiting } from '../../../../platform/web/kit/surfaces.tsx';
import { useLive } from '../../../../platform/web/live.ts';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { useWhen } from '../../../../platform/web/when.ts';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { appeals, type RowOut, WHOSE } from '../appeals.contract.ts';
import { filingOf, headOf } from '../appeals.rights.ts';
import { STATES } from '../appeals.rules.ts';
import { screenWords } from './appeals.screen.words.ts';
import { Contest } from './marks.tsx';
import { AppealState, useAgainst, useBy, useKindName } from './named.tsx';
import './appeals.css';

const filters = z.object({
  whose: z.enum(WHOSE).optional(),
  state: z.enum(STATES).optional(),
  late: z.literal('true').optional(),
});

/** Appeals: those to decide, those of one's own territory, all that one reads. */
export default function AppealsPage(): ReactNode {
  const w = useWords(screenWords);
  usePageTitle(w('title'));
  useLive(['figures']);
  const { person, appointments, district } = useMe();
  const me = { is: 'staff' as const, person: person ?? '', appointments };
  const offered = WHOSE.filter((one) =>
    one === 'decide' ? headOf(me).length > 0 : one === 'own' ? filingOf(me, district ?? '').length > 0 : true,
  );
  const [{ whose = offered[0] ?? 'all', state, late }, set] = useFilters(filters);
  return (
    <div className="stack">
      <div className="row apart">
        <h1>{w('title')}</h1>
        <Contest about={{ is: 'figure' }}>{w('file')}</Contest>
      </div>
      <p className="soft">{w('lead')}</p>
      <Tabs
        label={w('whose')}
        chosen={whose}
        onChoose={(one) => set({ whose: one as (typeof WHOSE)[number] })}
        tabs={offered.map((id) => ({ id, label: w(id) }))}
      >
        <div className="stack">
          {whose !== 'decide' && (
            <div className="appeal-filters">
              <Select
                label={w('state')}
                value={state ?? ''}
                onChange={(one) => set({ state: (one || undefined) as (typeof STATES)[number] | undefined })}
                placeholder={w('anyState')}
                options={STATES.map((one) => ({ value: one, label: w(`state_${one}`) }))}
              />
              <Tick checked={late === 'true'} onChange={(on) => set({ late: on ? 'true' : undefined })}>
                {w('late')}
              </Tick>
            </div>
          )}
          <List ask={{ whose, ...(whose === 'decide' ? {} : { state: state ? [state] : undefined, late }) }} />
        </div>
      </Tabs>
    </div>
  );
}

type Ask = {
  readonly whose: (typeof WHOSE)[number];
  readonly state?: (typeof STATES)[number][] | undefined;
  readonly late?: 'true' | undefined;
};

function List({ ask }: { ask: Ask }): ReactNode {
  const w = useWords(screenWords);
  const { whose, state, late } = ask;
  const pages = usePages(
    appeals,
    (after) => ({
      query: { whose, ...(state ? { state } : {}), ...(late ? { late } : {}), ...(after ? { after } : {}) },
    }),
    (answer) => answer.after,
  );
  const items = pages.data?.pages.flatMap((one) => one.items) ?? [];
  const none = whose === 'decide' ? 'noneDecide' : 'none';
  return (
    <>
      <ProblemNotice problem={pages.error} onAgain={() => void pages.refetch()} />
      {pages.isPending && <Waiting />}
      {pages.isSuccess && items.length === 0 && <Empty sign="check" title={w(none)} hint={w(`${none}Hint`)} />}
      {items.map((one) => (
        <Row key={one.id} it={one} />
      ))}
      {pages.hasNextPage && (
        <Button busy={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
          {w('more')}
        </Button>
      )}
    </>
  );
}

function Row({ it }: { it: RowOut }): ReactNode {
  const w = useWords(screenWords);
  const when = useWhen();
  const t = useText();
  const against = useAgainst();
  const kindName = useKindName();
  const by = useBy();
  const { against: item } = it;
  const about =
    item.is === 'figure'
      ? [w('span', { from: when.day(item.from), to: when.day(item.to) }), kindName(item.kind)]
      : [item.day && when.day(item.day), item.kind && kindName(item.kind), t(item.place?.name), item.matter?.number];
  return (
    <Link href={`/figures/appeals/${it.id}`} className="card appeal-card" data-appeal={it.id}>
      <span className="row">
        <strong>{against(it)}</strong>
        <AppealState it={it} />
      </span>
      <span>{about.filter(Boolean).join(' · ')}</span>
      <span className="soft small">
        {by('filedBy', it.filed)} · {when.moment(it.filed.at)}
        {it.state === 'open' && ` · ${w('due', { day: when.dueBy(it.due) })}`}
      </span>
    </Link>
  );
}
