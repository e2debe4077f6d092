import type { Text } from '../../platform/language/language.ts';
import { textOf } from '../../platform/language/language.ts';
import { isOnEarth, toWgs84 } from '../../platform/places/coordinates.rules.ts';
import type { MapFile, Origin } from './map-file.ts';
import { momentReader } from './moment.ts';
import { tabularWords } from './tabular.words.ts';
import { Unreadable } from './unreadable.ts';

/** Longest words and address of an imported report, in UTF-16 units. */
export const WORDS_LIMIT = 4000;
export const ADDRESS_LIMIT = 500;

/** Thrown by a column's reader, caught by `compile`: no Error, for a stack trace a row would cost more than the row. */
export class Refused {
  readonly column: string | null;
  readonly reason: Text;
  constructor(column: string | null, reason: Text) {
    this.column = column;
    this.reason = reason;
  }
}

/** Reads one part of a report from a row's values; throws `Refused`. */
export type Reader<Value> = (values: readonly string[]) => Value;

/** Where a column stands. */
export type Finder = (column: string) => number;

export function columnFinder(map: MapFile, header: readonly string[]): Finder {
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

export function expectWidth(values: readonly string[], width: number): void {
  // Empty cells at the end are how spreadsheet programs fill up a row.
  if (values.length > width && values.slice(width).every((value) => value.trim() === '')) return;
  throw new Refused(null, textOf(tabularWords, 'columns', { expected: width, found: values.length }));
}

// NUL cannot be stored in a text column, U+FFFD marks bytes that were no character, and a lone surrogate is not Unicode.
const UNREADABLE = /[\0\ufffd]|\p{Surrogate}/u;

export function clean(value: string, column: string, limit: number): string {
  if (value.length > limit) throw new Refused(column, textOf(tabularWords, 'tooLong', { column, limit }));
  if (UNREADABLE.test(value)) throw new Refused(column, textOf(tabularWords, 'unreadable', { column }));
  return value;
}

/** A value as a reason shows it. */
export const shown = (value: string): string =>
  (value.length > 60 ? `${value.slice(0, 60)}…` : value).replace(/[\0\ufffd]/g, '?');

export function originReader(origin: Origin, at: Finder, limit: number): Reader<string | null> {
  if ('constant' in origin) {
    const constant = origin.constant;
    return () => constant;
  }
  if ('columns' in origin) {
    const columns = origin.columns.map(at);
    const name = origin.columns.join('+');
    return (values) => {
      const joined = columns
        .map((index) => (values[index] as string).trim())
        .filter((value) => value !== '')
        .join(origin.between);
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

export function kindReader(kind: MapFile['kind'], at: Finder): Reader<string> {
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

export function happenedReader(happened: MapFile['happened'], at: Finder): Reader<number> {
  const columns = happened.columns.map(at);
  const name = happened.columns.join('+');
  const read = momentReader(happened.formats, happened.timezone);
  const [only] = columns as [number];
  return (values) => {
    const text =
      columns.length === 1
        ? (values[only] as string).trim()
        : columns
            .map((index) => (values[index] as string).trim())
            .join(' ')
            .trim();
    const moment = read(text);
    if (!Number.isNaN(moment)) return moment;
    if (text === '') throw new Refused(name, textOf(tabularWords, 'required', { column: name }));
    const formats = happened.example ?? happened.formats.join(' / ');
    throw new Refused(name, textOf(tabularWords, 'time', { column: name, value: shown(text), formats }));
  };
}

export function placeReader(place: NonNullable<MapFile['place']>, at: Finder): Reader<[number, number] | null> {
  const lonAt = at(place.lon);
  const latAt = at(place.lat);
  return (values) => {
    const lonText = (values[lonAt] as string).trim();
    const latText = (values[latAt] as string).trim();
    if (lonText === '' && latText === '') return null;
    const lon = degrees(lonText, place.lon, 180);
    const lat = degrees(latText, place.lat, 90);
    if (!isOnEarth({ lon, lat }))
      throw new Refused(place.lat, textOf(tabularWords, 'placeholder', { value: `${lon}, ${lat}` }));
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
  if (number < -limit || number > limit)
    throw new Refused(column, textOf(tabularWords, 'range', { column, value: shown(text) }));
  return number;
}

export function refuseCheck(one: MapFile['refuse'][number], at: Finder): Reader<void> {
  const index = at(one.column);
  const texts = new Set(one.equals.filter((value) => typeof value === 'string'));
  const numbers = new Set(one.equals.filter((value) => typeof value === 'number'));
  return (values) => {
    const value = (values[index] as string).trim();
    const named = texts.has(value) || (numbers.size > 0 && value !== '' && numbers.has(Number(value)));
    if (named) throw new Refused(one.column, one.reason);
  };
}
