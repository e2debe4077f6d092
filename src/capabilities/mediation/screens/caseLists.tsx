import type { ReactNode } from 'react';
import { addDays } from '../../../platform/calendar/calendar.rules.ts';
import { useCall, usePages } from '../../../platform/web/asking.ts';
import { Button, Select, Tick } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Badge, Empty, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import { type CaseLine, list } from '../mediation.contract.ts';
import { OPEN } from '../mediation.rules.ts';
import type { Waits } from '../waiting.rules.ts';
import { CaseRow } from './caseRow.tsx';
import { listWords } from './list.words.ts';
import type { Filters } from './listFilters.ts';
import { OfferAnswer } from './offerAnswer.tsx';
import { todayHere, useBodies } from './parts.tsx';
import { statusWords } from './status.words.ts';

type Whose = 'mine' | 'offered' | 'body' | 'reach';
type Asked = Omit<Filters, 'tab' | 'number' | 'within'> & { readonly within?: number };

/** The pages of one list. */
function useCases(whose: Whose, asked: Asked = {}) {
  const pages = usePages(
    list,
    (after) => ({ query: { whose, ...asked, ...(after === undefined ? {} : { after }) } }),
    (answer) => answer.after,
  );
  return { pages, items: pages.data?.pages.flatMap((one) => one.items) ?? [] };
}

type Cases = ReturnType<typeof useCases>;

function Frame({ cases, empty, children }: { cases: Cases; empty: ReactNode; children: ReactNode }): ReactNode {
  const w = useWords(listWords);
  const { pages, items } = cases;
  return (
    <>
      <ProblemNotice problem={pages.error} onAgain={() => void pages.refetch()} />
      {pages.isPending && <Waiting />}
      {pages.data !== undefined && items.length === 0 ? empty : children}
      {pages.hasNextPage && (
        <Button busy={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
          {w('more')}
        </Button>
      )}
    </>
  );
}

/** A mediator's own cases: what is due today or late, what waits for whom, what falls due soon, the rest. */
export function Mine(): ReactNode {
  const w = useWords(listWords);
  const s = useWords(statusWords);
  const cases = useCases('mine');
  const today = todayHere();
  const soon = addDays(today, 7);
  const groups = grouped(cases.items, today, soon);
  const name = (key: string): string =>
    key === 'due' || key === 'soon' || key === 'rest' ? w(key) : s(`waits_${key as Waits}`);
  return (
    <Frame cases={cases} empty={<Empty sign="neighbours" title={w('emptyMine')} hint={w('emptyMineHint')} />}>
      {groups.map(([key, items]) => (
        <section key={key} className="stack tight" aria-label={name(key)}>
          <h2 className={`mediation-group ${key === 'due' ? 'bad' : ''}`}>
            {w('groupTitle', { what: name(key), n: items.length })}
          </h2>
          {items.map((one) => (
            <CaseRow key={one.id} it={one} />
          ))}
        </section>
      ))}
    </Frame>
  );
}

/** What somebody else must do first stands by itself; everything has one place. */
const ON_OTHERS: readonly string[] = ['answer', 'consent', 'day', 'session', 'record', 'signatures', 'court'];

function grouped(items: readonly CaseLine[], today: string, soon: string): [string, CaseLine[]][] {
  const of = (one: CaseLine): string => {
    if (one.next !== null && one.next <= today) return 'due';
    if (one.waits !== null && ON_OTHERS.includes(one.waits)) return one.waits;
    return one.next !== null && one.next <= soon ? 'soon' : 'rest';
  };
  const order = ['due', ...ON_OTHERS, 'soon', 'rest'];
  return order
    .map((key): [string, CaseLine[]] => [key, items.filter((one) => of(one) === key)])
    .filter(([, some]) => some.length > 0);
}

/** What waits for the answer of one's body: two presses to take it or to say why not. */
export function Offered(): ReactNode {
  const w = useWords(listWords);
  const cases = useCases('offered');
  return (
    <Frame cases={cases} empty={<Empty sign="neighbours" title={w('emptyOffered')} hint={w('emptyOfferedHint')} />}>
      {cases.items.map((one) => (
        <CaseRow key={one.id} it={one}>
          <OfferAnswer it={one} />
        </CaseRow>
      ))}
    </Frame>
  );
}

/** Cases of one's body or area, by conditions that stand in the address. */
export function Others(props: {
  readonly whose: 'body' | 'reach';
  readonly chosen: Filters;
  readonly onChoose: (some: Partial<Filters>) => void;
  readonly mayOpen: boolean;
}): ReactNode {
  const { whose, chosen, onChoose } = props;
  const w = useWords(listWords);
  const s = useWords(statusWords);
  const t = useText();
  const bodies = useBodies();
  const { status, within, cold, refused, at } = chosen;
  const cases = useCases(whose, {
    status,
    cold,
    refused,
    at,
    ...(within === undefined ? {} : { within: Number(within) }),
  });
  const body = bodies.find(({ id }) => id === at);
  const isBare = [status, within, cold, refused, at].every((one) => one === undefined);
  const clear = () =>
    onChoose({ status: undefined, within: undefined, cold: undefined, refused: undefined, at: undefined });
  return (
    <>
      <div className="mediation-filters">
        <Select
          label={w('status')}
          value={status ?? ''}
          onChange={(value) => onChoose({ status: (value || undefined) as Filters['status'] })}
          options={[
            { value: '', label: w('anyStatus') },
            ...OPEN.map((one) => ({ value: one, label: s(`status_${one}`) })),
          ]}
        />
        <Select
          label={w('within')}
          value={within ?? ''}
          onChange={(value) => onChoose({ within: (value || undefined) as Filters['within'] })}
          options={[
            { value: '', label: w('anyDay') },
            { value: '0', label: w('within0') },
            { value: '7', label: w('within7') },
          ]}
        />
        <div className="mediation-ticks">
          <Tick checked={cold !== undefined} onChange={(is) => onChoose({ cold: is ? 'true' : undefined })}>
            {w('cold')}
          </Tick>
          <Tick checked={refused !== undefined} onChange={(is) => onChoose({ refused: is ? 'true' : undefined })}>
            {w('refused')}
          </Tick>
        </div>
      </div>
      {!isBare && (
        <div className="row">
          {at !== undefined && <Badge tone="brand">{w('at', { body: body ? t(body.name) : at })}</Badge>}
          <Button look="plain" onPress={clear}>
            {w('clear')}
          </Button>
        </div>
      )}
      <Frame
        cases={cases}
        empty={
          <Empty
            sign="neighbours"
            title={w(whose === 'body' && isBare ? 'emptyBody' : 'emptyReach')}
            hint={w(whose === 'body' && isBare ? 'emptyBodyHint' : 'emptyReachHint')}
          >
            {props.mayOpen && <Button to="/mediation/new">{w('newCase')}</Button>}
          </Empty>
        }
      >
        {cases.items.map((one) => (
          <CaseRow key={one.id} it={one} />
        ))}
      </Frame>
    </>
  );
}

/** One case by the number that people say. */
export function Found({ number, onClear }: { number: string; onClear: () => void }): ReactNode {
  const w = useWords(listWords);
  const { data, error, refetch } = useCall(list, { query: { number } }, { keep: false, fresh: 0 });
  return (
    <div className="stack">
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {data === undefined && error === null && <Waiting />}
      {data?.items.map((one) => (
        <CaseRow key={one.id} it={one} />
      ))}
      {data?.items.length === 0 && <Empty sign="search" title={w('findNone', { number })} />}
      <Button onPress={onClear}>{w('clear')}</Button>
    </div>
  );
}
