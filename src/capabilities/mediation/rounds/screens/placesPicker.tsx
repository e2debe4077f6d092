import { type ReactNode, useMemo } from 'react';
import { useMe } from '../../../../platform/identity/screens/signedIn.tsx';
import { territories } from '../../../../platform/places/places.contract.ts';
import { useCall } from '../../../../platform/web/asking.ts';
import { Button, Choice, Tick } from '../../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Empty, Waiting } from '../../../../platform/web/kit/surfaces.tsx';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { plannerFor } from '../rounds.rights.ts';
import { MOST_TERRITORIES } from '../rounds.rules.ts';
import { screenWords } from './rounds.screen.words.ts';

export const LEVELS = ['village', 'grid'] as const;
export type PickLevel = (typeof LEVELS)[number];

/** Villages, communities or grids of the planner's own reach, to be ticked town by town. */
export function PlacesPicker(props: {
  readonly level: PickLevel;
  readonly onLevel: (level: PickLevel) => void;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
  /** Those that are part of the round already. */
  readonly without?: readonly string[];
}): ReactNode {
  const { level, chosen, onChange, without = [] } = props;
  const w = useWords(screenWords);
  const t = useText();
  const { person, appointments } = useMe();
  const { data, error, isPending } = useCall(territories, { query: {} }, { fresh: 3_600_000 });
  const towns = useMemo(() => {
    const all = data?.territories ?? [];
    const caller = { is: 'staff' as const, person: person ?? '', appointments };
    const own = all.filter(
      (one) => one.level === level && !without.includes(one.code) && plannerFor(caller, [one.code]) !== null,
    );
    return [...Map.groupBy(own, (one) => one.code.slice(0, 9))].map(([code, places]) => ({
      code,
      name: all.find((one) => one.code === code)?.name ?? null,
      places,
    }));
  }, [data, person, appointments, level, without]);
  const pick = (codes: readonly string[], on: boolean): void =>
    onChange(on ? [...new Set([...chosen, ...codes])] : chosen.filter((one) => !codes.includes(one)));
  return (
    <div className="stack">
      <Choice
        label={w('level')}
        form="narrow"
        value={level}
        onChange={(one) => props.onLevel(one as PickLevel)}
        options={LEVELS.map((value) => ({ value, label: w(`level_${value}`) }))}
      />
      <fieldset className="field">
        <legend className="legend">{w('where')}</legend>
        <span className="hint">{w('whereHint', { n: MOST_TERRITORIES })}</span>
        <ProblemNotice problem={error} />
        {isPending && <Waiting />}
        {data !== undefined && towns.length === 0 && <Empty sign="nearby" title={w('noPlaces')} />}
        {towns.map(({ code, name, places }) => {
          const codes = places.map((one) => one.code);
          const n = codes.filter((one) => chosen.includes(one)).length;
          return (
            <details key={code} className="round-town" open={towns.length === 1}>
              <summary>
                <strong>{t(name) || code}</strong>
                <span className="soft small">{w('chosenOf', { n, of: codes.length })}</span>
              </summary>
              <div className="row">
                <Button look="plain" onPress={() => pick(codes, true)}>
                  {w('all')}
                </Button>
                <Button look="plain" onPress={() => pick(codes, false)}>
                  {w('noneOf')}
                </Button>
              </div>
              <div className="round-grid">
                {places.map((one) => (
                  <Tick key={one.code} checked={chosen.includes(one.code)} onChange={(on) => pick([one.code], on)}>
                    {t(one.name)}
                  </Tick>
                ))}
              </div>
            </details>
          );
        })}
      </fieldset>
    </div>
  );
}
