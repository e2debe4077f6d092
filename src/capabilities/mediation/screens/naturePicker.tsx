import type { ReactNode } from 'react';
import { Select } from '../../../platform/web/kit/controls.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import { NATURES, natureOf } from '../law/natures.rules.ts';
import { openWords } from './open.words.ts';

const GROUPS = NATURES.filter(({ parent }) => parent === null);

/** What a dispute is about, in two levels: the group, and what it holds. */
export function NaturePicker(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (code: string) => void;
  readonly problem?: string | undefined;
}): ReactNode {
  const w = useWords(openWords);
  const t = useText();
  const chosen = natureOf(props.value);
  const group = chosen === null ? '' : (chosen.parent ?? chosen.code);
  const within = NATURES.filter(({ parent }) => parent === group);
  return (
    <div className="mediation-pair">
      <Select
        label={props.label}
        value={group}
        placeholder={w('chooseGroup')}
        onChange={props.onChange}
        problem={props.problem}
        options={GROUPS.map((one) => ({ value: one.code, label: t(one) }))}
      />
      {within.length > 0 && (
        <Select
          label={w('natureWithin')}
          optional
          value={props.value.length === 4 ? props.value : ''}
          placeholder={w('wholeGroup')}
          onChange={(code) => props.onChange(code === '' ? group : code)}
          options={within.map((one) => ({ value: one.code, label: t(one) }))}
        />
      )}
    </div>
  );
}
