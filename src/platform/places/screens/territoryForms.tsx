import { type ReactNode, useState } from 'react';
import type { Text } from '../../language/language.ts';
import { Field } from '../../web/kit/controls.tsx';
import { useWords } from '../../web/words.ts';
import type { TerritoryOut } from '../changes/changes.contract.ts';
import { rowsNow } from './deskView.ts';
import { placesDeskWords } from './placesDesk.words.ts';
import { type Proposing, useProposing } from './proposal.tsx';

/** A name in both languages. */
export function NameFields(props: {
  readonly name: Text;
  readonly onChange: (name: Text) => void;
  readonly proposing: Proposing;
  readonly path: string;
}): ReactNode {
  const w = useWords(placesDeskWords);
  const { name, onChange, proposing, path } = props;
  const lacks = (text: string): string | undefined => (proposing.tried && text.trim() === '' ? w('mend') : undefined);
  return (
    <div className="place-pair">
      <Field
        label={w('nameZh')}
        value={name.zh}
        maxLength={60}
        problem={lacks(name.zh) ?? proposing.wrong(path)}
        onChange={(zh) => onChange({ ...name, zh })}
      />
      <Field
        label={w('nameEn')}
        value={name.en}
        maxLength={90}
        problem={lacks(name.en)}
        onChange={(en) => onChange({ ...name, en })}
      />
    </div>
  );
}

export const isWhole = (name: Text): boolean => name.zh.trim() !== '' && name.en.trim() !== '';

/** Names a territory anew from a day on, or makes one below it. */
export function NameForm(props: {
  readonly one: TerritoryOut;
  readonly move: 'rename' | 'found';
  readonly onDone: () => void;
}): ReactNode {
  const w = useWords(placesDeskWords);
  const { one, move } = props;
  const proposing = useProposing(props.onDone);
  const now = rowsNow(one.rows, one.today)[0]?.name ?? { zh: '', en: '' };
  const [name, setName] = useState<Text>(move === 'rename' ? now : { zh: '', en: '' });
  const [code, setCode] = useState(one.code);
  const [from, setFrom] = useState(one.today);
  const change = !isWhole(name)
    ? null
    : move === 'rename'
      ? ({ what: 'territory-rename', code: one.code, name, from } as const)
      : ({ what: 'territory-found', code: code.trim(), name, from } as const);
  return (
    <form className="stack" noValidate onSubmit={proposing.submit(change)}>
      {move === 'found' && (
        <Field
          label={w('newCode')}
          hint={w('newCodeHint')}
          inputMode="numeric"
          maxLength={15}
          value={code}
          problem={proposing.wrong('code')}
          onChange={(text) => {
            setCode(text);
            proposing.touched();
          }}
        />
      )}
      <NameFields
        name={name}
        path="name"
        proposing={proposing}
        onChange={(next) => {
          setName(next);
          proposing.touched();
        }}
      />
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
      {proposing.foot(['code', 'name', 'from'].filter((path) => path !== 'code' || move === 'found'))}
    </form>
  );
}
