import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { postName } from '../../identity/screens/posts.words.ts';
import { useCall, usePages } from '../../web/asking.ts';
import { useFilters } from '../../web/filters.ts';
import { Button, Select } from '../../web/kit/controls.tsx';
import { ProblemNotice } from '../../web/kit/problem.tsx';
import { Badge, Card, Empty, Sheet, type Tone, Waiting } from '../../web/kit/surfaces.tsx';
import { useWhen } from '../../web/when.ts';
import { useLanguage, useText, useWords } from '../../web/words.ts';
import { type ChangeOut, changes, drawing } from '../changes/changes.contract.ts';
import { STATES, type State } from '../changes/changes.rules.ts';
import { BoundaryMap } from './boundaryMap.tsx';
import { ChangeMoves } from './changeMoves.tsx';
import { placesDeskWords } from './placesDesk.words.ts';
import './places.css';

const TONES: Readonly<Record<State, Tone>> = {
  proposed: 'info',
  'in-force': 'good',
  refused: 'bad',
  withdrawn: 'plain',
};
const filters = z.object({ state: z.enum(STATES).optional() });

/** The changes of territories and bodies, newest first, a page at a time. */
export function ChangeList(): ReactNode {
  const w = useWords(placesDeskWords);
  const [{ state }, set] = useFilters(filters);
  const list = usePages(
    changes,
    (after) => ({ query: { state, after } }),
    (page) => page.after,
  );
  const shown = list.data?.pages.flatMap((one) => one.changes) ?? [];
  return (
    <div className="stack">
      <Select
        label={w('show')}
        value={state ?? ''}
        placeholder={w('all')}
        onChange={(value) => set({ state: (value || undefined) as State | undefined })}
        options={STATES.map((one) => ({ value: one, label: w(`state_${one}`) }))}
      />
      <ProblemNotice problem={list.error} onAgain={() => void list.refetch()} />
      {list.isPending && <Waiting />}
      {list.isSuccess && shown.length === 0 && (
        <Empty title={w('noChanges')} hint={w('noChangesHint')} sign="charter" />
      )}
      {shown.map((one) => (
        <ChangeCard key={one.id} change={one} />
      ))}
      {list.hasNextPage && (
        <Button busy={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
          {w('more')}
        </Button>
      )}
    </div>
  );
}

/** One change: old beside new, its basis, which posts signed when, and what the reader may do to it. */
export function ChangeCard({ change }: { change: ChangeOut }): ReactNode {
  const w = useWords(placesDeskWords);
  const t = useText();
  const when = useWhen();
  const language = useLanguage();
  const { proposed, decided, reason } = change;
  return (
    <Card label={t(change.title)}>
      <div className="row apart">
        <h3>{t(change.title)}</h3>
        <Badge tone={TONES[change.state]}>{w(`state_${change.state}`)}</Badge>
      </div>
      <dl className="facts">
        {change.differences.map((one) => (
          <div key={one.what.en} className="place-difference">
            <dt>{t(one.what)}</dt>
            <dd>
              {one.before && <del>{t(one.before)}</del>}
              {one.before && one.after && ' → '}
              {one.after && <span>{t(one.after)}</span>}
            </dd>
          </div>
        ))}
      </dl>
      {change.progress !== null && <Progress progress={change.progress} />}
      <p>{w('basisIs', { basis: change.basis })}</p>
      <p className="soft small">
        {w('proposedBy', { post: postName(proposed.post, language) })}{' '}
        <time dateTime={proposed.at}>{when.moment(proposed.at)}</time>
        {decided && (
          <>
            <br />
            {reason === null
              ? w('decidedBy', { post: postName(decided.post, language) })
              : w('refusedBy', { post: postName(decided.post, language), reason: w(`reason_${reason}`) })}{' '}
            <time dateTime={decided.at}>{when.moment(decided.at)}</time>
          </>
        )}
      </p>
      {change.what === 'territory-boundary' && change.state === 'proposed' && <ProposedBoundary change={change} />}
      <ChangeMoves change={change} />
    </Card>
  );
}

/** How far the worker is with what passes to another body. */
function Progress({ progress }: { progress: NonNullable<ChangeOut['progress']> }): ReactNode {
  const w = useWords(placesDeskWords);
  const when = useWhen();
  const { lead, tasks, finished } = progress;
  return (
    <p className="row" data-progress>
      <span>{w('passed', { lead, tasks })}</span>
      <Badge tone={finished === null ? 'warn' : 'good'}>
        {finished === null ? w('passing') : w('passedAt', { moment: when.moment(finished) })}
      </Badge>
    </p>
  );
}

/** The boundary that waits, before and after, for who decides about it. */
function ProposedBoundary({ change }: { change: ChangeOut }): ReactNode {
  const w = useWords(placesDeskWords);
  const t = useText();
  const [open, setOpen] = useState(false);
  const { data, error } = useCall(drawing, { params: { id: change.id } }, { enabled: open });
  return (
    <div>
      <Button sign="nearby" onPress={() => setOpen(true)}>
        {w('showBoundary')}
      </Button>
      <Sheet open={open} title={t(change.title)} onClose={() => setOpen(false)}>
        <ProblemNotice problem={error} />
        {data ? <BoundaryMap code={data.code} before={data.before} after={data.after} /> : !error && <Waiting />}
      </Sheet>
    </div>
  );
}
