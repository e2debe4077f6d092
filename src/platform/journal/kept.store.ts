import { sql } from 'kysely';
import { arraysOf, type Cell, type Columns, namesOf } from '../db/columns.ts';
import type { Tx } from '../db/database.ts';
import type { SubjectRow } from './subject.ts';

/** A table whose rows hold a subject's state whole in `content`, beside columns by which they are found. */
export type Kept<State, Names extends Columns> = {
  readonly table: `${string}.${string}`;
  readonly columns: Names;
  /** What the columns say of a state. */
  of(state: State): { readonly [N in keyof Names]: Cell };
};

type Raw<State> = { id: string; n: number; head: Buffer; fold: number; content: State };

/**
 * Reads a table's rows by id, for audit and refold. A row of which a column says something else than its state would be found, or hidden, by
 * what no line says: it is told as another state (`columns`), for the audit to name.
 */
export const statesAfter =
  <State extends object, Names extends Columns>(kept: Kept<State, Names>) =>
  async (tx: Tx, district: string, after: string | null, limit: number): Promise<SubjectRow[]> => {
    const table = sql.table(kept.table);
    const { rows } = await sql<Raw<State>>`select id, n, head, fold, content from ${table}
      where district = ${district} and (${after}::uuid is null or id > ${after}::uuid) order by id limit ${limit}`.execute(
      tx,
    );
    const columns = { id: 'uuid', n: 'int', ...kept.columns } as const satisfies Columns;
    const said = rows.map(({ id, n, content }) => ({ id, n, ...kept.of(content) }));
    const names = Object.keys(kept.columns);
    const of = (alias: string) => sql.join(names.map((name) => sql.ref(`${alias}.${name}`)));
    const apart = await sql<{ id: string }>`select c.id from ${table} c
      join unnest(${arraysOf(said, columns)}) as x(${namesOf(columns)}) on c.id = x.id and c.n = x.n
      where c.district = ${district} and (${of('c')}) is distinct from (${of('x')})`.execute(tx);
    const other = new Set(apart.rows.map(({ id }) => id));
    return rows.map(({ id, n, head, fold, content }) => ({
      ...{ id, n, head, fold },
      state: other.has(id) ? { ...content, columns: 'other' } : content,
    }));
  };
