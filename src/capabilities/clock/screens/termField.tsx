import type { ReactNode } from 'react';
import { Field, Select } from '../../../platform/web/kit/controls.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { UNITS, type Unit } from '../clock.rules.ts';
import { clockWords } from '../clock.words.ts';
import { proposeWords } from './propose.words.ts';
import type { TermForm } from './ruleForm.ts';

/** A number and its unit. */
export function TermField(props: {
  readonly label: string;
  /** What it is the term of, for those who hear it, where that stands beside it. */
  readonly of?: string;
  readonly term: TermForm;
  readonly onChange: (term: TermForm) => void;
  readonly hint?: string;
  readonly problem?: string | undefined;
}): ReactNode {
  const { label, of, term, onChange, hint, problem } = props;
  const w = useWords(proposeWords);
  const c = useWords(clockWords);
  return (
    <div className="term-field">
      <Field
        label={
          <>
            {of && <span className="only-heard">{of} </span>}
            {label}
          </>
        }
        hint={hint}
        inputMode="numeric"
        maxLength={6}
        value={term.n}
        problem={problem}
        onChange={(n) => onChange({ ...term, n })}
      />
      <Select
        label={<span className="only-heard">{[of, label, w('unit')].filter(Boolean).join(' ')}</span>}
        value={term.unit}
        onChange={(unit) => onChange({ ...term, unit: unit as Unit })}
        options={UNITS.map((one) => ({ value: one, label: c(`unit_${one}`) }))}
      />
    </div>
  );
}
