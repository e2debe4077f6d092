import type { ReactNode } from 'react';
import { Select } from '../../../../platform/web/kit/controls.tsx';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { useKinds } from '../../screens/kindsNow.ts';
import type { Plan } from '../importing.rules.ts';
import { importScreenWords } from './import.screen.words.ts';

/** Which columns answer the questions of the kinds that the table holds; folded, for most tables answer none. */
export function AnswerFields(props: {
  readonly plan: Plan;
  readonly header: readonly string[];
  readonly onChange: (plan: Plan) => void;
}): ReactNode {
  const { plan, header, onChange } = props;
  const w = useWords(importScreenWords);
  const t = useText();
  const { kinds } = useKinds();
  const used = new Set([...plan.kinds.map((one) => one.kind), ...(plan.otherwise === null ? [] : [plan.otherwise])]);
  const asking = kinds.filter((one) => used.has(one.code) && one.questions.length > 0);
  if (asking.length === 0) return null;
  const columns = [...new Set(header.map((one) => one.trim()).filter((one) => one !== '' && one.length <= 200))];
  const options = [{ value: '', label: w('noColumn') }, ...columns.map((one) => ({ value: one, label: one }))];
  const columnOf = (kind: string, question: string): string =>
    plan.answers.find((one) => one.kind === kind && one.question === question)?.column ?? '';
  const set = (kind: string, question: string, column: string): void =>
    onChange({
      ...plan,
      answers: [
        ...plan.answers.filter((one) => one.kind !== kind || one.question !== question),
        ...(column === '' ? [] : [{ kind, question, column }]),
      ],
    });
  return (
    <>
      <h3>{w('answersTitle')}</h3>
      <p className="soft small">{w('answersLead')}</p>
      {asking.map(({ code, name, questions }) => {
        const n = questions.filter((one) => columnOf(code, one.id) !== '').length;
        return (
          <details key={code} className="import-answers">
            <summary>{w('answersOf', { kind: t(name), n, of: questions.length })}</summary>
            <div className="import-fields">
              {questions.map((one) => (
                <Select
                  key={one.id}
                  label={t(one.text)}
                  value={columnOf(code, one.id)}
                  onChange={(column) => set(code, one.id, column)}
                  options={options}
                />
              ))}
            </div>
          </details>
        );
      })}
    </>
  );
}
