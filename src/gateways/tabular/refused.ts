import { once } from 'node:events';
import type { WriteStream } from 'node:fs';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { stringify } from 'csv-stringify/sync';
import type { Language } from '../../platform/language/language.ts';
import { say } from '../../platform/language/language.ts';
import type { Refusal } from './compile.ts';
import { tabularWords } from './tabular.words.ts';

// csv-stringify quotes a cell for its own record delimiter only; either half of it splits a row for other readers.
const LINE_BREAK = /[\r\n]/;

/**
 * The file of refused rows: row and line number, column, reason, then the row as it was, under the table's own header, so that it
 * can be repaired and imported again. UTF-8 with a byte order mark, which spreadsheet programs need. It is made
 * with the first refusal: no file means that nothing was refused.
 */
export class RefusedRows {
  readonly #path: string;
  readonly #header: readonly string[];
  readonly #language: Language;
  #stream: WriteStream | null = null;
  #count = 0;

  constructor(path: string, header: readonly string[], language: Language) {
    this.#path = path;
    this.#header = header;
    this.#language = language;
  }

  get count(): number {
    return this.#count;
  }

  /** Writes some refusals; resolves when the file can take more. */
  async add(refusals: readonly Refusal[]): Promise<void> {
    if (refusals.length === 0) return;
    this.#count += refusals.length;
    const lines = refusals.map((one) => [
      String(one.row),
      one.line === null ? '' : String(one.line),
      one.column ?? '',
      one.reason[this.#language],
      ...one.values,
    ]);
    if (this.#stream === null) {
      this.#stream = createWriteStream(this.#path);
      const own = (['rowHeading', 'lineHeading', 'columnHeading', 'reasonHeading'] as const).map((key) =>
        say(tabularWords, this.#language, key),
      );
      lines.unshift([...own, ...this.#header]);
      this.#stream.write('\ufeff');
    }
    if (!this.#stream.write(stringify(lines, { record_delimiter: '\r\n', quoted_match: LINE_BREAK })))
      await once(this.#stream, 'drain');
  }

  /** Closes the file; answers its path, or null where nothing was refused. */
  async end(): Promise<string | null> {
    if (this.#stream === null) return null;
    this.#stream.end();
    await finished(this.#stream);
    return this.#path;
  }
}
