import type { ReactNode } from 'react';
import { Button, Field, Select } from '../../../platform/web/kit/controls.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import type { Missing, MissingCode } from '../law/contents.rules.ts';
import { lawText } from '../law/law.words.ts';
import type { CaseOut } from '../mediation.contract.ts';
import type { AgreementIn } from '../move.contract.ts';
import { agreementWordsOfScreen } from './agreement.screen.words.ts';

type Promised = AgreementIn['promises'][number];

/** One promise of an agreement: who to whom, what, how, until which day, how much. */
export function PromiseFields(props: {
  readonly it: CaseOut;
  readonly n: number;
  readonly value: Promised;
  readonly onChange: (value: Promised) => void;
  readonly onDrop: (() => void) | undefined;
  readonly lacks: readonly Missing[];
  readonly problem: string | undefined;
}): ReactNode {
  const { it, n, value, lacks } = props;
  const w = useWords(agreementWordsOfScreen);
  const t = useText();
  const change = (some: Partial<Promised>): void => props.onChange({ ...value, ...some });
  const said = (...codes: MissingCode[]): string | undefined => {
    const one = lacks.find(({ code }) => codes.includes(code));
    return one === undefined ? undefined : t(lawText(one.code));
  };
  const names = it.parties.map(({ id, name }) => ({ value: id, label: name ?? '—' }));
  return (
    <fieldset className="mediation-promise">
      <legend className="legend">{w('promiseN', { n })}</legend>
      <div className="mediation-pair">
        <Select
          label={w('by')}
          value={value.by}
          options={names}
          onChange={(by) => change({ by })}
          problem={said('miss_promiseBy', 'miss_promiseSelf')}
        />
        <Select
          label={w('to')}
          value={value.to}
          options={names}
          onChange={(to) => change({ to })}
          problem={said('miss_promiseTo')}
        />
      </div>
      <Field
        label={w('what')}
        maxLength={500}
        value={value.what}
        onChange={(what) => change({ what })}
        problem={said('miss_promiseWhat')}
      />
      <Field
        label={w('how')}
        maxLength={300}
        value={value.how}
        onChange={(how) => change({ how })}
        problem={said('miss_promiseHow')}
      />
      <div className="mediation-pair">
        <Field
          type="date"
          label={w('due')}
          value={value.due}
          onChange={(due) => change({ due })}
          problem={said('miss_promiseDue', 'miss_promiseEarly')}
        />
        <Field
          label={w('amount')}
          optional
          inputMode="decimal"
          maxLength={15}
          value={value.amount ?? ''}
          onChange={(amount) => change({ amount: amount.trim() === '' ? null : amount.trim() })}
          problem={said('miss_promiseAmount')}
        />
      </div>
      {props.problem && <span className="wrong">{props.problem}</span>}
      {props.onDrop && (
        <Button look="plain" onPress={props.onDrop}>
          {w('dropPromise', { n })}
        </Button>
      )}
    </fieldset>
  );
}
