import { type ReactNode, useState } from 'react';
import type { AnswerOf } from '../../../../platform/http/contract.ts';
import { useCall } from '../../../../platform/web/asking.ts';
import { addressOf } from '../../../../platform/web/call.ts';
import { Button, Field, Select } from '../../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Badge, Card, Sheet, type Tone, Waiting } from '../../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { useWhen } from '../../../../platform/web/when.ts';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { type ClaimOut, ledger, ledgerTable } from '../ledger/ledger.contract.ts';
import { STATES, type State } from '../ledger/subsidy.rules.ts';
import { screenWords } from './books.screen.words.ts';
import { ClaimForm, PayForm, ReviewForm } from './ledgerForms.tsx';
import './books.css';

type Ledger = AnswerOf<typeof ledger>;
type Open = Ledger['open'][number];
type Sheeted =
  | { readonly is: 'claim'; readonly of: Open }
  | { readonly is: 'review'; readonly of: ClaimOut }
  | { readonly is: 'pay'; readonly of: readonly ClaimOut[] };

const TONES: Readonly<Record<State, Tone>> = { claimed: 'warn', approved: 'info', refused: 'bad', paid: 'good' };

type Filter = { readonly from?: string; readonly to?: string; readonly body?: string; readonly state?: State };

/** What cases brought their mediators: claimed, reviewed and paid, with sums by committee and month. */
export default function LedgerPage(): ReactNode {
  const w = useWords(screenWords);
  usePageTitle(w('ledgerTitle'));
  const [filter, setFilter] = useState<Filter>({});
  const [sheet, open] = useState<Sheeted | null>(null);
  const { data, error, isPending, refetch } = useCall(ledger, { query: filter });
  const close = (): void => open(null);
  const payable = (data?.items ?? []).filter(({ abilities }) => abilities.includes('pay'));
  return (
    <div className="stack mediation-books">
      <h1>{w('ledgerTitle')}</h1>
      <p className="soft">{w('ledgerLead')}</p>
      {data && data.open.length > 0 && (
        <Card label={w('mine')}>
          <h2>{w('mine')}</h2>
          <ul className="plain-list members">
            {data.open.map((one) => (
              <Claimable key={one.case} one={one} onClaim={() => open({ is: 'claim', of: one })} />
            ))}
          </ul>
        </Card>
      )}
      <Filters filter={filter} ledger={data} onChange={setFilter} />
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {isPending && <Waiting />}
      {data && (
        <>
          <Sums sums={data.sums} />
          <div className="row">
            {(['csv', 'xlsx'] as const).map((as) => (
              <a key={as} className="button quiet" href={addressOf(ledgerTable, {}, { ...filter, as })} download>
                {w(as)}
              </a>
            ))}
            {data.mayPay && payable.length > 0 && (
              <Button look="primary" onPress={() => open({ is: 'pay', of: payable })}>
                {w('pay')}
              </Button>
            )}
          </div>
          {data.items.length > 0 && (
            <Card label={w('list')}>
              <h2>{w('list')}</h2>
              {data.more && <p className="soft small">{w('more')}</p>}
              <ul className="plain-list members">
                {data.items.map((one) => (
                  <Claim key={one.id} claim={one} onReview={() => open({ is: 'review', of: one })} />
                ))}
              </ul>
            </Card>
          )}
        </>
      )}
      <Sheet open={sheet !== null} title={sheet === null ? '' : titleOf(sheet, w)} onClose={close}>
        {sheet?.is === 'claim' && <ClaimForm open={sheet.of} onDone={close} />}
        {sheet?.is === 'review' && <ReviewForm claim={sheet.of} onDone={close} />}
        {sheet?.is === 'pay' && <PayForm claims={sheet.of} onDone={close} />}
      </Sheet>
    </div>
  );
}

function titleOf(sheet: Sheeted, w: ReturnType<typeof useWords<keyof typeof screenWords.zh & string>>): string {
  if (sheet.is === 'claim') return w('claimTitle', { number: sheet.of.number });
  if (sheet.is === 'review') return w('reviewTitle', { number: sheet.of.number });
  return w('payTitle', { n: sheet.of.length, yuan: sheet.of.reduce((sum, { yuan }) => sum + yuan, 0) });
}

