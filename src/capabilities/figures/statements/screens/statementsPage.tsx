import type { ReactNode } from 'react';
import { z } from 'zod';
import { useCall } from '../../../../platform/web/asking.ts';
import { choices } from '../../../../platform/web/choices.ts';
import { useFilters } from '../../../../platform/web/filters.ts';
import { Select } from '../../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Empty, Waiting } from '../../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { useWords } from '../../../../platform/web/words.ts';
import { statements } from '../statements.contract.ts';
import { AskBox } from './askBox.tsx';
import { StatementCard } from './statementCard.tsx';
import { screenWords } from './statements.screen.words.ts';
import './statements.css';

const filters = z.object({
  year: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
});
/** Milliseconds between two looks while a statement is being made. */
const SOON_MS = 2_000;

/** The statements of figures, by year, for everybody; with what only staff read, and asking for one, where the reader may. */
export default function StatementsPage(): ReactNode {
  const w = useWords(screenWords);
  usePageTitle(w('title'));
  const [{ year }, set] = useFilters(filters);
  const query = year === undefined ? {} : { year: Number(year) };
  const first = useCall(statements, { query }, { keep: true });
  const busy = (first.data?.issuing?.asked.length ?? 0) > 0;
  const { data, error, refetch } = useCall(statements, { query }, { keep: true, ...(busy ? { every: SOON_MS } : {}) });
  const { district } = choices();
  return (
    <div className="stack">
      <h1>{w('title')}</h1>
      <p>{w('lead')}</p>
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {data === undefined && !error && <Waiting />}
      {data?.issuing && <AskBox issuing={data.issuing} items={data.items} />}
      {data && data.years.length > 1 && (
        <div className="statement-year">
          <Select
            label={w('year')}
            value={String(data.year ?? '')}
            onChange={(chosen) => set({ year: chosen })}
            options={data.years.map((one) => ({ value: String(one), label: String(one) }))}
          />
        </div>
      )}
      {data?.items.length === 0 && <Empty sign="figures" title={w('none')} hint={w('noneHint')} />}
      {data && data.items.length > 0 && (
        <ul className="statement-list">
          {data.items.map((one) => (
            <li key={one.id}>
              <StatementCard it={one} />
            </li>
          ))}
        </ul>
      )}
      <How />
      <p className="row">
        <a href="/proof">{w('proof')}</a>
        <a href={`/feeds/statements.atom${district === undefined ? '' : `?district=${district}`}`}>{w('feed')}</a>
      </p>
    </div>
  );
}

function How(): ReactNode {
  const w = useWords(screenWords);
  return (
    <section className="stack small-gap" aria-label={w('howTitle')}>
      <h2>{w('howTitle')}</h2>
      <ol className="statement-how">
        <li>{w('how_pdf')}</li>
        <li>
          {w('how_note')}
          <code className="statement-code">npm run verify -- FILE --key KEY</code>
        </li>
        <li>{w('how_tree')}</li>
      </ol>
    </section>
  );
}
