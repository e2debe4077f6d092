import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import { newId } from '../../../platform/web/ids.ts';
import { Choice, Field, Tick } from '../../../platform/web/kit/controls.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { PARTY_SORTS, SIDES, type Side } from '../mediation.rules.ts';
import type { partyIn } from '../move.contract.ts';
import { openWords } from './open.words.ts';
import { statusWords } from './status.words.ts';

/** A party while it is being written down. */
export type PartyDraft = {
  readonly id: string;
  readonly side: Side;
  readonly sort: (typeof PARTY_SORTS)[number];
  readonly name: string;
  readonly phone: string;
  readonly paper: string;
  readonly address: string;
  readonly minor: boolean;
  readonly guardian: PersonDraft;
  readonly represented: boolean;
  readonly representative: PersonDraft;
};
type PersonDraft = { readonly name: string; readonly phone: string; readonly relation: string };

const nobody: PersonDraft = { name: '', phone: '', relation: '' };

export const newParty = (side: Side): PartyDraft => ({
  id: newId(),
  side,
  sort: 'person',
  name: '',
  phone: '',
  paper: '',
  address: '',
  minor: false,
  guardian: nobody,
  represented: false,
  representative: nobody,
});

const PHONE = /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/;
const PAPER = /^[0-9A-Za-z]{6,30}$/;
const tidy = (phone: string): string => phone.replaceAll(/[\s]/g, '');

export type PartyLack = 'lackName' | 'lackPhone' | 'lackPaper';

/** The first thing that a party lacks. */
export function lackOfParty(one: PartyDraft): PartyLack | null {
  if (one.name.trim() === '') return 'lackName';
  const phones = [one.phone, one.guardian.phone, one.represented ? one.representative.phone : ''].map(tidy);
  if (phones.some((phone) => phone !== '' && !PHONE.test(phone))) return 'lackPhone';
  if (one.represented && one.representative.name.trim() === '') return 'lackName';
  return one.paper.trim() !== '' && !PAPER.test(one.paper.trim()) ? 'lackPaper' : null;
}

const personOf = (one: PersonDraft) => ({
  name: one.name.trim(),
  relation: one.relation.trim(),
  ...(tidy(one.phone) === '' ? {} : { phone: tidy(one.phone) }),
});

/** A party as it is sent: what was left empty is left out. */
export const partyFrom = (one: PartyDraft): z.input<typeof partyIn> => ({
  id: one.id,
  side: one.side,
  sort: one.sort,
  name: one.name.trim(),
  address: one.address.trim(),
  minor: one.sort === 'person' && one.minor,
  ...(tidy(one.phone) === '' ? {} : { phone: tidy(one.phone) }),
  ...(one.paper.trim() === '' ? {} : { paper: one.paper.trim() }),
  ...(one.sort === 'person' && one.minor && one.guardian.name.trim() !== ''
    ? { guardian: personOf(one.guardian) }
    : {}),
  ...(one.represented ? { representative: personOf(one.representative) } : {}),
});

/** Who a party is: side, sort, name, telephone, papers, guardian of a minor, representative. */
export function PartyFields(props: {
  readonly value: PartyDraft;
  readonly onChange: (value: PartyDraft) => void;
}): ReactNode {
  const w = useWords(openWords);
  const s = useWords(statusWords);
  const { value } = props;
  const change = (some: Partial<PartyDraft>): void => props.onChange({ ...value, ...some });
  const person = value.sort === 'person';
  const [more, setMore] = useState(value.paper !== '' || value.address !== '');
  return (
    <div className="stack tight">
      <div className="mediation-pair">
        <Choice
          label={w('side')}
          form="narrow"
          value={value.side}
          onChange={(side) => change({ side: side as Side })}
          options={SIDES.map((one) => ({ value: one, label: s(`side_${one}`) }))}
        />
        <Choice
          label={w('sort')}
          form="narrow"
          value={value.sort}
          onChange={(sort) => change({ sort: sort as PartyDraft['sort'] })}
          options={PARTY_SORTS.map((one) => ({ value: one, label: s(`sort_${one}`) }))}
        />
      </div>
      <div className="mediation-pair">
        <Field
          label={w(person ? 'name' : 'organisation')}
          maxLength={100}
          value={value.name}
          onChange={(name) => change({ name })}
        />
        <Field
          label={w('phone')}
          hint={w('phoneHint')}
          optional
          type="tel"
          inputMode="tel"
          maxLength={16}
          value={value.phone}
          onChange={(phone) => change({ phone })}
          problem={tidy(value.phone).length > 10 && !PHONE.test(tidy(value.phone)) ? w('lackPhone') : undefined}
        />
      </div>
      {person && (
        <Tick checked={value.minor} onChange={(minor) => change({ minor })}>
          {w('minor')}
        </Tick>
      )}
      {person && value.minor && (
        <Person
          name={w('guardian')}
          phone={w('guardianPhone')}
          hint={w('guardianHint')}
          value={value.guardian}
          onChange={(guardian) => change({ guardian })}
        />
      )}
      <Tick checked={value.represented} onChange={(represented) => change({ represented })}>
        {w('representative')}
      </Tick>
      {value.represented && (
        <Person
          name={w('representativeName')}
          phone={w('representativePhone')}
          value={value.representative}
          onChange={(representative) => change({ representative })}
        />
      )}
      <details className="mediation-more" open={more} onToggle={(event) => setMore(event.currentTarget.open)}>
        <summary>{`${w(person ? 'paper' : 'creditCode')} · ${w('partyAddress')}`}</summary>
        <div className="mediation-pair">
          <Field
            label={w(person ? 'paper' : 'creditCode')}
            optional
            maxLength={30}
            value={value.paper}
            onChange={(paper) => change({ paper })}
          />
          <Field
            label={w('partyAddress')}
            optional
            maxLength={200}
            value={value.address}
            onChange={(address) => change({ address })}
          />
        </div>
      </details>
    </div>
  );
}

function Person(props: {
  readonly name: string;
  readonly phone: string;
  readonly hint?: string;
  readonly value: PersonDraft;
  readonly onChange: (value: PersonDraft) => void;
}): ReactNode {
  const w = useWords(openWords);
  const { value } = props;
  const change = (some: Partial<PersonDraft>): void => props.onChange({ ...value, ...some });
  return (
    <div className="mediation-pair">
      <Field
        label={props.name}
        hint={props.hint}
        maxLength={60}
        value={value.name}
        onChange={(name) => change({ name })}
      />
      <Field
        label={props.phone}
        optional
        type="tel"
        inputMode="tel"
        maxLength={16}
        value={value.phone}
        onChange={(phone) => change({ phone })}
      />
      <Field
        label={w('relation')}
        optional
        maxLength={60}
        value={value.relation}
        onChange={(relation) => change({ relation })}
      />
    </div>
  );
}
