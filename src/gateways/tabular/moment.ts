const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'milli' | 'half' | 'zone' | 'unix' | 'unixMilli';

const TOKENS: ReadonlyArray<readonly [token: string, pattern: string, part: Part]> = [
  ['YYYY', '(\\d{4})', 'year'],
  ['MM', '(\\d{2})', 'month'],
  ['M', '(\\d{1,2})', 'month'],
  ['DD', '(\\d{2})', 'day'],
  ['D', '(\\d{1,2})', 'day'],
  ['HH', '(\\d{2})', 'hour'],
  ['H', '(\\d{1,2})', 'hour'],
  ['hh', '(\\d{2})', 'hour'],
  ['h', '(\\d{1,2})', 'hour'],
  ['mm', '(\\d{2})', 'minute'],
  ['ss', '(\\d{2})', 'second'],
  ['SSS', '(\\d{3})', 'milli'],
  ['A', '([AaPp][Mm]|上午|下午)', 'half'],
  ['Z', '(Z|[+-]\\d{2}:?\\d{2})', 'zone'],
  ['unixms', '(\\d{10,14})', 'unixMilli'],
  ['unix', '(\\d{8,11})', 'unix'],
];

/** The form that a workbook's date cells are given in; read in every map, for nothing else looks like it. */
export const WORKBOOK_FORMAT = 'YYYY-MM-DD HH:mm:ss';

/** True when every letter of the format is a known token, or a literal in square brackets, and it yields at least a date. */
export function isMomentFormat(format: string): boolean {
  const parts = partsOf(format)?.parts ?? [];
  return (
    parts.includes('unix') ||
    parts.includes('unixMilli') ||
    ['year', 'month', 'day'].every((one) => parts.includes(one as Part))
  );
}

/**
 * A reader of times in one of some formats (`YYYY-MM-DD HH:mm:ss`, `D/M/YYYY h:mm A`, `YYYY年M月D日`, `YYYY-MM-DDTHH:mm:ssZ`, `unix`),
 * compiled once. It answers milliseconds since 1970 UTC, or NaN for what is no such time (30 February, 25 o'clock).
 * A time without a zone is a wall-clock time of `timezone` (IANA name): one that a clock change repeats is the earlier, one that it skips is
 * moved on by the change (as ECMAScript Temporal's "compatible").
 */
export function momentReader(formats: readonly string[], timezone: string): (text: string) => number {
  const zone = wallClock(timezone);
  const readers = [...new Set([...formats, WORKBOOK_FORMAT])].map((format) => readerOf(format, zone));
  const [first, ...others] = readers as [(text: string) => number];
  return (text) => {
    const found = first(text);
    if (!Number.isNaN(found)) return found;
    for (const reader of others) {
      const next = (reader as (text: string) => number)(text);
      if (!Number.isNaN(next)) return next;
    }
    return Number.NaN;
  };
}

function partsOf(format: string): { pattern: string; parts: Part[] } | null {
  let pattern = '';
  const parts: Part[] = [];
  let at = 0;
  while (at < format.length) {
    if (format[at] === '[') {
      const close = format.indexOf(']', at);
      if (close === -1) return null;
      pattern += escaped(format.slice(at + 1, close));
      at = close + 1;
      continue;
    }
    const token = TOKENS.filter(([name]) => format.startsWith(name, at)).sort((a, b) => b[0].length - a[0].length)[0];
    if (token !== undefined) {
      if (parts.includes(token[2])) return null;
      pattern += token[1];
      parts.push(token[2]);
      at += token[0].length;
    } else if (/[A-Za-z]/.test(format[at] as string) && format[at] !== 'T') return null;
    else {
      pattern += escaped(format[at] as string);
      at++;
    }
  }
  return { pattern, parts };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

function readerOf(format: string, zone: (wall: number) => number): (text: string) => number {
  if (format === WORKBOOK_FORMAT) return (text) => workbookMoment(text, zone);
  const compiled = partsOf(format);
  if (compiled === null) return () => Number.NaN;
  const pattern = new RegExp(`^${compiled.pattern}$`);
  const index = new Map(compiled.parts.map((part, at) => [part, at + 1]));
  const pick = (part: Part): number => index.get(part) ?? 0;
  const [year, month, day] = [pick('year'), pick('month'), pick('day')];
  const [hour, minute, second, milli] = [pick('hour'), pick('minute'), pick('second'), pick('milli')];
  const [half, offset, unix, unixMilli] = [pick('half'), pick('zone'), pick('unix'), pick('unixMilli')];
  return (text) => {
    const found = pattern.exec(text);
    if (found === null) return Number.NaN;
    const number = (at: number): number => (at === 0 ? 0 : Number(found[at]));
    if (unix > 0) return number(unix) * 1000;
    if (unixMilli > 0) return number(unixMilli);
    let hours = number(hour);
    if (half > 0) {
      if (hours < 1 || hours > 12) return Number.NaN;
      hours = (hours % 12) + (/^[pP下]/.test(found[half] as string) ? 12 : 0);
    }
    const wall =
      wallOf(number(year), number(month), number(day), hours, number(minute), number(second)) + number(milli);
    if (Number.isNaN(wall)) return wall;
    return offset > 0 ? wall - offsetMs(found[offset] as string) : zone(wall);
  };
}

/** `YYYY-MM-DD HH:mm:ss` by character codes: the common form, four times as fast as the pattern. */
function workbookMoment(text: string, zone: (wall: number) => number): number {
  if (text.length !== 19) return Number.NaN;
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45 || text.charCodeAt(10) !== 32) return Number.NaN;
  if (text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return Number.NaN;
  const year = two(text, 0) * 100 + two(text, 2);
  const wall = wallOf(year, two(text, 5), two(text, 8), two(text, 11), two(text, 14), two(text, 17));
  return Number.isNaN(wall) ? wall : zone(wall);
}

function two(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function wallOf(year: number, month: number, day: number, hour: number, minute: number, second: number): number {
  // Written so that NaN fails every one of these.
  if (!(year >= 1900 && month >= 1 && month <= 12 && day >= 1 && hour <= 23 && minute <= 59 && second <= 59))
    return Number.NaN;
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (day > (leap ? 29 : (MONTH_DAYS[month - 1] as number))) return Number.NaN;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function offsetMs(zone: string): number {
  if (zone === 'Z') return 0;
  const digits = zone.replace(':', '');
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

/** Wall-clock milliseconds to UTC; offsets are remembered by the quarter of an hour, the finest step that clocks change at. */
function wallClock(timezone: string): (wall: number) => number {
  if (timezone === 'UTC') return (wall) => wall;
  const format = new Intl.DateTimeFormat('en-US', { timeZone: timezone, timeZoneName: 'longOffset' });
  const offsetAt = (instant: number): number => {
    const name = format.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
    const found = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?/.exec(name);
    if (found?.[1] === undefined) return 0;
    const seconds = Number(found[2]) * 3600 + Number(found[3]) * 60 + Number(found[4] ?? 0);
    return (found[1] === '-' ? -seconds : seconds) * 1000;
  };
  const known = new Map<number, number>();
  return (wall) => {
    const quarter = Math.floor(wall / QUARTER_MS);
    let offset = known.get(quarter);
    if (offset === undefined) {
      const before = offsetAt(wall - DAY_MS);
      const after = offsetAt(wall + DAY_MS);
      offset =
        before === after || offsetAt(wall - before) === before || offsetAt(wall - after) !== after ? before : after;
      if (known.size > 500_000) known.clear();
      known.set(quarter, offset);
    }
    return wall - offset;
  };
}
