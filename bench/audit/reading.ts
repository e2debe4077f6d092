import { hash } from 'node:crypto';
import { sql } from 'kysely';
import { copiedRows } from '../../src/platform/db/database.ts';
import { whole } from '../../src/platform/db/scope.ts';
import type { BenchHouse } from '../house.ts';
import { DISTRICT } from './fill.ts';

const SLICE = 5_000;

/**
 * Seconds for what no audit can do without: reading every line once, in slices, the next one while this one is looked at, and hashing its
 * bytes. Throws where one does not give its hash.
 */
export async function readBarely({ work }: BenchHouse, lines: number): Promise<number> {
  const begun = performance.now();
  const read = (after: number) =>
    work.read(whole(DISTRICT), (tx) =>
      copiedRows(
        tx,
        sql`select hash, bytes from journal.line where district = ${sql.lit(DISTRICT)} and seq > ${sql.lit(after)}
          and seq <= ${sql.lit(after + SLICE)} order by seq`,
      ),
    );
  let next = read(0);
  for (let after = 0; after < lines; after += SLICE) {
    const rows = await next;
    next = read(after + SLICE);
    while (rows.next())
      if (hash('sha256', rows.part(1), 'hex') !== rows.hex(0)) throw new Error('a line does not give its hash');
  }
  await next;
  return (performance.now() - begun) / 1000;
}
