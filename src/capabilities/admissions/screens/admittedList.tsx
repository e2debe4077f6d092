import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useCall } from '../../../platform/web/asking.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Badge, Empty, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import { admitted } from '../admissions.contract.ts';
import { screenWords } from './admissions.screen.words.ts';
import { hours, useSaying } from './saying.ts';

/** The list of what villages and communities are admitted to be given, to read and to print. */
export function AdmittedList(): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  const say = useSaying();
  const { data, error, isPending, refetch } = useCall(admitted, {});
  return (
    <div className="stack">
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {isPending && <Waiting />}
      {data?.load && (
        <p>
          {w('loadNow', { least: hours(data.load.least), most: hours(data.load.most) })}{' '}
          <Link href="/burden" className="no-print">
            {w('meter')}
          </Link>
        </p>
      )}
      {data?.items.length === 0 && <Empty sign="check" title={w('listNone')} hint={w('listNoneHint')} />}
      {data?.items.map(({ id, task, body, burden, term, standing }) => (
        <section key={id} className="card stack small-gap admission" aria-label={t(task.name)}>
          <div className="row">
            <h2>{t(task.name)}</h2>
            {!standing && <Badge tone="info">{w('later')}</Badge>}
          </div>
          <dl className="facts">
            <dt>{w('body')}</dt>
            <dd>{t(body)}</dd>
            <dt>{w('basis')}</dt>
            <dd>{task.basis}</dd>
            <dt>{w('places')}</dt>
            <dd>{say.places(task.territories)}</dd>
            <dt>{w('work')}</dt>
            <dd>{say.effort(task)}</dd>
            <dt>{w('termDays')}</dt>
            <dd>{say.days(term)}</dd>
            <dt>{w('dropped')}</dt>
            <dd>{task.dropped}</dd>
            <dt>{w('burden')}</dt>
            <dd>{say.burden(burden)}</dd>
          </dl>
        </section>
      ))}
      {data !== undefined && data.items.length > 0 && (
        <div className="row no-print">
          <Button onPress={() => window.print()}>{w('print')}</Button>
        </div>
      )}
    </div>
  );
}
