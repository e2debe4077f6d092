import Mustache from 'mustache';
import { MOST_LINES, MOST_TEMPLATE } from './bounds.rules.ts';
import { SHAPES, type Shape } from './fields.rules.ts';

/** What stands on a page, one below the other. A text may hold line breaks, which came with a value. */
export type Block =
  | {
      readonly is: 'title' | 'heading' | 'body' | 'left' | 'centre' | 'right' | 'item' | 'sign' | 'seal';
      readonly text: string;
    }
  /** `head` is null for a form, whose cells are by turns a name and what it names. */
  | { readonly is: 'table'; readonly head: readonly string[] | null; readonly rows: readonly (readonly string[])[] }
  | { readonly is: 'page' };

/** The longest text that a template may become. */
const MOST_MADE = 400_000;
/** Sections within sections: a list, what it lists, and a condition on that. */
const MOST_DEPTH = 3;
const MOST_CELLS = 8;

export const FAULTS = [
  'empty',
  'tooLong',
  'unclosed', // a place or section that does not end
  'unopened', // the end of a section that did not begin
  'otherTag', // {{{…}}}, {{&…}}, {{>…}}, {{=…=}}: none of these is known here
  'unknownField',
  'listAsText', // a list is named where one text is wanted
  'within', // a section within itself
  'tooDeep',
  'cells', // rows of one table with other numbers of cells, or a form with an odd one
] as const;
/** What is wrong with a template, in which line (from 1), and which field is meant. */
export type Fault = { readonly why: (typeof FAULTS)[number]; readonly line: number; readonly field: string };

/** What the library makes of a template: sort, name, start, end, and of a section the tokens in it. */
type Token = readonly [string, string, number, number, (readonly Token[])?];

/** The library is the reader of the language and no more; it keeps nothing of what it has read. */
function parsed(text: string): readonly Token[] | Fault {
  const reader = new Mustache.Writer();
  Object.assign(reader, { templateCache: undefined });
  try {
    return reader.parse(text, ['{{', '}}']) as unknown as readonly Token[];
  } catch (error) {
    const [, what = '', field = '', at = '0'] =
      /^(Unclosed|Unopened) (?:section "(.*)"|tag) at (\d+)$/s.exec(error instanceof Error ? error.message : '') ?? [];
    return { why: what === 'Unopened' ? 'unopened' : 'unclosed', line: lineAt(text, Number(at)), field };
  }
}

const lineAt = (text: string, at: number): number => text.slice(0, at).split('\n').length;

/** Fields that may be named at a place: those of the sections around it, innermost first. */
type Around = readonly { readonly name: string; readonly shape: Shape }[];

function shapeOf(name: string, around: Around): Shape | null {
  if (name === '.') return around[0]?.shape === 'text' || around[0]?.shape === 'texts' ? 'text' : null;
  for (const { shape } of around) {
    if (typeof shape !== 'string' && Object.hasOwn(shape, name)) return shape[name] ?? null;
  }
  return null;
}

/** Whatever is wrong with a template, in the order of its lines; nothing where it may be saved. Pure. */
export function templateFaults(text: string): Fault[] {
  if (text.trim() === '') return [{ why: 'empty', line: 1, field: '' }];
  const lines = text.split('\n').length;
  if (text.length > MOST_TEMPLATE || lines > MOST_LINES) return [{ why: 'tooLong', line: lines, field: '' }];
  const tokens = parsed(text);
  if ('why' in tokens) return [tokens];
  const faults: Fault[] = [];
  const look = (some: readonly Token[], around: Around): void => {
    for (const [sort, name, start, , inner] of some) {
      const fault = (why: Fault['why']) => faults.push({ why, line: lineAt(text, start), field: name });
      if (sort === 'text' || sort === '!') continue;
      if (sort !== 'name' && sort !== '#' && sort !== '^') {
        fault('otherTag');
        continue;
      }
      const shape = shapeOf(name, around);
      if (shape === null) fault('unknownField');
      else if (sort === 'name') {
        if (shape !== 'text') fault('listAsText');
      } else if (around.some((one) => one.name === name)) fault('within');
      else if (around.length > MOST_DEPTH) fault('tooDeep');
      else look(inner ?? [], sort === '#' ? [{ name, shape }, ...around] : around);
    }
  };
  look(tokens, [{ name: '', shape: SHAPES }]);
  return faults.length > 0 ? faults : cellFaults(text);
}

