import { pipeline, Readable } from 'node:stream';
import { type Stringifier, stringify } from 'csv-stringify';

/**
 * A table as CSV, page by page, so that a year of a district needs no memory. What fails underway breaks the answer off: nobody
 * takes a part for the whole, and the error is this stream's and no fault of the process.
 */
export function csvOf<One>(
  head: readonly string[],
  pages: AsyncIterable<readonly One[]>,
  read: (one: One) => readonly unknown[],
): Stringifier {
  const table = stringify({ bom: true, escape_formulas: true, record_delimiter: 'windows' });
  pipeline(Readable.from(lines(head, pages, read)), table, () => {});
  return table;
}

async function* lines<One>(
  head: readonly string[],
  pages: AsyncIterable<readonly One[]>,
  read: (one: One) => readonly unknown[],
): AsyncGenerator<readonly unknown[]> {
  yield head;
  for await (const page of pages) for (const one of page) yield read(one);
}
