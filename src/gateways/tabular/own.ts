import { say } from '../../platform/language/language.ts';
import type { Row } from './rows.ts';
import { tabularWords } from './tabular.words.ts';

const LEADING = ['rowHeading', 'lineHeading', 'columnHeading', 'reasonHeading'] as const;

/**
 * Takes the columns that we ourselves put to a row that was refused (four before it, or the reason alone behind it) off again,
 * so that a mended file is the table that it was: its rows keep their ids. Null where a heading has none of them.
 */
export function withoutOwn(header: readonly string[]): ((row: Row) => Row) | null {
  const width = header.length;
  for (const language of ['zh', 'en'] as const) {
    const leading = LEADING.map((key) => say(tabularWords, language, key));
    if (leading.every((name, at) => header[at]?.trim() === name)) return stripping(leading.length, width, width);
    if (header.at(-1)?.trim() === leading.at(-1)) return stripping(0, width - 1, width);
  }
  return null;
}

// What stands behind the last heading stays: a row that is too wide is refused with all that it holds.
const stripping =
  (from: number, to: number, width: number) =>
  (row: Row): Row => ({ ...row, values: [...row.values.slice(from, to), ...row.values.slice(width)] });
