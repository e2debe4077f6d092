import { type ReactNode, useState } from 'react';
import { residentMe } from '../../../../platform/identity/residents.contract.ts';
import { masked } from '../../../../platform/identity/residents.rules.ts';
import { ResidentGate } from '../../../../platform/identity/screens/resident.tsx';
import { useCall } from '../../../../platform/web/asking.ts';
import { Button, Choice, Field, Tick } from '../../../../platform/web/kit/controls.tsx';
import { Card, Notice, Sheet } from '../../../../platform/web/kit/surfaces.tsx';
import { useWords } from '../../../../platform/web/words.ts';
import { isOneNumber } from '../../numbers.rules.ts';
import { applyWords } from './apply.words.ts';
import type { StepProps } from './applyDraft.ts';
import { applicationOf, type DraftParty, isPhone, newParty } from './applyDraft.ts';

const MOST_OTHERS = 10;

/** The other side, one or several: a name does, everything else may be left out. */
export function OthersStep({ draft, change, wrong }: StepProps): ReactNode {
  const w = useWords(applyWords);
  const { others } = draft;
  const set = (id: string, some: Partial<DraftParty>): void =>
    change({ others: others.map((one) => (one.id === id ? { ...one, ...some } : one)) });
  return (
    <>
      {others.map((one, at) => (
        <Card key={one.id} label={w('otherN', { n: at + 1 })}>
          {others.length > 1 && (
            <div className="row apart">
              <h2>{w('otherN', { n: at + 1 })}</h2>
              <Button
                look="plain"
                label={`${w('removeOther')}: ${w('otherN', { n: at + 1 })}`}
                onPress={() => change({ others: others.filter(({ id }) => id !== one.id) })}
              >
                {w('removeOther')}
              </Button>
            </div>
          )}
          <SortChoice one={one} onChange={(sort) => set(one.id, { sort })} />
          <Field
            label={w(one.sort === 'person' ? 'name' : 'organisationName')}
            value={one.name}
            maxLength={100}
            onChange={(name) => set(one.id, { name })}
            problem={wrong && one.name.trim() === '' ? w('needName') : undefined}
          />
          <Field
            label={w('phoneOther')}
            hint={w('phoneOtherHint')}
            optional
            type="tel"
            inputMode="tel"
            maxLength={16}
            value={one.phone}
            onChange={(phone) => set(one.id, { phone })}
            problem={wrong && one.phone.trim() !== '' && !isPhone(one.phone) ? w('phoneWrong') : undefined}
          />
          {one.sort === 'person' && (
            <Tick checked={one.minor} onChange={(minor) => set(one.id, { minor })}>
              {w('minor')}
            </Tick>
          )}
        </Card>
      ))}
      {others.length < MOST_OTHERS && (
        <Button sign="plus" wide onPress={() => change({ others: [...others, newParty()] })}>
          {w('addOther')}
        </Button>
      )}
    </>
  );
}

function SortChoice(props: { one: DraftParty; onChange: (sort: DraftParty['sort']) => void }): ReactNode {
  const w = useWords(applyWords);
  return (
    <Choice
      label={w('sort')}
      quietLabel
      form="narrow"
      value={props.one.sort}
      onChange={(sort) => props.onChange(sort === 'person' ? 'person' : 'organisation')}
      options={[
        { value: 'person', label: w('person') },
        { value: 'organisation', label: w('organisation') },
      ]}
    />
  );
}

/** Whoever applies: a name, and the telephone by which the own page opens. */
export function MeStep({ draft, change, wrong }: StepProps): ReactNode {
  const w = useWords(applyWords);
  const { me } = draft;
  const set = (some: Partial<DraftParty>): void => change({ me: { ...me, ...some } });
  const forChild = me.sort === 'person' && me.minor;
  return (
    <>
      <p className="soft">{w('meLead')}</p>
      <SortChoice one={me} onChange={(sort) => set({ sort, ...(sort === 'organisation' ? { minor: false } : {}) })} />
      {me.sort === 'person' && (
        <Tick checked={me.minor} onChange={(minor) => set({ minor })}>
          {w('meMinor')}
        </Tick>
      )}
      <Field
        label={w(me.sort === 'organisation' ? 'organisationName' : forChild ? 'childName' : 'name')}
        autoComplete={me.sort === 'person' && !forChild ? 'name' : 'off'}
        maxLength={100}
        value={me.name}
        onChange={(name) => set({ name })}
        problem={wrong && me.name.trim() === '' ? w('needName') : undefined}
      />
      {(forChild || me.sort === 'organisation') && (
        <Field
          label={w(forChild ? 'guardianName' : 'actsForFirm')}
          optional={!forChild}
          maxLength={60}
          value={me.actsFor}
          onChange={(actsFor) => set({ actsFor })}
          problem={wrong && forChild && me.actsFor.trim() === '' ? w('needName') : undefined}
        />
      )}
      <Field
        label={w('phone')}
        hint={w('phoneMeHint')}
        type="tel"
        inputMode="tel"
        autoComplete="tel-national"
        maxLength={16}
        value={me.phone}
        onChange={(phone) => set({ phone })}
        problem={
          wrong && !isPhone(me.phone)
            ? w(me.phone.trim() === '' ? 'needPhone' : 'phoneWrong')
            : wrong && isOneNumber(applicationOf(draft).parties)
              ? w('phoneOfOther')
              : undefined
        }
      />
    </>
  );
}

/** The number checked by a text message already now, so that the own page opens at once. */
export function ProvePhone({ phone }: { phone: string }): ReactNode {
  const w = useWords(applyWords);
  const [open, setOpen] = useState(false);
  const { data } = useCall(residentMe, {}, { fresh: 60_000, keep: true });
  const known = data?.resident?.phone;
  if (known !== undefined) {
    const same = !isPhone(phone) || masked(phone) === known;
    return <Notice tone={same ? 'good' : 'warn'}>{w(same ? 'proved' : 'provedOther', { phone: known })}</Notice>;
  }
  return (
    <>
      <Button wide sign="phone" onPress={() => setOpen(true)}>
        {w('prove')}
      </Button>
      <Sheet open={open} title={w('proveTitle')} onClose={() => setOpen(false)}>
        <ResidentGate why={w('proveWhy')}>
          {(resident) => <Notice tone="good">{w('proved', { phone: resident.phone })}</Notice>}
        </ResidentGate>
      </Sheet>
    </>
  );
}
