import { readFile } from 'node:fs/promises';
import * as fontkit from '@cantoo/fontkit';
import { PDFDocument, type PDFFont, PDFHexString, PDFName, type PDFPage, PDFString, rgb } from '@cantoo/pdf-lib';
import { create as qrOf } from 'qrcode';
import { broken } from './breaking.ts';

/** A4 in points, and what stays free around. */
const [WIDTH, HEIGHT] = [595.28, 841.89];
const MARGIN = 44;
/** Points that are there for what is written. */
export const ROOM = WIDTH - 2 * MARGIN;
const LINE = 1.45;
const INK = rgb(0.1, 0.12, 0.15);
const SOFT = rgb(0.38, 0.41, 0.45);
const RULE = rgb(0.8, 0.82, 0.85);
const SHADE = rgb(0.94, 0.95, 0.97);
/** Bytes that a signature with its certificates may have. */
const SIGNATURE = 12_288;

type Look = {
  readonly size?: number;
  readonly bold?: boolean;
  readonly soft?: boolean;
  readonly after?: number;
  readonly align?: 'left' | 'centre' | 'right';
  /** Points by which the first line stands in. */
  readonly indent?: number;
};
type Column = { readonly title: Cell; readonly width: number; readonly right?: boolean };
/** A cell of a form. */
type Box = { readonly text: string; readonly width: number; readonly names: boolean };
/** A cell: its lines, the later ones in soft ink. */
type Cell = string | readonly string[];

/** What a signature that comes later is told beforehand. */
type Signing = { readonly field: string; readonly reason: string; readonly at: Date };

const fontsHeld = new Map<string, Promise<Buffer>>();
/** A face of Noto Sans for Chinese (SIL Open Font License), of which what is written is embedded. */
function face(name: 'Regular' | 'Bold'): Promise<Buffer> {
  const url = new URL(`../fonts/NotoSansHans-${name}.otf`, import.meta.resolve('@embedpdf/fonts-sc'));
  const held = fontsHeld.get(name) ?? readFile(url);
  fontsHeld.set(name, held);
  return held;
}

/** Pages of A4 that are written from the top, with room for a signature. */
export class Sheet {
  readonly #doc: PDFDocument;
  readonly #fonts: Readonly<Record<'plain' | 'bold', PDFFont>>;
  readonly #widths = new Map<string, number>();
  #page: PDFPage;
  #font: PDFFont | null = null;
  #y = HEIGHT - MARGIN;

  private constructor(doc: PDFDocument, fonts: Readonly<Record<'plain' | 'bold', PDFFont>>) {
    this.#doc = doc;
    this.#fonts = fonts;
    this.#page = doc.addPage([WIDTH, HEIGHT]);
  }

  static async open(about: { readonly title: string; readonly author: string; readonly at: Date }): Promise<Sheet> {
    const doc = await PDFDocument.create();
    doc.registerFontkit(fontkit as unknown as Parameters<typeof doc.registerFontkit>[0]);
    doc.setTitle(about.title, { showInWindowTitleBar: true });
    doc.setAuthor(about.author);
    doc.setLanguage('zh-CN');
    doc.setCreator('Lianan');
    doc.setProducer('Lianan');
    doc.setCreationDate(about.at);
    doc.setModificationDate(about.at);
    const plain = await doc.embedFont(await face('Regular'), { subset: true });
    const bold = await doc.embedFont(await face('Bold'), { subset: true });
    return new Sheet(doc, { plain, bold });
  }

