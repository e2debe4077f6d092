import { Select } from 'antd';
import { type ReactNode, useId, useMemo } from 'react';
import { territories } from '../../../platform/places/places.contract.ts';
import { useCall } from '../../../platform/web/asking.ts';
import { Labelled } from '../../../platform/web/kit/controls.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import { MOST_PLACES } from '../task.rules.ts';
import { screenWords } from './admissions.screen.words.ts';

/** Chooses the places on which a task falls: the whole district, towns, villages and communities. */
export function PlacesField(props: {
  readonly chosen: readonly string[];
  readonly problem: string | undefined;
  readonly onChange: (chosen: readonly string[]) => void;
}): ReactNode {
  const id = useId();
  const w = useWords(screenWords);
  const t = useText();
  const { data } = useCall(territories, {}, { fresh: 300_000 });
  const options = useMemo(() => {
    const all = data?.territories ?? [];
    const names = new Map(all.map((one) => [one.code, t(one.name)]));
    return all
      .filter((one) => one.level !== 'grid')
      .map((one) => {
        const town = one.level === 'village' ? names.get(one.parent ?? '') : undefined;
        const name = one.level === 'district' ? w('district') : t(one.name);
        return { value: one.code, label: town ? `${town} · ${name}` : name };
      });
  }, [data, t, w]);
  return (
    <Labelled id={id} label={w('places')} hint={w('placesHint')} problem={props.problem}>
      <Select
        id={id}
        mode="multiple"
        size="large"
        showSearch={{ optionFilterProp: 'label' }}
        maxCount={MOST_PLACES}
        value={[...props.chosen]}
        onChange={props.onChange}
        options={options}
        {...(props.problem ? { status: 'error' as const } : {})}
      />
    </Labelled>
  );
}
