import { type FormEvent, type ReactNode, useState } from 'react';
import { listBodies } from '../../../platform/identity/bodies.contract.ts';
import { useMe } from '../../../platform/identity/screens/signedIn.tsx';
import { territories } from '../../../platform/places/places.contract.ts';
import { useCall, useMove } from '../../../platform/web/asking.ts';
import { newId } from '../../../platform/web/ids.ts';
import { Button, Field, Select } from '../../../platform/web/kit/controls.tsx';
import { fieldProblem, ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { useToast } from '../../../platform/web/kit/toast.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import { kinds, propose } from '../kinds.contract.ts';
import { GROUPS } from '../kinds.rules.ts';
import { kindsWords } from '../kinds.words.ts';
import { kindsDeskWords } from './desk.words.ts';
import { useMayPropose } from './proposing.ts';
import { WhyFields } from './whyFields.tsx';

/** Proposes which body answers for a place and a kind from a day on. */
export function AuthorityForm({ today, onDone }: { today: string; onDone: () => void }): ReactNode {
  const w = useWords(kindsDeskWords);
  const t = useText();
  const k = useWords(kindsWords);
  const tell = useToast();
  const { district } = useMe();
  const mayPropose = useMayPropose();
  const places = useCall(territories, {}, { fresh: 300_000 }).data?.territories ?? [];
  const allKinds = useCall(kinds, {}, { fresh: 60_000 }).data?.kinds ?? [];
  const bodies = useCall(listBodies, {}, { fresh: 300_000 }).data?.bodies ?? [];
  const [town, setTown] = useState('');
  const [village, setVillage] = useState('');
  const [row, setRow] = useState({ kind: '', body: '', from: today, to: '' });
  const [why, setWhy] = useState({ zh: '', en: '' });
  const [id, setId] = useState(newId);
  const send = useMove(propose, {
    onDone: () => {
      tell(w('sent'));
      onDone();
    },
  });
  // An id stands for one content: what is changed after a refusal is another proposal.
  const change = (some: Partial<typeof row>): void => {
    setRow((now) => ({ ...now, ...some }));
    setId(newId());
  };
  const wrong = (path: string): string | undefined => t(fieldProblem(send.error, `change.${path}`)) || undefined;
  const territory = village || town || district;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send.mutate({
      body: { id, change: { what: 'authority', ...row, territory, to: row.to === '' ? null : row.to, why } },
    });
  };
  const named = (code: string, name: { zh: string; en: string }) => ({ value: code, label: t(name) });
  const shown = ['territory', 'kind', 'body', 'from', 'to', 'why.zh', 'why.en'].map((path) => `body.change.${path}`);
  return (
    <form className="stack" noValidate onSubmit={submit}>
      <Select
        label={w('town')}
        value={town}
        {...(mayPropose() ? { placeholder: w('wholeDistrict') } : { placeholder: '—' })}
        problem={wrong('territory')}
        onChange={(code) => {
          setTown(code);
          setVillage('');
          setId(newId());
        }}
        options={places
          .filter((one) => one.level === 'town' && mayPropose(one.code))
          .map((one) => named(one.code, one.name))}
      />
      {town !== '' && (
        <Select
          label={w('village')}
          value={village}
          placeholder={w('wholeTown')}
          onChange={(code) => {
            setVillage(code);
            setId(newId());
          }}
          options={places
            .filter((one) => one.level === 'village' && one.parent === town)
            .map((one) => named(one.code, one.name))}
        />
      )}
      <Select
        label={w('kind')}
        value={row.kind}
        placeholder={k('everyKind')}
        problem={wrong('kind')}
        onChange={(kind) => change({ kind })}
        options={GROUPS.flatMap((group) => [
          { value: group, label: k(`group_${group}`) },
          ...allKinds
            .filter((one) => one.group === group)
            .map((one) => ({ value: one.code, label: `　${t(one.name)}` })),
        ])}
      />
      <Select
        label={w('body')}
        value={row.body}
        placeholder={w('chooseBody')}
        problem={row.body === '' && send.error ? w('chooseBody') : wrong('body')}
        onChange={(body) => change({ body })}
        options={bodies.map((one) => named(one.id, one.name))}
      />
      <div className="pair">
        <Field
          type="date"
          label={w('from')}
          value={row.from}
          problem={wrong('from')}
          onChange={(from) => change({ from })}
        />
        <Field
          type="date"
          label={w('to')}
          hint={w('toHint')}
          optional
          value={row.to}
          problem={wrong('to')}
          onChange={(to) => change({ to })}
        />
      </div>
      <WhyFields
        why={why}
        onChange={(next) => {
          setWhy(next);
          setId(newId());
        }}
        wrong={(path) => wrong(`why.${path}`) && w('mend')}
      />
      <ProblemNotice problem={send.error} shownElsewhere={shown} />
      <p className="hint">{w('needsTwo')}</p>
      <Button look="primary" type="submit" wide large busy={send.isPending}>
        {w('send')}
      </Button>
    </form>
  );
}