  /** A paragraph, broken where a line is full. */
  write(text: string, look: Look = {}, width = ROOM): void {
    const { size = 10, bold = false, soft = false, after = 4, align = 'left', indent = 0 } = look;
    for (const [at, line] of this.#broken(text, size, bold, width, width - indent).entries()) {
      this.#need(size * LINE);
      this.#y -= size * LINE;
      const free = align === 'left' ? 0 : (width - this.#widthOf(line, size, bold)) / (align === 'centre' ? 2 : 1);
      this.#draw(line, MARGIN + free + (at === 0 ? indent : 0), this.#y + size * 0.35, size, bold, soft);
    }
    this.#y -= after;
  }

  /** Goes on to another page. */
  turn(): void {
    this.#turn();
  }

  /** Leaves so many points free, on one page with `after` points more. */
  space(height: number, after = 0): void {
    this.#need(height + after);
    this.#y -= height;
  }

  /** A heading stays with what follows it. */
  head(text: string, under: string): void {
    this.#need(90);
    this.#y -= 12;
    this.write(text, { size: 13, bold: true, after: 0 });
    this.write(under, { size: 8, soft: true, after: 6 });
  }

  /** A table; its head stands again on every page. */
  table(columns: readonly Column[], rows: readonly (readonly Cell[])[], size = 8.5): void {
    const head = columns.map((one) => one.title);
    this.#row(columns, head, size, true);
    for (const row of rows) {
      if (this.#y - this.#heightOf(columns, row, size) < MARGIN + 16) {
        this.#turn();
        this.#row(columns, head, size, true);
      }
      this.#row(columns, row, size, false);
    }
    this.#y -= 8;
  }

  /** A form: cells with a border around each, those that name what stands beside them shaded. A row that is longer than a page is broken. */
  grid(rows: readonly (readonly Box[])[], size = 10): void {
    for (const row of rows) {
      const cells = row.map((one) => ({
        ...one,
        lines: one.text.split('\n').flatMap((part) => this.#broken(part, size, one.names, one.width - 10)),
      }));
      for (let from = 0; from === 0 || cells.some(({ lines }) => lines.length > from); ) {
        const wanted = Math.max(...cells.map(({ lines }) => lines.length - from), 1);
        this.#need(Math.min(wanted, 3) * size * LINE + 10);
        const fits = Math.max(1, Math.min(wanted, Math.floor((this.#y - MARGIN - 10) / (size * LINE))));
        this.#boxes(cells, from, fits, size);
        from += fits;
      }
    }
    this.#y -= 8;
  }

  #boxes(cells: readonly (Box & { lines: readonly string[] })[], from: number, n: number, size: number): void {
    const height = n * size * LINE + 10;
    let x = MARGIN;
    for (const { width, names, lines } of cells) {
      const at = { x, y: this.#y - height, width, height };
      this.#page.drawRectangle({ ...at, ...(names ? { color: SHADE } : {}), borderWidth: 0.6, borderColor: SOFT });
      let y = this.#y - 5;
      for (const line of lines.slice(from, from + n)) {
        y -= size * LINE;
        this.#draw(line, x + 5, y + size * 0.35, size, names, false);
      }
      x += width;
    }
    this.#y -= height;
  }

  /** A code at the top right of the page, `side` points wide, that leads to an address. */
  code(address: string, side: number): void {
    const { modules } = qrOf(address, { errorCorrectionLevel: 'M' });
    const dot = side / modules.size;
    const [left, top] = [WIDTH - MARGIN - side, HEIGHT - MARGIN];
    for (let row = 0; row < modules.size; row += 1)
      for (let column = 0; column < modules.size; column += 1)
        if (modules.get(row, column))
          this.#page.drawRectangle({
            ...{ x: left + column * dot, y: top - (row + 1) * dot, width: dot, height: dot },
            color: rgb(0, 0, 0),
          });
  }

  /** The finished pages, numbered; with room for a signature, whose field and reason are named, where one is to come. */
  async finish(foot: (page: number, of: number) => string, signing: Signing | null): Promise<Buffer> {
    const pages = this.#doc.getPages();
    for (const [at, page] of pages.entries()) {
      this.#page = page;
      this.#font = null;
      this.#draw(foot(at + 1, pages.length), MARGIN, MARGIN - 18, 7.5, false, true);
    }
    if (signing !== null) this.#makeRoom(signing);
    return Buffer.from(await this.#doc.save({ useObjectStreams: false, updateFieldAppearances: false }));
  }

  /** A signature field that is not drawn (ISO 32000-1, 12.8): its bytes are left open. */
  #makeRoom({ field: name, reason, at }: Signing): void {
    const { context, catalog } = this.#doc;
    const open = PDFName.of('*'.repeat(10));
    const signature = context.register(
      context.obj({
        Type: 'Sig',
        Filter: 'Adobe.PPKLite',
        SubFilter: 'adbe.pkcs7.detached',
        ByteRange: [0, open, open, open],
        Contents: PDFHexString.of('0'.repeat(SIGNATURE * 2)),
        Reason: PDFHexString.fromText(reason),
        M: PDFString.fromDate(at),
      }),
    );
    const [first] = this.#doc.getPages();
    if (!first) throw new Error('a sheet without a page');
    const PRINT_AND_LOCKED = 4 + 128;
    const field = context.register(
      context.obj({
        Type: 'Annot',
        Subtype: 'Widget',
        FT: 'Sig',
        Rect: [0, 0, 0, 0],
        V: signature,
        T: PDFString.of(name),
        F: PRINT_AND_LOCKED,
        P: first.ref,
      }),
    );
    first.node.set(PDFName.of('Annots'), context.obj([field]));
    const SIGNED_AND_APPEND_ONLY = 3;
    catalog.set(PDFName.of('AcroForm'), context.obj({ SigFlags: SIGNED_AND_APPEND_ONLY, Fields: [field] }));
  }

  #row(columns: readonly Column[], cells: readonly Cell[], size: number, isHead: boolean): void {
    const height = this.#heightOf(columns, cells, size, isHead);
    this.#need(height);
    const top = this.#y;
    if (isHead) this.#page.drawRectangle({ x: MARGIN, y: top - height, width: ROOM, height, color: SHADE });
    let x = MARGIN;
    for (const [at, { width, right = false }] of columns.entries()) {
      let y = top - 3;
      for (const { line, small, soft } of this.#linesOf(cells[at] ?? '', width - 6, size, isHead)) {
        const drawn = small ? size - 1.5 : size;
        y -= drawn * LINE;
        const shift = right ? width - 6 - this.#widthOf(line, drawn, isHead) : 0;
        this.#draw(line, x + 3 + shift, y + drawn * 0.35, drawn, isHead, soft);
      }
      x += width;
    }
    this.#y = top - height;
    this.#page.drawLine({
      ...{ start: { x: MARGIN, y: this.#y }, end: { x: MARGIN + ROOM, y: this.#y } },
      ...{ thickness: 0.4, color: RULE },
    });
  }

  #linesOf(cell: Cell, width: number, size: number, bold: boolean): { line: string; small: boolean; soft: boolean }[] {
    const parts = typeof cell === 'string' ? [cell] : cell;
    return parts.flatMap((part, at) =>
      this.#broken(part, at === 0 ? size : size - 1.5, bold, width).map((line) => ({
        line,
        small: at > 0,
        soft: at > 0,
      })),
    );
  }

  #heightOf(columns: readonly Column[], cells: readonly Cell[], size: number, bold = false): number {
    const heights = columns.map(({ width }, at) =>
      this.#linesOf(cells[at] ?? '', width - 6, size, bold).reduce(
        (sum, { small }) => sum + (small ? size - 1.5 : size) * LINE,
        0,
      ),
    );
    return Math.max(...heights) + 6;
  }

  #need(height: number): void {
    if (this.#y - height < MARGIN) this.#turn();
  }

  #turn(): void {
    this.#page = this.#doc.addPage([WIDTH, HEIGHT]);
    this.#font = null;
    this.#y = HEIGHT - MARGIN;
  }

  #broken(text: string, size: number, bold: boolean, width: number, first = width): string[] {
    return broken(text, { width, first }, (some) => this.#widthOf(some, size, bold));
  }

  /** Sums of single widths: letters are not drawn closer together here. */
  #widthOf(text: string, size: number, bold: boolean): number {
    let sum = 0;
    for (const letter of text) {
      const key = `${bold ? 'b' : 'p'}${letter}`;
      let width = this.#widths.get(key);
      if (width === undefined) {
        width = this.#fonts[bold ? 'bold' : 'plain'].widthOfTextAtSize(letter, 1000) / 1000;
        this.#widths.set(key, width);
      }
      sum += width;
    }
    return sum * size;
  }

  #draw(text: string, x: number, y: number, size: number, bold: boolean, soft: boolean): void {
    if (text === '') return;
    const font = this.#fonts[bold ? 'bold' : 'plain'];
    // Each time a font is chosen, the page notes it anew.
    if (this.#font !== font) this.#page.setFont(font);
    this.#font = font;
    this.#page.drawText(text, { x, y, size, color: soft ? SOFT : INK });
  }
}
