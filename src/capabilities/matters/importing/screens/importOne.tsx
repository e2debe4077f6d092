import { type ReactNode, useEffect, useState } from 'react';
import { useParams } from 'wouter';
import { useCall } from '../../../../platform/web/asking.ts';
import { addressOf } from '../../../../platform/web/call.ts';
import { Button } from '../../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Card, Empty, Notice, Waiting } from '../../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { useWhen } from '../../../../platform/web/when.ts';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { readImport, refusedRows, type Shown } from '../importing.contract.ts';
import { hasEnded } from '../importing.rules.ts';
import { importScreenWords } from './import.screen.words.ts';
import { CancelButton, type Course, isBusy, StateBadge } from './importLine.tsx';
import { PlanForm } from './planForm.tsx';
import { Tally } from './tally.tsx';
import './import.css';

/** One import, from the look at its table to the rows that were refused; what it is at is asked for anew while it goes on. */
export default function ImportOne(): ReactNode {
  const w = useWords(importScreenWords);
  usePageTitle(w('title'));
  const { id = '' } = useParams<{ id: string }>();
  const [busy, setBusy] = useState(true);
  const { data, error, refetch } = useCall(readImport, { params: { id } }, busy ? { every: 1_000 } : {});
  const isGoingOn = data === undefined || isBusy(data.course) || isSettling(data.course);
  useEffect(() => setBusy(isGoingOn), [isGoingOn]);
  return (
    <div className="stack">
      <div>
        <Button look="plain" sign="back" to="/import">
          {w('back')}
        </Button>
      </div>
      <div className="row">
        <h1>{data?.shown?.name || w('title')}</h1>
        {data && <StateBadge one={data.course} />}
      </div>
      {error?.status === 404 || error?.status === 400 ? (
        <Empty title={w('gone')} />
      ) : (
        <ProblemNotice problem={error} onAgain={() => void refetch()} />
      )}
      {data === undefined && !error && <Waiting />}
      {data && <Stage course={data.course} shown={data.shown} onChanged={() => setBusy(true)} />}
    </div>
  );
}

/** What was under way when it was cancelled is counted soon after. */
const isSettling = ({ state, ended }: Course): boolean =>
  state === 'cancelled' && ended !== null && Date.now() - Date.parse(ended) < 10_000;

function Stage({
  course,
  shown,
  onChanged,
}: {
  readonly course: Course;
  readonly shown: Shown | null;
  readonly onChanged: () => void;
}): ReactNode {
  const w = useWords(importScreenWords);
  if (shown === null) {
    return (
      <>
        <Notice>{w('notMine')}</Notice>
        {isBusy(course) && <Progress course={course} />}
        {!hasEnded(course.state) && (
          <div>
            <CancelButton one={course} />
          </div>
        )}
      </>
    );
  }
  if (isBusy(course)) {
    return (
      <Card label={w('progress')}>
        <p>{w(course.state === 'running' ? 'running' : 'looking')}</p>
        <Progress course={course} />
        <div>
          <CancelButton one={course} />
        </div>
      </Card>
    );
  }
  // Another plan by the server makes another form: what was typed before belongs to the one before.
  if (course.state === 'checked')
    return <PlanForm key={JSON.stringify(shown.plan)} course={course} shown={shown} onSent={onChanged} />;
  return <Ended course={course} shown={shown} />;
}

function Progress({ course }: { course: Course }): ReactNode {
  const w = useWords(importScreenWords);
  const { rows, dealt } = course;
  return (
    <div className="stack small-gap">
      <progress
        className="progress"
        aria-label={w('progress')}
        {...(rows === null || rows === 0 ? {} : { max: rows, value: Math.min(dealt, rows) })}
      />
      {rows !== null && (
        <p className="soft small" role="status">
          {w('dealt', { n: Math.min(dealt, rows), of: rows })}
        </p>
      )}
    </div>
  );
}

function Ended({ course, shown }: { course: Course; shown: Shown }): ReactNode {
  const w = useWords(importScreenWords);
  const t = useText();
  const when = useWhen();
  const { state, stored, known, refused, id } = course;
  const title = { done: 'doneTitle', cancelled: 'partTitle', failed: 'failedTitle' } as const;
  const file = (format: 'csv' | 'xlsx'): string => addressOf(refusedRows, { id }, { format });
  return (
    <>
      <Notice tone={state === 'failed' ? 'bad' : state === 'done' ? 'good' : 'info'}>
        <strong>{w(title[state as keyof typeof title])}</strong>{' '}
        {shown.trouble ? t(shown.trouble) : state === 'done' && refused === 0 && w('doneAll')}
      </Notice>
      {stored + known + refused > 0 && (
        <Tally
          items={[
            [w('stored'), stored, 'good'],
            [w('known'), known, undefined],
            [w('refused'), refused, refused > 0 ? 'bad' : undefined],
          ]}
        />
      )}
      {refused > 0 && (
        <Card label={w('asXlsx')}>
          <p>{w('refusedLead')}</p>
          <div className="row">
            <a className="button primary" href={file('xlsx')} download>
              {w('asXlsx')}
            </a>
            <a className="button quiet" href={file('csv')} download>
              {w('asCsv')}
            </a>
          </div>
          <p className="soft small">{w('keptUntil', { day: when.day(course.until) })}</p>
        </Card>
      )}
      <div className="row">
        {stored > 0 && <Button to="/?sort=newest">{w('toQueue')}</Button>}
        <Button look="primary" to="/import">
          {w('another')}
        </Button>
      </div>
    </>
  );
}
