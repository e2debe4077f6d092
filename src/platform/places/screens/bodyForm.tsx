import { type ReactNode, useState } from 'react';
import { PickOne } from '../../identity/screens/pickOne.tsx';
import { Field } from '../../web/kit/controls.tsx';
import { useText, useWords } from '../../web/words.ts';
import type { BodyRow } from '../changes/changes.contract.ts';
import { type Desk, rowsNow } from './deskView.ts';
import { placesDeskWords } from './placesDesk.words.ts';
import { type ChangeAsked, useProposing } from './proposal.tsx';
import { isWhole, NameFields } from './territoryForms.tsx';

/** Founds a body, or changes what one is called, where it sits and what is above it. */
export function BodyForm(props: {
  readonly desk: Desk;
  readonly body: BodyRow | null;
  readonly onDone: () => void;
}): ReactNode {
  const w = useWords(placesDeskWords);
  const t = useText();
  const { desk, body } = props;
  const proposing = useProposing(props.onDone);
  const [id, setId] = useState('');
  const [from, setFrom] = useState(desk.today);
  const [draft, setDraft] = useState({
    name: body?.name ?? { zh: '', en: '' },
    territory: body?.territory,
    parent: body?.parent ?? undefined,
    address: body?.address ?? '',
    phone: body?.phone ?? '',
  });
  const fill = (some: Partial<typeof draft>): void => {
    setDraft((now) => ({ ...now, ...some }));
    proposing.touched();
  };
  const change = changeOf();
  const stays = <R extends { readonly to: string | null }>(rows: readonly R[]): R[] =>
    rows.filter((one) => one.to === null || one.to > desk.today);
  const lacks = (filled: boolean): string | undefined => (proposing.tried && !filled ? w('mend') : undefined);
  function changeOf(): ChangeAsked | null {
    if (!isWhole(draft.name) || draft.territory === undefined || (body === null && id.trim() === '')) return null;
    const after = {
      name: draft.name,
      territory: draft.territory,
      parent: draft.parent ?? null,
      address: draft.address.trim() || null,
      phone: draft.phone.trim() || null,
    };
    return body === null
      ? { what: 'body-found', id: id.trim(), after, from }
      : { what: 'body-change', id: body.id, after };
  }
  return (
    <form className="stack" noValidate onSubmit={proposing.submit(change)}>
      {body === null && (
        <Field
          label={w('bodyId')}
          hint={w('bodyIdHint')}
          value={id}
          maxLength={63}
          problem={lacks(id.trim() !== '') ?? proposing.wrong('id')}
          onChange={(text) => {
            setId(text);
            proposing.touched();
          }}
        />
      )}
      <NameFields name={draft.name} path="after" proposing={proposing} onChange={(name) => fill({ name })} />
      <PickOne
        label={w('territory')}
        value={draft.territory}
        problem={lacks(draft.territory !== undefined) ?? proposing.wrong('after.territory')}
        placeholder={w('choose')}
        onChange={(territory) => fill({ territory })}
        options={stays(rowsNow(desk.territories, desk.today)).map((one) => ({
          value: one.code,
          label: `${t(one.name)} ${one.code}`,
        }))}
      />
      <PickOne
        label={w('parent')}
        optional
        value={draft.parent}
        problem={proposing.wrong('after.parent')}
        placeholder={w('noParent')}
        onChange={(parent) => fill({ parent })}
        options={stays(desk.bodies)
          .filter((one) => one.id !== body?.id)
          .map((one) => ({ value: one.id, label: t(one.name) }))}
      />
      <Field
        label={w('address')}
        optional
        value={draft.address}
        maxLength={120}
        onChange={(address) => fill({ address })}
      />
      <Field
        label={w('phone')}
        optional
        type="tel"
        value={draft.phone}
        maxLength={20}
        problem={proposing.wrong('after.phone')}
        onChange={(phone) => fill({ phone })}
      />
      {body === null && (
        <Field
          type="date"
          label={w('from')}
          value={from}
          problem={proposing.wrong('from')}
          onChange={(day) => {
            setFrom(day);
            proposing.touched();
          }}
        />
      )}
      {proposing.foot([
        'after',
        'after.territory',
        'after.parent',
        'after.phone',
        ...(body === null ? ['id', 'from'] : []),
      ])}
    </form>
  );
}
