import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useWhen } from '../../web/when.ts';
import { useText, useWords } from '../../web/words.ts';
import type { AnswerRow } from '../changes/changes.contract.ts';
import { placesDeskWords } from './placesDesk.words.ts';
import '../../identity/screens/admin.css';

/** Who answers for which kind, by the row of which territory. */
export function AnswerRows({ rows }: { rows: readonly AnswerRow[] }): ReactNode {
  const w = useWords(placesDeskWords);
  const t = useText();
  const when = useWhen();
  return (
    <>
      {rows.length === 0 && <p className="soft">{w('noAnswers')}</p>}
      {rows.length > 0 && (
        <table className="admin-table" aria-label={w('answers')}>
          <thead>
            <tr>
              <th scope="col">{w('kind')}</th>
              <th scope="col">{w('body')}</th>
              <th scope="col">{w('by')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.territory} ${row.kind} ${row.from}`}>
                <th scope="row">{t(row.kindName)}</th>
                <td data-label={w('body')}>
                  <Link href={`/places/bodies/${row.body.id}`}>{t(row.body)}</Link>
                </td>
                <td data-label={w('by')}>
                  <span>
                    <Link href={`/places/territories/${row.territory}`}>{t(row.territoryName)}</Link>{' '}
                    <span className="soft small">
                      {row.to === null
                        ? w('fromDay', { from: when.day(row.from) })
                        : w('fromTo', { from: when.day(row.from), to: when.day(row.to) })}
                    </span>
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="hint">{w('answersHint')}</p>
    </>
  );
}
