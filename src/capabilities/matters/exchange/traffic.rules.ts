/** How an answer to a desk fares. */
export const RUNS = [
  'sent', // it reached its desk
  'waiting', // it goes with the next turn
  'failing', // a try failed; it is tried again by itself
  'dropped', // its desk was stopped; it goes only when somebody asks
] as const;
export type Run = (typeof RUNS)[number];

type Fared = { readonly sent: unknown; readonly dropped: boolean; readonly failed: string | null };

/** How an answer fares, by what is noted of it. */
export function runOf({ sent, dropped, failed }: Fared): Run {
  if (sent !== null) return 'sent';
  if (dropped) return 'dropped';
  return failed === null ? 'waiting' : 'failing';
}

/** Between two askings for the same answer, in milliseconds: the first is on its way meanwhile. */
export const AGAIN_MS = 30_000;

/** Why an answer may not be sent again now; null where it may. Times are in milliseconds. */
export function againRefusal(run: Run, asked: number | null, now: number): 'reachedIt' | 'onItsWay' | null {
  if (run === 'sent') return 'reachedIt';
  // What waits untried goes with the next turn anyhow.
  if (run === 'waiting' || (asked !== null && now - asked < AGAIN_MS)) return 'onItsWay';
  return null;
}
