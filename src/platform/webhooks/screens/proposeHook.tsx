import { type ReactNode, useState } from 'react';
import type { AnswerOf } from '../../http/contract.ts';
import { useMove } from '../../web/asking.ts';
import { Button, Field, Select, Tick } from '../../web/kit/controls.tsx';
import { fieldProblem, ProblemNotice } from '../../web/kit/problem.tsx';
import { Notice } from '../../web/kit/surfaces.tsx';
import { useText, useWords } from '../../web/words.ts';
import { type listHooks, proposeHook } from '../webhooks.contract.ts';
import { hookScreenWords } from './hooks.words.ts';

/** Asks who is told, where, of what and of which places; a second person approves. */
export function ProposeHook(props: {
  readonly known: AnswerOf<typeof listHooks>;
  readonly onProposed: (name: string, secret: string) => void;
}): ReactNode {
  const w = useWords(hookScreenWords);
  const t = useText();
  const { machines, events } = props.known;
  const [machine, setMachine] = useState('');
  const [name, setName] = useState('');
  const [url, setUrl] = useState('https://');
  const [range, setRange] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>(events.map((one) => one.name));
  const propose = useMove(proposeHook, {
    stales: ['webhooks'],
    onDone: ({ secret }) => props.onProposed(name.trim(), secret),
  });
  const wrong = (field: string): string | undefined => t(fieldProblem(propose.error, field)) || undefined;
  const of = machines.find((one) => one.id === machine);
  if (machines.length === 0) return <Notice tone="warn">{w('noMachine')}</Notice>;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        const territory = range === '' ? (of?.territory ?? '') : range;
        propose.mutate({ body: { machine, name, url, territory, events: [...chosen] } });
      }}
    >
      <Select
        label={w('machine')}
        hint={w('machineHint')}
        placeholder={w('machine')}
        value={machine}
        onChange={setMachine}
        problem={wrong('machine')}
        options={machines.map((one) => ({ value: one.id, label: one.name }))}
      />
      <Field
        label={w('name')}
        hint={w('nameHint')}
        maxLength={32}
        required
        value={name}
        onChange={setName}
        problem={wrong('name')}
      />
      <Field
        label={w('url')}
        hint={w('urlHint')}
        maxLength={300}
        required
        value={url}
        onChange={setUrl}
        problem={wrong('url')}
      />
      <Field
        label={w('territory')}
        hint={w('territoryHint', { code: of?.territory ?? '…' })}
        maxLength={15}
        optional
        value={range}
        onChange={setRange}
        problem={wrong('territory')}
      />
      <fieldset className="field">
        <legend className="legend">{w('events')}</legend>
        <div className="hook-events">
          {events.map((one) => (
            <Tick
              key={one.name}
              checked={chosen.includes(one.name)}
              onChange={(checked) =>
                setChosen(checked ? [...chosen, one.name] : chosen.filter((each) => each !== one.name))
              }
            >
              {t(one.text)}
            </Tick>
          ))}
        </div>
      </fieldset>
      <ProblemNotice
        problem={propose.error}
        shownElsewhere={['body.machine', 'body.name', 'body.url', 'body.territory']}
      />
      <Button
        look="primary"
        wide
        large
        type="submit"
        busy={propose.isPending}
        disabled={machine === '' || chosen.length === 0 || name.trim().length < 2}
      >
        {w('proposeYes')}
      </Button>
    </form>
  );
}
