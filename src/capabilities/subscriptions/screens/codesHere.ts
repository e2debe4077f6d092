import { z } from 'zod';

const KEY = 'lianan.areas';
const codes = z.array(z.string());

/** The codes of this browser's subscriptions, kept here and nowhere else. */
export function codesHere(): readonly string[] {
  try {
    return codes.parse(JSON.parse(localStorage.getItem(KEY) ?? '[]'));
  } catch {
    return []; // a browser that keeps nothing ends them by the link in each message
  }
}

export function keepCodes(kept: readonly string[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // As above.
  }
}
