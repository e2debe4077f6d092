import { textOf } from '../../platform/language/language.ts';
import type { Text } from '../../platform/language/language.ts';
import { isOnEarth, toWgs84 } from '../../platform/places/coordinates.rules.ts';
import { derivedId, digest, Seen, uuidOf } from './derived.ts';
import type { MapFile, Origin } from './map-file.ts';
import { momentReader } from './moment.ts';
import type { Row } from './rows.ts';
import { tabularWords } from './tabular.words.ts';
import { Unreadable } from './unreadable.ts';

/** Longest words and address of an imported report, in UTF-16 units. */
export const WORDS_LIMIT = 4000;
export const ADDRESS_LIMIT = 500;

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

class Refused {
  readonly column: string | null;
  readonly reason: Text;
  constructor(column: string | null, reason: Text) {
    this.column = column;
    this.reason = reason;
  }
}

/** A pure function of the row and of the rows before it; one for each reading of a file, from its first row. */
export type Mapping = (row: Row) => Imported | Refusal;

type Reader = (values: readonly string[]) => string | null;

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
  const attributes = Object.entries(map.attributes).map(([code, origin]) => [code, originReader(origin, at, WORDS_LIMIT)] as const);
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
    return { is: 'fact', row: row.row, id, externalId, kind, happened: new Date(happened), lon, lat, address, words, attributes: answers };
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

type Finder = (column: string) => number;

function columnFinder(map: MapFile, header: readonly string[]): Finder {
  const places = new Map<string, number[]>();
  for (const [index, name] of header.entries()) {
    const known = places.get(name.trim());
    if (known === undefined) places.set(name.trim(), [index]);
    else known.push(index);
  }
  const needed = columnsOf(map);
  const missing = needed.filter((column) => !places.has(column));
  if (missing.length > 0) throw new Unreadable(textOf(tabularWords, 'missingColumns', { columns: missing.join(', ') }));
  const doubled = needed.filter((column) => (places.get(column)?.length ?? 0) > 1);
  if (doubled.length > 0) throw new Unreadable(textOf(tabularWords, 'doubledColumns', { columns: doubled.join(', ') }));
  return (column) => (places.get(column) as number[])[0] as number;
}

function columnsOf(map: MapFile): string[] {
  const all = new Set<string>(map.happened.columns);
  const take = (origin: Origin | undefined): void => {
    if (origin === undefined || 'constant' in origin) return;
    for (const column of 'column' in origin ? [origin.column] : origin.columns) all.add(column);
  };
  if (map.place !== undefined) all.add(map.place.lon).add(map.place.lat);
  if ('column' in map.kind) all.add(map.kind.column);
  for (const column of map.externalId?.columns ?? []) all.add(column);
  for (const origin of [map.words, map.address, ...Object.values(map.attributes)]) take(origin);
  for (const one of map.refuse) all.add(one.column);
  return [...all];
}

function expectWidth(values: readonly string[], width: number): void {
  // Empty cells at the end are how spreadsheet programs fill up a row.
  if (values.length > width && values.slice(width).every((value) => value.trim() === '')) return;
  throw new Refused(null, textOf(tabularWords, 'columns', { expected: width, found: values.length }));
}

// NUL cannot be stored in a text column, U+FFFD marks bytes that were no character, and a lone surrogate is not Unicode.
const UNREADABLE = /[\0\ufffd]|\p{Surrogate}/u;

function clean(value: string, column: string, limit: number): string {
  if (value.length > limit) throw new Refused(column, textOf(tabularWords, 'tooLong', { column, limit }));
  if (UNREADABLE.test(value)) throw new Refused(column, textOf(tabularWords, 'unreadable', { column }));
  return value;
}

const shown = (value: string): string => (value.length > 60 ? `${value.slice(0, 60)}…` : value).replace(/[\0\ufffd]/g, '?');

