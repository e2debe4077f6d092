import type { ReactNode } from 'react';
import { useText, useWords } from '../../../platform/web/words.ts';
import { differencesOf, type NamedRule } from '../sayings.rules.ts';
import { deadlinesWords } from './deadlines.words.ts';
import './deadlines.css';

/** What a version changes in the one before it, old beside new; of a new rule, everything that it says. */
export function Differences({ before, after }: { before: NamedRule | null; after: NamedRule }): ReactNode {
  const w = useWords(deadlinesWords);
  const t = useText();
  const isNew = before === null;
  return (
    <table className="rule-parts" data-new={isNew}>
      <thead>
        <tr>
          <th scope="col">{w('part')}</th>
          {!isNew && <th scope="col">{w('before')}</th>}
          <th scope="col">{w(isNew ? 'newOne' : 'after')}</th>
        </tr>
      </thead>
      <tbody>
        {differencesOf(before, after).map((one) => (
          <tr key={one.key}>
            <th scope="row">{t(one.what)}</th>
            {!isNew && (
              <td data-side="before" data-label={w('before')}>
                {one.before === null ? w('nothing') : t(one.before)}
              </td>
            )}
            <td data-side="after" data-label={isNew ? undefined : w('after')}>
              {t(one.after)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
