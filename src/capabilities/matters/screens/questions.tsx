import type { ReactNode } from 'react';
import { Choice, Field, TextArea, Tick } from '../../../platform/web/kit/controls.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import type { Question } from '../../kinds/kinds.contract.ts';
import type { Answers } from './draft.ts';
import { reportWords } from './report.words.ts';

/** The questions that a kind asks, and only those. */
export function Questions(props: {
  readonly questions: readonly Question[];
  readonly answers: Answers;
  readonly onChange: (answers: Answers) => void;
  /** Ids of questions that still want an answer. */
  readonly missing: readonly string[];
}): ReactNode {
  const w = useWords(reportWords);
  const t = useText();
  const set = (id: string, value: string | number | boolean | string[] | undefined): void => {
    const { [id]: _before, ...rest } = props.answers;
    props.onChange(value === undefined || value === '' ? rest : { ...rest, [id]: value });
  };
  return (
    <div className="stack">
      {props.questions.map((one) => {
        const given = props.answers[one.id];
        const described = {
          label: t(one.text),
          optional: !one.required,
          problem: props.missing.includes(one.id) ? w('needAnswer') : undefined,
        };
        switch (one.type) {
          case 'choice':
            return (
              <Choice
                key={one.id}
                {...described}
                form="lines"
                value={typeof given === 'string' ? given : undefined}
                onChange={(value) => set(one.id, value)}
                options={one.options.map((option) => ({ value: option.id, label: t(option.text) }))}
              />
            );
          case 'yesno':
            return (
              <Choice
                key={one.id}
                {...described}
                form="narrow"
                value={typeof given === 'boolean' ? String(given) : undefined}
                onChange={(value) => set(one.id, value === 'true')}
                options={[
                  { value: 'true', label: w('yes') },
                  { value: 'false', label: w('no') },
                ]}
              />
            );
          case 'several': {
            const chosen = Array.isArray(given) ? given : [];
            return (
              <fieldset key={one.id} className="field">
                <legend className="legend">{described.label}</legend>
                {one.options.map((option) => (
                  <Tick
                    key={option.id}
                    checked={chosen.includes(option.id)}
                    onChange={(on) => {
                      const next = on ? [...chosen, option.id] : chosen.filter((id) => id !== option.id);
                      set(one.id, next.length === 0 ? undefined : next);
                    }}
                  >
                    {t(option.text)}
                  </Tick>
                ))}
                {described.problem && <span className="wrong">{described.problem}</span>}
              </fieldset>
            );
          }
          case 'number':
            return (
              <Field
                key={one.id}
                {...described}
                inputMode="decimal"
                value={given === undefined ? '' : String(given)}
                onChange={(value) => set(one.id, value.trim() === '' ? undefined : numberOr(value))}
              />
            );
          case 'text':
            return (
              <TextArea
                key={one.id}
                {...described}
                rows={2}
                maxLength={500}
                value={typeof given === 'string' ? given : ''}
                onChange={(value) => set(one.id, value)}
              />
            );
        }
      })}
    </div>
  );
}

/** A number where the text is one; else the text stays, so that the server can say what is wrong with it. */
const numberOr = (text: string): number | string => (Number.isFinite(Number(text)) ? Number(text) : text);

/** Required questions without an answer. */
export const missingAnswers = (questions: readonly Question[], answers: Answers): string[] =>
  questions.filter((one) => one.required && answers[one.id] === undefined).map((one) => one.id);
