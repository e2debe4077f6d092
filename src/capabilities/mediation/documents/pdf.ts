import { ROOM, Sheet } from '../../../platform/paper/sheet.ts';
import { rowsOf } from './layout.rules.ts';
import { type About, MADE, SIGN } from './made.ts';
import type { Block } from './template.rules.ts';

const BODY = 11;
const INDENT = 2 * BODY;

/** Pages as PDF, with page numbers. The same pages give the same bytes. Setting Chinese type takes a second: ask `documents.ts` for it. */
export async function pdfOf(blocks: readonly Block[], { title, author, foot }: About): Promise<Buffer> {
  const sheet = await Sheet.open({ title, author, at: MADE });
  for (const block of blocks) put(sheet, block);
  return sheet.finish((page, of) => foot.replace('{page}', String(page)).replace('{of}', String(of)), null);
}

function put(sheet: Sheet, block: Block): void {
  switch (block.is) {
    case 'title':
      sheet.space(6, 40);
      lines(sheet, block.text, { size: 20, bold: true, align: 'centre', after: 10 });
      break;
    case 'heading':
      sheet.space(8, 60);
      lines(sheet, block.text, { size: 12.5, bold: true, after: 4 });
      break;
    case 'left':
    case 'centre':
    case 'right':
      lines(sheet, block.text, { size: BODY, align: block.is, after: 8 });
      break;
    case 'body':
      lines(sheet, block.text, { size: BODY, indent: INDENT, after: 4 });
      break;
    case 'item':
      lines(sheet, `· ${block.text}`, { size: BODY, indent: BODY, after: 2 });
      break;
    case 'sign':
      sheet.space(16, 40);
      lines(sheet, SIGN.name(block.text), { size: BODY, after: 8 });
      break;
    case 'seal':
      // A seal is some 42 mm across and is set over the name.
      sheet.space(40, 90);
      lines(sheet, SIGN.seal(block.text), { size: BODY, after: 0, align: 'right' });
      sheet.space(40);
      break;
    case 'page':
      sheet.turn();
      break;
    case 'table':
      sheet.grid(
        rowsOf(block).map((row) => row.map(({ text, share, names }) => ({ text, names, width: share * ROOM }))),
      );
  }
}

function lines(sheet: Sheet, text: string, look: Parameters<Sheet['write']>[1] = {}): void {
  const parts = text.split('\n');
  for (const [at, part] of parts.entries()) sheet.write(part, at < parts.length - 1 ? { ...look, after: 0 } : look);
}
