import type { ReactNode } from 'react';
import { useText, useWords } from '../../../platform/web/words.ts';
import type { Difference } from '../differences.rules.ts';
import { changesWords } from './changes.words.ts';
import './kinds.css';

/** Old beside new, one row for each thing that changes; on a phone one below the other. */
export function Differences({ differences }: { differences: readonly Difference[] }): ReactNode {
  const w = useWords(changesWords);
  const t = useText();
  const isNew = differences.every((one) => one.before === null);
  return (
    <table className="differences" data-new={isNew}>
      <thead>
        <tr>
          <th scope="col">{w('field')}</th>
          {!isNew && <th scope="col">{w('before')}</th>}
          <th scope="col">{w(isNew ? 'newKind' : 'after')}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map((one) => (
          <tr key={one.path}>
            <th scope="row">{t(one.what)}</th>
            {!isNew && (
              <td data-side="before" data-label={w('before')}>
                {one.before === null ? w('nothing') : t(one.before)}
              </td>
            )}
            <td data-side="after" data-label={isNew ? undefined : w('after')}>
              {one.after === null ? w('removed') : t(one.after)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
