import type { ReactNode } from 'react';
import { territories } from '../../../platform/places/places.contract.ts';
import { useCall } from '../../../platform/web/asking.ts';
import { Button, Field, Select } from '../../../platform/web/kit/controls.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import { kinds } from '../../kinds/kinds.contract.ts';
import { figuresScreenWords } from './figures.screen.words.ts';
import { daysOf, type Figures, type Preset, presetOf, today, type View } from './figuresView.ts';
import { ownKindOptions, useOwnKinds } from './named.ts';

const PRESETS: readonly Preset[] = ['thisYear', 'lastYear', 'thisMonth', 'days90', 'custom'];

/** Which territory, kind and days; all of it in the address bar, so that a figure can be shared as it stands. */
export function FiguresFilters(props: {
  readonly view: View;
  readonly set: (some: Partial<View>) => void;
  readonly data: Figures | undefined;
}): ReactNode {
  const w = useWords(figuresScreenWords);
  const t = useText();
  const { view, set } = props;
  const tree = useCall(territories, { query: {} }, { fresh: Number.POSITIVE_INFINITY });
  const known = useCall(kinds, {}, { fresh: 300_000 });
  const own = useOwnKinds();
  const shown = tree.data?.territories ?? [];
  const here = shown.find((one) => one.code === view.territory);
  const parent = shown.find((one) => one.code === here?.parent);
  const towns = shown.filter((one) => one.level === 'town' || one.level === 'district' || one.code === view.territory);
  const preset = presetOf(view);
  // Whoever reads all is told of nothing withheld; until the answer is there, nothing is offered that may be refused.
  const all = props.data?.withheld === null;
  return (
    <div className="figure-filters no-print">
      <Select
        label={w('place')}
        value={view.territory ?? shown.find((one) => one.level === 'district')?.code ?? ''}
        onChange={(code) => set({ territory: code.length === 6 ? undefined : code })}
        options={towns.map((one) => ({ value: one.code, label: t(one.name) }))}
      />
      <Select
        label={w('kind')}
        value={view.kind ?? ''}
        onChange={(kind) => set({ kind: kind || undefined })}
        placeholder={w('allKinds')}
        options={[
          ...(known.data?.kinds ?? [])
            .filter((one) => all || one.visibility !== 'hidden' || one.code === view.kind)
            .map((one) => ({ value: one.code, label: t(one.name) })),
          ...ownKindOptions(own, t),
        ]}
      />
      <Select
        label={w('period')}
        value={preset}
        onChange={(chosen) => set(daysOf(chosen as Preset))}
        options={PRESETS.map((one) => ({ value: one, label: w(one) }))}
      />
      {preset === 'custom' && (
        <>
          <Field
            label={w('from')}
            type="date"
            value={view.from ?? ''}
            onChange={(from) => set({ from: from || undefined })}
          />
          <Field label={w('to')} type="date" value={view.to ?? ''} onChange={(to) => set({ to: to || undefined })} />
        </>
      )}
      {(all || view.asOf !== undefined) && (
        <Field
          label={w('asOf')}
          hint={w('asOfHint')}
          type="date"
          value={view.asOf ?? ''}
          onChange={(asOf) => set({ asOf: asOf !== '' && asOf <= today() ? asOf : undefined })}
        />
      )}
      {parent && (
        <Button
          look="plain"
          sign="back"
          onPress={() => set({ territory: parent.level === 'district' ? undefined : parent.code })}
        >
          {w('up', { name: t(parent.name) })}
        </Button>
      )}
    </div>
  );
}
