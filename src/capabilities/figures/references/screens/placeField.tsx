import { Select } from 'antd';
import { type ReactNode, useId, useMemo } from 'react';
import { useMe } from '../../../../platform/identity/screens/signedIn.tsx';
import { territories } from '../../../../platform/places/places.contract.ts';
import { useCall } from '../../../../platform/web/asking.ts';
import { Labelled } from '../../../../platform/web/kit/controls.tsx';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { appointmentFor } from '../references.rights.ts';
import type { Sort } from '../references.rules.ts';
import { screenWords } from './references.screen.words.ts';

/** Chooses one of the territories where the reader may set a sort of reference, by its name. */
export function PlaceField(props: {
  readonly sort: Sort;
  readonly chosen: string;
  readonly problem: string | undefined;
  readonly onChange: (chosen: string) => void;
}): ReactNode {
  const id = useId();
  const w = useWords(screenWords);
  const t = useText();
  const { appointments, district } = useMe();
  const { data } = useCall(territories, { query: {} }, { fresh: 300_000 });
  const { sort } = props;
  const options = useMemo(() => {
    const all = data?.territories ?? [];
    const names = new Map(all.map((one) => [one.code, t(one.name)]));
    // Whichever figure, base or norm it is: the right goes by the sort.
    const what = ({ base: 'base:residents', norm: 'norm:monthlyVisits', target: 'target:any' } as const)[sort];
    return all
      .filter((one) => appointmentFor(appointments, { what, territory: one.code, district }) !== null)
      .map((one) => {
        const above = one.level === 'village' || one.level === 'grid' ? names.get(one.parent ?? '') : undefined;
        return { value: one.code, label: above ? `${above} · ${t(one.name)}` : t(one.name) };
      });
  }, [data, appointments, district, sort, t]);
  return (
    <Labelled
      id={id}
      label={w('forPlace')}
      hint={`${w('placeHint')}${sort === 'target' ? '' : ` ${w(`${sort}Hint`)}`}`}
      problem={props.problem}
    >
      <Select
        id={id}
        size="large"
        showSearch={{ optionFilterProp: 'label' }}
        {...(props.chosen === '' ? {} : { value: props.chosen })}
        placeholder={w('choose')}
        notFoundContent={w('noPlace')}
        onChange={props.onChange}
        options={options}
        // Within the sheet, which stands above everything else.
        getPopupContainer={(field) => field.parentElement ?? document.body}
        {...(props.problem ? { status: 'error' as const } : {})}
      />
    </Labelled>
  );
}
