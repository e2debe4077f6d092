import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Transfer } from '../../platform/places/changes/transfer.rules.ts';
import { openList } from './matters.store.ts';
import { liesIn, owesIn } from './scope.store.ts';
import { passedBy } from './transfer/transfer.store.ts';

/** How many matters are open where, as bare numbers, for those who keep territories and bodies and see no matter. Whole scope. */
export const openCounts = {
  /** Within a transfer: in a body's hands, waiting to be given to it, and tasks that it owes. */
  within: async (
    tx: Tx,
    district: string,
    body: string,
    scope: Pick<Transfer, 'territories' | 'kinds'>,
  ): Promise<{ lead: number; waiting: number; tasks: number }> => {
    const { rows } = await sql<{ lead: number; waiting: number; tasks: number }>`
      select count(*) filter (where m.body = ${body}) as lead,
        count(*) filter (where m.body is null and m.proposed = ${body}) as waiting,
        count(*) filter (where ${owesIn(body)}) as tasks
      from matters.matter m where m.district = ${district} and m.status in ${openList} and ${liesIn(scope)}`.execute(
      tx,
    );
    return rows[0] ?? { lead: 0, waiting: 0, tasks: 0 };
  },

  /** What has passed by transfers, by the change's id; those to which the worker has not come are missing. */
  passed: passedBy,

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
