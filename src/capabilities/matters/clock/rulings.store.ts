import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import type { Fragment } from '../../../platform/journal/append.store.ts';

/** A ruling that routing goes by: for a kind in a territory and what lies in it, from its day on. */
export type Ruling = {
  readonly territory: string;
  readonly kind: string;
  readonly body: string;
  /** The Shanghai day on which it was made. */
  readonly day: string;
  /** The matter over which it was made. */
  readonly number: string;
};

/** Every ruling of a district, oldest first. */
export async function allRulings(tx: Tx, district: string): Promise<Ruling[]> {
  const { rows } = await sql<Ruling>`select territory, kind, body, day::text as day, number from matters.ruling
    where district = ${district} order by day, line`.execute(tx);
  return rows;
}

/** A ruling's row, written with its line; another one for the same kind and territory takes its place. */
export function rulingFragment(district: string, line: string, one: Ruling): Fragment {
  return {
    name: 'ruling_rows',
    body: sql`insert into matters.ruling (district, line, territory, kind, body, day, number)
      values (${district}, ${line}, ${one.territory}, ${one.kind}, ${one.body}, ${one.day}, ${one.number})
      on conflict (district, territory, kind) do update set line = excluded.line, body = excluded.body, day = excluded.day,
        number = excluded.number
      returning line`,
  };
}
