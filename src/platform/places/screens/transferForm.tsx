import { type ReactNode, useState } from 'react';
import { PickOne } from '../../identity/screens/pickOne.tsx';
import { useCall } from '../../web/asking.ts';
import { Button, Field, Tick } from '../../web/kit/controls.tsx';
import { ProblemNotice } from '../../web/kit/problem.tsx';
import { Notice } from '../../web/kit/surfaces.tsx';
import { useText, useWords } from '../../web/words.ts';
import { type BodyOut, desk, transferPreview } from '../changes/changes.contract.ts';
import { rowsNow } from './deskView.ts';
import { placesDeskWords } from './placesDesk.words.ts';
import { type ChangeAsked, useProposing } from './proposal.tsx';

/** Passes what a body answers for, and what it has open, to another one from a day on; says first how much that is today. */
export function TransferForm({ one, onDone }: { one: BodyOut; onDone: () => void }): ReactNode {
  const w = useWords(placesDeskWords);
  const t = useText();
  const proposing = useProposing(onDone);
  const { data, isPending } = useCall(desk, {});
  const [to, setTo] = useState<string | undefined>(undefined);
  const [from, setFrom] = useState(one.today);
  const [territories, setTerritories] = useState<readonly string[]>([one.body.territory]);
  const [kinds, setKinds] = useState<readonly string[]>([]);
  const isFilled = to !== undefined && territories.length > 0 && from !== '';
  const change: ChangeAsked | null = isFilled
    ? {
        what: 'body-transfer',
        id: one.body.id,
        to,
        territories: [...territories],
        kinds: kinds.length === 0 ? [''] : [...kinds],
        from,
      }
    : null;
  const places = rowsNow(data?.territories ?? [], one.today).filter((row) => row.level !== 'grid');
  const nameOf = (code: string): string => t(places.find((row) => row.code === code)?.name) || code;
  const heirs = (data?.bodies ?? []).filter((row) => row.id !== one.body.id && row.to === null);
  const answered = [...new Map(one.answers.map((row) => [row.kind, row.kindName])).entries()].filter(
    ([kind]) => kind !== '',
  );
  const touch = (set: () => void): void => {
    set();
    proposing.touched();
  };
  return (
    <form className="stack" noValidate onSubmit={proposing.submit(change)}>
      <p>{w('transferLead')}</p>
      <PickOne
        label={w('transferTo')}
        value={to}
        problem={(proposing.tried && to === undefined ? w('mend') : undefined) ?? proposing.wrong('to')}
        placeholder={w('choose')}
        waiting={isPending}
        onChange={(id) => touch(() => setTo(id))}
        options={heirs.map((row) => ({ value: row.id, label: t(row.name) }))}
      />
      <fieldset className="field">
        <legend className="legend">{w('transferPlaces')}</legend>
        <ul className="looks">
          {territories.map((code) => (
            <li key={code} className="row">
              <span>
                {nameOf(code)} <span className="soft small">{code}</span>
              </span>
              <Button
                look="plain"
                onPress={() => touch(() => setTerritories(territories.filter((each) => each !== code)))}
              >
                {w('dropPlace')}
              </Button>
            </li>
          ))}
        </ul>
        <PickOne
          label={w('addPlace')}
          value={undefined}
          problem={
            (proposing.tried && territories.length === 0 ? w('mend') : undefined) ?? proposing.wrong('territories.0')
          }
          placeholder={w('choose')}
          waiting={isPending}
          onChange={(code) =>
            code !== undefined &&
            !territories.includes(code) &&
            touch(() => setTerritories([...territories, code].slice(0, 20)))
          }
          options={places.map((row) => ({ value: row.code, label: `${t(row.name)} ${row.code}` }))}
        />
      </fieldset>
      <fieldset className="field">
        <legend className="legend">{w('transferKinds')}</legend>
        <Tick checked={kinds.length === 0} onChange={() => touch(() => setKinds([]))}>
          {w('transferAll')}
        </Tick>
        {answered.map(([kind, name]) => (
          <Tick
            key={kind}
            checked={kinds.includes(kind)}
            onChange={(on) => touch(() => setKinds(on ? [...kinds, kind] : kinds.filter((each) => each !== kind)))}
          >
            {t(name)}
          </Tick>
        ))}
      </fieldset>
      <Field
        type="date"
        label={w('transferFrom')}
        value={from}
        problem={proposing.wrong('from')}
        onChange={(day) => touch(() => setFrom(day))}
      />
      <Preview id={one.body.id} territories={territories} kinds={kinds} />
      {proposing.foot(['from', 'to', 'territories.0'])}
    </form>
  );
}

/** How much would pass today. */
function Preview(props: { id: string; territories: readonly string[]; kinds: readonly string[] }): ReactNode {
  const w = useWords(placesDeskWords);
  const { id, territories, kinds } = props;
  const { data, error } = useCall(
    transferPreview,
    {
      params: { id },
      query: { territories: territories.join(','), ...(kinds.length === 0 ? {} : { kinds: kinds.join(',') }) },
    },
    { enabled: territories.length > 0 },
  );
  if (error) return <ProblemNotice problem={error} />;
  if (data === undefined || territories.length === 0) return null;
  return (
    <Notice tone="info">
      <strong data-preview>{w('transferCount', { lead: data.lead, tasks: data.tasks })}</strong>
      <div className="small">{w('transferRows', { waiting: data.waiting, answers: data.answers })}</div>
    </Notice>
  );
}
