import type { ReactNode } from 'react';
import { useWords } from '../../../platform/web/words.ts';
import { figuresScreenWords } from './figures.screen.words.ts';
import type { Figures } from './figuresView.ts';

/** What the public is not told here and why, and what it is told instead: the hidden kinds together, month by month. */
export function WithheldNote({ data }: { data: Figures }): ReactNode {
  const w = useWords(figuresScreenWords);
  const { withheld } = data;
  if (withheld === null) return null;
  const below = data.territory.code.length >= 9 && <p className="soft">{w('withheldBelow')}</p>;
  if (withheld.kinds === 0) return below || null;
  const { floor, kinds, months } = withheld;
  const whole = data.territory.code.length === 6 && data.kind === null;
  return (
    <section className="card stack withheld" aria-label={w('withheldTitle')}>
      <h2>{w('withheldTitle')}</h2>
      <p>{w('withheldWhy', { kinds, floor })}</p>
      {below}
      {!whole && <p className="soft">{w('withheldWhole')}</p>}
      {whole && months.length === 0 && <p className="soft">{w('withheldNoMonth')}</p>}
      {months.length > 0 && (
        <>
          <ul className="withheld-months">
            {months.map((one) => (
              <li key={one.month}>
                <span className="soft">{one.month}</span>{' '}
                <strong>{one.opened === null ? w('withheldFew', { floor }) : one.opened}</strong>
              </li>
            ))}
          </ul>
          <p className="soft small">{w('withheldSum', { n: withheld.opened, floor })}</p>
        </>
      )}
    </section>
  );
}
