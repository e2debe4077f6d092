import { type ReactNode, useState } from 'react';
import { Field, Select, Tick } from '../../../platform/web/kit/controls.tsx';
import { Card } from '../../../platform/web/kit/surfaces.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { type Basis, STAGES, type Stage, TAGS, type Urgency } from '../clock.rules.ts';
import { clockWords } from '../clock.words.ts';
import { URGENCIES } from '../drafts.rules.ts';
import { useKinds, usePlaces } from './kindsAndPlaces.ts';
import { proposeWords } from './propose.words.ts';
import type { RuleForm } from './ruleForm.ts';
import { TermField } from './termField.tsx';

export type FieldsProps = {
  readonly form: RuleForm;
  readonly onChange: (some: Partial<RuleForm>) => void;
  /** Why a place in the form is not right. */
  readonly wrong: (path: string) => string | undefined;
};

/** What a rule is called, for which matters it is, how long they may take, and which law says so. */
export function ScopeFields({ form, onChange, wrong, isNew }: FieldsProps & { readonly isNew: boolean }): ReactNode {
  const w = useWords(proposeWords);
  const c = useWords(clockWords);
  const kinds = useKinds();
  return (
    <Card label={w('scopeTitle')}>
      {isNew ? (
        <Select
          label={w('stage')}
          hint={c(`stageWhat_${form.stage}`)}
          value={form.stage}
          problem={wrong('stage')}
          onChange={(stage) => onChange({ stage: stage as Stage })}
          options={STAGES.map((one) => ({ value: one, label: c(`stage_${one}`) }))}
        />
      ) : (
        <p>
          <strong>{w('stageFixed', { stage: c(`stage_${form.stage}`) })}</strong>
        </p>
      )}
      <div className="beside">
        <Field
          label={w('nameZh')}
          maxLength={60}
          value={form.nameZh}
          problem={wrong('name.zh') ?? wrong('name')}
          onChange={(nameZh) => onChange({ nameZh })}
        />
        <Field
          label={w('nameEn')}
          maxLength={120}
          value={form.nameEn}
          problem={wrong('name.en')}
          onChange={(nameEn) => onChange({ nameEn })}
        />
      </div>
      <div className="beside">
        <Select
          label={w('kind')}
          value={form.kind}
          placeholder={c('everyKind')}
          problem={wrong('kind')}
          onChange={(kind) => onChange({ kind })}
          options={kinds.options}
        />
        <Select
          label={w('urgency')}
          value={form.urgency}
          placeholder={c('anyUrgency')}
          onChange={(urgency) => onChange({ urgency: urgency as Urgency | '' })}
          options={URGENCIES.map((one) => ({ value: one, label: c(`urgency_${one}`) }))}
        />
      </div>
      <PlaceFields form={form} onChange={onChange} wrong={wrong} />
      <TermField
        label={w('termTitle')}
        term={form.term}
        problem={wrong('term.n') ?? wrong('term')}
        onChange={(term) => onChange({ term })}
      />
      <Tick checked={form.hasLaw} onChange={(hasLaw) => onChange({ hasLaw })}>
        {w('basisLaw')}
      </Tick>
      {form.hasLaw && (
        <div className="beside">
          <Field
            label={w('law')}
            maxLength={100}
            value={form.law}
            problem={wrong('basis.law')}
            onChange={(law) => onChange({ law })}
          />
          <Field
            label={w('article')}
            hint={w('articleHint')}
            maxLength={40}
            value={form.article}
            problem={wrong('basis.article')}
            onChange={(article) => onChange({ article })}
          />
          <Select
            label={w('tag')}
            value={form.tag}
            onChange={(tag) => onChange({ tag: tag as Basis['tag'] })}
            options={TAGS.map((one) => ({ value: one, label: c(`tag_${one}`) }))}
          />
        </div>
      )}
    </Card>
  );
}

/** The place that a rule is for: the district, a town, or a village of it. */
function PlaceFields({ form, onChange, wrong }: FieldsProps): ReactNode {
  const w = useWords(proposeWords);
  const c = useWords(clockWords);
  const places = usePlaces();
  const [town, setTown] = useState(form.territory.slice(0, 9));
  return (
    <div className="beside">
      <Select
        label={w('town')}
        value={town}
        placeholder={c('wholeDistrict')}
        problem={wrong('territory')}
        onChange={(code) => {
          setTown(code);
          onChange({ territory: code });
        }}
        options={places.towns}
      />
      {town !== '' && (
        <Select
          label={w('village')}
          value={form.territory === town ? '' : form.territory}
          placeholder={w('wholeTown')}
          onChange={(code) => onChange({ territory: code || town })}
          options={places.villagesOf(town)}
        />
      )}
    </div>
  );
}
