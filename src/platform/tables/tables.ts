import { stringify } from 'csv-stringify/sync';
import writeExcelFile from 'write-excel-file/node';
import type { Ask } from '../http/mount.ts';

export type Cell = string | number | null;
/** A table that is taken along. */
export type Table = { readonly head: readonly string[]; readonly rows: readonly (readonly Cell[])[] };

/** As CSV (RFC 4180, UTF-8 with its mark, which tells spreadsheets so); a name that begins like a formula stays a text. */
export const csvOf = ({ head, rows }: Table): string =>
  stringify([[...head], ...rows.map((one) => [...one])], {
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  });

/** As a workbook (.xlsx) of one sheet; numbers are numbers, texts are never formulas, the head stays in sight. */
export async function xlsxOf({ head, rows }: Table, sheet: string): Promise<Buffer> {
  const cells = [
    head.map((value) => ({ value, fontWeight: 'bold' as const, type: String })),
    ...rows.map((row) =>
      row.map((value) =>
        value === null ? null : typeof value === 'number' ? { value, type: Number } : { value, type: String },
      ),
    ),
  ];
  const columns = head.map((name, at) => ({ width: Math.min(40, Math.max(at === 1 ? 18 : 12, name.length * 2)) }));
  return writeExcelFile(cells, { sheet, columns, stickyRowsCount: 1, stickyColumnsCount: 2 }).toBuffer();
}

/** Sends a table along as a file: `file` is its name without an ending, `name` the same in the reader's words. */
export async function sendTable(
  { reply }: Pick<Ask, 'reply'>,
  table: Table,
  as: 'csv' | 'xlsx',
  { file, name }: { readonly file: string; readonly name: string },
): Promise<void> {
  reply
    .header(
      'content-disposition',
      `attachment; filename="${file}.${as}"; filename*=UTF-8''${encodeURIComponent(`${name}.${as}`)}`,
    )
    .header('cache-control', 'private, no-store');
  if (as === 'csv') await reply.type('text/csv; charset=utf-8').send(csvOf(table));
  else
    await reply
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .send(await xlsxOf(table, name.slice(0, 31)));
}
