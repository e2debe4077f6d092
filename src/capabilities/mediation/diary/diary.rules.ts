import type { Case, Mode } from '../mediation.rules.ts';

/** Days back for which sessions stay in a mediator's calendar. */
export const KEPT_DAYS = 180;

/** One session of a case as its mediator's calendar has it: nothing of a party. */
export type Sitting = {
  readonly id: string;
  readonly mode: Mode;
  /** An ISO instant. */
  readonly at: string;
  readonly minutes: number;
  readonly fallen: boolean;
  /** Raised by each change that a calendar shows: another time, that it was held when it was, that it fell (RFC 5545, 3.8.7.4). */
  readonly sequence: number;
};

/** The sessions of a case that had a time, since an instant; those that fell among them, so that they go from calendars as well. */
export const sittingsOf = ({ sessions }: Pick<Case, 'sessions'>, since: string): Sitting[] =>
  sessions.flatMap(({ id, state, mode, at, minutes, postponed }) =>
    at === null || at < since
      ? []
      : [
          {
            ...{ id, mode, at, minutes },
            fallen: state === 'cancelled',
            sequence: postponed + (state === 'cancelled' || state === 'held' ? 1 : 0),
          },
        ],
  );
