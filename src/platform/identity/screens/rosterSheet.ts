import type { AnswerOf } from '../../http/contract.ts';
import { sheetOfTexts } from '../../web/sheets.ts';
import type { previewRoster } from '../appointments.contract.ts';
import { COLUMNS } from '../roster.rules.ts';

export type PreviewRow = AnswerOf<typeof previewRoster>['rows'][number];

/** As much as the contract takes, before base64 makes it a third longer. */
export const MOST_BYTES = 2_000_000;

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

/** The rows as a sheet that can be imported again. */
export const sheetOfRows = (rows: readonly PreviewRow[]): Promise<Blob> => sheetOfTexts(COLUMNS, rows.map(cellsOf));

/** The rows with the reasons against them beside; the further column is passed over when the sheet comes back. */
export const sheetOfRefused = (
  rows: readonly PreviewRow[],
  reasons: (row: PreviewRow) => string,
  title: string,
): Promise<Blob> =>
  sheetOfTexts(
    [...COLUMNS, title],
    rows.map((row) => [...cellsOf(row), reasons(row)]),
  );
