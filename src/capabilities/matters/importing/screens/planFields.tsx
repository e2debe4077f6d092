import type { ReactNode } from 'react';
import { Field, Select } from '../../../../platform/web/kit/controls.tsx';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { useKinds } from '../../screens/kindsNow.ts';
import type { Shown } from '../importing.contract.ts';
import { FIELDS, type Plan } from '../importing.rules.ts';
import { importScreenWords } from './import.screen.words.ts';

type Change = (plan: Plan) => void;

/** Which column is which field. */
export function ColumnFields(props: {
  readonly plan: Plan;
  readonly header: readonly string[];
  readonly onChange: Change;
}): ReactNode {
  const { plan, header, onChange } = props;
  const w = useWords(importScreenWords);
  const names = [...new Set(header.map((one) => one.trim()).filter((one) => one !== '' && one.length <= 200))];
  const columns = names.map((one) => ({ value: one, label: one }));
  const hints = { number: w('h_number'), address: w('h_address') } as Readonly<Record<string, string>>;
  const set = (field: (typeof FIELDS)[number], to: string): void =>
    onChange({
      ...plan,
      columns: { ...plan.columns, [field]: to === '' ? null : to },
      // Values of another column are other values.
      ...(field === 'kind' ? { kinds: [] } : {}),
    });
  return (
    <div className="import-fields">
      {FIELDS.map((field) => (
        <Select
          key={field}
          label={w(`f_${field}`)}
          {...(hints[field] === undefined ? {} : { hint: hints[field] })}
          value={plan.columns[field] ?? ''}
          onChange={(to) => set(field, to)}
          options={[{ value: '', label: w(field === 'kind' ? 'oneKind' : 'noColumn') }, ...columns]}
        />
      ))}
      {(plan.columns.lon !== null || plan.columns.lat !== null) && (
        <Select
          label={w('datum')}
          value={plan.datum}
          onChange={(datum) => onChange({ ...plan, datum: datum as Plan['datum'] })}
          options={(['wgs84', 'gcj02', 'bd09'] as const).map((one) => ({ value: one, label: w(`d_${one}`) }))}
        />
      )}
      <Field
        label={w('headerRow')}
        type="number"
        value={String(plan.headerRow)}
        onChange={(to) => onChange({ ...plan, headerRow: Math.min(50, Math.max(1, Math.trunc(Number(to)) || 1)) })}
      />
      <Field
        label={w('ledger')}
        hint={w('ledgerHint')}
        optional
        maxLength={60}
        value={plan.ledger}
        onChange={(ledger) => onChange({ ...plan, ledger })}
      />
    </div>
  );
}

/** Which kind each value of the kind's column is, and the others. */
export function KindFields(props: {
  readonly plan: Plan;
  readonly values: Shown['values'];
  readonly onChange: Change;
}): ReactNode {
  const { plan, values, onChange } = props;
  const w = useWords(importScreenWords);
  const t = useText();
  const { kinds } = useKinds();
  const offered = kinds.map((one) => ({ value: one.code, label: t(one.name) }));
  const kindOf = new Map(plan.kinds.map((one) => [one.value, one.kind]));
  const column = plan.columns.kind;
  const otherwise = (
    <Select
      label={w(column === null ? 'wholeKind' : 'others')}
      value={plan.otherwise ?? ''}
      onChange={(kind) => onChange({ ...plan, otherwise: kind === '' ? null : kind })}
      options={[{ value: '', label: w(column === null ? 'chooseKind' : 'refuse') }, ...offered]}
    />
  );
  if (column === null) return <div className="import-fields">{otherwise}</div>;
  const set = (value: string, kind: string): void =>
    onChange({
      ...plan,
      kinds: [...plan.kinds.filter((one) => one.value !== value), ...(kind === '' ? [] : [{ value, kind }])],
    });
  return (
    <>
      <h3>{w('kindsTitle')}</h3>
      <p className="soft small">{w('kindsLead', { column })}</p>
      <div className="import-kinds">
        {values.map(({ value, count }) => (
          <Select
            key={value}
            label={`${w('kindOf', { value })} (${w('times', { n: count })})`}
            value={kindOf.get(value) ?? ''}
            onChange={(kind) => set(value, kind)}
            options={[{ value: '', label: w('refuse') }, ...offered]}
          />
        ))}
        {otherwise}
      </div>
    </>
  );
}
