import { type ReactNode, useState } from 'react';
import { Field, Select } from '../../../platform/web/kit/controls.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { DOERS, type Doer } from '../task.rules.ts';
import { screenWords } from './admissions.screen.words.ts';
import { USUAL } from './saying.ts';
import type { Draft } from './taskDraft.ts';

const OTHER = 'other';

/** Who does it, how long each time, how often. */
export function EffortFields(props: {
  readonly draft: Draft;
  readonly wrong: (path: string) => string | undefined;
  readonly onChange: (some: Partial<Draft>) => void;
}): ReactNode {
  const { draft, wrong, onChange } = props;
  const w = useWords(screenWords);
  const [other, setOther] = useState(() => !USUAL.some((one) => String(one) === draft.times));
  return (
    <>
      <Select
        label={w('doer')}
        value={draft.doer}
        onChange={(doer) => onChange({ doer: doer as Doer })}
        options={DOERS.map((one) => ({ value: one, label: w(`doer_${one}`) }))}
      />
      <div className="pair">
        <Field
          label={w('minutes')}
          inputMode="numeric"
          value={draft.minutes}
          problem={wrong('minutes')}
          onChange={(minutes) => onChange({ minutes })}
        />
        <Select
          label={w('times')}
          value={other ? OTHER : draft.times}
          problem={other ? undefined : wrong('times')}
          onChange={(value) => {
            setOther(value === OTHER);
            onChange({ times: value === OTHER ? '' : value });
          }}
          options={[
            ...USUAL.map((one) => ({ value: String(one), label: w(`times_${one}`) })),
            { value: OTHER, label: w('times_other') },
          ]}
        />
      </div>
      {other && (
        <Field
          label={w('timesOther')}
          inputMode="numeric"
          value={draft.times}
          problem={wrong('times')}
          onChange={(times) => onChange({ times })}
        />
      )}
    </>
  );
}
