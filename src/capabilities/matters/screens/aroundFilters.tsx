import { type ReactNode, useMemo } from 'react';
import { Select } from '../../../platform/web/kit/controls.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import { GROUPS } from '../../kinds/kinds.rules.ts';
import { SPANS, STATES } from '../around.rules.ts';
import { aroundWords } from './around.words.ts';
import type { useView, View } from './aroundView.ts';
import { groupWords } from './groups.words.ts';
import { useKinds } from './kindsNow.ts';

/** Kinds that the public sees, under their groups: what a list of the device's own kind offers. */
export function useKindOptions(): { readonly value: string; readonly label: string }[] {
  const w = useWords(aroundWords);
  const g = useWords(groupWords);
  const t = useText();
  const { kinds } = useKinds();
  return useMemo(
    () =>
      GROUPS.flatMap((group) => {
        const own = kinds.filter((one) => one.group === group && one.visibility !== 'hidden');
        if (own.length === 0) return [];
        return [
          { value: group, label: w('whole', { group: g(group) }) },
          ...own.map((one) => ({ value: one.code, label: `\u2003${t(one.name)}` })),
        ];
      }),
    [kinds, w, g, t],
  );
}

/** Kind, state and time; each change stands in the address at once. */
export function AroundFilters({ view, set }: { view: View; set: ReturnType<typeof useView>[1] }): ReactNode {
  const w = useWords(aroundWords);
  const kinds = useKindOptions();
  return (
    <div className="around-filters">
      <Select
        label={w('kind')}
        placeholder={w('allKinds')}
        value={view.kind ?? ''}
        onChange={(kind) => set({ kind })}
        options={kinds}
      />
      <Select
        label={w('state')}
        placeholder={w('allStates')}
        value={view.state ?? ''}
        onChange={(state) => set({ state: STATES.find((one) => one === state) })}
        options={STATES.map((one) => ({ value: one, label: w(one) }))}
      />
      <Select
        label={w('time')}
        value={view.days}
        onChange={(days) => set({ days: SPANS.find((one) => one === days) })}
        options={SPANS.map((one) => ({ value: one, label: w(`days${one}`) }))}
      />
    </div>
  );
}
