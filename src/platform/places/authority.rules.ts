import { liesWithin } from './codes.rules.ts';

/**
 * Division is not authority: a dated row says which body answers for a territory's subtree and for a kind of matter.
 * `kind` is '' for every kind, a group (`hazard`) or a kind (`hazard.fire`). In force from `from` until the day before
 * `to`; null has no end. Days are 'YYYY-MM-DD' in Asia/Shanghai.
 */
export type AuthorityRow = {
  readonly territory: string;
  readonly kind: string;
  readonly body: string;
  readonly from: string;
  readonly to: string | null;
  /** The document or the practice that it rests on. */
  readonly why: { readonly zh: string; readonly en: string };
};

/** True on the days from `from` until the day before `to`. */
export function inForce({ from, to }: { readonly from: string; readonly to: string | null }, day: string): boolean {
  return from <= day && (to === null || day < to);
}

/** True when a row's kind names a kind of matter: every kind, its group, or itself. */
export function namesKind(prefix: string, kind: string): boolean {
  return prefix === '' || kind === prefix || kind.startsWith(`${prefix}.`);
}

/**
 * The row that decides who answers for a kind of matter at a code on a day, or null when nobody is named.
 * The longest territory goes first, then the most specific kind; a later start goes before an earlier one.
 */
export function responsible(
  rows: readonly AuthorityRow[],
  code: string,
  kind: string,
  day: string,
): AuthorityRow | null {
  let best: AuthorityRow | null = null;
  for (const row of rows) {
    if (
      liesWithin(code, row.territory) &&
      namesKind(row.kind, kind) &&
      inForce(row, day) &&
      (best === null || goesBefore(row, best))
    )
      best = row;
  }
  return best;
}

function goesBefore(row: AuthorityRow, other: AuthorityRow): boolean {
  if (row.territory.length !== other.territory.length) return row.territory.length > other.territory.length;
  if (row.kind.length !== other.kind.length) return row.kind.length > other.kind.length;
  return row.from > other.from;
}

/** Two rows for the same territory and kind that are both in force on some day: the later one would silently hide the earlier. */
export function overlapping(rows: readonly AuthorityRow[]): readonly (readonly [AuthorityRow, AuthorityRow])[] {
  const sorted = [...rows].sort((a, b) =>
    keyOf(a) === keyOf(b) ? (a.from < b.from ? -1 : 1) : keyOf(a) < keyOf(b) ? -1 : 1,
  );
  return sorted.flatMap((row, at) => {
    const next = sorted[at + 1];
    return next !== undefined && keyOf(next) === keyOf(row) && (row.to === null || next.from < row.to)
      ? [[row, next] as const]
      : [];
  });
}

const keyOf = (row: AuthorityRow): string => `${row.territory} ${row.kind}`;
