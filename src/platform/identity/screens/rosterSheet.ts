import type { AnswerOf } from '../../http/contract.ts';
import type { previewRoster } from '../appointments.contract.ts';
import { COLUMNS } from '../roster.rules.ts';

export type PreviewRow = AnswerOf<typeof previewRoster>['rows'][number];

/** As much as the contract takes, before base64 makes it a third longer. */
export const MOST_BYTES = 2_000_000;

/** A file as the contract wants it. */
export function base64Of(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
    reader.readAsDataURL(file);
  });
}

/** The cells of a previewed row, in the order of the columns. */
const cellsOf = (row: PreviewRow): string[] => [
  row.login,
  row.name,
  row.post,
  row.body,
  row.territory,
  row.from,
  row.to,
  row.deputyOf,
];

/** An .xlsx of texts with a heading; the writer is fetched when it is wanted. */
async function sheetOf(heading: readonly string[], rows: readonly (readonly string[])[]): Promise<Blob> {
  const { default: write } = await import('write-excel-file/browser');
  const bold = heading.map((value) => ({ value, fontWeight: 'bold' as const }));
  const texts = rows.map((row) => row.map((value) => ({ value, type: String })));
  return write([bold, ...texts], { columns: heading.map(() => ({ width: 20 })) }).toBlob();
}

/** The rows as a sheet that can be imported again. */
export const sheetOfRows = (rows: readonly PreviewRow[]): Promise<Blob> => sheetOf(COLUMNS, rows.map(cellsOf));

/** The rows with the reasons against them beside; the further column is passed over when the sheet comes back. */
export const sheetOfRefused = (
  rows: readonly PreviewRow[],
  reasons: (row: PreviewRow) => string,
  title: string,
): Promise<Blob> =>
  sheetOf(
    [...COLUMNS, title],
    rows.map((row) => [...cellsOf(row), reasons(row)]),
  );

/** A table of any texts. */
export const sheetOfTexts = sheetOf;

/** Hands a file to whoever sits before the browser. */
export function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
