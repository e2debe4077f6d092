import { type RawBuilder, sql } from 'kysely';

type Type =
  | 'text'
  | 'uuid'
  | 'boolean'
  | 'int'
  | 'smallint'
  | 'bigint'
  | 'float8'
  | 'date'
  | 'timestamptz'
  | 'bytea'
  | 'jsonb';
/** What a cell may be; `jsonb` cells are JSON texts, `bytea` cells buffers. */
export type Cell = string | number | boolean | Buffer | null | undefined;

/** The columns of rows that a statement is handed, each with its PostgreSQL type, in order. */
export type Columns = Readonly<Record<string, Type>>;

/**
 * Rows as what stands in `from unnest(${arraysOf(rows, COLUMNS)}) as x(${namesOf(COLUMNS)})`: one array a column. The text of the
 * statement is then the same for any number of rows, so that it is prepared once, and PostgreSQL reads arrays in a sixth of
 * the time that it takes for a JSON recordset (bench/RESULTS.md). `jsonb` cells are JSON texts.
 */
export function arraysOf<Names extends Columns>(
  rows: readonly { readonly [N in keyof Names]: Cell }[],
  columns: Names,
): RawBuilder<unknown> {
  return sql.join(
    Object.entries(columns).map(([name, type]) => sql`${arrayOf(rows.map((row) => row[name]))}::${sql.raw(type)}[]`),
  );
}

/** The names of the columns, as they stand behind the arrays. */
export function namesOf(columns: Columns): RawBuilder<unknown> {
  return sql.join(Object.keys(columns).map((name) => sql.ref(name)));
}

/** An array in PostgreSQL's text form (manual, 8.15.6): every text in quotation marks, so that none reads as NULL. */
function arrayOf(cells: readonly Cell[]): string {
  return `{${cells.map(cellOf).join(',')}}`;
}

function cellOf(cell: Cell): string {
  if (cell === null || cell === undefined) return 'NULL';
  if (typeof cell === 'string') return `"${/["\\]/.test(cell) ? cell.replace(/["\\]/g, '\\$&') : cell}"`;
  return Buffer.isBuffer(cell) ? `"\\\\x${cell.toString('hex')}"` : String(cell);
}
