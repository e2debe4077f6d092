import { textOf } from '../../platform/language/language.ts';
import type { Box, ItemsAsk, Parsed, Refusal, Resource, Span } from './facts.ts';
import { ogcWords } from './ogc.words.ts';

/** Features of a page: where none is said, and at the most; more is answered with the most, as the standard asks. */
export const LIMIT = { usual: 100, most: 1_000 } as const;

type Word = keyof (typeof ogcWords)['en'];
const refusal = (status: 400 | 404, word: Word, over: Record<string, string | number> = {}): Refusal => ({
  status,
  description: textOf(
    ogcWords,
    word,
    // What was sent goes back short, so that the answer is no amplifier.
    Object.fromEntries(Object.entries(over).map(([name, value]) => [name, String(value).slice(0, 60)])),
  ),
});
export const noCollection = (id: string): Refusal => refusal(404, 'noCollection', { id });
export const noItem = (id: string): Refusal => refusal(404, 'noItem', { id });
export const badAfter: Refusal = refusal(400, 'badAfter');

/** The resource of a path below the root, without a slash at the end. */
export function resourceOf(path: string): Parsed<Resource> {
  const [first = '', collection, items, item, ...more] = path.replace(/\/$/, '').split('/').map(decoded);
  if (first === '' && collection === undefined) return { ok: true, fact: { is: 'landing' } };
  if ((first === 'conformance' || first === 'api') && collection === undefined)
    return { ok: true, fact: { is: first } };
  if (first === 'collections' && more.length === 0) {
    if (collection === undefined) return { ok: true, fact: { is: 'collections' } };
    if (items === undefined) return { ok: true, fact: { is: 'collection', collection } };
    if (items === 'items')
      return { ok: true, fact: item === undefined ? { is: 'items', collection } : { is: 'item', collection, item } };
  }
  return { ok: false, refusal: refusal(404, 'noPath', { path }) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

type Given = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Refuses parameters that the resource does not have, or that are given twice (17-069r4 /req/core/query-param-unknown, -invalid). */
export function refuseParameters(query: Given, is: Resource['is']): Refusal | null {
  const known = is === 'items' ? ['f', 'bbox', 'datetime', 'limit', 'after'] : ['f'];
  for (const [name, value] of Object.entries(query)) {
    if (!known.includes(name)) return refusal(400, 'unknown', { name });
    if (typeof value !== 'string') return refusal(400, 'twice', { name });
  }
  const { f } = query;
  return f === undefined || f === 'json' ? null : refusal(400, 'badF');
}

/** Reads what is asked of a collection; the query holds known parameters, each once. */
export function itemsAskOf(query: Given): Parsed<ItemsAsk> {
  const given = query as Readonly<Record<string, string | undefined>>;
  const box = given['bbox'] === undefined ? null : boxOf(given['bbox']);
  if (box === 'bad') return { ok: false, refusal: refusal(400, 'badBbox') };
  const span = given['datetime'] === undefined ? null : spanOf(given['datetime']);
  if (span === 'bad') return { ok: false, refusal: refusal(400, 'badDatetime') };
  const limit = given['limit'] ?? String(LIMIT.usual);
  if (!/^\d{1,9}$/.test(limit) || Number(limit) < 1)
    return { ok: false, refusal: refusal(400, 'badLimit', { most: LIMIT.most }) };
  const after = given['after'] ?? null;
  if (after !== null && !/^[\w.-]{1,80}$/.test(after)) return { ok: false, refusal: badAfter };
  return { ok: true, fact: { box, span, limit: Math.min(Number(limit), LIMIT.most), after } };
}

const NUMBER = /^[+-]?(\d{1,4}(\.\d{0,15})?|\.\d{1,15})$/;

/** Four numbers, or six of which the heights are left out of account: features lie on the ground. West above east crosses 180°. */
function boxOf(text: string): Box | 'bad' {
  const parts = text.split(',').map((part) => part.trim());
  if ((parts.length !== 4 && parts.length !== 6) || parts.some((part) => !NUMBER.test(part))) return 'bad';
  const numbers = parts.map(Number);
  const [west = 0, south = 0, east = 0, north = 0] =
    numbers.length === 4 ? numbers : [numbers[0], numbers[1], numbers[3], numbers[4]];
  const isOnEarth =
    [west, east].every((lon) => Math.abs(lon) <= 180) && [south, north].every((lat) => Math.abs(lat) <= 90);
  return isOnEarth && south <= north ? { west, south, east, north } : 'bad';
}

/** RFC 3339 section 5.6, as the standard's grammar has it: a time needs its zone. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

function spanOf(text: string): Span | 'bad' {
  const ends = text.replaceAll(' ', '+').split('/');
  if (ends.length > 2) return 'bad';
  const [first = '', second] = ends;
  if (second === undefined) return isOpen(first) ? 'bad' : spanFrom(first, first);
  return isOpen(first) && isOpen(second) ? 'bad' : spanFrom(first, second);
}

const isOpen = (end: string): boolean => end === '' || end === '..';

function spanFrom(first: string, second: string): Span | 'bad' {
  const from = isOpen(first) ? null : momentOf(first, '00:00:00.000');
  const to = isOpen(second) ? null : momentOf(second, '23:59:59.999');
  if (from === 'bad' || to === 'bad' || (from !== null && to !== null && from > to)) return 'bad';
  return { from, to };
}

/** A day alone is a day of Shanghai, its beginning or its end. */
function momentOf(text: string, time: string): Date | 'bad' {
  if (!INSTANT.test(text) && !DAY.test(text)) return 'bad';
  const moment = new Date(DAY.test(text) ? `${text}T${time}+08:00` : text);
  if (Number.isNaN(moment.getTime())) return 'bad';
  // 30 February rolls over into March instead of failing.
  const [year, month, day] = text.slice(0, 10).split('-').map(Number) as [number, number, number];
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day ? moment : 'bad';
}

/** Whether a box of a feature meets what is asked for. */
export function meets(own: Box, { west, south, east, north }: Box): boolean {
  if (own.north < south || own.south > north) return false;
  return west <= east ? own.east >= west && own.west <= east : own.east >= west || own.west <= east;
}
