import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useMe } from '../../../platform/identity/screens/signedIn.tsx';
import { useCall, useMove } from '../../../platform/web/asking.ts';
import { newId } from '../../../platform/web/ids.ts';
import { Button, Choice, Field, Select, Tick } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Badge, Sheet } from '../../../platform/web/kit/surfaces.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import { dropView, keepView, listViews, orderViews, type ViewOut, type ViewQuery } from '../views.contract.ts';
import type { Share } from '../views.rules.ts';
import { NONE } from './queueFilters.tsx';
import type { View } from './queueView.ts';
import { viewWords } from './views.screen.words.ts';

/** What of the address a view keeps: filters and sort, neither the open matter nor a number looked for. */
export function keptOf(view: View): ViewQuery {
  const { open: _open, view: _view, number: _number, ...kept } = view;
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)) as ViewQuery;
}

type Props = { readonly view: View; readonly set: (some: Partial<View>) => void };

/** The kept views above the queue: one press opens one, the present filters are kept under a name, and all are looked after. */
export function QueueViews({ view, set }: Props): ReactNode {
  const w = useWords(viewWords);
  const [sheet, setSheet] = useState<'keep' | 'manage' | null>(null);
  const { data } = useCall(listViews, {}, { keep: true });
  const views = data?.views ?? [];
  const open = (one: ViewOut): void =>
    set({ ...NONE, scope: 'open', sort: 'newest', ...one.query, view: one.id } as Partial<View>);

  // An address that asks for nothing opens what its reader chose to begin with.
  const isBare = useRef(Object.keys(keptOf(view)).length === 2 && view.scope === 'open' && view.sort === 'newest');
  const first = data?.first ? views.find((one) => one.id === data.first) : undefined;
  // An address that names a view and nothing else opens the view as it is kept now.
  const named = isBare.current && view.view !== undefined ? views.find((one) => one.id === view.view) : undefined;
  const begin = named ?? (view.view === undefined && !view.open && !view.number ? first : undefined);
  useEffect(() => {
    if (!isBare.current || data === undefined) return;
    isBare.current = false;
    if (begin) open(begin);
  });

  return (
    <nav className="views" aria-label={w('views')}>
      {views.map((one) => (
        <button
          key={one.id}
          type="button"
          className="view-chip"
          aria-pressed={view.view === one.id}
          title={w(one.share)}
          onClick={() => (view.view === one.id ? set({ ...NONE, scope: 'open', sort: 'newest' }) : open(one))}
        >
          {one.name}
          {one.share !== 'mine' && <span className="view-share"> · {w(one.own ? 'sharedByMe' : one.share)}</span>}
        </button>
      ))}
      <Button look="plain" sign="plus" onPress={() => setSheet('keep')}>
        {w('keep')}
      </Button>
      {views.length > 0 && (
        <Button look="plain" onPress={() => setSheet('manage')}>
          {w('manage')}
        </Button>
      )}
      <Sheet open={sheet === 'keep'} title={w('keepTitle')} onClose={() => setSheet(null)}>
        <KeepForm
          query={keptOf(view)}
          onDone={(kept) => {
            setSheet(null);
            set({ view: kept.id });
          }}
        />
      </Sheet>
      <Sheet open={sheet === 'manage'} title={w('manageTitle')} onClose={() => setSheet(null)}>
        <Manage views={views} first={data?.first ?? null} present={keptOf(view)} />
      </Sheet>
    </nav>
  );
}

