import type { Block } from './template.rules.ts';

type Table = Extract<Block, { is: 'table' }>;
/** One row of a table as it is set: each cell with its part of the width, and whether it names what stands beside or below it. */
export type Row = readonly { readonly text: string; readonly share: number; readonly names: boolean }[];

/** How much of the width a name takes in a form, by how many cells a row has. */
const NAMES: Readonly<Record<number, number>> = { 2: 0.17, 4: 0.17, 6: 0.12, 8: 0.1 };
/** A column is as wide as its longest text asks, but neither wider nor narrower than so many characters. */
const [NARROW, WIDE] = [4, 20];

/** The rows of a table with the widths of their cells: a form's in pairs, those under a head by what stands in them. */
export function rowsOf({ head, rows }: Table): Row[] {
  if (head === null) {
    return rows.map((cells) => {
      const name = NAMES[cells.length] ?? 1 / Math.max(1, cells.length);
      const value = (1 - (name * cells.length) / 2) / (cells.length / 2);
      return cells.map((text, at) => ({ text, share: at % 2 === 0 ? name : value, names: at % 2 === 0 }));
    });
  }
  const all = [head, ...rows];
  const wants = head.map((_, at) => Math.min(WIDE, Math.max(NARROW, ...all.map((cells) => (cells[at] ?? '').length))));
  const sum = wants.reduce((one, other) => one + other, 0);
  return all.map((cells, row) =>
    wants.map((want, at) => ({ text: cells[at] ?? '', share: want / sum, names: row === 0 })),
  );
}
