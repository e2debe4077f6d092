import { type FormEvent, type ReactNode, useState } from 'react';
import { dayOf } from '../../../../platform/calendar/calendar.rules.ts';
import { useMove } from '../../../../platform/web/asking.ts';
import { newId } from '../../../../platform/web/ids.ts';
import { Button, Field, Select, TextArea } from '../../../../platform/web/kit/controls.tsx';
import { fieldProblem, ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { useToast } from '../../../../platform/web/kit/toast.tsx';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { useDeclared } from '../../screens/named.ts';
import { type ReferenceOut, setReference } from '../references.contract.ts';
import { BASES, MOST_SOURCE, NORMS, type Sort, type What } from '../references.rules.ts';
import { referencesWords } from '../references.words.ts';
import { PlaceField } from './placeField.tsx';
import { draftOf, HINTS, numberFrom } from './referenceDraft.ts';
import { screenWords } from './references.screen.words.ts';

const PATHS = ['what', 'territory', 'value', 'from', 'source'] as const;

/** Sets a target, a base or a norm of one territory from a day on; of one that is there already only its value, day and source change. */
export function ReferenceForm(props: {
  readonly sort: Sort;
  readonly of: ReferenceOut | null;
  readonly onDone: () => void;
}): ReactNode {
  const { sort, of } = props;
  const w = useWords(screenWords);
  const b = useWords(referencesWords);
  const t = useText();
  const tell = useToast();
  const declared = useDeclared();
  const [draft, setDraft] = useState(() => draftOf(of, dayOf(new Date())));
  const [tried, setTried] = useState(false);
  // An id stands for one content: what is changed after a refusal is another setting.
  const [id, setId] = useState(newId);
  const change = (some: Partial<typeof draft>): void => {
    setDraft((now) => ({ ...now, ...some }));
    setId(newId());
  };
  const send = useMove(setReference, {
    onDone: () => {
      tell(w('saved'));
      props.onDone();
    },
  });
  const unit = sort === 'target' ? (declared.get(draft.what.slice('target:'.length))?.unit ?? 'share') : 'count';
  const value = numberFrom(unit, draft.value);
  const missing = {
    what: draft.what === '' ? w('whatWanted') : undefined,
    territory: draft.territory === '' ? w('placeWanted') : undefined,
    value: value === null ? w('valueWanted') : undefined,
    from: undefined,
    source: undefined,
  };
  const wrong = (path: (typeof PATHS)[number]): string | undefined =>
    (tried ? missing[path] : undefined) ?? (t(fieldProblem(send.error, path)) || undefined);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (value === null || draft.what === '' || draft.territory === '') return;
    const { what, territory, from, source } = draft;
    send.mutate({ body: { id, what: what as What, territory, value, from, source } });
  };
  const options = {
    base: BASES.map((one) => ({ value: `base:${one}`, label: b(`base_${one}`) })),
    norm: NORMS.map((one) => ({ value: `norm:${one}`, label: b(`norm_${one}`) })),
    target: [...declared.values()]
      .filter((one) => one.better !== null)
      .map((one) => ({ value: `target:${one.code}`, label: t(one.name) })),
  }[sort];
  return (
    <form className="stack" noValidate onSubmit={submit}>
      {of === null ? (
        <>
          <Select
            label={w(`what_${sort}`)}
            value={draft.what}
            placeholder={w('choose')}
            problem={wrong('what')}
            onChange={(what) => change({ what })}
            options={options}
          />
          <PlaceField
            sort={sort}
            chosen={draft.territory}
            problem={wrong('territory')}
            onChange={(territory) => change({ territory })}
          />
        </>
      ) : (
        <p>
          <strong>{w('historyOf', { name: t(of.name), place: t(of.territory.name) })}</strong>
        </p>
      )}
      <Field
        label={w(`newValue_${sort}`)}
        hint={w(sort === 'norm' ? 'inVisits' : HINTS[unit])}
        inputMode="decimal"
        maxLength={20}
        value={draft.value}
        problem={wrong('value')}
        onChange={(typed) => change({ value: typed })}
      />
      <Field
        type="date"
        label={w('from')}
        hint={w('fromHint')}
        value={draft.from}
        problem={wrong('from')}
        onChange={(from) => change({ from })}
      />
      <TextArea
        label={w('source')}
        hint={w('sourceHint')}
        rows={2}
        maxLength={MOST_SOURCE}
        value={draft.source}
        problem={wrong('source')}
        onChange={(source) => change({ source })}
      />
      <ProblemNotice
        problem={send.error}
        shownElsewhere={PATHS.filter((path) => of === null || (path !== 'what' && path !== 'territory')).map(
          (path) => `body.${path}`,
        )}
      />
      <div className="row">
        <Button look="primary" type="submit" large busy={send.isPending}>
          {w('save')}
        </Button>
        <Button look="plain" onPress={props.onDone}>
          {w('cancel')}
        </Button>
      </div>
    </form>
  );
}