function KeepForm(props: {
  readonly query: ViewQuery;
  readonly of?: ViewOut;
  readonly onDone: (kept: ViewOut) => void;
}): ReactNode {
  const w = useWords(viewWords);
  const t = useText();
  const me = useMe();
  const { of } = props;
  const [id] = useState(of?.id ?? newId());
  const [name, setName] = useState(of?.name ?? '');
  const [share, setShare] = useState<Share>(of?.share ?? 'mine');
  const bodies = [
    ...new Map(me.appointments.flatMap((one) => (one.body && one.bodyName ? [[one.body, t(one.bodyName)]] : []))),
  ] as [string, string][];
  const [body, setBody] = useState(of?.body ?? bodies[0]?.[0] ?? '');
  const [anew, setAnew] = useState(of === undefined);
  const keep = useMove(keepView, { onDone: props.onDone });
  const shares = (['mine', 'body', 'desk'] as const).filter(
    (one) => one === 'mine' || (one === 'body' ? bodies.length > 0 : me.posts.includes('duty')),
  );
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === '') return;
        const query = anew || of === undefined ? props.query : of.query;
        keep.mutate({
          params: { id },
          body: { name: name.trim(), query, share, body: share === 'body' ? body : null },
        });
      }}
    >
      <Field label={w('name')} hint={w('nameHint')} value={name} maxLength={40} required onChange={setName} />
      {shares.length > 1 && (
        <Choice
          label={w('share')}
          form="narrow"
          value={share}
          onChange={(value) => setShare(value as Share)}
          options={shares.map((one) => ({ value: one, label: w(one) }))}
        />
      )}
      {share === 'body' && bodies.length > 1 && (
        <Select
          label={w('body')}
          value={body}
          onChange={setBody}
          options={bodies.map(([value, label]) => ({ value, label }))}
        />
      )}
      {of !== undefined && (
        <Tick checked={anew} onChange={setAnew}>
          {w('anew')}
        </Tick>
      )}
      <ProblemNotice problem={keep.error} />
      <Button look="primary" large wide type="submit" busy={keep.isPending} disabled={name.trim() === ''}>
        {w('save')}
      </Button>
    </form>
  );
}

function Manage(props: {
  readonly views: readonly ViewOut[];
  readonly first: string | null;
  readonly present: ViewQuery;
}): ReactNode {
  const w = useWords(viewWords);
  const { views, first } = props;
  const [edited, setEdited] = useState<string | null>(null);
  const order = useMove(orderViews);
  const drop = useMove(dropView);
  const ids = views.map((one) => one.id);
  const arrange = (next: readonly string[], opens: string | null): void =>
    order.mutate({ body: { ids: [...next], first: opens } });
  const step = (at: number, by: number): void => {
    const next = [...ids];
    const [moved] = next.splice(at, 1);
    if (moved === undefined) return;
    next.splice(at + by, 0, moved);
    arrange(next, first);
  };
  return (
    <>
      <ProblemNotice problem={order.error ?? drop.error} />
      <ul className="plain-list views-list">
        {views.map((one, at) => (
          <li key={one.id} className="stack small-gap">
            <div className="row apart">
              <span>
                <strong>{one.name}</strong> <Badge>{w(one.share)}</Badge>{' '}
                {first === one.id && <Badge tone="good">{w('isFirst')}</Badge>}
              </span>
              <span className="row">
                <Button
                  look="plain"
                  label={w('up', { name: one.name })}
                  disabled={at === 0}
                  onPress={() => step(at, -1)}
                >
                  ↑
                </Button>
                <Button
                  look="plain"
                  label={w('down', { name: one.name })}
                  disabled={at === views.length - 1}
                  onPress={() => step(at, 1)}
                >
                  ↓
                </Button>
                <Button
                  look="plain"
                  pressed={first === one.id}
                  onPress={() => arrange(ids, first === one.id ? null : one.id)}
                >
                  {w(first === one.id ? 'notFirst' : 'makeFirst')}
                </Button>
                {one.own && (
                  <Button look="plain" onPress={() => setEdited(edited === one.id ? null : one.id)}>
                    {w('edit')}
                  </Button>
                )}
                {one.own && (
                  <Button look="plain" onPress={() => drop.mutate({ params: { id: one.id } })}>
                    {w('drop')}
                  </Button>
                )}
              </span>
            </div>
            {edited === one.id && <KeepForm of={one} query={props.present} onDone={() => setEdited(null)} />}
          </li>
        ))}
      </ul>
    </>
  );
}
