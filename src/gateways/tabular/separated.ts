/** Why a record could not be split. */
export type Break = 'quote' | 'long';

/** One record of a separated file. `row` counts as a spreadsheet does (1 is the first, blank lines count), `line` as an editor does. */
export type Split = {
  readonly row: number;
  readonly line: number;
  readonly values: string[];
  readonly broken: Break | null;
};

/** Longest record in characters; what is longer has lost its closing quotation mark. */
export const RECORD_LIMIT = 1_000_000;

/**
 * Splits separated text (RFC 4180, any single-character delimiter, LF, CRLF or CR) fed piece by piece.
 *
 * Built rather than bought for one reason: a record with a stray quotation mark must cost that record, not the rest of
 * the file. A general parser stops there or swallows what follows; this one refuses the line on which the record
 * began and goes on with the next line. A quotation mark inside an unquoted field is an ordinary character.
 */
export class Separated {
  readonly #delimiter: string;
  readonly #limit: number;
  #newline = '';
  #rest = '';
  #row = 0;
  #line = 1;
  /** Inside a line that was given up on: nothing counts until its end. */
  #skipping = false;

  constructor(delimiter: string, limit: number = RECORD_LIMIT) {
    this.#delimiter = delimiter;
    this.#limit = limit;
  }

  /** The records that are complete with this piece. */
  push(text: string): Split[] {
    return this.#split(this.#rest === '' ? text : this.#rest + text, false);
  }

  /** What remains when no more comes. */
  end(): Split[] {
    return this.#split(this.#rest, true);
  }

  #split(text: string, last: boolean): Split[] {
    const found: Split[] = [];
    if (this.#newline === '') {
      if (!text.includes('\n')) {
        // A lone CR at the very end may be half of CRLF: wait.
        const only = text.indexOf('\r');
        if (!last && (only === -1 || only === text.length - 1) && text.length <= this.#limit) {
          this.#rest = text;
          return found;
        }
        this.#newline = only === -1 ? '\n' : '\r';
      } else this.#newline = '\n';
    }
    const newline = this.#newline;
    const length = text.length;
    let at = 0;
    let quote = text.indexOf('"');
    if (quote === -1) quote = length;
    while (at < length) {
      if (quote < at) {
        quote = text.indexOf('"', at);
        if (quote === -1) quote = length;
      }
      let end = text.indexOf(newline, at);
      if (end === -1) {
        if (!last && this.#skipping) {
          at = length;
          break;
        }
        if (!last && length - at <= this.#limit) break;
        if (!last) {
          // Not even a line end within the limit: give up on what is here and look for the next line.
          this.#row++;
          found.push({ row: this.#row, line: this.#line, values: [], broken: 'long' });
          this.#skipping = true;
          at = length;
          break;
        }
        end = length;
      }
      if (this.#skipping) {
        this.#skipping = false;
        this.#line++;
        at = end + 1;
        continue;
      }
      if (quote >= end) {
        const stop = end > at && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
        this.#row++;
        if (stop - at > this.#limit) found.push({ row: this.#row, line: this.#line, values: [], broken: 'long' });
        else if (stop > at) {
          const values = text.slice(at, stop).split(this.#delimiter);
          found.push({ row: this.#row, line: this.#line, values, broken: null });
        }
        this.#line++;
        at = end + 1;
        continue;
      }
      const parsed = this.#quoted(text, at, last);
      if (parsed === 'more' && length - at <= this.#limit) break;
      this.#row++;
      if (parsed === 'more' || parsed === 'broken') {
        found.push({ row: this.#row, line: this.#line, values: [], broken: 'quote' });
        this.#line++;
        at = end + 1;
      } else {
        found.push({ row: this.#row, line: this.#line, values: parsed.values, broken: null });
        this.#line += parsed.lines;
        at = parsed.next;
      }
    }
    this.#rest = at >= length ? '' : text.slice(at);
    return found;
  }

  #quoted(
    text: string,
    start: number,
    last: boolean,
  ): { values: string[]; next: number; lines: number } | 'more' | 'broken' {
    const delimiter = this.#delimiter;
    const newline = this.#newline;
    const length = text.length;
    const values: string[] = [];
    let at = start;
    let lines = 1;
    for (;;) {
      if (text[at] === '"') {
        let value = '';
        let from = at + 1;
        for (;;) {
          const close = text.indexOf('"', from);
          if (close === -1) return last || length - start > this.#limit ? 'broken' : 'more';
          value += text.slice(from, close);
          if (close + 1 === length && !last) return 'more';
          if (text[close + 1] !== '"') {
            at = close + 1;
            break;
          }
          value += '"';
          from = close + 2;
        }
        if (value.includes(newline)) for (const one of value) if (one === newline) lines++;
        if (at - start > this.#limit) return 'broken';
        values.push(value);
        while (at < length && text[at] === ' ' && delimiter !== ' ') at++;
        if (at + 1 >= length && !last) return 'more';
        if (at >= length) return { values, next: length, lines };
        if (text[at] === delimiter) {
          at++;
          if (at >= length && last) return { values: [...values, ''], next: length, lines };
          continue;
        }
        if (text[at] === '\r' && newline === '\n' && (text[at + 1] === '\n' || at + 1 >= length)) at++;
        if (at >= length) return { values, next: length, lines };
        return text[at] === newline ? { values, next: at + 1, lines } : 'broken';
      }
      const delimited = text.indexOf(delimiter, at);
      const ended = text.indexOf(newline, at);
      if (ended === -1 && !last) return 'more';
      const end = ended === -1 ? length : ended;
      if (delimited !== -1 && delimited < end) {
        values.push(text.slice(at, delimited));
        at = delimited + 1;
        if (at >= length && !last) return 'more';
        continue;
      }
      const stop = end > at && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
      values.push(text.slice(at, stop));
      return { values, next: end + 1, lines };
    }
  }
}

/** The delimiter of a file by its first line: the one that splits it most often outside quotation marks; a comma in doubt. */
export function delimiterOf(firstLine: string): string {
  const bare = firstLine.replace(/"(?:[^"]|"")*"/g, '');
  let best = ',';
  let most = 0;
  for (const candidate of [',', ';', '\t', '|']) {
    const count = bare.split(candidate).length - 1;
    if (count > most) {
      best = candidate;
      most = count;
    }
  }
  return best;
}
