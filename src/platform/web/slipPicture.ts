/** Width of the picture in pixels: sharp on a phone, light to send. */
const WIDTH = 750;
const EDGE = 48;
const LINE = 1.6;

export type SlipLine = { readonly text: string; readonly size: number; readonly bold?: boolean };

/**
 * Draws lines of text as a PNG (a data address), so that a slip can be kept by a long press where nothing can be downloaded
 * or printed. Null where the browser has no canvas.
 */
export function slipPicture(lines: readonly SlipLine[], font: string): string | null {
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  if (pen === null) return null;
  const fontOf = ({ size, bold }: SlipLine): string => `${bold ? '700 ' : ''}${size}px ${font}`;
  const rows = lines.flatMap((line) => {
    pen.font = fontOf(line);
    return wrapped(pen, line.text, WIDTH - 2 * EDGE).map((text) => ({ ...line, text }));
  });
  canvas.width = WIDTH;
  canvas.height = Math.ceil(2 * EDGE + rows.reduce((sum, row) => sum + row.size * LINE, 0));
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = '#000';
  pen.textBaseline = 'top';
  let y = EDGE;
  for (const row of rows) {
    pen.font = fontOf(row);
    pen.fillText(row.text, EDGE, y);
    y += row.size * LINE;
  }
  return canvas.toDataURL('image/png');
}

/** Breaks a text into rows no wider than `most` pixels: between words, or between Chinese letters. */
function wrapped(pen: CanvasRenderingContext2D, text: string, most: number): string[] {
  const rows: string[] = [];
  let row = '';
  for (const piece of text.match(/[\w./:@-]+\s?|[^\w]/gu) ?? []) {
    // A mark that closes never begins a row: the edge has room for it.
    if (row !== '' && !/[，。；：、！？）”]/.test(piece) && pen.measureText(row + piece).width > most) {
      rows.push(row.trimEnd());
      row = '';
    }
    row += piece;
  }
  return [...rows, row];
}
