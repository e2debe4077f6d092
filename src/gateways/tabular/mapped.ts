import { textOf } from '../../platform/language/language.ts';
import type { Imported, Mapping, Refusal } from './compile.ts';
import { compile } from './compile.ts';
import type { MapFile } from './map-file.ts';
import { withoutOwn } from './own.ts';
import type { Reading, Row, Source } from './rows.ts';
import { batches } from './rows.ts';
import { tabularWords } from './tabular.words.ts';
import { Unreadable } from './unreadable.ts';

/** What one batch of rows became. Every row is in exactly one of the two lists. */
export type Mapped = {
  readonly header: readonly string[];
  readonly facts: readonly Imported[];
  readonly refusals: readonly Refusal[];
  /** The batch's rows as they stood, for whoever refuses a fact later on. */
  readonly rows: readonly Row[];
  /** Number of the last row of the batch: where to go on from. */
  readonly row: number;
};

/**
 * Reads a table through a map: batches of facts and refusals in the order of the file. What the map says of sheet, encoding and delimiter
 * holds unless `reading` says otherwise. Throws `Unreadable` when file or header cannot be used.
 */
export function mapped(source: Source, map: MapFile, reading: Reading = {}): AsyncGenerator<Mapped> {
  const how = {
    sheet: reading.sheet ?? map.sheet,
    encoding: reading.encoding ?? map.encoding,
    delimiter: reading.delimiter ?? map.delimiter,
    onBytes: reading.onBytes,
  };
  return mappedRows(batches(source, how), map);
}

/** The same for rows that were read already, from the first row of their file on. */
export async function* mappedRows(
  read: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
  map: MapFile,
): AsyncGenerator<Mapped> {
  let header: readonly string[] = [];
  let mapping: Mapping | null = null;
  let strip: ((row: Row) => Row) | null = null;
  for await (const batch of read) {
    const facts: Imported[] = [];
    const refusals: Refusal[] = [];
    let last = 0;
    let rows = strip === null ? batch : batch.map(strip);
    for (const [at, row] of batch.entries()) {
      last = row.row;
      if (mapping === null) {
        if (row.row < map.headerRow) continue;
        strip = withoutOwn(row.values);
        header = strip === null ? row.values : strip(row).values;
        mapping = compile(map, header);
        if (strip !== null) rows = [...batch.slice(0, at + 1), ...batch.slice(at + 1).map(strip)];
        continue;
      }
      const one = mapping(rows[at] as Row);
      if (one.is === 'refusal') refusals.push(one);
      else facts.push(one);
    }
    if (mapping !== null) yield { header, facts, refusals, rows, row: last };
  }
  if (mapping === null) throw new Unreadable(textOf(tabularWords, 'empty'));
}
