import type { ReactNode } from 'react';
import { useCall } from '../../../platform/web/asking.ts';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Empty, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { readBurden } from '../burden.contract.ts';
import type { Form } from '../burden.rules.ts';
import { burdenWords } from './burden.words.ts';
import { moveWords } from './moves.words.ts';
import './matters.css';

/** Names a form as its button does. */
export function useFormName(): (form: Form) => string {
  const w = useWords(burdenWords);
  const m = useWords(moveWords);
  return (form) => (form === 'report' ? w('report') : m(form));
}

/** Which form costs how much, for whoever could shorten it; no person, no body, no place. */
export default function BurdenPage(): ReactNode {
  const w = useWords(burdenWords);
  const name = useFormName();
  usePageTitle(w('title'));
  const { data, error, isPending } = useCall(readBurden, {});
  const median = (one: { from: number; to: number | null } | null): string =>
    one === null
      ? '—'
      : one.to === null
        ? w('beyond', { from: one.from })
        : w('between', { from: one.from, to: one.to });
  return (
    <div className="stack">
      <h1>{w('title')}</h1>
      <p className="soft">{w('lead')}</p>
      <ProblemNotice problem={error} />
      {isPending && <Waiting />}
      {data?.forms.length === 0 && <Empty sign="check" title={w('none')} hint={w('noneHint')} />}
      {data !== undefined && data.forms.length > 0 && (
        <div className="scroll-x">
          <table className="burden">
            <thead>
              <tr>
                <th>{w('form')}</th>
                <th>{w('count')}</th>
                <th>{w('median')}</th>
                <th>{w('total')}</th>
                <th>{w('weeks')}</th>
              </tr>
            </thead>
            <tbody>
              {data.forms.map((one) => (
                <tr key={one.form}>
                  <th scope="row">{name(one.form)}</th>
                  <td>{one.count}</td>
                  <td>{median(one.median)}</td>
                  <td>{w('minutes', { n: Math.round(one.seconds / 60) })}</td>
                  <td>{one.weeks}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
