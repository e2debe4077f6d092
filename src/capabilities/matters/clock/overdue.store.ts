import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import type { Scope } from '../../../platform/db/scope.ts';
import type { Stage } from '../../clock/clock.door.ts';
import { within } from '../queue.store.ts';

/** Where a page of what is overdue ends. */
export type OverdueMark = {
  readonly due: string;
  readonly matter: string;
  readonly stage: string;
  readonly task: string;
};
export type Overdue = {
  readonly matter: string;
  readonly number: string;
  readonly kind: string;
  /** A stage, or the task of a body that was called in. */
  readonly stage: Stage | 'task';
  readonly task: string;
  readonly body: string | null;
  readonly territory: string;
  readonly since: Date;
  readonly due: Date;
  readonly provisional: boolean;
};
type Asked = {
  readonly by: Date;
  readonly stage?: Stage | 'task' | undefined;
  readonly after: OverdueMark | null;
  readonly limit: number;
};

/** The statement of one page of what is due by a moment, longest overdue first, and of one row more. */
export function overdueStatement(scope: Scope, { by, stage, after, limit }: Asked): RawBuilder<Overdue> {
  const only = stage === undefined ? sql`` : sql`and stage = ${stage}`;
  const beyond =
    after === null
      ? sql``
      : sql`and (due, matter, stage, task) > (${after.due}::timestamptz, ${after.matter}::uuid, ${after.stage}, ${after.task}::uuid)`;
  return sql<Overdue>`select s.matter, m.number, s.kind, s.stage, s.task, s.body, s.territory, s.since, s.due, s.provisional
    from (select * from matters.stage
      where district = ${scope.district} and ${within(scope)} and due <= ${by} ${only} ${beyond}
      order by due, matter, stage, task limit ${limit + 1}) s
    join matters.matter m on m.district = ${scope.district} and m.id = s.matter
    order by s.due, s.matter, s.stage, s.task`;
}

/** One page of what is due by a moment. */
export async function overdueStages(
  tx: Tx,
  scope: Scope,
  asked: Asked,
): Promise<{ items: readonly Overdue[]; after: OverdueMark | null }> {
  const { rows } = await overdueStatement(scope, asked).execute(tx);
  const items = rows.slice(0, asked.limit);
  const last = rows.length > asked.limit ? items.at(-1) : undefined;
  return {
    items,
    after:
      last === undefined
        ? null
        : { due: last.due.toISOString(), matter: last.matter, stage: last.stage, task: last.task },
  };
}
