import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { rewriteFiles } from '../../platform/files/files.door.ts';
import type { Line } from '../../platform/journal/line.rules.ts';
import type { SubjectOf } from '../../platform/journal/subject.ts';
import { rewriteSealed } from '../../platform/sealing/sealed.store.ts';
import { FOLD, fold } from './fold.rules.ts';
import { LINES } from './lines.rules.ts';
import { countsOf, countsOf1, FIGURES } from './matters.figures.ts';
import type { Matter, MatterLine } from './matters.rules.ts';
import { mattersAfter, movedMatters } from './matters.store.ts';

const asMatterLine = (line: Line) => line as unknown as MatterLine;

/** Matters as audit, refold and the daily batch see them. */
export const matterSubject: SubjectOf<Matter> = {
  name: 'matter',
  kinds: Object.values(LINES),
  foldVersion: FOLD,
  fold: (before, line) => fold(before, asMatterLine(line)),
  figures: {
    version: FIGURES,
    countsOf: (before, line, after) => countsOf(before, asMatterLine(line), after),
    earlier: { 1: (before, line, after) => countsOf1(before, asMatterLine(line), after) },
  },
  rows: {
    read: async (tx, district, after, limit) =>
      (await mattersAfter(tx, district, after, limit)).map(({ matter, head, fold: version }) => ({
        id: matter.id,
        n: matter.n,
        head,
        fold: version,
        state: matter,
      })),
    write: async (tx, district, rows) => {
      const unmoved = await stillAt(
        tx,
        district,
        rows.map(({ id, n }) => ({ id, n })),
      );
      const fresh = rows
        .filter((one) => unmoved.has(one.id))
        .map((one) => ({ matter: one.state as Matter, head: one.head }));
      if (fresh.length > 0)
        await sql`with ${sql.ref('matter_rows')} as (${movedMatters(fresh).body}) select 1`.execute(tx);
    },
    rewrite: async (tx, district, ids) => {
      await sql`select 1 from matters.matter where district = ${district} and id = any(${[...ids]}::uuid[]) order by id for update`.execute(
        tx,
      );
      for (const id of ids) {
        await sql`update matters.matter set n = n where district = ${district} and id = ${id}`.execute(tx);
        await sql`update matters.receipt set subject = subject where district = ${district} and subject = ${id}`.execute(
          tx,
        );
        await rewriteSealed(tx, district, id);
        await rewriteFiles(tx, district, id);
      }
    },
  },
};

/** Locks rows and says which still have the `n` that was read. */
async function stillAt(
  tx: Tx,
  district: string,
  rows: readonly { readonly id: string; readonly n: number }[],
): Promise<ReadonlySet<string>> {
  const found = await sql<{ id: string }>`select m.id from matters.matter m
    join json_to_recordset(${JSON.stringify(rows)}::json) as x(id uuid, n int) on x.id = m.id and x.n = m.n
    where m.district = ${district} order by m.id for update of m`.execute(tx);
  return new Set(found.rows.map((one) => one.id));
}
