import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { tailsOf } from './public.store.ts';

/** That a public matter moved: which sort of line, when, and nothing of what it says. */
export type PublicStep = {
  readonly number: string;
  readonly n: number;
  readonly kind: string;
  readonly recorded: Date;
};

export type StepsSearch = {
  readonly numbers: readonly string[];
  readonly kinds: readonly string[];
  readonly from: Date;
  readonly to: Date;
  readonly limit: number;
  readonly offset: number;
};

/** Steps of public matters of some kinds in a span (both ends included), the newest first; of some matters only, where they are named. */
export async function publicSteps(tx: Tx, district: string, search: StepsSearch): Promise<PublicStep[]> {
  return (await stepsStatement(district, search).execute(tx)).rows;
}

/** The statement of `publicSteps`. Named ones are found by the ends of their numbers, in either view by itself. */
export function stepsStatement(district: string, search: StepsSearch): RawBuilder<PublicStep> {
  const { numbers } = search;
  const tails = tailsOf(numbers);
  const own =
    numbers.length > 0
      ? sql`and s.number = any(${[...numbers]}::text[]) and s.tail = any(${tails}::text[]) and m.tail = any(${tails}::text[])`
      : sql``;
  return sql<PublicStep>`select s.number, s.n, s.kind, s.recorded
    from matters.public_step s
    join matters.public_matter m on m.district = s.district and m.number = s.number
    where s.district = ${district} and s.recorded >= ${search.from} and s.recorded <= ${search.to}
      and m.kind = any(${[...search.kinds]}::text[]) ${own}
    order by s.recorded desc, s.number, s.n desc limit ${search.limit} offset ${search.offset}`;
}
