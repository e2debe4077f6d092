import { type ReactNode, useState } from 'react';
import { useCall } from '../../../platform/web/asking.ts';
import { Button, Choice, Field, Select } from '../../../platform/web/kit/controls.tsx';
import { Notice } from '../../../platform/web/kit/surfaces.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import { queue } from '../desk.contract.ts';
import { DOORS, type Door, URGENCIES, type Urgency } from '../matters.rules.ts';
import { useBodies } from './bodiesNow.ts';
import { doorWords } from './doors.words.ts';
import { useKinds } from './kindsNow.ts';
import type { Gathered, MatterPage } from './moveShapes.ts';
import { moveWords } from './moves.words.ts';
import { PlacePicker } from './placePicker.tsx';
import { statusWords, urgencyWords } from './status.words.ts';

type Fields = {
  readonly gathered: Gathered;
  readonly gather: (some: Partial<Gathered>) => void;
  readonly page?: MatterPage | undefined;
  readonly problem?: string | undefined;
};

/** What it is, how urgent, and where. */
export function TriageFields({ gathered, gather, page, problem }: Fields): ReactNode {
  const w = useWords(moveWords);
  const u = useWords(urgencyWords);
  const t = useText();
  const { kinds } = useKinds();
  return (
    <>
      <Select
        label={w('kind')}
        value={gathered.kind ?? page?.matter.kind ?? ''}
        onChange={(kind) => gather({ kind })}
        options={kinds.map((one) => ({ value: one.code, label: t(one.name) }))}
      />
      <Choice
        label={w('urgency')}
        form="narrow"
        value={gathered.urgency ?? page?.matter.urgency}
        onChange={(urgency) => gather({ urgency: urgency as Urgency })}
        options={URGENCIES.map((one) => ({ value: one, label: u(one) }))}
      />
      <fieldset className="field">
        <legend className="legend">{w('place')}</legend>
        {gathered.place === undefined ? (
          <div className="row">
            <span>{t(page?.matter.territoryName)}</span>
            <Button look="plain" onPress={() => gather({ place: null })}>
              {w('correctPlace')}
            </Button>
          </div>
        ) : (
          <>
            <PlacePicker elsewhere place={gathered.place} onChange={(place) => gather({ place })} />
            <Button look="plain" onPress={() => gather({ place: undefined })}>
              {w('keepPlace')}
            </Button>
          </>
        )}
        {problem && (
          <Notice tone="bad" urgent>
            {problem}
          </Notice>
        )}
      </fieldset>
    </>
  );
}

/** Who is to handle it: the body that the dated table names stands first, with the reason; `besides` the lead, anybody else. */
export function AssignFields(props: Fields & { readonly besides: boolean }): ReactNode {
  const { gathered, gather, page, problem, besides } = props;
  const w = useWords(moveWords);
  const t = useText();
  const { bodies } = useBodies();
  const responsible = besides ? null : (page?.responsible ?? null);
  const proposed = besides ? null : (page?.matter.proposed ?? null);
  // The likely ones stand first; a Map keeps the place of the first mention of each.
  const known = [responsible, proposed, ...bodies.map((one) => ({ id: one.id, ...one.name }))];
  const options = [
    ...new Map(
      known.flatMap((one) =>
        one && !(besides && one.id === page?.matter.body?.id)
          ? [[one.id, { value: one.id, label: t(one) || one.id }] as const]
          : [],
      ),
    ).values(),
  ];
  return (
    <>
      {responsible && (
        <Notice>
          <strong>{w('proposed', { body: t(responsible) })}</strong>
          <div className="small">{w('why', { why: responsible.why })}</div>
        </Notice>
      )}
      <Select
        label={w('body')}
        placeholder={w('chooseBody')}
        value={gathered.body}
        problem={problem}
        onChange={(body) => gather({ body })}
        options={options}
      />
    </>
  );
}

/** Into which other matter: those nearby stand ready, any other is found by its number. */
export function MergeFields({ gathered, gather, page, problem }: Fields): ReactNode {
  const w = useWords(moveWords);
  const s = useWords(statusWords);
  const [number, setNumber] = useState('');
  const [asked, setAsked] = useState('');
  const { data } = useCall(queue, { query: { number: asked, limit: 1 } }, { enabled: asked !== '' });
  const found = data?.items[0];
  const nearby = (page?.nearby ?? []).map((one) => ({
    value: one.id,
    label: w('nearOne', { number: one.number, metres: Math.round(one.metres), status: s(one.status) }),
  }));
  const options = found ? [{ value: found.id, label: `${found.number} · ${s(found.status)}` }, ...nearby] : nearby;
  return (
    <>
      {options.length > 0 && (
        <Choice
          label={w('into')}
          form="lines"
          value={gathered.into}
          onChange={(into) => gather({ into })}
          options={options}
        />
      )}
      <Field label={w('intoNumber')} value={number} maxLength={40} onChange={setNumber} problem={problem} />
      <Button sign="search" onPress={() => setAsked(number.trim())} disabled={number.trim() === ''}>
        {w('into')}
      </Button>
      {data && !found && <Notice tone="warn">{w('intoNotFound')}</Notice>}
    </>
  );
}

/** The body that by law takes it. */
export function DoorFields({ gathered, gather }: Fields): ReactNode {
  const w = useWords(moveWords);
  const d = useWords(doorWords);
  return (
    <>
      <p className="soft">{w('redirectLead')}</p>
      <Choice
        label={w('door')}
        form="lines"
        value={gathered.door}
        onChange={(door) => gather({ door: door as Door })}
        options={DOORS.map((one) => ({ value: one, label: d(one), hint: d(`${one}Phone`) }))}
      />
    </>
  );
}
