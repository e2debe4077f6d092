import { POSTS, type Post } from './caller.ts';
import { loginFault } from './login.rules.ts';

/** The columns of a sheet of appointments, as the field names them; the order does not matter. */
export const COLUMNS = ['登录名', '姓名', '岗位', '单位', '区域代码', '起', '止', '代理'] as const;
type Column = (typeof COLUMNS)[number];

/** Columns without which a sheet is not one; the others may be left out. */
const NEEDED: readonly Column[] = ['登录名', '岗位', '起'];

export const MOST_ROWS = 2_000;

export type Cell = string | number | boolean | Date | null | undefined;

/** One row as written, every cell a trimmed text, dates as 2026-01-31. */
export type RosterRow = {
  /** As the sheet counts, the heading being row 1. */
  readonly row: number;
  readonly login: string;
  readonly name: string;
  readonly post: string;
  readonly body: string;
  readonly territory: string;
  readonly from: string;
  readonly to: string;
  /** The login that is stood in for. */
  readonly deputyOf: string;
};

export type RowFault = 'loginForm' | 'loginNumber' | 'name' | 'post' | 'date' | 'fromMissing';

export type Sheet =
  | { readonly ok: true; readonly rows: readonly RosterRow[] }
  | { readonly ok: false; readonly why: 'columns'; readonly missing: readonly string[] }
  | { readonly ok: false; readonly why: 'empty' | 'tooLong' };

/** Reads the cells of a sheet: the first row names the columns, empty rows are passed over. */
export function readRoster(cells: readonly (readonly Cell[])[]): Sheet {
  const [heading = [], ...rest] = cells;
  const titles = heading.map(textOf);
  const missing = NEEDED.filter((one) => !titles.includes(one));
  if (missing.length > 0) return { ok: false, why: 'columns', missing };
  if (rest.length > MOST_ROWS) return { ok: false, why: 'tooLong' };
  const rows = rest
    .map((row, at) => {
      const of = (column: Column) => (titles.includes(column) ? textOf(row[titles.indexOf(column)]) : '');
      return {
        row: at + 2,
        login: of('登录名').toLowerCase(),
        name: of('姓名'),
        post: of('岗位'),
        body: of('单位'),
        territory: of('区域代码'),
        from: of('起'),
        to: of('止'),
        deputyOf: of('代理').toLowerCase(),
      };
    })
    .filter(({ row: _, ...texts }) => Object.values(texts).some((one) => one !== ''));
  return rows.length === 0 ? { ok: false, why: 'empty' } : { ok: true, rows };
}

function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  // A sheet's date is a midnight without a zone, which the reader gives as UTC.
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '?' : cell.toISOString().slice(0, 10);
  return String(cell).normalize('NFKC').trim();
}

/** A post by its code or its name in the field (值班长). */
export function postOf(text: string, names: Readonly<Record<Post, string>>): Post | null {
  return POSTS.find((post) => post === text || names[post] === text) ?? null;
}

/** True for a day that the calendar has, written 2026-01-31. */
export function isDay(text: string): boolean {
  const at = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** What is wrong with a row by itself, before anybody is looked up. */
export function rowFaults(row: RosterRow, post: Post | null): RowFault[] {
  const faults: RowFault[] = [];
  const login = loginFault(row.login);
  if (login !== null) faults.push(login === 'form' ? 'loginForm' : 'loginNumber');
  if ([...row.name].length > 40) faults.push('name');
  if (post === null) faults.push('post');
  if (row.from === '') faults.push('fromMissing');
  else if (!isDay(row.from) || (row.to !== '' && !isDay(row.to))) faults.push('date');
  return faults;
}
