import { Badge, Button, Input, Segmented, Select, Tooltip } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { Link, useSearch } from 'wouter';
import { territories } from '../../../platform/places/places.contract.ts';
import { useCall } from '../../../platform/web/asking.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { counts } from '../desk.contract.ts';
import { STATUSES, URGENCIES } from '../matters.rules.ts';
import { useBodies } from './bodiesNow.ts';
import { groupWords } from './groups.words.ts';
import { useKinds } from './kindsNow.ts';
import { queueWords } from './queue.words.ts';
import type { View } from './queueView.ts';
import { statusWords, urgencyWords } from './status.words.ts';

type Props = { readonly view: View; readonly set: (some: Partial<View>) => void };

/** Everything that narrows a view, cleared at once. */
export const NONE: Partial<View> = {
  status: undefined,
  kind: undefined,
  urgency: undefined,
  territory: undefined,
  body: undefined,
  mine: undefined,
  overdue: undefined,
  dueToday: undefined,
  fresh: undefined,
  view: undefined,
  unassigned: undefined,
  outside: undefined,
  supervised: undefined,
  help: undefined,
  owed: undefined,
  decides: undefined,
  from: undefined,
  to: undefined,
  number: undefined,
  shape: undefined,
};

/** Five numbers that are also five views. */
export function CountsStrip({ view, set }: Props): ReactNode {
  const w = useWords(queueWords);
  const { data } = useCall(counts, {});
  const all = [
    { key: 'fresh', n: data?.fresh, on: view.fresh === 'true', view: { fresh: 'true' }, tone: '' },
    { key: 'unassigned', n: data?.unassigned, on: view.unassigned === 'true', view: { unassigned: 'true' }, tone: '' },
    {
      key: 'dueToday',
      n: data?.dueToday,
      on: view.dueToday === 'true',
      view: { dueToday: 'true', sort: 'due' },
      tone: 'warn',
    },
    {
      key: 'overdue',
      n: data?.overdue,
      on: view.overdue === 'true',
      view: { overdue: 'true', sort: 'due' },
      tone: 'bad',
    },
    { key: 'mine', n: data?.mine, on: view.mine === 'true', view: { mine: 'true' }, tone: '' },
  ] as const;
  return (
    <div className="counts">
      {all.map((one) => (
        <button
          key={one.key}
          type="button"
          className={`count ${one.n ? one.tone : ''}`}
          aria-pressed={one.on}
          onClick={() => set({ ...NONE, scope: 'open', sort: 'newest', ...(one.on ? {} : one.view) })}
        >
          <strong>{one.n ?? '–'}</strong>
          <span>{w(one.key)}</span>
        </button>
      ))}
    </div>
  );
}

/** The filters of the queue; all of them live in the address bar. */
export function QueueFilters({ view, set }: Props): ReactNode {
  const w = useWords(queueWords);
  const [more, setMore] = useState(false);
  const search = useSearch();
  const narrowed = Object.keys(NONE).filter((key) => key !== 'view' && view[key as keyof View] !== undefined).length;
  return (
    <search className="filters">
      <Segmented
        value={view.scope}
        aria-label={w('scope')}
        onChange={(scope) => set({ scope, status: undefined })}
        options={(['open', 'ended', 'all'] as const).map((value) => ({ value, label: w(value) }))}
      />
      <StatusSelect view={view} set={set} />
      <KindSelect view={view} set={set} />
      <Select
        value={view.sort}
        aria-label={w('sort')}
        popupMatchSelectWidth={false}
        onChange={(sort) => set({ sort })}
        options={(['newest', 'oldest', 'due', 'updated'] as const).map((value) => ({ value, label: w(value) }))}
      />
      <Badge count={more ? 0 : narrowed} size="small">
        <Button onClick={() => setMore(!more)} aria-expanded={more}>
          {w('moreFilters')}
        </Button>
      </Badge>
      {narrowed > 0 && (
        <Button type="link" onClick={() => set(NONE)}>
          {w('clear')}
        </Button>
      )}
      <Link href={`/export?${search}`} className="button plain">
        {w('export')}
      </Link>
      {more && <MoreFilters view={view} set={set} />}
    </search>
  );
}

