/** How the last answer to one question is kept on a phone, for the time without a line. */
export type KeepRule = {
  /** The contract's name. */
  readonly name: string;
  /** Hours after which it is gone. */
  readonly hours: number;
  /** How many different questions to this contract are kept; the newest ones. */
  readonly most: number;
  /** What of the answer is needed without a line; null keeps nothing. */
  readonly trim?: (data: unknown) => unknown;
};

export type KeptAnswer = { readonly key: string; readonly name: string; readonly at: number };

const HOUR_MS = 3_600_000;

/** Kept answers that are to go: too old, too many, or of no rule any more. A phone clock set back makes nothing live longer than its rule. */
export function outdated(rows: readonly KeptAnswer[], rules: readonly KeepRule[], now: number): string[] {
  const newest = [...rows].sort((a, b) => b.at - a.at);
  const seen = new Map<string, number>();
  return newest
    .filter((row) => {
      const rule = rules.find((one) => one.name === row.name);
      if (rule === undefined) return true;
      const n = (seen.get(row.name) ?? 0) + 1;
      seen.set(row.name, n);
      return n > rule.most || row.at > now + HOUR_MS || now - row.at > rule.hours * HOUR_MS;
    })
    .map((row) => row.key);
}
