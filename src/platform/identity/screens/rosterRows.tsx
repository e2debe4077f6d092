import { type ReactNode, useState } from 'react';
import { Button, Choice } from '../../web/kit/controls.tsx';
import { Badge } from '../../web/kit/surfaces.tsx';
import { useText, useWords } from '../../web/words.ts';
import { proposeWords } from './propose.words.ts';
import type { PreviewRow } from './rosterSheet.ts';

const SHOWN = 100;

/** The rows of a sheet as they were found: those that pass, and those that are refused with every reason. */
export function RosterRows(props: {
  readonly rows: readonly PreviewRow[];
  readonly good: number;
  readonly refused: number;
}): ReactNode {
  const w = useWords(proposeWords);
  const t = useText();
  const [which, setWhich] = useState<'all' | 'good' | 'refused'>(props.refused > 0 ? 'refused' : 'all');
  const [most, setMost] = useState(SHOWN);
  const rows = props.rows.filter((one) => which === 'all' || one.refusals.length > 0 === (which === 'refused'));
  return (
    <>
      <p className="row" role="status">
        <Badge tone="good">{w('good', { n: props.good })}</Badge>
        <Badge tone={props.refused > 0 ? 'bad' : 'plain'}>{w('refused', { n: props.refused })}</Badge>
      </p>
      {props.refused > 0 && (
        <Choice
          form="narrow"
          quietLabel
          label={w('rows')}
          value={which}
          onChange={(value) => setWhich(value as typeof which)}
          options={[
            { value: 'refused', label: w('onlyRefused') },
            { value: 'good', label: w('onlyGood') },
            { value: 'all', label: w('all') },
          ]}
        />
      )}
      <table className="admin-table" aria-label={w('rows')}>
        <thead>
          <tr>
            <th scope="col">{w('rowHead')}</th>
            <th scope="col">{w('who')}</th>
            <th scope="col">{w('postHead')}</th>
            <th scope="col">{w('where')}</th>
            <th scope="col">{w('days')}</th>
            <th scope="col">{w('result')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, most).map((one) => (
            <tr key={one.row}>
              <th scope="row">{w('row', { n: one.row })}</th>
              <td data-label={w('who')}>
                {one.name || one.login} {one.fresh && <Badge tone="info">{w('fresh')}</Badge>}
                <span className="soft small">{one.login}</span>
              </td>
              <td data-label={w('postHead')}>
                {one.post}
                {one.deputyOf !== '' && <span className="soft small">{w('deputyOf', { login: one.deputyOf })}</span>}
              </td>
              <td data-label={w('where')}>{[one.body, one.territory].filter(Boolean).join(' · ')}</td>
              <td data-label={w('days')}>{[one.from, one.to].filter(Boolean).join(' – ')}</td>
              <td data-label={w('result')} className={one.refusals.length > 0 ? 'admin-wrong' : ''}>
                {one.refusals.length === 0 ? (
                  <Badge tone="good">{w('ok')}</Badge>
                ) : (
                  <span>{one.refusals.map((why) => t(why)).join(w('separator'))}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > most && (
        <Button wide onPress={() => setMost(most + SHOWN)}>
          {w('moreRows', { n: rows.length - most })}
        </Button>
      )}
    </>
  );
}
