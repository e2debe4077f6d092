import type { ReactNode } from 'react';
import { Choice, Tick } from '../../../../platform/web/kit/controls.tsx';
import { Sign } from '../../../../platform/web/kit/icons.tsx';
import { Card, Notice } from '../../../../platform/web/kit/surfaces.tsx';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { lawText } from '../../law/law.words.ts';
import { routesOf } from '../../law/protection.rules.ts';
import { applyWords } from './apply.words.ts';
import type { StepProps } from './applyDraft.ts';

/** Violence in the family and minors, asked for before anything else; a yes shows the ways of protection before it goes on. */
export function SafetyStep({ draft, change, wrong }: StepProps): ReactNode {
  const w = useWords(applyWords);
  const { violence, minors } = draft;
  const ask = (name: 'violence' | 'minors'): ReactNode => (
    <Choice
      label={w(name)}
      form="narrow"
      value={draft[name] === null ? undefined : String(draft[name])}
      onChange={(value) => change({ [name]: value === 'true', read: false })}
      options={[
        { value: 'true', label: w('yes') },
        { value: 'false', label: w('no') },
      ]}
      problem={wrong && draft[name] === null ? w('needAnswer') : undefined}
    />
  );
  return (
    <>
      <p>{w('safetyLead')}</p>
      {ask('violence')}
      {ask('minors')}
      {(violence === true || minors === true) && (
        <>
          <Routes violence={violence === true} minors={minors === true} />
          <Tick checked={draft.read} onChange={(read) => change({ read })}>
            {w('read')}
          </Tick>
          {wrong && !draft.read && (
            <span className="wrong" role="alert">
              <Sign name="warning" />
              <span>{w('needRead')}</span>
            </span>
          )}
        </>
      )}
    </>
  );
}

function Routes({ violence, minors }: { violence: boolean; minors: boolean }): ReactNode {
  const w = useWords(applyWords);
  const t = useText();
  return (
    <Card label={w('routesTitle')}>
      <h2>{w('routesTitle')}</h2>
      {violence && (
        <>
          <Notice tone="bad">
            <span>{w('callNow')}</span>
            <a className="button danger" href="tel:110">
              <Sign name="phone" />
              {w('call')}
            </a>
          </Notice>
          <p>
            <strong>{w('order')}</strong>
          </p>
        </>
      )}
      <ul className="way-home">
        {routesOf({ violence, minors }).map(({ rule }) => (
          <li key={rule}>{t(lawText(rule))}</li>
        ))}
      </ul>
      {violence && <Notice sign="lock">{w('notKept')}</Notice>}
    </Card>
  );
}
