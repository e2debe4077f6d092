import type { ReactNode } from 'react';
import { textOf } from '../../../../platform/language/language.ts';
import { Button, Choice, Field, Select, TextArea, Tick } from '../../../../platform/web/kit/controls.tsx';
import { Notice } from '../../../../platform/web/kit/surfaces.tsx';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { NATURES } from '../../law/natures.rules.ts';
import { SCALES, SIDES } from '../../mediation.rules.ts';
import { mediationWords } from '../../mediation.words.ts';
import { isOneNumber } from '../../numbers.rules.ts';
import { screenWords } from './rounds.screen.words.ts';
import { type DisputeDraft, newParty, type PartyDraft } from './visitState.ts';

/** One dispute in a minute: safety first, then what it is about, who, where and what. */
export function DisputeFields(props: {
  readonly it: DisputeDraft;
  readonly n: number;
  readonly onChange: (it: DisputeDraft) => void;
  readonly onRemove: (() => void) | null;
}): ReactNode {
  const { it, n, onChange, onRemove } = props;
  const w = useWords(screenWords);
  const t = useText();
  const naturesIn = (group: string | null) =>
    NATURES.filter(({ parent }) => parent === group).map((one) => ({ value: one.code, label: t(one) }));
  const sorts = it.group === '' ? [] : naturesIn(it.group);
  const change = (some: Partial<DisputeDraft>): void => onChange({ ...it, ...some });
  const party = (at: PartyDraft, some: Partial<PartyDraft>): void =>
    change({ parties: it.parties.map((one) => (one.key === at.key ? { ...one, ...some } : one)) });
  const answer = (value: boolean | null) => (value === null ? undefined : value ? 'yes' : 'no');
  const answers = (['yes', 'no'] as const).map((value) => ({ value, label: w(value) }));
  return (
    <section className="round-dispute" aria-label={w('dispute', { n })}>
      <div className="row apart">
        <h3>{w('dispute', { n })}</h3>
        {onRemove && (
          <Button look="plain" onPress={onRemove}>
            {w('removeDispute')}
          </Button>
        )}
      </div>
      <Choice
        label={w('violence')}
        form="narrow"
        value={answer(it.violence)}
        onChange={(value) => change({ violence: value === 'yes' })}
        options={answers}
      />
      {it.violence && <Notice tone="warn">{w('violenceYes')}</Notice>}
      <Choice
        label={w('minors')}
        form="narrow"
        value={answer(it.minors)}
        onChange={(value) => change({ minors: value === 'yes' })}
        options={answers}
      />
      {it.minors && <Notice tone="warn">{w('minorsYes')}</Notice>}
      <Select
        label={w('group')}
        placeholder={w('choose')}
        value={it.group}
        onChange={(group) => change({ group, nature: '' })}
        options={naturesIn(null)}
      />
      {sorts.length > 0 && (
        <Select
          label={w('nature')}
          optional
          placeholder={w('choose')}
          value={it.nature}
          onChange={(nature) => change({ nature })}
          options={sorts}
        />
      )}
      <Select
        label={w('scale')}
        value={it.scale}
        onChange={(scale) => change({ scale: scale as DisputeDraft['scale'] })}
        options={SCALES.map((value) => ({ value, label: w(`scale_${value}`) }))}
      />
      <fieldset className="field">
        <legend className="legend">{w('parties')}</legend>
        {it.parties.map((one, at) => (
          <div key={one.key} className="round-party">
            {at < 2 ? (
              <strong>{w(`side_${one.side}`)}</strong>
            ) : (
              <Select
                label={w('side')}
                value={one.side}
                onChange={(side) => party(one, { side: side as PartyDraft['side'] })}
                options={SIDES.map((value) => ({ value, label: w(`side_${value}`) }))}
              />
            )}
            <Field label={w('name')} maxLength={60} value={one.name} onChange={(name) => party(one, { name })} />
            <Field
              label={w('phone')}
              optional
              type="tel"
              inputMode="tel"
              maxLength={20}
              value={one.phone}
              onChange={(phone) => party(one, { phone })}
            />
            <Tick
              checked={one.sort === 'organisation'}
              onChange={(is) => party(one, { sort: is ? 'organisation' : 'person' })}
            >
              {w('organisation')}
            </Tick>
            {at >= 2 && (
              <Button look="plain" onPress={() => change({ parties: it.parties.filter(({ key }) => key !== one.key) })}>
                {w('removeParty')}
              </Button>
            )}
          </div>
        ))}
        {isOneNumber(it.parties) && (
          <Notice tone="bad" urgent>
            {t(textOf(mediationWords, 'oneNumber'))}
          </Notice>
        )}
        {it.parties.length < 10 && (
          <Button look="plain" sign="plus" onPress={() => change({ parties: [...it.parties, newParty('respondent')] })}>
            {w('addParty')}
          </Button>
        )}
      </fieldset>
      <Field
        label={w('address')}
        optional
        maxLength={200}
        value={it.address}
        onChange={(address) => change({ address })}
      />
      <TextArea label={w('what')} rows={3} maxLength={2000} value={it.words} onChange={(words) => change({ words })} />
    </section>
  );
}
