import type { Status } from './matters.rules.ts';

/** Where a matter stands, in the three words that its neighbours need. */
export const STATES = ['waiting', 'going', 'closed'] as const;
export type State = (typeof STATES)[number];

const STATUSES_OF: Readonly<Record<State, readonly Status[]>> = {
  waiting: ['new'],
  going: ['assigned', 'accepted', 'handled', 'verified'],
  closed: ['closed'],
};

/** The statuses that some states stand for; all that are listed where none is named. */
export const statusesOf = (states: readonly State[]): Status[] =>
  (states.length === 0 ? STATES : states).flatMap((one) => STATUSES_OF[one]);

/** The word for a status; what was merged into another matter is closed as a matter of its own. */
export const stateOf = (status: Status): State =>
  status === 'merged' ? 'closed' : (STATES.find((one) => STATUSES_OF[one].includes(status)) ?? 'closed');

/** Spans of time that a list may be narrowed to, in days; `all` is all that was ever reported. */
export const SPANS = ['7', '30', '90', '365', 'all'] as const;
export type Span = (typeof SPANS)[number];

/** A part of the ground, in WGS-84 degrees. */
export type Box = { readonly west: number; readonly south: number; readonly east: number; readonly north: number };

/** A box from `west,south,east,north` as it stands in an address; null where it is none. */
export function boxOf(text: string): Box | null {
  const parts = text.split(',').map((one) => (one.trim() === '' ? Number.NaN : Number(one)));
  const [west, south, east, north] = parts;
  if (parts.length !== 4 || west === undefined || south === undefined || east === undefined || north === undefined)
    return null;
  const isOnEarth = west >= -180 && east <= 180 && south >= -90 && north <= 90;
  return isOnEarth && west < east && south < north ? { west, south, east, north } : null;
}

/** A box as it stands in an address: five decimals, about a metre. */
export const boxText = ({ west, south, east, north }: Box): string =>
  [west, south, east, north].map((one) => one.toFixed(5)).join(',');
