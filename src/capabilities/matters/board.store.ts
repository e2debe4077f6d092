import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Scope } from '../../platform/db/scope.ts';
import type { Side } from './board.contract.ts';
import type { Status, TaskStatus } from './matters.rules.ts';
import { openList } from './matters.store.ts';

/** A task that is owed, with the matter that it belongs to. */
export type Owed = {
  readonly id: string;
  readonly status: TaskStatus;
  readonly body: string;
  readonly lead: string | null;
  readonly since: string;
  readonly until: string;
  readonly matter: string;
  readonly number: string;
  readonly kind: string;
  readonly stands: Status;
  readonly due: Date;
  readonly territory: string;
};

/** Open tasks of the matters in sight, the earliest end first, so many at the most. Few matters have any; those that do have an index. */
export async function tasksInSight(tx: Tx, scope: Scope, side: Side, most: number): Promise<readonly Owed[]> {
  const own = sql`any(${[...scope.bodies]}::text[])`;
  const only = side === 'owes' ? sql`and t ->> 'body' = ${own}` : side === 'owed' ? sql`and m.body = ${own}` : sql``;
  const { rows } =
    await sql<Owed>`select t ->> 'id' as id, t ->> 'status' as status, t ->> 'body' as body, m.body as lead,
      t ->> 'since' as since, t ->> 'until' as until, m.id as matter, m.number, m.kind, m.status as stands, m.due, m.territory
    from matters.matter m cross join lateral jsonb_array_elements(m.tasks) as t
    where m.district = ${scope.district} and m.tasks is not null and m.status in ${openList}
      and t ->> 'status' in ('called', 'accepted') ${only}
    order by t ->> 'until', m.number, t ->> 'id' limit ${most}`.execute(tx);
  return rows;
}
