import type { ReactNode } from 'react';
import { listBodies } from '../../../platform/identity/bodies.contract.ts';
import { useCall } from '../../../platform/web/asking.ts';
import { Button, Select } from '../../../platform/web/kit/controls.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import { kindsDeskWords } from './desk.words.ts';
import type { KindForm } from './kindDraft.ts';

const MOST = 5;

/** Which bodies are called in beside the lead when such a matter is first given to somebody. */
export function CalledFields(props: {
  readonly form: KindForm;
  readonly onChange: (some: Partial<KindForm>) => void;
  readonly wrong: (path: string) => string | undefined;
}): ReactNode {
  const w = useWords(kindsDeskWords);
  const t = useText();
  const { form, onChange, wrong } = props;
  const { data } = useCall(listBodies, {}, { fresh: 300_000 });
  const bodies = data?.bodies ?? [];
  const nameOf = (id: string): string => t(bodies.find((one) => one.id === id)?.name) || id;
  const free = bodies.filter((one) => !form.with.includes(one.id));
  return (
    <fieldset className="field" data-called>
      <legend className="legend">{w('with')}</legend>
      <p className="hint">{w('withHint')}</p>
      {form.with.length > 0 && (
        <ul className="looks">
          {form.with.map((id) => (
            <li key={id} className="row">
              <span>{nameOf(id)}</span>
              <Button look="plain" onPress={() => onChange({ with: form.with.filter((one) => one !== id) })}>
                {w('withDrop', { body: nameOf(id) })}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {form.with.length < MOST && (
        <Select
          label={w('withAdd')}
          placeholder={w('withAdd')}
          value=""
          problem={wrong('with')}
          onChange={(id) => id !== '' && onChange({ with: [...form.with, id] })}
          options={free.map((one) => ({ value: one.id, label: t(one.name) }))}
        />
      )}
    </fieldset>
  );
}
