import type { ReactNode } from 'react';
import { Field, Select, Tick } from '../../../platform/web/kit/controls.tsx';
import { hasSign, KindSign } from '../../../platform/web/kit/icons.tsx';
import { Card } from '../../../platform/web/kit/surfaces.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { GROUPS, type Group, kindSeed } from '../kinds.rules.ts';
import { kindsWords } from '../kinds.words.ts';
import { CalledFields } from './calledFields.tsx';
import { kindsDeskWords } from './desk.words.ts';
import type { KindForm } from './kindDraft.ts';

const VISIBILITIES = kindSeed.shape.visibility.options;

/** Everything about a kind but its questions. */
export function KindFields(props: {
  readonly form: KindForm;
  readonly onChange: (some: Partial<KindForm>) => void;
  readonly wrong: (path: string) => string | undefined;
  /** A new kind chooses its code; later it never changes. */
  readonly isNew: boolean;
}): ReactNode {
  const w = useWords(kindsDeskWords);
  const k = useWords(kindsWords);
  const { form, onChange, wrong, isNew } = props;
  const typed = (key: 'firstActionMinutes' | 'handleWorkingDays' | 'sampleEvery') => (
    <Field
      inputMode="numeric"
      label={w(key)}
      value={form[key]}
      problem={wrong(key)}
      onChange={(value) => onChange({ [key]: value })}
    />
  );
  const both = (key: 'name' | 'describe') => (
    <>
      <Field
        label={w(`${key}Zh`)}
        value={form[key].zh}
        maxLength={200}
        problem={wrong(key)}
        onChange={(zh) => onChange({ [key]: { ...form[key], zh } })}
      />
      <Field
        label={w(`${key}En`)}
        value={form[key].en}
        maxLength={200}
        onChange={(en) => onChange({ [key]: { ...form[key], en } })}
      />
    </>
  );
  return (
    <>
      <Card label={w('names')}>
        <h2>{w('names')}</h2>
        {isNew && (
          <div className="pair">
            <Select
              label={w('group')}
              value={form.group}
              onChange={(group) => onChange({ group: group as Group })}
              options={GROUPS.map((one) => ({ value: one, label: k(`group_${one}`) }))}
            />
            <Field
              label={w('code')}
              hint={w('codeHint')}
              value={form.code}
              maxLength={40}
              problem={wrong('code')}
              onChange={(code) => onChange({ code })}
            />
          </div>
        )}
        <div className="pair">
          {both('name')}
          {both('describe')}
          <Field
            label={
              <>
                {w('icon')} <KindSign code={`${form.group}.${form.code}`} picture={form.icon} />
              </>
            }
            hint={form.icon === '' || hasSign(form.icon) ? w('iconHint') : w('iconUnknown')}
            value={form.icon}
            maxLength={40}
            problem={wrong('icon')}
            onChange={(icon) => onChange({ icon })}
          />
          <Field
            label={w('keywordsField')}
            hint={w('keywordsHint')}
            optional
            value={form.keywords}
            problem={wrong('keywords')}
            onChange={(keywords) => onChange({ keywords })}
          />
        </div>
      </Card>
      <Card label={w('norms')}>
        <h2>{w('norms')}</h2>
        <div className="pair">
          {typed('firstActionMinutes')}
          {typed('handleWorkingDays')}
          {typed('sampleEvery')}
          <Select
            label={w('visibility')}
            value={form.visibility}
            onChange={(visibility) => onChange({ visibility: visibility as KindForm['visibility'] })}
            options={VISIBILITIES.map((one) => ({ value: one, label: k(`visibility_${one}`) }))}
          />
          <Field
            label={w('gbt31000')}
            optional
            inputMode="numeric"
            value={form.gbt31000}
            maxLength={4}
            problem={wrong('gbt31000')}
            onChange={(gbt31000) => onChange({ gbt31000 })}
          />
        </div>
        <Tick checked={form.evidence} onChange={(evidence) => onChange({ evidence })}>
          {w('evidence')}
        </Tick>
        <CalledFields form={form} onChange={onChange} wrong={wrong} />
        <Tick checked={form.open311} onChange={(open311) => onChange({ open311 })}>
          {w('open311')}
        </Tick>
        {!isNew && (
          <Tick checked={form.active} onChange={(active) => onChange({ active })}>
            {w('active')}
          </Tick>
        )}
      </Card>
    </>
  );
}
