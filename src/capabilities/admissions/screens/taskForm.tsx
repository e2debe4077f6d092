import { type FormEvent, type ReactNode, useState } from 'react';
import { dayOf } from '../../../platform/calendar/calendar.rules.ts';
import type { Text } from '../../../platform/language/language.ts';
import { useMove } from '../../../platform/web/asking.ts';
import { newId } from '../../../platform/web/ids.ts';
import { Button, Field, Select, TextArea } from '../../../platform/web/kit/controls.tsx';
import { fieldProblem, ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { useToast } from '../../../platform/web/kit/toast.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { ask, move } from '../admissions.contract.ts';
import { screenWords } from './admissions.screen.words.ts';
import { EffortFields } from './effortFields.tsx';
import { PlacesField } from './placesField.tsx';
import type { Writing } from './taskDraft.ts';
import { type Draft, firstDraft, sentAs } from './taskDraft.ts';
import { Weighed } from './weighed.tsx';

const PATHS = ['name', 'name.zh', 'name.en', 'basis', 'territories', 'minutes', 'times', 'from', 'until', 'dropped'];

/** Asks for a task, asks again for one that was sent back, or anew for one that runs out, with its burden reckoned meanwhile. */
export function TaskForm(props: {
  readonly bodies: readonly ({ readonly id: string } & Text)[];
  readonly writing: Writing | null;
  readonly onDone: () => void;
}): ReactNode {
  const { writing, bodies } = props;
  const w = useWords(screenWords);
  const t = useText();
  const when = useWhen();
  const tell = useToast();
  const [draft, setDraft] = useState(() => firstDraft(writing, dayOf(new Date())));
  const [body, setBody] = useState(writing?.of.body.id ?? bodies[0]?.id ?? '');
  const [id, setId] = useState(newId);
  // An id stands for one content: what is changed after a refusal is another asking.
  const change = (some: Partial<Draft>): void => {
    setDraft((now) => ({ ...now, ...some }));
    setId(newId());
  };
  const done = (): void => {
    tell(w('sent'));
    props.onDone();
  };
  const asking = useMove(ask, { onDone: done });
  const amending = useMove(move, { onDone: done });
  const amends = writing?.how === 'amend';
  const { error, isPending } = amends ? amending : asking;
  const at = amends ? 'act.task' : 'task';
  const wrong = (path: string): string | undefined => {
    const own = fieldProblem(error, `${at}.${path}`);
    const below = error?.fields.find((one) => one.path.startsWith(`body.${at}.${path}.`))?.message;
    return t(own ?? below) || undefined;
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const task = sentAs(draft);
    if (amends) amending.mutate({ params: { id: writing.of.id }, body: { id, act: { move: 'amend', task } } });
    else asking.mutate({ body: { id, body, again: writing?.of.id ?? null, task } });
  };
  const text = (key: 'nameZh' | 'nameEn' | 'basis' | 'dropped', path: string, most: number) => ({
    value: draft[key],
    maxLength: most,
    problem: wrong(path),
    onChange: (value: string) => change({ [key]: value }),
  });
  return (
    <form className="stack admission-form" noValidate onSubmit={submit}>
      {writing && (
        <p className="soft">
          {w(writing.how === 'amend' ? 'amendOf' : 'againOf', {
            name: t(writing.of.task.name),
            until: when.day(writing.of.term?.until ?? writing.of.task.until),
          })}
        </p>
      )}
      {writing === null && bodies.length > 1 && (
        <Select
          label={w('forBody')}
          value={body}
          onChange={(one) => {
            setBody(one);
            setId(newId());
          }}
          options={bodies.map((one) => ({ value: one.id, label: t(one) }))}
        />
      )}
      {/* What the charter refuses of a name is said of both its words, and shown at the first. */}
      <Field
        label={w('nameZh')}
        {...text('nameZh', 'name.zh', 80)}
        problem={wrong('name.zh') ?? (t(fieldProblem(error, `${at}.name`)) || undefined)}
      />
      <Field label={w('nameEn')} {...text('nameEn', 'name.en', 160)} />
      <Field label={w('basis')} hint={w('basisHint')} {...text('basis', 'basis', 400)} />
      <PlacesField
        chosen={draft.territories}
        problem={wrong('territories')}
        onChange={(territories) => change({ territories })}
      />
      <EffortFields draft={draft} wrong={wrong} onChange={change} />
      <div className="pair">
        {(['from', 'until'] as const).map((key) => (
          <Field
            key={key}
            type="date"
            label={w(key === 'from' ? 'from' : 'untilAsked')}
            value={draft[key]}
            problem={wrong(key)}
            onChange={(value) => change({ [key]: value })}
          />
        ))}
      </div>
      <TextArea label={w('dropped')} hint={w('droppedHint')} rows={2} {...text('dropped', 'dropped', 400)} />
      <Weighed draft={draft} />
      <ProblemNotice problem={error} shownElsewhere={PATHS.map((path) => `body.${at}.${path}`)} />
      <div className="row">
        <Button look="primary" type="submit" large busy={isPending}>
          {w('send')}
        </Button>
        <Button look="plain" onPress={props.onDone}>
          {w('cancel')}
        </Button>
      </div>
    </form>
  );
}
