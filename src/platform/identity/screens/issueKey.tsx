import { type ReactNode, useState } from 'react';
import { useCall, useMove } from '../../web/asking.ts';
import { Button, Field, Select, Tick } from '../../web/kit/controls.tsx';
import { fieldProblem, ProblemNotice } from '../../web/kit/problem.tsx';
import { useText, useWords } from '../../web/words.ts';
import { listBodies } from '../bodies.contract.ts';
import { issueMachine } from '../machines.contract.ts';
import { type MachineScope, refuseMachine, SCOPES } from '../machines.rules.ts';
import { machineWords } from '../machines.words.ts';
import { today } from './appointmentsView.ts';
import { machineScreenWords } from './machines.screen.words.ts';

/** The same day a year on; the 29th of February becomes the 1st of March. */
function yearOn(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCFullYear(next.getUTCFullYear() + 1);
  return next.toISOString().slice(0, 10);
}

/** Asks what the other system is and what it may do, and gets its key. */
export function IssueKey({ onIssued }: { onIssued: (name: string, key: string) => void }): ReactNode {
  const w = useWords(machineScreenWords);
  const m = useWords(machineWords);
  const t = useText();
  const { data } = useCall(listBodies, { query: {} }, { fresh: 3_600_000 });
  const [name, setName] = useState('');
  const [body, setBody] = useState('');
  const [scopes, setScopes] = useState<readonly MachineScope[]>([]);
  const [until, setUntil] = useState(yearOn(today()));
  const issue = useMove(issueMachine, { onDone: ({ key }) => onIssued(name.trim(), key) });
  const against = refuseMachine({ scopes, until }, today());
  const wrong = (field: string): string | undefined => t(fieldProblem(issue.error, field)) || undefined;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        issue.mutate({ body: { name, body: body === '' ? null : body, scopes: [...scopes], until } });
      }}
    >
      <Field
        label={w('name')}
        hint={w('nameHint')}
        maxLength={32}
        required
        value={name}
        onChange={setName}
        problem={wrong('name')}
      />
      <fieldset className="field">
        <legend className="legend">{w('scopes')}</legend>
        {SCOPES.map((one) => (
          <Tick
            key={one}
            checked={scopes.includes(one)}
            onChange={(checked) => setScopes(checked ? [...scopes, one] : scopes.filter((each) => each !== one))}
          >
            {w(`s_${one}`)}
          </Tick>
        ))}
      </fieldset>
      <Select
        label={w('body')}
        optional
        placeholder={w('noBody')}
        value={body}
        onChange={setBody}
        problem={wrong('body')}
        options={(data?.bodies ?? []).map((one) => ({ value: one.id, label: t(one.name) }))}
      />
      <Field
        label={w('until')}
        hint={w('untilHint')}
        type="date"
        required
        value={until}
        onChange={setUntil}
        problem={against === 'days' ? m('days') : wrong('until')}
      />
      <ProblemNotice problem={issue.error} shownElsewhere={['body.name', 'body.body', 'body.until']} />
      <Button
        look="primary"
        wide
        large
        type="submit"
        busy={issue.isPending}
        disabled={against !== null || name.trim().length < 2}
      >
        {w('issueYes')}
      </Button>
    </form>
  );
}
