import { useSyncExternalStore } from 'react';

/**
 * Whether something on this phone waits to be sent, or has arrived and not been read yet. One word in localStorage, so that a
 * shell need not fetch the outbox to learn that it is empty.
 */
const KEY = 'lianan.waits';
const listeners = new Set<() => void>();
let waits = remembered();

function remembered(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

/** Tells that there is something to show (`now`), and whether it outlives the page (`kept`). */
export function tellWaits(now: boolean, kept: boolean): void {
  try {
    if (kept) localStorage.setItem(KEY, '1');
    else localStorage.removeItem(KEY);
  } catch {
    // remembered as long as the page lives
  }
  waits = now;
  for (const tell of listeners) tell();
}

function listen(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

/** Whether there is something to show of the outbox, for shells. */
export const useWaits = (): boolean =>
  useSyncExternalStore(
    listen,
    () => waits,
    () => false,
  );