function originReader(origin: Origin, at: Finder, limit: number): Reader {
  if ('constant' in origin) {
    const constant = origin.constant;
    return () => constant;
  }
  if ('columns' in origin) {
    const columns = origin.columns.map(at);
    const name = origin.columns.join('+');
    return (values) => {
      const joined = columns.map((index) => (values[index] as string).trim()).filter((value) => value !== '').join(origin.between);
      if (joined !== '') return clean(joined, name, limit);
      if (origin.required) throw new Refused(name, textOf(tabularWords, 'required', { column: name }));
      return null;
    };
  }
  const { column, required, otherwise } = origin;
  const index = at(column);
  const table = origin.values === undefined ? null : new Map(Object.entries(origin.values));
  return (values) => {
    const value = (values[index] as string).trim();
    if (value === '') {
      if (required) throw new Refused(column, textOf(tabularWords, 'required', { column }));
      return null;
    }
    if (table === null) return clean(value, column, limit);
    const found = table.get(value);
    if (found !== undefined) return found;
    if (otherwise === 'keep') return clean(value, column, limit);
    if (otherwise === 'drop') return null;
    throw new Refused(column, textOf(tabularWords, 'unknownValue', { column, value: shown(value) }));
  };
}

function kindReader(kind: MapFile['kind'], at: Finder): (values: readonly string[]) => string {
  if ('constant' in kind) {
    const constant = kind.constant;
    return () => constant;
  }
  const { column, otherwise } = kind;
  const index = at(column);
  const table = new Map(Object.entries(kind.values));
  return (values) => {
    const value = (values[index] as string).trim();
    const found = table.get(value) ?? otherwise;
    if (found !== undefined && value !== '') return found;
    if (value === '') throw new Refused(column, textOf(tabularWords, 'required', { column }));
    throw new Refused(column, textOf(tabularWords, 'unknownValue', { column, value: shown(value) }));
  };
}

function happenedReader(happened: MapFile['happened'], at: Finder): (values: readonly string[]) => number {
  const columns = happened.columns.map(at);
  const name = happened.columns.join('+');
  const read = momentReader(happened.formats, happened.timezone);
  const [only] = columns as [number];
  return (values) => {
    const text = columns.length === 1 ? (values[only] as string).trim() : columns.map((index) => (values[index] as string).trim()).join(' ').trim();
    const moment = read(text);
    if (moment === moment) return moment;
    if (text === '') throw new Refused(name, textOf(tabularWords, 'required', { column: name }));
    const formats = happened.formats.join(' / ');
    throw new Refused(name, textOf(tabularWords, 'time', { column: name, value: shown(text), formats }));
  };
}

function placeReader(place: NonNullable<MapFile['place']>, at: Finder): (values: readonly string[]) => [number, number] | null {
  const lonAt = at(place.lon);
  const latAt = at(place.lat);
  return (values) => {
    const lonText = (values[lonAt] as string).trim();
    const latText = (values[latAt] as string).trim();
    if (lonText === '' && latText === '') return null;
    const lon = degrees(lonText, place.lon, 180);
    const lat = degrees(latText, place.lat, 90);
    if (!isOnEarth({ lon, lat })) throw new Refused(place.lat, textOf(tabularWords, 'placeholder', { value: `${lon}, ${lat}` }));
    if (place.datum === 'wgs84') return [lon, lat];
    const point = toWgs84({ lon, lat }, place.datum);
    return [point.lon, point.lat];
  };
}

const DECIMAL = /^[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d{1,3})?$/;

function degrees(text: string, column: string, limit: number): number {
  if (!DECIMAL.test(text)) {
    const key = text === '' ? 'required' : 'number';
    throw new Refused(column, textOf(tabularWords, key, { column, value: shown(text) }));
  }
  const number = Number(text);
  if (number < -limit || number > limit) throw new Refused(column, textOf(tabularWords, 'range', { column, value: shown(text) }));
  return number;
}

function refuseCheck(one: MapFile['refuse'][number], at: Finder): (values: readonly string[]) => void {
  const index = at(one.column);
  const texts = new Set(one.equals.filter((value) => typeof value === 'string'));
  const numbers = new Set(one.equals.filter((value) => typeof value === 'number'));
  return (values) => {
    const value = (values[index] as string).trim();
    const named = texts.has(value) || (numbers.size > 0 && value !== '' && numbers.has(Number(value)));
    if (named) throw new Refused(one.column, one.reason);
  };
}

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
    if (before > 0) throw new Refused(name, textOf(tabularWords, 'doubledId', { value: shown(externalId), row: before }));
    seen.set(content, row.row);
    return { id: uuidOf(content), externalId };
  };
}
