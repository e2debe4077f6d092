import { type ReactNode, useState } from 'react';
import { useMove } from '../../../platform/web/asking.ts';
import { newId } from '../../../platform/web/ids.ts';
import { Button, Field, Select, TextArea } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Card } from '../../../platform/web/kit/surfaces.tsx';
import { useToast } from '../../../platform/web/kit/toast.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { putExtract } from '../extract.contract.ts';
import { type Extract, FIELDS } from '../extract.rules.ts';
import { extractWords } from '../extract.words.ts';
import { extractScreenWords } from './extract.screen.words.ts';

/** A column while it is edited: its replacements as the lines that are typed. `key` is the form's own. */
type Column = {
  readonly key: string;
  readonly field: Extract['columns'][number]['field'];
  readonly heading: string;
  readonly values: string;
};

const columnOf = ({ field, heading, values }: Extract['columns'][number]): Column => ({
  key: newId(),
  field,
  heading,
  values: values.map(({ from, to }) => `${from} = ${to}`).join('\n'),
});

/** Lines of `value = code`; a line without the sign stands for nothing yet. */
const valuesIn = (typed: string): { from: string; to: string }[] =>
  typed
    .split('\n')
    .map((line) => /^(.+?)[=＝](.*)$/.exec(line))
    .flatMap((found) => (found ? [{ from: (found[1] ?? '').trim(), to: (found[2] ?? '').trim() }] : []));

/** The form of one form: its name, and its columns in their order. */
export function ExtractForm(props: {
  readonly extract: Extract & { readonly id: string };
  readonly onDone: () => void;
}): ReactNode {
  const w = useWords(extractScreenWords);
  const f = useWords(extractWords);
  const tell = useToast();
  const [name, setName] = useState(props.extract.name);
  const [columns, setColumns] = useState<readonly Column[]>(() => props.extract.columns.map(columnOf));
  const [wrong, setWrong] = useState(false);
  const save = useMove(putExtract, {
    onDone: () => {
      tell(w('saved'));
      props.onDone();
    },
  });
  const change = (at: number, some: Partial<Column>): void =>
    setColumns((all) => all.map((one, n) => (n === at ? { ...one, ...some } : one)));
  const swap = (at: number, by: number): void =>
    setColumns((all) => {
      const next = [...all];
      const [one] = next.splice(at, 1);
      if (one) next.splice(at + by, 0, one);
      return next;
    });
  const submit = (): void => {
    const lacking = name.trim() === '' || columns.some((one) => one.heading.trim() === '');
    setWrong(lacking);
    if (lacking) return;
    save.mutate({
      params: { id: props.extract.id },
      body: {
        name,
        columns: columns.map(({ field, heading, values }) => ({ field, heading, values: valuesIn(values) })),
      },
    });
  };
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h1>{w('formsTitle')}</h1>
      <Field
        label={w('name')}
        value={name}
        maxLength={60}
        problem={wrong && name.trim() === '' ? w('needName') : undefined}
        onChange={setName}
      />
      <h2>{w('columns')}</h2>
      {columns.map((one, at) => (
        <Card key={one.key} label={one.heading || f(`f_${one.field}`)}>
          <div className="pair">
            <Select
              label={w('field')}
              value={one.field}
              onChange={(field) =>
                change(at, {
                  field: field as Column['field'],
                  ...(one.heading === '' ? { heading: f(`f_${field as Column['field']}`) } : {}),
                })
              }
              options={FIELDS.map((field) => ({ value: field, label: f(`f_${field}`) }))}
            />
            <Field
              label={w('heading')}
              value={one.heading}
              maxLength={60}
              problem={wrong && one.heading.trim() === '' ? w('needHeading') : undefined}
              onChange={(heading) => change(at, { heading })}
            />
          </div>
          <TextArea
            label={w('values')}
            optional
            rows={2}
            maxLength={4000}
            value={one.values}
            onChange={(values) => change(at, { values })}
          />
          <div className="row">
            <Button look="plain" label={w('up', { n: at + 1 })} disabled={at === 0} onPress={() => swap(at, -1)}>
              ↑
            </Button>
            <Button
              look="plain"
              label={w('down', { n: at + 1 })}
              disabled={at === columns.length - 1}
              onPress={() => swap(at, 1)}
            >
              ↓
            </Button>
            <Button
              look="plain"
              sign="close"
              label={w('take', { n: at + 1 })}
              disabled={columns.length === 1}
              onPress={() => setColumns((all) => all.filter((_, n) => n !== at))}
            >
              {w('remove')}
            </Button>
          </div>
        </Card>
      ))}
      <Button onPress={() => setColumns((all) => [...all, columnOf({ field: 'status', heading: '', values: [] })])}>
        {w('addColumn')}
      </Button>
      <ProblemNotice problem={save.error} />
      <div className="row">
        <Button look="primary" type="submit" busy={save.isPending}>
          {w('save')}
        </Button>
        <Button onPress={props.onDone}>{w('cancel')}</Button>
      </div>
    </form>
  );
}
