import { type ReactNode, useState } from 'react';
import type { AnswerOf } from '../../../../platform/http/contract.ts';
import { useMove } from '../../../../platform/web/asking.ts';
import { newId } from '../../../../platform/web/ids.ts';
import { Button, Select } from '../../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Card, Notice, Waiting } from '../../../../platform/web/kit/surfaces.tsx';
import { useToast } from '../../../../platform/web/kit/toast.tsx';
import { useLanguage, useWords } from '../../../../platform/web/words.ts';
import { periodText } from '../periods.rules.ts';
import { askStatement, type StatementOut, type statements } from '../statements.contract.ts';
import { screenWords } from './statements.screen.words.ts';

type Issuing = NonNullable<AnswerOf<typeof statements>['issuing']>;

/** Asking for a statement of a period, and what was asked for and is being made. */
export function AskBox({
  issuing,
  items,
}: {
  readonly issuing: Issuing;
  readonly items: readonly StatementOut[];
}): ReactNode {
  const w = useWords(screenWords);
  const language = useLanguage();
  const tell = useToast();
  const [chosen, choose] = useState('');
  const period = chosen || issuing.periods[0] || '';
  const asking = useMove(askStatement);
  const ask = (): void =>
    asking.mutate(
      { body: { id: newId(), period } },
      {
        onSuccess: () => {
          choose('');
          tell(w('done'));
        },
      },
    );
  const there = items.some((one) => one.period === period);
  const waits = issuing.asked.some((one) => one.period === period);
  return (
    <Card label={w('askTitle')}>
      <div className="stack small-gap">
        <h2>{w('askTitle')}</h2>
        <p className="soft small">{w('askLead')}</p>
        {issuing.periods.length === 0 ? (
          <Notice>{w('nothingToAsk')}</Notice>
        ) : (
          <div className="statement-ask">
            <Select
              label={w('period')}
              value={period}
              onChange={choose}
              options={issuing.periods.map((one) => ({ value: one, label: periodText(one, language) }))}
            />
            <Button look="primary" onPress={ask} busy={asking.isPending} disabled={waits}>
              {w(there ? 'again' : 'ask')}
            </Button>
          </div>
        )}
        <ProblemNotice problem={asking.error} />
        {issuing.asked.map((one) => (
          <div key={one.period} role="status" data-making={one.period}>
            <Waiting what={w('asked', { period: periodText(one.period, language) })} />
          </div>
        ))}
      </div>
    </Card>
  );
}
