import { type ReactNode, useState } from 'react';
import { useCall } from '../../../platform/web/asking.ts';
import { Field, Tick } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { queue } from '../../matters/desk.contract.ts';
import { OPEN } from '../../matters/matters.rules.ts';
import { MOST_MINDED } from '../handover.rules.ts';
import { screenWords } from './handover.screen.words.ts';

/** A matter that whoever comes is asked to keep in mind. */
export type Minded = { readonly id: string; readonly number: string; readonly place: string; readonly due: string };

const OFFERED = 8;

/** Picks matters of the desk: those due soonest are offered, others are found by number. What was picked stays in sight. */
export function MindPicker(props: {
  readonly territory: string;
  readonly picked: readonly Minded[];
  readonly onPick: (picked: readonly Minded[]) => void;
}): ReactNode {
  const { picked } = props;
  const w = useWords(screenWords);
  const t = useText();
  const when = useWhen();
  const [number, setNumber] = useState('');
  const typed = number.trim();
  const { data, error } = useCall(
    queue,
    {
      query: {
        territory: props.territory,
        status: OPEN.join(','),
        sort: 'due',
        limit: OFFERED,
        ...(typed === '' ? {} : { number: typed }),
      },
    },
    { keep: true },
  );
  const offered = (data?.items ?? []).map(({ id, number: of, territoryName, due }): Minded => {
    return { id, number: of, place: t(territoryName), due };
  });
  const shown = [...picked, ...offered.filter((one) => !picked.some(({ id }) => id === one.id))];
  return (
    <fieldset className="field">
      <legend className="legend">{w('mindTitle')}</legend>
      <span className="hint">{w('mindHint', { n: MOST_MINDED })}</span>
      <Field type="search" label={w('mindFind')} optional maxLength={40} value={number} onChange={setNumber} />
      <ProblemNotice problem={error} />
      {data?.items.length === 0 && <p className="soft">{w(typed === '' ? 'mindNoneOpen' : 'mindNone')}</p>}
      <div className="shift-minds">
        {shown.map((one) => {
          const checked = picked.some(({ id }) => id === one.id);
          return (
            <Tick
              key={one.id}
              checked={checked}
              onChange={(wanted) => {
                const others = picked.filter(({ id }) => id !== one.id);
                if (!wanted || others.length < MOST_MINDED) props.onPick(wanted ? [...others, one] : others);
              }}
            >
              {one.number} <span className="soft small">{`${one.place} · ${when.left(one.due)}`}</span>
            </Tick>
          );
        })}
      </div>
      {picked.length > 0 && <p className="small">{w('mindPicked', { n: picked.length })}</p>}
    </fieldset>
  );
}
