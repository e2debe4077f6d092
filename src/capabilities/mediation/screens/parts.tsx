import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { dayOf } from '../../../platform/calendar/calendar.rules.ts';
import type { AnswerOf } from '../../../platform/http/contract.ts';
import { listBodies } from '../../../platform/identity/bodies.contract.ts';
import { find } from '../../../platform/places/places.contract.ts';
import { useCall } from '../../../platform/web/asking.ts';
import { Button, Field, Select } from '../../../platform/web/kit/controls.tsx';
import { Sign } from '../../../platform/web/kit/icons.tsx';
import { Badge, type Tone } from '../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { natureOf } from '../law/natures.rules.ts';
import type { CaseLine } from '../mediation.contract.ts';
import type { Status } from '../mediation.rules.ts';
import { listWords } from './list.words.ts';
import { partWords } from './parts.words.ts';
import { statusWords } from './status.words.ts';
import './mediation.css';

const TONES: Readonly<Record<Status, Tone>> = {
  applied: 'warn',
  offered: 'warn',
  accepted: 'info',
  mediating: 'info',
  agreed: 'brand',
  ended: 'plain',
  archived: 'plain',
};

/** Where a case stands, and how it ended. */
export function StatusBadge({ it }: { it: Pick<CaseLine, 'status' | 'outcome'> }): ReactNode {
  const w = useWords(statusWords);
  return (
    <>
      <Badge tone={TONES[it.status]}>{w(`status_${it.status}`)}</Badge>
      {it.outcome && <Badge tone={it.outcome === 'performed' ? 'good' : 'plain'}>{w(`outcome_${it.outcome}`)}</Badge>}
    </>
  );
}

/** Today in the district's time. */
export const todayHere = (): string => dayOf(new Date());

/** Where a party opens its own page; the code stands behind the hash, which no server is told. */
export const partyPage = (code: string): string => `${window.location.origin}/mediation/case#${code}`;

/** The day that falls due next, late ones said so. */
export function NextDay({ next }: { next: string | null }): ReactNode {
  const w = useWords(listWords);
  const when = useWhen();
  if (next === null) return <span className="soft small">{w('noDay')}</span>;
  const late = next < todayHere();
  return (
    <Badge tone={late ? 'bad' : next === todayHere() ? 'warn' : 'plain'}>
      {w(late ? 'lateDay' : 'nextDay', { day: when.day(next) })}
    </Badge>
  );
}

/** The name of a nature with its group; its code where the table has it no more. */
export function useNature(): (code: string) => string {
  const t = useText();
  return (code) => {
    const nature = natureOf(code);
    if (nature === null) return code;
    const group = nature.parent === null ? null : natureOf(nature.parent);
    return group === null ? t(nature) : `${t(group)} · ${t(nature)}`;
  };
}

type Body = AnswerOf<typeof listBodies>['bodies'][number];

/** The bodies of the district. */
export function useBodies(): readonly Body[] {
  const { data } = useCall(listBodies, {}, { fresh: 300_000 });
  return useMemo(() => data?.bodies ?? [], [data]);
}

/** One body out of the district's, by name. */
export function BodySelect(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly hint?: string;
  readonly optional?: boolean;
  readonly problem?: string | undefined;
  /** Those that stand first, by the beginnings of their ids. */
  readonly first?: RegExp;
}): ReactNode {
  const w = useWords(partWords);
  const t = useText();
  const bodies = useBodies();
  const { first } = props;
  const ordered = first === undefined ? bodies : bodies.toSorted((a, b) => rank(first, a.id) - rank(first, b.id));
  return (
    <Select
      label={props.label}
      hint={props.hint}
      optional={props.optional ?? false}
      problem={props.problem}
      value={props.value}
      onChange={props.onChange}
      placeholder={w('chooseBody')}
      options={ordered.map((one) => ({ value: one.id, label: t(one.name) }))}
    />
  );
}

const rank = (first: RegExp, id: string): number => (first.test(id) ? 0 : 1);

/** A territory that was found by its name. */
export type Place = { readonly territory: string; readonly label: string };

/** The territory of a case: type, then choose among what matches. */
export function TerritoryPicker(props: {
  readonly label: string;
  readonly place: Place | null;
  readonly onChange: (place: Place | null) => void;
  readonly problem?: string | undefined;
}): ReactNode {
  const w = useWords(partWords);
  const t = useText();
  const [text, setText] = useState('');
  const words = useDeferredValue(text.trim()).slice(0, 60);
  const { data } = useCall(find, { query: { words, limit: 8 } }, { enabled: words !== '', keep: true, fresh: 60_000 });
  if (props.place !== null) {
    return (
      <div className="row apart">
        <span>
          <Sign name="nearby" /> <span className="only-heard">{props.label}</span>
          <strong>{props.place.label}</strong>
        </span>
        <Button onPress={() => props.onChange(null)}>{w('changePlace')}</Button>
      </div>
    );
  }
  return (
    <div className="stack tight">
      <Field
        label={props.label}
        hint={w('placeHint')}
        problem={props.problem}
        maxLength={60}
        value={text}
        onChange={setText}
      />
      {words !== '' && (
        <ul className="mediation-found" aria-label={w('found')}>
          {data?.places.map((one) => (
            <li key={`${one.what}-${one.id}`}>
              <button
                type="button"
                onClick={() => {
                  props.onChange({ territory: one.territory, label: t(one.path) });
                  setText('');
                }}
              >
                <strong>{t(one.name)}</strong> <span className="soft small">{t(one.path)}</span>
              </button>
            </li>
          ))}
          {data?.places.length === 0 && <li className="soft">{w('placeNone')}</li>}
        </ul>
      )}
    </div>
  );
}