function StatusSelect({ view, set }: Props): ReactNode {
  const w = useWords(queueWords);
  const s = useWords(statusWords);
  return (
    <Select
      mode="multiple"
      allowClear
      maxTagCount={1}
      className="filter"
      placeholder={w('status')}
      aria-label={w('status')}
      value={view.status?.split(',') ?? []}
      onChange={(chosen: string[]) => set({ status: chosen.join(',') || undefined })}
      options={STATUSES.map((value) => ({ value, label: s(value) }))}
    />
  );
}

function KindSelect({ view, set }: Props): ReactNode {
  const w = useWords(queueWords);
  const g = useWords(groupWords);
  const t = useText();
  const { kinds } = useKinds();
  const options = useMemo(() => {
    const groups = [...new Set(kinds.map((one) => one.group))];
    return groups.map((group) => ({
      label: g(group),
      options: kinds.filter((one) => one.group === group).map((one) => ({ value: one.code, label: t(one.name) })),
    }));
  }, [kinds, g, t]);
  return (
    <Select
      mode="multiple"
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      maxTagCount={1}
      className="filter"
      placeholder={w('kind')}
      aria-label={w('kind')}
      value={view.kind?.split(',') ?? []}
      onChange={(chosen: string[]) => set({ kind: chosen.join(',') || undefined })}
      options={options}
    />
  );
}

function MoreFilters({ view, set }: Props): ReactNode {
  const w = useWords(queueWords);
  const u = useWords(urgencyWords);
  const t = useText();
  const { bodies } = useBodies();
  const { data } = useCall(territories, { query: {} }, { fresh: Number.POSITIVE_INFINITY });
  const places = data?.territories.filter((one) => one.level === 'town' || one.level === 'village') ?? [];
  return (
    <>
      <Select
        mode="multiple"
        allowClear
        className="filter"
        placeholder={w('urgency')}
        aria-label={w('urgency')}
        value={view.urgency?.split(',') ?? []}
        onChange={(chosen: string[]) => set({ urgency: chosen.join(',') || undefined })}
        options={URGENCIES.map((value) => ({ value, label: u(value) }))}
      />
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        className="filter"
        placeholder={w('territory')}
        aria-label={w('territory')}
        value={view.territory ?? null}
        onChange={(territory: string | null) => set({ territory: territory ?? undefined })}
        options={places.map((one) => ({ value: one.code, label: t(one.name) }))}
      />
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        className="filter"
        placeholder={w('body')}
        aria-label={w('body')}
        value={view.body ?? null}
        onChange={(body: string | null) => set({ body: body ?? undefined })}
        options={bodies.map((one) => ({ value: one.id, label: t(one.name) }))}
      />
      <Tooltip title={w('from')}>
        <Input
          type="date"
          className="filter-day"
          aria-label={w('from')}
          value={view.from ?? ''}
          onChange={(event) => set({ from: event.target.value || undefined })}
        />
      </Tooltip>
      <Tooltip title={w('to')}>
        <Input
          type="date"
          className="filter-day"
          aria-label={w('to')}
          value={view.to ?? ''}
          onChange={(event) => set({ to: event.target.value || undefined })}
        />
      </Tooltip>
      {(['outside', 'supervised', 'help', 'owed', 'decides'] as const).map((flag) => (
        <Button
          key={flag}
          type={view[flag] ? 'primary' : 'default'}
          aria-pressed={view[flag] === 'true'}
          onClick={() => set({ [flag]: view[flag] ? undefined : 'true' })}
        >
          {w(flag)}
        </Button>
      ))}
    </>
  );
}
