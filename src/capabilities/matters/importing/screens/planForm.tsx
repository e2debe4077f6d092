import { type ReactNode, useState } from 'react';
import { useMove } from '../../../../platform/web/asking.ts';
import { Button } from '../../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Badge, Card, Notice } from '../../../../platform/web/kit/surfaces.tsx';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { planImport, type Shown, startImport } from '../importing.contract.ts';
import { FIELDS, lacking, type Plan } from '../importing.rules.ts';
import { AnswerFields } from './answerFields.tsx';
import { Found } from './found.tsx';
import { importScreenWords } from './import.screen.words.ts';
import { CancelButton, type Course } from './importLine.tsx';
import { ColumnFields, KindFields } from './planFields.tsx';

type Drawn = NonNullable<Shown['plan']>;

/** How the table is read, to be changed and tried; what a run would do; and the run. */
export function PlanForm({
  course,
  shown,
  onSent,
}: {
  readonly course: Course;
  readonly shown: Shown;
  readonly onSent: () => void;
}): ReactNode {
  const w = useWords(importScreenWords);
  const t = useText();
  const [plan, setPlan] = useState<Plan | null>(shown.plan);
  const again = useMove(planImport, { onDone: onSent });
  const start = useMove(startImport, { onDone: onSent });
  const params = { id: course.id };
  if (plan === null) return null;
  const isChanged = JSON.stringify(plan) !== JSON.stringify(shown.plan);
  const missing = lacking(plan);
  // Another column of kinds has values of its own: they are read first.
  const needsLook = plan.columns.kind !== shown.plan?.columns.kind || plan.headerRow !== shown.plan?.headerRow;
  const tryAgain = (
    <Button
      look={shown.found === null || isChanged ? 'primary' : 'quiet'}
      busy={again.isPending}
      disabled={!isChanged}
      onPress={() => again.mutate({ params, body: plan as Drawn })}
    >
      {w('tryAgain')}
    </Button>
  );
  return (
    <>
      {shown.trouble && (
        <Notice tone="bad" urgent>
          {t(shown.trouble)}
        </Notice>
      )}
      {shown.found && !isChanged && (
        <Card label={w('preview')}>
          <h2>{w('preview')}</h2>
          <Found found={shown.found} header={shown.header} />
          <ProblemNotice problem={start.error} />
          {shown.found.taken === 0 && <Notice tone="warn">{w('nothingToTake')}</Notice>}
          <div className="row">
            {shown.found.taken > 0 && (
              <Button look="primary" large busy={start.isPending} onPress={() => start.mutate({ params })}>
                {w('run', { n: shown.found.taken })}
              </Button>
            )}
            <CancelButton one={course} />
          </div>
        </Card>
      )}
      {missing.map((what) => (
        <Notice key={what} tone="warn">
          {w(`lack_${what}`)}
        </Notice>
      ))}
      <Card label={w('mapping')}>
        <h2>{w('mapping')}</h2>
        <p className="soft">{w(shown.remembered ? 'remembered' : 'mappingLead')}</p>
        <ColumnFields plan={plan} header={shown.header} onChange={setPlan} />
        {!needsLook && <KindFields plan={plan} values={shown.values} onChange={setPlan} />}
        {!needsLook && <AnswerFields plan={plan} header={shown.header} onChange={setPlan} />}
        {isChanged && <Notice tone="warn">{w('changedPlan')}</Notice>}
        <ProblemNotice problem={again.error} />
        <div className="row">
          {tryAgain}
          {(shown.found === null || isChanged) && <CancelButton one={course} />}
        </div>
      </Card>
      <section className="stack" aria-label={w('sample')}>
        <h2>{w('sample')}</h2>
        <Sample plan={plan} shown={shown} />
      </section>
    </>
  );
}

function Sample({ plan, shown }: { plan: Plan; shown: Shown }): ReactNode {
  const w = useWords(importScreenWords);
  const heading = shown.header.map((name, at) => ({
    key: `${at} ${name}`,
    name,
    field: FIELDS.find((one) => plan.columns[one] === name.trim()),
  }));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by the keyboard
    <div className="import-scroll" tabIndex={0}>
      <table aria-label={w('sample')}>
        <thead>
          <tr>
            {heading.map(({ key, name, field }) => (
              <th key={key} scope="col">
                {name}
                {field && <Badge tone="brand">{w(`f_${field}`)}</Badge>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.sample.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a table have no other name
            <tr key={row}>
              {heading.map(({ key }, at) => (
                <td key={key}>{cells[at]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
