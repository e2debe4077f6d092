import { useSyncExternalStore } from 'react';

/**
 * The public numbers of matters that somebody follows on this phone, the newest first. They stay here: the server learns of
 * none until one is opened, and then no more than that somebody looked at it.
 */
const KEY = 'lianan.followed';
const MOST = 50;
const listeners = new Set<() => void>();
let now: readonly string[] = remembered();

function remembered(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

function change(numbers: readonly string[]): void {
  now = numbers.slice(0, MOST);
  try {
    if (now.length === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(now));
  } catch {
    // followed as long as the page lives
  }
  for (const tell of listeners) tell();
}

export const followHere = (number: string): void => change([number, ...now.filter((one) => one !== number)]);
export const leaveHere = (number: string): void => change(now.filter((one) => one !== number));

function listen(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

/** What is followed on this phone. */
export const useFollowedHere = (): readonly string[] =>
  useSyncExternalStore(
    listen,
    () => now,
    () => now,
  );
