import type { ReactNode } from 'react';
import { GRAINS } from '../../../platform/calendar/span.rules.ts';
import { territories } from '../../../platform/places/places.contract.ts';
import { useCall } from '../../../platform/web/asking.ts';
import { Field, Select } from '../../../platform/web/kit/controls.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import { kinds } from '../../kinds/kinds.contract.ts';
import { figureWords } from './figure.words.ts';
import { today } from './figuresView.ts';
import { type FigureView, grainFor, periodShown } from './figureView.ts';
import { ownKindOptions, useOwnKinds } from './named.ts';
import { PeriodPicker } from './periodPicker.tsx';

const BY = { day: 'byDay', week: 'byWeek', month: 'byMonth', quarter: 'byQuarter', year: 'byYear' } as const;

/** Which territory, kind and period a figure is of, how it is cut and compared; all of it in the address bar. */
export function FigureFilters(props: {
  readonly view: FigureView;
  readonly set: (some: Partial<FigureView>) => void;
  /** Whoever reads all may choose hidden kinds and past days. */
  readonly all: boolean;
  /** The page is of one territory: another one is another page. */
  readonly fixed?: boolean;
  /** What is shown where none is chosen; the district where absent. */
  readonly home?: string | undefined;
}): ReactNode {
  const w = useWords(figureWords);
  const t = useText();
  const { view, set, all } = props;
  const tree = useCall(territories, { query: {} }, { fresh: Number.POSITIVE_INFINITY });
  const known = useCall(kinds, {}, { fresh: 300_000 });
  const own = useOwnKinds();
  const shown = tree.data?.territories ?? [];
  const towns = shown.filter((one) => one.level === 'town' || one.level === 'district' || one.code === view.territory);
  return (
    <div className="figure-filters no-print">
      {!props.fixed && (
        <Select
          label={w('place')}
          value={view.territory ?? shown.find((one) => one.level === 'district')?.code ?? ''}
          onChange={(code) => set({ territory: code === (props.home ?? code.slice(0, 6)) ? undefined : code })}
          options={towns.map((one) => ({ value: one.code, label: t(one.name) }))}
        />
      )}
      <PeriodPicker
        period={periodShown(view)}
        today={today()}
        onChange={(period) => set({ period, grain: undefined })}
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
        label={w('cut')}
        value={grainFor(view)}
        onChange={(grain) => set({ grain: grain as FigureView['grain'] })}
        options={GRAINS.map((one) => ({ value: one, label: w(BY[one]) }))}
      />
      <Select
        label={w('against')}
        value={view.against ?? 'before'}
        onChange={(against) => set({ against: against as FigureView['against'] })}
        options={[
          { value: 'before', label: w('before') },
          { value: 'year', label: w('yearAgo') },
        ]}
      />
      {all && (
        <Field
          label={w('asOf')}
          hint={w('asOfHint')}
          type="date"
          value={view.asOf ?? ''}
          onChange={(asOf) => set({ asOf: asOf !== '' && asOf <= today() ? asOf : undefined })}
        />
      )}
    </div>
  );
}