function Claimable({ one, onClaim }: { readonly one: Open; readonly onClaim: () => void }): ReactNode {
  const w = useWords(screenWords);
  const when = useWhen();
  return (
    <li>
      <div>
        <strong>{one.number}</strong>
        <p className="soft small">{w('filedOn', { day: when.day(one.archived), form: w(one.form) })}</p>
      </div>
      <Button label={`${w('claim')} ${one.number}`} onPress={onClaim}>
        {w('claim')}
      </Button>
    </li>
  );
}

function Filters(props: {
  readonly filter: Filter;
  readonly ledger: Ledger | undefined;
  readonly onChange: (filter: Filter) => void;
}): ReactNode {
  const { filter, ledger: all, onChange } = props;
  const w = useWords(screenWords);
  const t = useText();
  const put = (name: keyof Filter, value: string): void => {
    const { [name]: _before, ...others } = filter;
    onChange(value === '' ? others : { ...others, [name]: value });
  };
  const any = { value: '', label: w('any') };
  return (
    <div className="filters">
      <Field
        label={w('from')}
        type="date"
        value={filter.from ?? all?.from ?? ''}
        onChange={(day) => put('from', day)}
      />
      <Field
        label={w('untilDayField')}
        type="date"
        value={filter.to ?? all?.to ?? ''}
        onChange={(day) => put('to', day)}
      />
      <Select
        label={w('committee')}
        value={filter.body ?? ''}
        onChange={(id) => put('body', id)}
        options={[any, ...(all?.bodies ?? []).map((one) => ({ value: one.id, label: t(one) }))]}
      />
      <Select
        label={w('stateField')}
        value={filter.state ?? ''}
        onChange={(state) => put('state', state)}
        options={[any, ...STATES.map((one) => ({ value: one, label: w(one) }))]}
      />
    </div>
  );
}

function Sums({ sums }: { readonly sums: Ledger['sums'] }): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  if (sums.length === 0) return <p>{w('sumsNone')}</p>;
  const all = (of: 'n' | 'yuan'): number => sums.reduce((sum, one) => sum + one[of], 0);
  return (
    <Card label={w('sums')}>
      <h2>{w('sums')}</h2>
      <div className="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{w('month')}</th>
              <th scope="col">{w('committee')}</th>
              <th scope="col">{w('stateField')}</th>
              <th scope="col" className="n">
                {w('count')}
              </th>
              <th scope="col" className="n">
                {w('amount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {sums.map((one) => (
              <tr key={`${one.month}${one.body.id}${one.state}`}>
                <td className="whole">{one.month}</td>
                <td>{t(one.body)}</td>
                <td className="whole">{w(one.state)}</td>
                <td className="n">{one.n}</td>
                <td className="n">{one.yuan.toLocaleString('en')}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={3}>
                {w('all')}
              </th>
              <td className="n">{all('n')}</td>
              <td className="n">{all('yuan').toLocaleString('en')}</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </Card>
  );
}

function Claim({ claim: it, onReview }: { readonly claim: ClaimOut; readonly onReview: () => void }): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  const when = useWhen();
  return (
    <li data-claim={it.id}>
      <div className="claim">
        <span className="row">
          <strong>{it.number}</strong>
          <Badge tone={TONES[it.state]}>{w(it.state)}</Badge>
          <strong>{w('yuan', { n: it.yuan })}</strong>
        </span>
        <span className="small">
          {it.mediator ?? w('nobody')} · {t(it.body)} · {w(it.difficulty)} · {w(it.form)}
        </span>
        {it.reason !== null && <span className="soft small">{it.reason}</span>}
        {it.reviewed !== null && (
          <span className="soft small">
            {w('reviewed', { day: when.day(it.reviewed.at), name: it.reviewed.name ?? w('nobody') })}
            {it.reviewed.reason !== null && ` · ${it.reviewed.reason}`}
          </span>
        )}
        {it.paid !== null && <span className="soft small">{w('paidOn', it.paid)}</span>}
      </div>
      {it.abilities.includes('review') && (
        <Button label={`${w('review')} ${it.number}`} onPress={onReview}>
          {w('review')}
        </Button>
      )}
    </li>
  );
}
