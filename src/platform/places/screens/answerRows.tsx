import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useWhen } from '../../web/when.ts';
import { useText, useWords } from '../../web/words.ts';
import type { AnswerRow } from '../changes/changes.contract.ts';
import { placesDeskWords } from './placesDesk.words.ts';
import '../../identity/screens/admin.css';

/** Rows that say the same but for their kind, together: a body answers for many kinds by one decision. */
const together = (rows: readonly AnswerRow[]): AnswerRow[][] => [
  ...Map.groupBy(rows, ({ body, territory, from, to }) => [body.id, territory, from, to].join(' ')).values(),
];

/** Which body answers for which kinds, by the row of which territory; on a body's own page without its name. */
export function AnswerRows({ rows, own = false }: { rows: readonly AnswerRow[]; own?: boolean }): ReactNode {
  const w = useWords(placesDeskWords);
  const t = useText();
  const when = useWhen();
  return (
    <>
      {rows.length === 0 && <p className="soft">{w(own ? 'noAnswersOwn' : 'noAnswers')}</p>}
      {rows.length > 0 && (
        <table className="admin-table" aria-label={w(own ? 'answersOwn' : 'answers')}>
          <thead>
            <tr>
              {!own && <th scope="col">{w('body')}</th>}
              <th scope="col">{w('kind')}</th>
              <th scope="col">{w('by')}</th>
            </tr>
          </thead>
          <tbody>
            {together(rows).map(([row, ...more]) =>
              row === undefined ? null : (
                <tr key={`${row.body.id} ${row.territory} ${row.from} ${row.to}`}>
                  {!own && (
                    <th scope="row">
                      <Link href={`/places/bodies/${row.body.id}`}>{t(row.body)}</Link>
                    </th>
                  )}
                  <td data-label={w('kind')}>{[row, ...more].map((one) => t(one.kindName)).join(w('separator'))}</td>
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
              ),
            )}
          </tbody>
        </table>
      )}
      <p className="hint">{w('answersHint')}</p>
    </>
  );
}
