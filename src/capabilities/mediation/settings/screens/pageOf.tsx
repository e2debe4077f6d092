import type { ReactNode } from 'react';
import { useWords } from '../../../../platform/web/words.ts';
import type { BlockOut } from '../settings.contract.ts';
import { screenWords } from './settings.screen.words.ts';

/** A document as it stands on paper, one block below the other. */
export function PageOf({ blocks }: { blocks: readonly BlockOut[] }): ReactNode {
  const w = useWords(screenWords);
  return (
    <article className="paper" lang="zh-CN" aria-label={w('previewTitle')}>
      {blocks.map((block, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no other name than their place.
        <Part key={at} block={block} />
      ))}
    </article>
  );
}

function Part({ block }: { block: BlockOut }): ReactNode {
  const w = useWords(screenWords);
  if (block.is === 'page') return <p className="turn soft small">{w('page')}</p>;
  if (block.is !== 'table') return <p className={block.is}>{block.text}</p>;
  const { head, rows } = block;
  // A form's rows may have two cells or four: each value takes what is left of the row.
  const most = Math.max(head?.length ?? 0, ...rows.map((row) => row.length));
  return (
    <div className="grid">
      <table>
        {head !== null && (
          <thead>
            <tr>
              {head.map((cell) => (
                <th key={cell} scope="col">
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name than their place.
            <tr key={at}>
              {row.map((cell, n) =>
                head === null && n % 2 === 0 ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above.
                  <th key={n} scope="row">
                    {cell}
                  </th>
                ) : (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above.
                  <td key={n} colSpan={n === row.length - 1 ? most - n : 1}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
