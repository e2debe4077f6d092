import type { ReactNode } from 'react';
import { newId } from '../../../platform/web/ids.ts';
import { Button, Field, Select, TextArea, Tick } from '../../../platform/web/kit/controls.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { question } from '../kinds.rules.ts';
import { kindsWords } from '../kinds.words.ts';
import { kindsDeskWords } from './desk.words.ts';
import { newQuestion, type QuestionDraft } from './kindDraft.ts';

const TYPES = question.shape.type.options;
const MOST = 12;

/** The questions of a kind, each with its options, in the order in which they are asked. */
export function QuestionFields(props: {
  readonly questions: readonly QuestionDraft[];
  readonly onChange: (questions: readonly QuestionDraft[]) => void;
  /** Why something below `questions.<n>` is not right. */
  readonly wrong: (path: string) => string | undefined;
}): ReactNode {
  const w = useWords(kindsDeskWords);
  const k = useWords(kindsWords);
  const { questions, onChange, wrong } = props;
  const change = (at: number, some: Partial<QuestionDraft>): void =>
    onChange(questions.map((one, place) => (place === at ? { ...one, ...some } : one)));
  const up = (at: number): void => {
    const moved = questions[at];
    if (moved === undefined || at === 0) return;
    const others = questions.filter((one) => one !== moved);
    onChange([...others.slice(0, at - 1), moved, ...others.slice(at - 1)]);
  };
  return (
    <fieldset className="stack">
      <legend className="legend">{w('questionsTitle')}</legend>
      <p className="hint">{w('questionsHint')}</p>
      {questions.map((one, at) => (
        <fieldset key={one.key} className="question-box" data-wrong={wrong(`questions.${at}`) !== undefined}>
          <legend className="only-heard">{w('question', { n: at + 1 })}</legend>
          <div className="row apart">
            <strong>{w('question', { n: at + 1 })}</strong>
            <span className="row">
              {at > 0 && <Button onPress={() => up(at)}>{w('moveUp')}</Button>}
              <Button look="danger" onPress={() => onChange(questions.filter((other) => other !== one))}>
                {w('removeQuestion')}
              </Button>
            </span>
          </div>
          <div className="pair">
            <Field
              label={w('textZh')}
              value={one.text.zh}
              maxLength={200}
              problem={wrong(`questions.${at}.text`)}
              onChange={(zh) => change(at, { text: { ...one.text, zh } })}
            />
            <Field
              label={w('textEn')}
              value={one.text.en}
              maxLength={200}
              onChange={(en) => change(at, { text: { ...one.text, en } })}
            />
            <Field
              label={w('questionId')}
              value={one.id}
              maxLength={40}
              problem={wrong(`questions.${at}.id`)}
              onChange={(id) => change(at, { id })}
            />
            <Select
              label={w('type')}
              value={one.type}
              onChange={(type) => change(at, { type: type as QuestionDraft['type'] })}
              options={TYPES.map((type) => ({ value: type, label: k(`type_${type}`) }))}
            />
          </div>
          {(one.type === 'choice' || one.type === 'several') && (
            <TextArea
              label={w('options')}
              hint={w('optionsHint')}
              rows={4}
              value={one.options}
              problem={wrong(`questions.${at}.options`)}
              onChange={(options) => change(at, { options })}
            />
          )}
          <Tick checked={one.required} onChange={(required) => change(at, { required })}>
            {w('required')}
          </Tick>
        </fieldset>
      ))}
      {questions.length < MOST && (
        <Button sign="plus" onPress={() => onChange([...questions, newQuestion(newId())])}>
          {w('addQuestion')}
        </Button>
      )}
    </fieldset>
  );
}
