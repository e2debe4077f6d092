import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { openList } from './matters.store.ts';

/** How many matters are open where, as bare numbers, for those who keep territories and bodies and see no matter. Whole scope. */
export const openCounts = {
  /** At one body, which has them in hand. */
  atBody: async (tx: Tx, district: string, body: string): Promise<number> => {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from matters.matter
      where district = ${district} and body = ${body} and status in ${openList}`.execute(tx);
    return rows[0]?.n ?? 0;
  },

  /** By the code under which each lies, and by the body that has it in hand. */
  byPlace: async (
    tx: Tx,
    district: string,
  ): Promise<{ territories: Record<string, number>; bodies: Record<string, number> }> => {
    const { rows } = await sql<{ territory: string; body: string | null; n: number }>`
      select territory, body, count(*) as n from matters.matter
      where district = ${district} and status in ${openList} group by territory, body`.execute(tx);
    const territories: Record<string, number> = {};
    const bodies: Record<string, number> = {};
    for (const { territory, body, n } of rows) {
      territories[territory] = (territories[territory] ?? 0) + n;
      if (body !== null) bodies[body] = (bodies[body] ?? 0) + n;
    }
    return { territories, bodies };
  },
};
