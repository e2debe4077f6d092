import { type ReactNode, useState } from 'react';
import { PickOne } from '../../identity/screens/pickOne.tsx';
import type { Text } from '../../language/language.ts';
import { useCall } from '../../web/asking.ts';
import { Button, Field } from '../../web/kit/controls.tsx';
import { Notice } from '../../web/kit/surfaces.tsx';
import { useText, useWords } from '../../web/words.ts';
import { desk, type TerritoryOut } from '../changes/changes.contract.ts';
import { rowsNow } from './deskView.ts';
import { placesDeskWords } from './placesDesk.words.ts';
import { type ChangeAsked, type Proposing, useProposing } from './proposal.tsx';
import { isWhole, NameFields } from './territoryForms.tsx';

type Part = { readonly code: string; readonly name: Text };
const NEW_PART = (code: string): Part => ({ code: code.slice(0, -3), name: { zh: '', en: '' } });
/** Stands in the list of what it may become part of for one that is made with it. */
const A_NEW_ONE = 'new';

/** Ends a territory on a day: split into new ones, part of another, or closed without one. */
export function EndForm(props: {
  readonly one: TerritoryOut;
  readonly move: 'split' | 'merge' | 'close';
  readonly onDone: () => void;
}): ReactNode {
  const w = useWords(placesDeskWords);
  const { one, move } = props;
  const proposing = useProposing(props.onDone);
  const [from, setFrom] = useState(one.today);
  const [parts, setParts] = useState<readonly Part[]>(
    Array.from({ length: move === 'split' ? 2 : 1 }, () => NEW_PART(one.code)),
  );
  const [into, setInto] = useState<string | undefined>(undefined);
  const isNew = move === 'split' || (move === 'merge' && into === A_NEW_ONE);
  const setPart = (at: number, part: Part): void => {
    setParts((all) => all.map((old, i) => (i === at ? part : old)));
    proposing.touched();
  };
  const successors = isNew ? parts : move === 'merge' && into !== undefined ? [{ code: into, name: null }] : [];
  const isFilled = (move === 'close' || successors.length > 0) && (!isNew || parts.every((part) => isWhole(part.name)));
  const change: ChangeAsked | null = isFilled
    ? { what: 'territory-end', codes: [one.code], into: [...successors], from }
    : null;
  const lead = { split: 'splitLead', merge: 'mergeLead', close: 'closeLead' } as const;
  return (
    <form className="stack" noValidate onSubmit={proposing.submit(change)}>
      <p>{w(lead[move])}</p>
      {one.open + one.appointments > 0 && (
        <Notice tone="warn">{w('stillHere', { open: one.open, appointments: one.appointments })}</Notice>
      )}
      {move === 'merge' && (
        <Into
          one={one}
          into={into}
          problem={
            (proposing.tried && into === undefined ? w('mend') : undefined) ??
            (isNew ? undefined : proposing.wrong('into.0.code'))
          }
          onChange={(code) => {
            setInto(code);
            proposing.touched();
          }}
        />
      )}
      {isNew &&
        parts.map((part, at) => (
          <PartFields
            // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name of their own while they are filled in
            key={at}
            at={at}
            part={part}
            proposing={proposing}
            onChange={(next) => setPart(at, next)}
            {...(parts.length > 2 && {
              onDrop: () => {
                setParts((all) => all.filter((_, i) => i !== at));
                proposing.touched();
              },
            })}
          />
        ))}
      {move === 'split' && parts.length < 20 && (
        <Button
          sign="plus"
          onPress={() => {
            setParts((all) => [...all, NEW_PART(one.code)]);
            proposing.touched();
          }}
        >
          {w('addPart')}
        </Button>
      )}
      <Field
        type="date"
        label={w('endFrom')}
        value={from}
        problem={proposing.wrong('from')}
        onChange={(day) => {
          setFrom(day);
          proposing.touched();
        }}
      />
      {proposing.foot(['from', 'codes.0', ...parts.map((_, at) => `into.${at}.code`)])}
    </form>
  );
}

function PartFields(props: {
  readonly at: number;
  readonly part: Part;
  readonly proposing: Proposing;
  readonly onChange: (part: Part) => void;
  readonly onDrop?: () => void;
}): ReactNode {
  const w = useWords(placesDeskWords);
  const { at, part, proposing, onChange } = props;
  return (
    <fieldset className="stack place-part">
      <legend className="legend">{w('part', { n: at + 1 })}</legend>
      <Field
        label={w('newCode')}
        hint={w('newCodeHint')}
        inputMode="numeric"
        maxLength={15}
        value={part.code}
        problem={proposing.wrong(`into.${at}.code`)}
        onChange={(code) => onChange({ ...part, code: code.trim() })}
      />
      <NameFields
        name={part.name}
        path={`into.${at}.name`}
        proposing={proposing}
        onChange={(name) => onChange({ ...part, name })}
      />
      {props.onDrop && (
        <div>
          <Button look="plain" onPress={props.onDrop}>
            {w('dropPart')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

/** What a territory may become part of: those of its level that stay, or a new one. */
function Into(props: {
  readonly one: TerritoryOut;
  readonly into: string | undefined;
  readonly problem: string | undefined;
  readonly onChange: (code: string | undefined) => void;
}): ReactNode {
  const w = useWords(placesDeskWords);
  const t = useText();
  const { one } = props;
  const { data, isPending } = useCall(desk, {});
  const others = rowsNow(data?.territories ?? [], one.today)
    .filter((row) => row.level === one.level && row.code !== one.code && (row.to === null || row.to > one.today))
    // Neighbours of the same parent first.
    .sort((a, b) => nearness(b.code, one.code) - nearness(a.code, one.code) || (a.code < b.code ? -1 : 1));
  return (
    <PickOne
      label={w('into')}
      value={props.into}
      problem={props.problem}
      placeholder={w('choose')}
      waiting={isPending}
      onChange={props.onChange}
      options={[
        ...others.map((row) => ({ value: row.code, label: `${t(row.name)} ${row.code}` })),
        { value: A_NEW_ONE, label: w('intoNew') },
      ]}
    />
  );
}

const nearness = (code: string, other: string): number => Number(code.slice(0, -3) === other.slice(0, -3));
