import { readSheet } from 'read-excel-file/node';
import { textOf } from '../../platform/language/language.ts';
import { tabularWords } from './tabular.words.ts';
import { Unreadable } from './unreadable.ts';

/** Unpacked size that one workbook may have; its decoder holds a sheet in memory, a larger list goes as CSV. */
export const WORKBOOK_LIMIT_BYTES = 512 * 1024 * 1024;

/**
 * The rows of one sheet (by name or from 1; the first where absent), every cell as the text that the sheet means: numbers without
 * grouping, `TRUE`/`FALSE`, and dates as `YYYY-MM-DD HH:mm:ss` of the wall clock (a spreadsheet knows no time zone). Short rows are
 * filled up to the widest. Throws `Unreadable`.
 */
export async function sheetRows(bytes: Uint8Array, sheet: string | number | undefined): Promise<string[][]> {
  const unpacked = unpackedSize(bytes);
  if (unpacked > WORKBOOK_LIMIT_BYTES) {
    const size = Math.ceil(unpacked / 1_048_576);
    throw new Unreadable(textOf(tabularWords, 'workbookTooLarge', { size, limit: WORKBOOK_LIMIT_BYTES / 1_048_576 }));
  }
  let cells: readonly (readonly unknown[])[];
  try {
    cells = (await readSheet(Buffer.from(bytes), sheet ?? 1, { trim: false })) as readonly (readonly unknown[])[];
  } catch (error) {
    if (error instanceof Error && error.name === 'SheetNotFoundError') {
      throw new Unreadable(textOf(tabularWords, 'noSheet', { sheet: String(sheet) }), error);
    }
    const why = error instanceof Error ? error.message : String(error);
    throw new Unreadable(textOf(tabularWords, 'notAWorkbook', { why }), error);
  }
  const width = cells.reduce((widest, row) => Math.max(widest, row.length), 0);
  return cells.map((row) => Array.from({ length: width }, (_, column) => cellText(row[column])));
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) {
    // A workbook counts days in floating point: 8:30 may come as a fraction of a millisecond before it.
    const moment = Math.round(cell.getTime() / 1000) * 1000;
    return Number.isNaN(moment) ? '' : new Date(moment).toISOString().slice(0, 19).replace('T', ' ');
  }
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  return String(cell);
}

/** Sum of the sizes that a ZIP archive's directory declares (APPNOTE 6.3.10, 4.3.12), against archives made to burst. */
function unpackedSize(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let total = 0;
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 65_557); at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    let entry = view.getUint32(at + 16, true);
    for (let left = view.getUint16(at + 10, true); left > 0 && entry + 46 <= bytes.length; left--) {
      if (view.getUint32(entry, true) !== 0x02014b50) break;
      total += view.getUint32(entry + 24, true);
      entry +=
        46 + view.getUint16(entry + 28, true) + view.getUint16(entry + 30, true) + view.getUint16(entry + 32, true);
    }
    break;
  }
  return total;
}
