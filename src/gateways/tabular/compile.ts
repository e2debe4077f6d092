import type { Text } from '../../platform/language/language.ts';
import { textOf } from '../../platform/language/language.ts';
import type { Finder } from './columns.ts';
import {
  ADDRESS_LIMIT,
  clean,
  columnFinder,
  expectWidth,
  happenedReader,
  kindReader,
  originReader,
  placeReader,
  Refused,
  refuseCheck,
  shown,
  WORDS_LIMIT,
} from './columns.ts';
import { derivedId, digest, Seen, uuidOf } from './derived.ts';
import type { MapFile } from './map-file.ts';
import type { Row } from './rows.ts';
import { tabularWords } from './tabular.words.ts';

/** One report as a foreign table tells it. */
export type Imported = {
  readonly is: 'fact';
  readonly row: number;
  /** The same for the same row of the same map, however often it is read: see `derivedId`. */
  readonly id: string;
  readonly externalId: string | null;
  readonly kind: string;
  readonly happened: Date;
  /** WGS-84 degrees; both or neither. */
  readonly lon: number | null;
  readonly lat: number | null;
  readonly address: string | null;
  readonly words: string | null;
  readonly attributes: Readonly<Record<string, string>>;
};

/** A row that cannot become a report, with the reason for whoever repairs it. */
export type Refusal = {
  readonly is: 'refusal';
  readonly row: number;
  readonly line: number | null;
  /** The column at fault, where it is one. */
  readonly column: string | null;
  readonly reason: Text;
  readonly values: readonly string[];
};

/** A pure function of the row and of the rows before it; one for each reading of a file, from its first row. */
export type Mapping = (row: Row) => Imported | Refusal;

/**
 * Compiles a map for a table with this header: columns are found, formats and tables prepared once. Every row then becomes
 * either a fact or a refusal; nothing is thrown and nothing dropped. Throws `Unreadable` when the header lacks a column.
 */
export function compile(map: MapFile, header: readonly string[]): Mapping {
  const at = columnFinder(map, header);
  const kindOf = kindReader(map.kind, at);
  const happenedOf = happenedReader(map.happened, at);
  const placeOf = map.place === undefined ? null : placeReader(map.place, at);
  const wordsOf = map.words === undefined ? null : originReader(map.words, at, WORDS_LIMIT);
  const addressOf = map.address === undefined ? null : originReader(map.address, at, ADDRESS_LIMIT);
  const attributes = Object.entries(map.attributes).map(
    ([code, origin]) => [code, originReader(origin, at, WORDS_LIMIT)] as const,
  );
  const checks = map.refuse.map((one) => refuseCheck(one, at));
  const idOf = identifier(map, at);
  const width = header.length;

  const factOf = (row: Row): Imported => {
    const values = row.values;
    if (values.length !== width) expectWidth(values, width);
    for (const check of checks) check(values);
    const kind = kindOf(values);
    const happened = happenedOf(values);
    const address = addressOf === null ? null : addressOf(values);
    let lon: number | null = null;
    let lat: number | null = null;
    const point = placeOf === null ? null : placeOf(values);
    if (point !== null) [lon, lat] = point;
    else if (address === null) throw new Refused(map.place?.lon ?? null, textOf(tabularWords, 'noPlace'));
    const words = wordsOf === null ? null : wordsOf(values);
    const answers: Record<string, string> = {};
    for (const [code, reader] of attributes) {
      const answer = reader(values);
      if (answer !== null) answers[code] = answer;
    }
    // Last, so that a refused row takes no place among the repetitions of its content.
    const { id, externalId } = idOf(row);
    return {
      is: 'fact',
      row: row.row,
      id,
      externalId,
      kind,
      happened: new Date(happened),
      lon,
      lat,
      address,
      words,
      attributes: answers,
    };
  };

  return (row) => {
    if (row.broken !== null) return refusal(row, null, row.broken);
    try {
      return factOf(row);
    } catch (error) {
      if (error instanceof Refused) return refusal(row, error.column, error.reason);
      throw error;
    }
  };
}

const refusal = (row: Row, column: string | null, reason: Text): Refusal => ({
  is: 'refusal',
  row: row.row,
  line: row.line,
  column,
  reason,
  values: row.values,
});

function identifier(map: MapFile, at: Finder): (row: Row) => { id: string; externalId: string | null } {
  const seen = new Seen();
  if (map.externalId === undefined) {
    return (row) => {
      const content = digest(`${map.name}\u001f${row.values.join('\u001f')}`);
      const times = seen.get(content) + 1;
      seen.set(content, times);
      return { id: times === 1 ? uuidOf(content) : derivedId(content, String(times)), externalId: null };
    };
  }
  const names = map.externalId.columns;
  const columns = names.map(at);
  return (row) => {
    const parts = columns.map((index) => (row.values[index] as string).trim());
    const externalId = parts.join('/');
    const name = names.join('+');
    if (parts.some((part) => part === '')) throw new Refused(name, textOf(tabularWords, 'required', { column: name }));
    clean(externalId, name, 200);
    const content = digest(`${map.name}\u001fid\u001f${parts.join('\u001f')}`);
    const before = seen.get(content);
    if (before > 0)
      throw new Refused(name, textOf(tabularWords, 'doubledId', { value: shown(externalId), row: before }));
    seen.set(content, row.row);
    return { id: uuidOf(content), externalId };
  };
}
