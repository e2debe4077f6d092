import type { ReactNode } from 'react';
import { Button, Field, Tick } from '../../../platform/web/kit/controls.tsx';
import { Card } from '../../../platform/web/kit/surfaces.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { GROUNDS, RUNGS, type Rung } from '../clock.rules.ts';
import { clockWords } from '../clock.words.ts';
import { proposeWords } from './propose.words.ts';
import type { TermForm } from './ruleForm.ts';
import type { FieldsProps } from './scopeFields.tsx';
import { TermField } from './termField.tsx';

/** On which days a rule holds; a rule that stands can be stopped from one on. */
export function DaysFields({ form, onChange, wrong, isNew }: FieldsProps & { readonly isNew: boolean }): ReactNode {
  const w = useWords(proposeWords);
  return (
    <Card label={w('daysTitle')}>
      <h2>{w('daysTitle')}</h2>
      <div className="beside">
        <Field
          type="date"
          label={w('from')}
          hint={w('fromHint')}
          value={form.from}
          problem={wrong('from')}
          onChange={(from) => onChange({ from })}
        />
        <Field
          type="date"
          label={w('last')}
          hint={w('lastHint')}
          optional
          value={form.last}
          problem={wrong('until')}
          onChange={(last) => onChange({ last })}
        />
      </div>
      {!isNew && (
        <Tick checked={!form.active} onChange={(stops) => onChange({ active: !stops })}>
          {w('stop')}
        </Tick>
      )}
    </Card>
  );
}

/** Extension and suspensions that a rule allows, reminders before its deadline and who hears after it. */
export function FollowFields({ form, onChange, wrong }: FieldsProps): ReactNode {
  const w = useWords(proposeWords);
  const c = useWords(clockWords);
  const remind = (at: number, one: TermForm): void =>
    onChange({ remind: form.remind.map((each, place) => (place === at ? one : each)) });
  return (
    <>
      <Card label={w('extensionTitle')}>
        <h2>{w('extensionTitle')}</h2>
        <Tick checked={form.extends} onChange={(on) => onChange({ extends: on })}>
          {w('mayExtend')}
        </Tick>
        {form.extends && (
          <div className="beside">
            <Field
              label={w('times')}
              inputMode="numeric"
              maxLength={1}
              value={form.times}
              problem={wrong('extension.times')}
              onChange={(times) => onChange({ times })}
            />
            <TermField
              label={w('most')}
              term={form.most}
              problem={wrong('extension.most.n')}
              onChange={(most) => onChange({ most })}
            />
          </div>
        )}
      </Card>
      <Card label={w('groundsTitle')}>
        <h2>{w('groundsTitle')}</h2>
        {GROUNDS.map((one) => (
          <Tick
            key={one}
            checked={form.grounds.includes(one)}
            onChange={(on) =>
              onChange({ grounds: on ? [...form.grounds, one] : form.grounds.filter((each) => each !== one) })
            }
          >
            {c(`ground_${one}`)} <span className="soft small">{c(`groundWhy_${one}`)}</span>
          </Tick>
        ))}
      </Card>
      <Card label={w('remindTitle')}>
        <h2>{w('remindTitle')}</h2>
        {form.remind.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a reminder is its place in the list
          <div className="row" key={at}>
            <TermField
              label={w('before')}
              term={one}
              problem={wrong(`remind.${at}`)}
              onChange={(term) => remind(at, term)}
            />
            <Button
              look="plain"
              sign="close"
              label={w('removeRemind', { n: at + 1 })}
              onPress={() => onChange({ remind: form.remind.filter((_, place) => place !== at) })}
            >
              {null}
            </Button>
          </div>
        ))}
        {form.remind.length < 5 && (
          <Button sign="plus" onPress={() => onChange({ remind: [...form.remind, { n: '', unit: form.term.unit }] })}>
            {w('addRemind')}
          </Button>
        )}
      </Card>
      <Card label={w('escalateTitle')}>
        <h2>{w('escalateTitle')}</h2>
        <p className="hint">{w('escalateHint')}</p>
        {RUNGS.map((rung) => (
          <RungField
            key={rung}
            rung={rung}
            after={form.escalate[rung]}
            problem={wrong(`escalate.${rung}`)}
            onChange={(after) => onChange({ escalate: { ...form.escalate, [rung]: after } })}
          />
        ))}
      </Card>
    </>
  );
}

function RungField(props: {
  readonly rung: Rung;
  readonly after: TermForm | null;
  readonly onChange: (after: TermForm | null) => void;
  readonly problem: string | undefined;
}): ReactNode {
  const { rung, after, onChange, problem } = props;
  const w = useWords(proposeWords);
  const c = useWords(clockWords);
  const label = w('escalateTo', { rung: c(`rung_${rung}`) });
  return (
    <div className="rung">
      <Tick checked={after !== null} onChange={(on) => onChange(on ? { n: '0', unit: 'minutes' } : null)}>
        {label}
      </Tick>
      {after !== null && (
        <TermField label={w('afterDue')} of={label} term={after} problem={problem} onChange={onChange} />
      )}
    </div>
  );
}
