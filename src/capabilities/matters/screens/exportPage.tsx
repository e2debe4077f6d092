import { type ReactNode, useState } from 'react';
import { useSearch } from 'wouter';
import { punctuationWords } from '../../../platform/language/punctuation.words.ts';
import { useCall } from '../../../platform/web/asking.ts';
import { addressOf } from '../../../platform/web/call.ts';
import { Button, Choice, Select } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Card } from '../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import { exportView, extracts } from '../extract.contract.ts';
import { STATUSES, URGENCIES } from '../matters.rules.ts';
import { useBodies } from './bodiesNow.ts';
import { extractScreenWords } from './extract.screen.words.ts';
import { useKindName } from './kindsNow.ts';
import { queueWords } from './queue.words.ts';
import { askOf, useView, type View } from './queueView.ts';
import { statusWords, urgencyWords } from './status.words.ts';

const FORMATS = ['csv', 'xlsx'] as const;

/** The present view of the queue as a file: its filters come along in the address. */
export default function ExportPage(): ReactNode {
  const w = useWords(extractScreenWords);
  usePageTitle(w('exportTitle'));
  const [view] = useView();
  const search = useSearch();
  const [extract, setExtract] = useState('');
  const [format, setFormat] = useState<(typeof FORMATS)[number]>('csv');
  const { data, error } = useCall(extracts, {});
  const query = { ...askOf(view), sort: view.sort, format, ...(extract === '' ? {} : { extract }) };
  return (
    <div className="stack">
      <h1>{w('exportTitle')}</h1>
      <p className="soft">{w('exportLead')}</p>
      <Card label={w('view')}>
        <h2>{w('view')}</h2>
        <ViewInWords view={view} />
        <Button look="plain" to={search === '' ? '/' : `/?${search}`}>
          {w('back')}
        </Button>
      </Card>
      <ProblemNotice problem={error} />
      <Select
        label={w('form')}
        value={extract}
        onChange={setExtract}
        options={[
          { value: '', label: w('standard') },
          ...(data?.extracts ?? []).map((one) => ({ value: one.id, label: one.name })),
        ]}
      />
      <Choice
        label={w('format')}
        form="narrow"
        value={format}
        onChange={(one) => setFormat(one as (typeof FORMATS)[number])}
        options={FORMATS.map((one) => ({ value: one, label: w(one) }))}
      />
      <p>
        <a className="button primary large" href={addressOf(exportView, {}, query)} download>
          {w('download')}
        </a>
      </p>
    </div>
  );
}

const FLAGS = ['mine', 'overdue', 'dueToday', 'fresh', 'unassigned', 'outside', 'supervised', 'help'] as const;

/** What narrows a view, in words: everything that the file is narrowed by. */
function ViewInWords({ view }: { view: View }): ReactNode {
  const w = useWords(extractScreenWords);
  const q = useWords(queueWords);
  const p = useWords(punctuationWords);
  const s = useWords(statusWords);
  const u = useWords(urgencyWords);
  const t = useText();
  const kindName = useKindName();
  const { bodies } = useBodies();
  const each = (list: string | undefined, name: (one: string) => string): string =>
    (list ?? '').split(',').filter(Boolean).map(name).join(p('between'));
  const body = bodies.find((one) => one.id === view.body);
  const parts: readonly (readonly [string, string])[] = [
    // States or a number that are named are looked for in every scope.
    [q('scope'), view.status || view.number ? '' : q(view.scope)],
    [q('status'), each(view.status, (one) => (STATUSES.some((it) => it === one) ? s(one as 'new') : one))],
    [q('kind'), each(view.kind, kindName)],
    [q('urgency'), each(view.urgency, (one) => (URGENCIES.some((it) => it === one) ? u(one as 'normal') : one))],
    [q('territory'), view.territory ?? ''],
    [q('body'), view.body === undefined ? '' : t(body?.name) || view.body],
    [q('from'), view.from ?? ''],
    [q('to'), view.to ?? ''],
    [w('viewNumber'), view.number ?? ''],
    [w('viewShape'), view.shape ? w('corners', { n: view.shape.split('~').length }) : ''],
    ...FLAGS.map((key) => [q(key), view[key] ? '✓' : ''] as const),
  ];
  const given = parts.filter(([, value]) => value !== '');
  if (given.length === 0) return <p>{w('everything')}</p>;
  return (
    <dl className="facts compact">
      {given.map(([name, value]) => (
        <div key={name} className="facts-row">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
