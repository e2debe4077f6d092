import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Packer,
  PageBreak,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { unzipSync, zipSync } from 'fflate';
import { rowsOf } from './layout.rules.ts';
import { type About, MADE, SIGN } from './made.ts';
import type { Block } from './template.rules.ts';

/** Twentieths of a point: A4 with the margins of an official paper, and the width that is left between them. */
const PAGE = { width: 11_906, height: 16_838 };
const MARGIN = { top: 1_440, bottom: 1_300, left: 1_500, right: 1_500 };
const ROOM = PAGE.width - MARGIN.left - MARGIN.right;
/** Half points. */
const SIZE = { title: 40, heading: 26, body: 24, cell: 22, foot: 16 } as const;
/** Two characters of the body's size, in twentieths of a point. */
const INDENT = 480;

/** Faces that every office has; a place without them sets its own. */
const SONG = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '宋体', cs: 'Times New Roman' };
const HEI = { ...SONG, eastAsia: '黑体' };

/** Pages as a file of a word processor (ISO/IEC 29500). The same pages give the same bytes. */
export async function docxOf(blocks: readonly Block[], about: About): Promise<Buffer> {
  const document = new Document({
    title: about.title,
    creator: about.author,
    lastModifiedBy: about.author,
    styles: { default: { document: { run: { font: SONG, size: SIZE.body, language: { eastAsia: 'zh-CN' } } } } },
    sections: [
      {
        properties: { page: { size: PAGE, margin: { ...MARGIN, footer: 700 } } },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: footOf(about),
              }),
            ],
          }),
        },
        children: blocks.flatMap(partsOf),
      },
    ],
  });
  return timeless(await Packer.toBuffer(document));
}

function footOf({ foot }: About): TextRun[] {
  const look = { size: SIZE.foot, font: SONG, color: '606870' };
  const numbers: Readonly<Record<string, string>> = {
    '{page}': PageNumber.CURRENT,
    '{of}': PageNumber.TOTAL_PAGES,
  };
  return foot.split(/(\{page\}|\{of\})/).map((part) => new TextRun({ ...look, children: [numbers[part] ?? part] }));
}

/** Runs of a text whose line breaks came with a value. */
const runs = (text: string, look: { size: number; bold?: boolean; font?: typeof SONG }): TextRun[] =>
  text.split('\n').map((part, at) => new TextRun({ text: part, ...look, ...(at > 0 ? { break: 1 } : {}) }));

const ALIGNED = { left: AlignmentType.LEFT, centre: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;

function partsOf(block: Block): (Paragraph | Table)[] {
  switch (block.is) {
    case 'title':
      return [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          spacing: { before: 120, after: 240 },
          children: runs(block.text, { size: SIZE.title, bold: true, font: HEI }),
        }),
      ];
    case 'heading':
      return [
        new Paragraph({
          keepNext: true,
          spacing: { before: 240, after: 80 },
          children: runs(block.text, { size: SIZE.heading, bold: true, font: HEI }),
        }),
      ];
    case 'left':
    case 'centre':
    case 'right':
      return [
        new Paragraph({
          alignment: ALIGNED[block.is],
          spacing: { after: 160 },
          children: runs(block.text, { size: SIZE.body }),
        }),
      ];
    case 'body':
      return block.text.split('\n').map(
        (text) =>
          new Paragraph({
            indent: { firstLine: INDENT },
            spacing: { line: 360, after: 40 },
            children: runs(text, { size: SIZE.body }),
          }),
      );
    case 'item':
      return [
        new Paragraph({
          indent: { left: INDENT, hanging: INDENT / 2 },
          spacing: { line: 340, after: 20 },
          children: runs(`· ${block.text}`, { size: SIZE.body }),
        }),
      ];
    case 'sign':
    case 'seal':
      return [
        new Paragraph({
          keepLines: true,
          alignment: block.is === 'seal' ? AlignmentType.RIGHT : AlignmentType.LEFT,
          spacing: { before: block.is === 'seal' ? 480 : 300, after: block.is === 'seal' ? 360 : 120 },
          children: runs(block.is === 'seal' ? SIGN.seal(block.text) : SIGN.name(block.text), { size: SIZE.body }),
        }),
      ];
    case 'page':
      return [new Paragraph({ children: [new PageBreak()] })];
    case 'table':
      return [tableOf(block), new Paragraph({ spacing: { after: 60 }, children: [] })];
  }
}

const BORDER = { style: BorderStyle.SINGLE, size: 6, color: '606870' };

function tableOf(block: Extract<Block, { is: 'table' }>): Table {
  return new Table({
    width: { size: ROOM, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    rows: rowsOf(block).map(
      (row, at) =>
        new TableRow({
          cantSplit: false,
          tableHeader: block.head !== null && at === 0,
          children: spanned(row).map(
            ({ text, names, width, columns }) =>
              new TableCell({
                width: { size: width, type: WidthType.DXA },
                columnSpan: columns,
                borders: { top: BORDER, bottom: BORDER, left: BORDER, right: BORDER },
                margins: { top: 60, bottom: 60, left: 100, right: 100 },
                ...(names ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'EFF1F5' } } : {}),
                children: [new Paragraph({ children: runs(text, { size: SIZE.cell, bold: names }) })],
              }),
          ),
        }),
    ),
    columnWidths: Array.from({ length: GRID }, () => ROOM / GRID),
  });
}

/** Columns of a table's ground: rows with other numbers of cells stand on the same one. */
const GRID = 100;
function spanned(row: ReturnType<typeof rowsOf>[number]) {
  let sum = 0;
  return row.map(({ text, share, names }) => {
    const from = Math.round(sum * GRID);
    sum += share;
    const columns = Math.max(1, Math.round(sum * GRID) - from);
    return { text, names, columns, width: Math.round((columns * ROOM) / GRID) };
  });
}

/** The parts of the file under one fixed time, in the order of their names: it was made of the same, so it is the same. */
function timeless(file: Buffer): Buffer {
  const at = MADE.toISOString().replace(/\.\d+Z$/, 'Z');
  const parts = Object.entries(unzipSync(file)).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const fixed = parts.map(([name, bytes]): [string, Uint8Array] => {
    if (name !== 'docProps/core.xml') return [name, bytes];
    const text = Buffer.from(bytes).toString('utf8');
    return [name, Buffer.from(text.replaceAll(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${at}`))];
  });
  // The archive keeps times of the wall; a day of noon is the same day in every zone.
  return Buffer.from(zipSync(Object.fromEntries(fixed), { mtime: new Date(2020, 0, 1, 12) }));
}
