import { stringify } from 'csv-stringify/sync';
import type { FieldProblem } from '../../platform/http/problem.ts';
import type { Language, Text } from '../../platform/language/language.ts';
import { say, textOf } from '../../platform/language/language.ts';
import { gb18030Of } from '../tabular/gb18030.ts';
import { momentReader } from '../tabular/moment.ts';
import type { Reading, Source } from '../tabular/rows.ts';
import { rows } from '../tabular/rows.ts';
import { Unreadable } from '../tabular/unreadable.ts';
import { exchangeWords } from './exchange.words.ts';

type Key = keyof (typeof exchangeWords)['en'];

/** A row of a list that was refused, with every reason, and its cells as they stood. */
export type RefusedRow = {
  readonly row: number;
  readonly problems: readonly FieldProblem[];
  readonly values: readonly string[];
};
export type ReadList<Fact> = {
  readonly facts: readonly Fact[];
  /** The row that each fact stood in. */
  readonly rows: readonly number[];
  /** The cells of each fact's row, and those of the heading. */
  readonly values: readonly (readonly string[])[];
  readonly heading: readonly string[];
  readonly refused: readonly RefusedRow[];
};
export type Writing = { readonly language: Language; readonly encoding: 'utf-8' | 'gb18030' };

/** One cell of a row by its column's key; empty where the column is absent. */
export type Cells = (key: Key) => string;
export type RowOutcome<Fact> =
  | { readonly ok: true; readonly fact: Fact }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/**
 * Reads a list (CSV in UTF-8 or GB18030, with or without a byte order mark, or .xlsx) whose header names the columns in Chinese or English, in
 * any order; other columns are passed over. Each row becomes a fact or a refusal. Throws `Unreadable` when a needed column is absent.
 */
export async function readList<Fact>(
  source: Source,
  columns: { readonly all: readonly Key[]; readonly needed: readonly Key[] },
  factOf: (cells: Cells, row: number) => RowOutcome<Fact>,
  reading: Reading = {},
): Promise<ReadList<Fact>> {
  const facts: Fact[] = [];
  const at: number[] = [];
  const cells: (readonly string[])[] = [];
  let heading: readonly string[] = [];
  const refused: RefusedRow[] = [];
  let places: Map<Key, number> | null = null;
  let width = 0;
  for await (const { row, values, broken } of rows(source, reading)) {
    if (places === null) {
      places = placesOf(values, columns.all);
      const missing = columns.needed.filter((key) => places?.has(key) !== true);
      if (missing.length > 0) throw new Unreadable(listText(missing));
      width = values.length;
      heading = values;
      continue;
    }
    const found = places;
    if (broken !== null || values.length !== width) {
      const message = broken ?? textOf(exchangeWords, 'columns', { expected: width, found: values.length });
      refused.push({ row, problems: [{ path: '', message }], values });
      continue;
    }
    const outcome = factOf((key) => unguarded(values[found.get(key) ?? -1]?.trim() ?? ''), row);
    if (outcome.ok) {
      facts.push(outcome.fact);
      at.push(row);
      cells.push(values);
    } else refused.push({ row, problems: outcome.problems, values });
  }
  if (places === null) throw new Unreadable(listText(columns.needed));
  return { facts, rows: at, values: cells, heading, refused };
}

const listText = (keys: readonly Key[]): Text => ({
  zh: say(exchangeWords, 'zh', 'list', { columns: keys.map((key) => exchangeWords.zh[key]).join('、') }),
  en: say(exchangeWords, 'en', 'list', { columns: keys.map((key) => exchangeWords.en[key]).join(', ') }),
});

function placesOf(header: readonly string[], keys: readonly Key[]): Map<Key, number> {
  const plain = (name: string): string => name.trim().toLowerCase().replaceAll('_', ' ');
  const names = header.map(plain);
  return new Map(
    keys.flatMap((key) => {
      const at = names.findIndex(
        (name) => name === exchangeWords.zh[key] || name === exchangeWords.en[key] || name === plain(key),
      );
      return at === -1 ? [] : [[key, at] as const];
    }),
  );
}

// csv-stringify quotes a cell for its own record delimiter only; either half of it splits a row for other readers.
const LINE_BREAK = /[\r\n]/;

/** Writes a list: UTF-8 with the byte order mark that spreadsheet programs need, or GB18030 for desks that read nothing else. */
export function listBytes(keys: readonly Key[], lines: readonly (readonly string[])[], writing: Writing): Buffer {
  const header = keys.map((key) => say(exchangeWords, writing.language, key));
  const text = stringify([header, ...lines.map((line) => line.map(guarded))], {
    record_delimiter: '\r\n',
    quoted_match: LINE_BREAK,
  });
  return writing.encoding === 'gb18030' ? gb18030Of(text) : Buffer.from(`\ufeff${text}`);
}

/** A time as a list shows it: wall clock of Shanghai. */
export function listTime(moment: Date | null): string {
  return moment === null ? '' : new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

const readTime = momentReader(
  [
    'YYYY-MM-DDTHH:mm:ssZ',
    'YYYY-MM-DDTHH:mm:ss.SSSZ',
    'YYYY-MM-DD HH:mm',
    'YYYY/M/D H:mm:ss',
    'YYYY/M/D H:mm',
    'YYYY年M月D日 H:mm',
  ],
  'Asia/Shanghai',
);

/** Reads a list's time; undefined for an empty cell, what is no time stays as it is and is refused by whoever parses it. */
export function timeCell(text: string): string | undefined {
  if (text === '') return undefined;
  const moment = readTime(text);
  return Number.isNaN(moment) ? text : new Date(moment).toISOString();
}

/** The value of a cell that holds one of some words, by its word in either language; undefined for an empty cell. */
export function wordCell<K extends Key>(text: string, keys: readonly K[]): K | string | undefined {
  if (text === '') return undefined;
  return keys.find((key) => text === exchangeWords.zh[key] || text.toLowerCase() === exchangeWords.en[key]) ?? text;
}

// A spreadsheet program runs a cell that begins like this as a formula; the words of a caller must not. Numbers and phone numbers are none.
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;
const NUMBER = /^[+-]?[\d ().-]*$/;

const guarded = (text: string): string => (FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text);
const unguarded = (text: string): string =>
  text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
