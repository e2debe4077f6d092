import type { ReactNode } from 'react';
import { ContestedBadge, type ContestedMark } from '../appeals/screens/marks.tsx';
import type { FigureSet } from './figuresView.ts';
import { useNames, useValue } from './named.ts';

/** A figure that is shown, by its code, and the count whose lines it opens to. */
type Shown = { readonly name: string; readonly opens: string };

export const FIRST: readonly Shown[] = [
  { name: 'opened', opens: 'opened' },
  { name: 'closed', opens: 'closed' },
  { name: 'onTimeRate', opens: 'closedOnTime' },
  { name: 'satisfaction', opens: 'rated' },
  { name: 'firstAction', opens: 'opened' },
  { name: 'reopened', opens: 'reopened' },
];
/** What stands beside the on-time rate, and never in it. */
export const BESIDE: readonly Shown[] = [
  { name: 'extended', opens: 'extended' },
  { name: 'suspended', opens: 'suspended' },
  { name: 'returned', opens: 'returned' },
  { name: 'sentBack', opens: 'sentBack' },
];
export const OTHERS: readonly Shown[] = [
  { name: 'assigned', opens: 'assigned' },
  { name: 'handled', opens: 'handled' },
  { name: 'closedOnTime', opens: 'closedOnTime' },
  { name: 'handling', opens: 'closed' },
  { name: 'due', opens: 'due' },
  { name: 'closingRate', opens: 'dueClosed' },
  { name: 'onTimeClosingRate', opens: 'dueClosedOnTime' },
  { name: 'rated', opens: 'rated' },
  { name: 'merged', opens: 'merged' },
  { name: 'withdrawn', opens: 'withdrawn' },
  { name: 'void', opens: 'void' },
  { name: 'redirected', opens: 'redirected' },
  { name: 'verified', opens: 'verified' },
  { name: 'verifiedSample', opens: 'verifiedSample' },
  { name: 'sentBackSample', opens: 'sentBackSample' },
  { name: 'closedSoon', opens: 'closedSoon' },
  { name: 'reopenedSoon', opens: 'reopenedSoon' },
];

/** Figures as buttons: each opens to the records behind it, and says in one sentence what it counts. */
export function FigureCards(props: {
  readonly figures: readonly Shown[];
  readonly set: FigureSet;
  readonly onOpen: (sum: string) => void;
  /** Whether a figure is contested. */
  readonly mark: (code: string) => ContestedMark | null;
}): ReactNode {
  const { name, means } = useNames();
  const value = useValue();
  return (
    <div className="figure-cards">
      {props.figures.map((one) => (
        <button key={one.name} type="button" className="card figure" onClick={() => props.onOpen(one.opens)}>
          <span className="figure-name">{name(one.name)}</span>
          <strong className="figure-value" data-figure={one.name}>
            {value(props.set, one.name)}
          </strong>
          <ContestedBadge mark={props.mark(one.name)} />
          <span className="figure-means soft small">{means(one.name)}</span>
        </button>
      ))}
    </div>
  );
}
