import type { Tx } from '../../../platform/db/database.ts';
import type { Caller } from '../../../platform/identity/caller.ts';
import type { Behind } from '../../../platform/journal/behind.store.ts';
import { mayRead } from './appeals.rights.ts';
import { contestedFigures, contestedLines, correctedLines } from './appeals.store.ts';

/** How many open appeals there are against a figure of a territory. */
export type ContestedOf = (code: string, territory: string) => number;

/** Open appeals against figures of a kind in a territory and those below, for periods that overlap the question's. */
export async function contestedIn(
  tx: Tx,
  question: {
    readonly district: string;
    readonly territory: string;
    readonly kind: string | null;
    readonly from: string;
    readonly to: string;
  },
): Promise<ContestedOf> {
  const found = new Map<string, number>();
  for (const { code, territory, kind, n } of await contestedFigures(tx, question)) {
    const key = `${code} ${territory}`;
    if (kind === question.kind) found.set(key, (found.get(key) ?? 0) + n);
  }
  return (code, territory) => found.get(`${code} ${territory}`) ?? 0;
}

/** What appeals say of the counts behind a figure. */
export type Marks = {
  /** The line whose right says how much of a count is shown: of a correction, the line that it corrects. */
  readonly shownAs: (count: Behind) => number;
  /** For those who see the line (`seen`) what they may contest and whether it is contested; which appeal corrected it, for its readers. */
  readonly of: (count: Behind, seen: boolean) => Mark;
};
export type Mark = {
  readonly correction: boolean;
  readonly appeal: string | null;
  readonly contested: boolean;
  readonly of: { readonly line: string; readonly measure: string } | null;
};

export async function marksOf(tx: Tx, district: string, caller: Caller, counts: readonly Behind[]): Promise<Marks> {
  const seqs = counts.map((one) => one.seq);
  const corrected = await correctedLines(tx, district, seqs);
  const contested = await contestedLines(tx, district, seqs);
  return {
    shownAs: ({ seq }) => corrected.get(seq)?.line ?? seq,
    of: ({ seq, line, measure }, seen) => {
      const by = corrected.get(seq);
      return {
        correction: by !== undefined,
        appeal: by !== undefined && mayRead(caller, by) ? by.appeal : null,
        contested: seen && contested.has(seq),
        of: seen && by === undefined && line !== null ? { line: line.id, measure } : null,
      };
    },
  };
}
