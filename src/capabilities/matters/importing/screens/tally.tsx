import type { ReactNode } from 'react';

/** A few counts side by side, each with its word. */
export function Tally({
  items,
}: {
  readonly items: readonly (readonly [word: string, count: number, tone: 'good' | 'bad' | undefined])[];
}): ReactNode {
  return (
    <dl className="import-tally">
      {items.map(([word, count, tone]) => (
        <div key={word} data-tone={tone}>
          <dt>{word}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  );
}
