import { type AuthorityRow, overlapping, responsible } from '../../platform/places/authority.rules.ts';

/** Why a new row of who answers cannot stand; each has its words in kinds.words.ts. */
export type SuccessionFault = 'days' | 'past' | 'overlap' | 'same';

export type Succession =
  | { readonly fault: SuccessionFault; readonly before?: undefined; readonly writes?: undefined }
  /** The row that answers there until then (its own forerunner, or one for a wider place or kind), and what is to be written. */
  | { readonly fault: null; readonly before: AuthorityRow | null; readonly writes: readonly AuthorityRow[] };

/**
 * What a new row does to the table: it amends the row of the same territory, kind and first day, or ends the one before it on its
 * own first day. The past stays as it was: rows begin today or later, and one that is in force keeps its body and may only be
 * given another end. Pure.
 */
export function succession(rows: readonly AuthorityRow[], row: AuthorityRow, today: string): Succession {
  if (row.to !== null && row.to <= row.from) return { fault: 'days' };
  const others = rows.filter((one) => one.territory === row.territory && one.kind === row.kind);
  const amended = others.find((one) => one.from === row.from) ?? null;
  if (
    amended &&
    amended.body === row.body &&
    amended.to === row.to &&
    amended.why.zh === row.why.zh &&
    amended.why.en === row.why.en
  ) {
    return { fault: 'same' };
  }
  if (row.from < today && (amended === null || amended.body !== row.body)) return { fault: 'past' };
  if ((row.to !== null && row.to < today) || (amended?.to && amended.to < today)) return { fault: 'past' };
  const earlier = others.find((one) => one.from < row.from && (one.to === null || one.to > row.from)) ?? null;
  const writes = earlier === null ? [row] : [{ ...earlier, to: row.from }, row];
  const kept = others.filter((one) => one !== amended && one !== earlier);
  if (overlapping([...kept, ...writes]).length > 0) return { fault: 'overlap' };
  const before = amended ?? earlier ?? responsible(rows, row.territory, row.kind, row.from);
  return { fault: null, before, writes };
}

/** Whether two rows say the same. */
export function isSameRow(a: AuthorityRow | null, b: AuthorityRow | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.territory === b.territory &&
    a.kind === b.kind &&
    a.body === b.body &&
    a.from === b.from &&
    a.to === b.to &&
    a.why.zh === b.why.zh &&
    a.why.en === b.why.en
  );
}
