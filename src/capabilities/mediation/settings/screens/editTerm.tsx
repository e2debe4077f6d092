import { type ReactNode, useState } from 'react';
import { Field, Select } from '../../../../platform/web/kit/controls.tsx';
import { useText, useWords } from '../../../../platform/web/words.ts';
import type { TermsOut } from '../settings.contract.ts';
import { agreementNumber, type DaysTerm, SUBSIDIES, type Subsidy } from '../terms.rules.ts';
import { ChangeForm } from './changeForm.tsx';
import { screenWords } from './settings.screen.words.ts';

type Props = { readonly terms: TermsOut; readonly onDone: () => void };

/** What was typed as a whole number; the server says what is wrong with anything else. */
const whole = (typed: string): number => (/^\d{1,7}$/.test(typed.trim()) ? Number(typed) : -1);

export function EditDays({ terms, term, onDone }: Props & { readonly term: DaysTerm }): ReactNode {
  const w = useWords(screenWords);
  const one = terms.days.find((each) => each.term === term);
  const [typed, setTyped] = useState(String(one?.value ?? ''));
  return (
    <ChangeForm n={terms.n} change={{ term, value: whole(typed) }} onDone={onDone} onCancel={onDone}>
      <Field
        label={w(term)}
        hint={`${w(`${term}Hint`)} (${w('between', { most: one?.most ?? '', standard: one?.standard ?? '' })})`}
        inputMode="numeric"
        maxLength={3}
        value={typed}
        onChange={setTyped}
      />
    </ChangeForm>
  );
}

export function EditSubsidy({ terms, onDone }: Props): ReactNode {
  const w = useWords(screenWords);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(SUBSIDIES.map((one) => [one, String(terms.subsidy.value[one])])),
  );
  const value = Object.fromEntries(SUBSIDIES.map((one) => [one, whole(typed[one] ?? '')])) as Subsidy;
  return (
    <ChangeForm n={terms.n} change={{ term: 'subsidy', value }} onDone={onDone} onCancel={onDone}>
      {SUBSIDIES.map((one) => (
        <Field
          key={one}
          label={w(one)}
          inputMode="numeric"
          maxLength={6}
          value={typed[one] ?? ''}
          onChange={(text) => setTyped({ ...typed, [one]: text })}
        />
      ))}
    </ChangeForm>
  );
}

export function EditWord({ terms, onDone }: Props): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  const [body, setBody] = useState('');
  const [typed, setTyped] = useState('');
  const { [body]: _before, ...others } = terms.word.value;
  const value = body === '' ? terms.word.value : typed.trim() === '' ? others : { ...others, [body]: typed.trim() };
  return (
    <ChangeForm n={terms.n} change={{ term: 'word', value }} onDone={onDone} onCancel={onDone}>
      <Select
        label={w('body')}
        value={body}
        placeholder={w('body')}
        onChange={(id) => {
          setBody(id);
          setTyped(terms.word.value[id] ?? '');
        }}
        options={terms.bodies.map((one) => ({ value: one.id, label: `${t(one.name)} · ${one.word}` }))}
      />
      <Field
        label={w('wordOf')}
        hint={w('example', { number: agreementNumber(2026, typed.trim() || '×', 12) })}
        maxLength={8}
        value={typed}
        onChange={setTyped}
      />
    </ChangeForm>
  );
}
