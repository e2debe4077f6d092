import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';

/** That a public matter moved: which sort of line, when, and nothing of what it says. */
export type PublicStep = {
  readonly number: string;
  readonly n: number;
  readonly kind: string;
  readonly recorded: Date;
};

/** Steps of public matters of some kinds in a span (both ends included), the newest first; of some matters only, where they are named. */
export async function publicSteps(
  tx: Tx,
  district: string,
  search: {
    readonly numbers: readonly string[];
    readonly kinds: readonly string[];
    readonly from: Date;
    readonly to: Date;
    readonly limit: number;
    readonly offset: number;
  },
): Promise<PublicStep[]> {
  const own = search.numbers.length > 0 ? sql`and s.number = any(${[...search.numbers]}::text[])` : sql``;
  const { rows } = await sql<PublicStep>`select s.number, s.n, s.kind, s.recorded
    from matters.public_step s
    join matters.public_matter m on m.district = s.district and m.number = s.number
    where s.district = ${district} and s.recorded >= ${search.from} and s.recorded <= ${search.to}
      and m.kind = any(${[...search.kinds]}::text[]) ${own}
    order by s.recorded desc, s.number, s.n desc limit ${search.limit} offset ${search.offset}`.execute(tx);
  return rows;
}
