import { type ReactNode, useMemo, useState } from 'react';
import { Link } from 'wouter';
import { Button, Choice, Field } from '../../../platform/web/kit/controls.tsx';
import { KindSign } from '../../../platform/web/kit/icons.tsx';
import { Notice } from '../../../platform/web/kit/surfaces.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import { GROUPS, type Group, type KindSeed } from '../../kinds/kinds.contract.ts';
import { groupWords } from './groups.words.ts';
import { reportWords } from './report.words.ts';

/** Kinds whose name, description or keywords hold all the written words; the best match first. */
export function matching<K extends KindSeed>(kinds: readonly K[], text: string): K[] {
  const wanted = text
    .toLowerCase()
    .split(/[\s，,、]+/)
    .filter(Boolean);
  if (wanted.length === 0) return [];
  return kinds
    .map((kind) => ({ kind, score: Math.min(...wanted.map((word) => scoreOf(kind, word))) }))
    .filter((one) => one.score > 0)
    .sort((a, b) => b.score - a.score)
    .map((one) => one.kind);
}

/** How well one written word fits a kind: its name counts most, then keywords in either direction, then the description. */
function scoreOf(kind: KindSeed, word: string): number {
  const has = (text: string): boolean => text.toLowerCase().includes(word);
  if (has(kind.name.zh) || has(kind.name.en)) return 3;
  if (kind.keywords.some((one) => has(one) || word.includes(one.toLowerCase()))) return 2;
  return has(kind.describe.zh) || has(kind.describe.en) ? 1 : 0;
}

export type KindPickerProps = {
  readonly kinds: readonly KindSeed[];
  readonly value: string | null;
  readonly onChange: (code: string) => void;
  readonly problem?: string | undefined;
  /** Where to read what is not taken here; absent for staff. */
  readonly rightDoor?: string;
};

/** What it is about: by a few words, or by group and then kind, each with its picture. */
export function KindPicker(props: KindPickerProps): ReactNode {
  const w = useWords(reportWords);
  const g = useWords(groupWords);
  const t = useText();
  const [text, setText] = useState('');
  const [group, setGroup] = useState<Group | null>(() => (props.value?.split('.')[0] as Group | undefined) ?? null);
  const found = useMemo(() => matching(props.kinds, text).slice(0, 8), [props.kinds, text]);
  const shown = text.trim() !== '' ? found : group === null ? [] : props.kinds.filter((one) => one.group === group);
  const groups = GROUPS.filter((one) => props.kinds.some((kind) => kind.group === one));
  return (
    <div className="stack">
      <Field
        type="search"
        label={w('kindFind')}
        hint={w('kindFindHint')}
        value={text}
        onChange={setText}
        maxLength={60}
      />
      {text.trim() !== '' && found.length === 0 && <Notice tone="warn">{w('kindNone')}</Notice>}
      {shown.length > 0 ? (
        <>
          <Choice
            label={group !== null && text.trim() === '' ? g(group) : w('kindTitle')}
            value={props.value ?? undefined}
            onChange={props.onChange}
            problem={props.problem}
            options={shown.map((one) => ({
              value: one.code,
              label: t(one.name),
              picture: <KindSign code={one.code} picture={one.icon} />,
            }))}
          />
          {text.trim() === '' && <Button onPress={() => setGroup(null)}>{w('otherGroup')}</Button>}
        </>
      ) : (
        <Choice
          label={w('kindTitle')}
          quietLabel
          value={undefined}
          problem={props.problem}
          onChange={(one) => setGroup(one as Group)}
          options={groups.map((one) => ({
            value: one,
            label: g(one),
            hint: g(`${one}Hint`),
            picture: <KindSign code={one} />,
          }))}
        />
      )}
      {props.rightDoor !== undefined && (
        <p>
          <Link href={props.rightDoor}>{w('rightDoor')}</Link>
        </p>
      )}
    </div>
  );
}
