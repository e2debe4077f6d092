/**
 * A receipt code on its way from one page to the next, in memory: neither the address nor the browser's history keeps it, which
 * whoever shares a phone could read.
 */
let held: string | null = null;
let awaited: (() => void) | null = null;

export const handOver = (code: string): void => {
  held = code;
  awaited?.();
};

/** Has a page that is open already told of a code that is handed over; returns what ends it. */
export function awaitCode(tell: () => void): () => void {
  awaited = tell;
  return () => {
    if (awaited === tell) awaited = null;
  };
}

/** The code that was handed over, once. */
export function takeOver(): string | null {
  const code = held;
  held = null;
  return code;
}