/** Rows that stand together have as many cells, whatever sections stand between them. */
function cellFaults(text: string): Fault[] {
  const faults: Fault[] = [];
  let table = null as { readonly cells: number; readonly isForm: boolean } | null;
  for (const [at, line] of text.split('\n').entries()) {
    const bare = line.replaceAll(/\{\{[#^/!][^}]*\}\}/g, '');
    const row = ROW.exec(bare);
    if (row === null) {
      if (bare.trim() !== '' || bare === line) table = null;
      continue;
    }
    const cells = cellsOf(bare.replace(ROW, '')).length;
    const isForm: boolean = row[1] === '' && (table?.isForm ?? true);
    const differs = table !== null && row[1] === '' && !isForm && table.cells !== cells;
    if (differs || cells > MOST_CELLS || (isForm && cells % 2 === 1))
      faults.push({ why: 'cells', line: at + 1, field: '' });
    table = { cells: row[1] === '' ? (table?.cells ?? cells) : cells, isForm };
  }
  return faults;
}

const ROW = /^\s*\|(#?)/;
const cellsOf = (row: string): string[] => row.replace(/\|\s*$/, '').split('|');

/** A piece of a line: as the template has it, or a value, which is never taken for markup. */
type Piece = { readonly text: string; readonly isValue: boolean };

/**
 * The document that a template makes of facts. Values are put where their fields are named, and stay what they are: whatever signs
 * they hold, they begin no heading, cell, row or place. Throws where the template has a fault, or makes more than a document may have. Pure.
 */
export function render(template: string, facts: Readonly<Record<string, unknown>>): Block[] {
  const [fault] = templateFaults(template);
  const tokens = parsed(template);
  if (fault !== undefined || 'why' in tokens) throw new Error(`a template with a fault: ${fault?.why}`);
  const lines: Piece[][] = [[]];
  let made = 0;
  const put = (text: string, isValue: boolean): void => {
    made += text.length;
    if (made > MOST_MADE) throw new Error('a document that is too long');
    for (const [at, part] of (isValue ? [text] : text.split('\n')).entries()) {
      if (at > 0) lines.push([]);
      const line = lines.at(-1) ?? [];
      const last = line.at(-1);
      // What the template says in several places of one line is one piece of it.
      if (!isValue && last?.isValue === false) line[line.length - 1] = { text: last.text + part, isValue };
      else if (part !== '') line.push({ text: part, isValue });
    }
  };
  const walk = (some: readonly Token[], around: readonly unknown[]): void => {
    for (const [sort, name, , , inner = []] of some) {
      if (sort === 'text') put(name, false);
      else if (sort === 'name') put(clean(heldUnder(name, around)), true);
      else if (sort === '#') for (const one of each(heldUnder(name, around))) walk(inner, [one, ...around]);
      else if (sort === '^' && each(heldUnder(name, around)).length === 0) walk(inner, around);
    }
  };
  walk(tokens, [facts]);
  return blocksOf(lines);
}

/** A member of the innermost thing around that has it as its own. */
function heldUnder(name: string, around: readonly unknown[]): unknown {
  if (name === '.') return around[0];
  return around
    .filter(
      (one): one is Record<string, unknown> => typeof one === 'object' && one !== null && Object.hasOwn(one, name),
    )
    .map((one) => one[name])[0];
}

/** What a section is made for: each of a list, or the one thing that is there. */
const each = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === null || value === undefined || value === '' ? [] : [value];

/** Control characters have no place on paper, nor in XML; line breaks and tabs stay. */
const clean = (value: unknown): string =>
  typeof value === 'string'
    ? value
        .toWellFormed()
        .replaceAll('\r\n', '\n')
        .replaceAll(/[^\P{Cc}\n\t]|[\uFFFE\uFFFF]/gu, '')
    : '';

const MARKS = [
  [/^\s*##\s+/, 'heading'],
  [/^\s*#\s+/, 'title'],
  [/^\s*\^\s+/, 'centre'],
  [/^\s*>\s+/, 'right'],
  [/^\s*<\s+/, 'left'],
  [/^\s*-\s+/, 'item'],
  [/^\s*@签名\s*/, 'sign'],
  [/^\s*@印章\s*/, 'seal'],
] as const;
const PAGE = /^\s*={3,}\s*$/;

function blocksOf(lines: readonly (readonly Piece[])[]): Block[] {
  const blocks: Block[] = [];
  let table: { head: string[] | null; rows: string[][] } | null = null;
  for (const line of lines) {
    const [first] = line;
    const start = first === undefined || first.isValue ? '' : first.text;
    const row = ROW.exec(start);
    if (row !== null) {
      const cells = cellsIn([{ text: start.slice(row[0].length), isValue: false }, ...line.slice(1)]);
      if (table === null || row[1] === '#') {
        table = { head: row[1] === '#' ? cells : null, rows: [] };
        blocks.push({ is: 'table', ...table });
      }
      if (row[1] !== '#') table.rows.push(cells);
      continue;
    }
    table = null;
    const text = (from: number): string =>
      said([{ text: start.slice(from), isValue: false }, ...(start === '' ? line : line.slice(1))]);
    const [mark, is] = MARKS.find(([one]) => one.test(start)) ?? [null, null];
    if (mark !== null) blocks.push({ is, text: text(mark.exec(start)?.[0].length ?? 0) });
    else if (line.length === 1 && PAGE.test(start)) blocks.push({ is: 'page' });
    else if (text(0) !== '') blocks.push({ is: 'body', text: text(0) });
  }
  return blocks;
}

const said = (pieces: readonly Piece[]): string =>
  pieces
    .map(({ text }) => text)
    .join('')
    .trim();

/** Cells are parted by what the template says, never by what a value holds; the last sign closes the row. */
function cellsIn(pieces: readonly Piece[]): string[] {
  const cells: Piece[][] = [[]];
  for (const piece of pieces) {
    for (const [at, text] of (piece.isValue ? [piece.text] : piece.text.split('|')).entries()) {
      if (at > 0) cells.push([]);
      cells.at(-1)?.push({ text, isValue: piece.isValue });
    }
  }
  const all = cells.map(said);
  const last = cells.at(-1) ?? [];
  return all.length > 1 && last.every(({ isValue, text }) => !isValue && text.trim() === '') ? all.slice(0, -1) : all;
}
