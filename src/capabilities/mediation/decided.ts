import type { Pen } from '../../platform/files/pen.ts';
import type { Fragment } from '../../platform/journal/append.store.ts';
import type { LineKind } from '../../platform/journal/line.rules.ts';
import type { Around } from './around.ts';
import type { Ground } from './ground.ts';
import type { Case } from './mediation.rules.ts';
import type { Actor } from './moves.rules.ts';

/** What is decided with: the case as it was locked, who acts, and the pen that seals what they say. */
export type Deciding = {
  readonly around: Around;
  readonly ground: Ground;
  readonly it: Case;
  readonly actor: Actor;
  readonly pen: Pick<Pen, 'seal' | 'sealOf' | 'claim'>;
  readonly now: Date;
  /** Ids that follow from the request's own. */
  readonly id: (what: string) => string;
};

/** What a move comes to: its line, and what goes with it. */
export type Decided = {
  readonly kind: LineKind;
  readonly body: Readonly<Record<string, unknown>>;
  readonly fragments?: readonly Fragment[];
};
