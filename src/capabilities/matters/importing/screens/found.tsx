import type { ReactNode } from 'react';
import { Notice } from '../../../../platform/web/kit/surfaces.tsx';
import { useText, useWords } from '../../../../platform/web/words.ts';
import type { Shown } from '../importing.contract.ts';
import { importScreenWords } from './import.screen.words.ts';
import { Tally } from './tally.tsx';

/** What a run would do with a table's rows, and why it would refuse some. */
export function Found({
  found,
  header,
}: {
  readonly found: NonNullable<Shown['found']>;
  readonly header: readonly string[];
}): ReactNode {
  const w = useWords(importScreenWords);
  const t = useText();
  const { taken, known, refused, reasons, rows, past } = found;
  return (
    <>
      <Tally
        items={[
          [w('willTake'), taken, taken > 0 ? 'good' : undefined],
          [w('willKnow'), known, undefined],
          [w('willRefuse'), refused, refused > 0 ? 'bad' : undefined],
        ]}
      />
      <Notice tone={past ? 'warn' : 'info'}>{w(past ? 'pastNote' : 'nowNote')}</Notice>
      {refused > 0 && (
        <>
          <h3>{w('why')}</h3>
          <ul className="import-points">
            {reasons.map(({ reason, count }) => (
              <li key={reason.zh}>
                {t(reason)} <span className="soft">({w('times', { n: count })})</span>
              </li>
            ))}
          </ul>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
          <div className="import-scroll import-refused" tabIndex={0}>
            <table aria-label={w('why')}>
              <thead>
                <tr>
                  <th scope="col" />
                  <th scope="col">{w('reason')}</th>
                  {header.map((name, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name
                    <th key={at} scope="col">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((one) => (
                  <tr key={one.row}>
                    <th scope="row">{w('rowN', { n: one.row })}</th>
                    <td>{t(one.reason)}</td>
                    {header.map((_, at) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name
                      <td key={at}>{one.cells[at]}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {refused > rows.length && <p className="soft small">{w('moreRefused', { n: rows.length })}</p>}
        </>
      )}
    </>
  );
}
