import { isAscii } from 'node:buffer';
import { hash as digest } from 'node:crypto';
import type { CopyRows } from '../db/copyRows.ts';
import type { Json } from './canonical.rules.ts';
import type { Line, Origin } from './line.rules.ts';
import type { StoredLine } from './stored.ts';

/** The fields of a line's row in the order in which `linesFrom` selects them. */
export const FIELD = {
  seq: 0,
  id: 1,
  subject: 2,
  n: 3,
  kind: 4,
  version: 5,
  origin: 6,
  happened: 7,
  recorded: 8,
  by: 9,
  post: 10,
  territory: 11,
  hash: 12,
  bytes: 13,
} as const;

/** A line whose row was found to say what its bytes say, its body as it was written. */
export type ReadLine = {
  readonly line: Line<string, Json>;
  readonly version: number;
  /** Hashes in hex: of the line before, and its own. */
  readonly prev: string | null;
  readonly hash: string;
  readonly named: readonly Named[];
};

/** Sealed content that a body names. */
export type Named = { readonly id: string; readonly digest: string };

const BODY = '{"body":';

/**
 * Reads a line whose row is right: its bytes give its hash, they are the canonical text, and every column says what they say. Answers
 * null of any other, and of a right one that is written in no usual way: `checkLine` then says whether something is wrong, and what. It
 * costs a quarter of that one, which reckons the canonical text anew and compares column by column.
 * @param follows the hash, in hex, of the line before; a line that follows another one is for `checkLine` too.
 */
export function readLine(district: string, row: CopyRows, follows: string | null): ReadLine | null {
  const bytes = row.part(FIELD.bytes);
  const hash = digest('sha256', bytes, 'hex');
  if (hash !== row.hex(FIELD.hash)) return null;
  const text = bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
  const end = text.lastIndexOf('},"by":') + 1;
  if (end === 0 || !text.startsWith(BODY)) return null;
  const behind = new BehindBody(text, end);
  const by = behind.uuidOrNull(',"by":', row, FIELD.by);
  behind.exactly(`,"district":"${district}","happened":"`);
  const happened = behind.moment(row, FIELD.happened);
  behind.exactly('","id":"');
  const id = behind.uuid(row, FIELD.id);
  behind.exactly('","kind":"');
  const kind = behind.word(row, FIELD.kind);
  behind.exactly('","n":');
  const n = behind.number(row.int32(FIELD.n));
  behind.exactly(',"origin":"');
  const origin = behind.word(row, FIELD.origin) as Origin;
  behind.exactly('"');
  const post = behind.uuidOrNull(',"post":', row, FIELD.post);
  behind.exactly(follows === null ? ',"prev":null,"recorded":"' : `,"prev":"${follows}","recorded":"`);
  const recorded = behind.moment(row, FIELD.recorded);
  behind.exactly('","subject":"');
  const subject = behind.uuid(row, FIELD.subject);
  behind.exactly('","territory":"');
  const territory = behind.word(row, FIELD.territory);
  behind.exactly('","version":');
  const version = behind.number(row.int16(FIELD.version));
  behind.exactly('}');
  if (!behind.isRead) return null;
  const named: Named[] = [];
  const body = bodyOf(text.slice(BODY.length, end), named);
  if (body === undefined) return null;
  const line = { district, id, subject, n, kind, origin, happened, recorded, by, post, territory, body };
  return { line, version, prev: follows, hash, named };
}

/** Reads what stands behind the body in a line's canonical text, member by member, beside the row's columns. */
class BehindBody {
  readonly #text: string;
  #at: number;
  #isRight = true;

  constructor(text: string, at: number) {
    this.#text = text;
    this.#at = at;
  }

  /** Whether everything was as it had to be, to the end of the text. */
  get isRead(): boolean {
    return this.#isRight && this.#at === this.#text.length;
  }

  exactly(text: string): void {
    if (!this.#text.startsWith(text, this.#at)) this.#isRight = false;
    this.#at += text.length;
  }

  uuid(row: CopyRows, field: number): string {
    const text = this.#next(36);
    if (!row.isUuid(field, text)) this.#isRight = false;
    return text;
  }

  uuidOrNull(name: string, row: CopyRows, field: number): string | null {
    this.exactly(name);
    if (row.isNull(field)) {
      this.exactly('null');
      return null;
    }
    this.exactly('"');
    const text = this.uuid(row, field);
    this.exactly('"');
    return text;
  }

  /** A text that needs no escape. */
  word(row: CopyRows, field: number): string {
    const text = this.#next(row.size(field));
    if (!row.isText(field, text) || !row.isPlain(field)) this.#isRight = false;
    return text;
  }

  number(column: number): number {
    this.exactly(String(column));
    return column;
  }

  moment(row: CopyRows, field: number): string {
    const text = this.#next(this.#text.charCodeAt(this.#at + 10) === T ? 24 : 10);
    if (momentOf(text) !== row.moment(field)) this.#isRight = false;
    return text;
  }

  #next(length: number): string {
    const text = this.#text.slice(this.#at, this.#at + length);
    this.#at += length;
    return text;
  }
}
const T = 84;

/** The row as `checkLine` takes it. */
export function storedLine(row: CopyRows): StoredLine & { readonly seq: number } {
  const uuidOrNull = (field: number) => (row.isNull(field) ? null : row.uuid(field));
  return {
    seq: row.int64(FIELD.seq),
    id: row.uuid(FIELD.id),
    subject: row.uuid(FIELD.subject),
    n: row.int32(FIELD.n),
    kind: row.text(FIELD.kind),
    version: row.int16(FIELD.version),
    origin: row.text(FIELD.origin),
    happened: new Date(row.moment(FIELD.happened)),
    recorded: new Date(row.moment(FIELD.recorded)),
    by: uuidOrNull(FIELD.by),
    post: uuidOrNull(FIELD.post),
    territory: row.text(FIELD.territory),
    bytes: Buffer.from(row.part(FIELD.bytes)),
    hash: Buffer.from(row.part(FIELD.hash)),
  };
}

/** The body, where its text is canonical; what it names is added to `named`. */
function bodyOf(text: string, named: Named[]): Json | undefined {
  // A lone surrogate, which canonical texts have none of, can only be written so.
  if (text.includes('\\ud')) return undefined;
  let body: Json;
  try {
    body = JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
  return isSorted(body, named) && JSON.stringify(body) === text ? body : undefined;
}

/** Whether the members of every object stand in their canonical order; what names sealed content is added to `named`, as `digestsIn`. */
function isSorted(value: Json, named: Named[]): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (Array.isArray(value)) {
    for (const one of value as readonly Json[]) if (!isSorted(one, named)) return false;
    return true;
  }
  const object = value as { readonly [key: string]: Json };
  const { id, digest: of } = object;
  if (typeof id === 'string' && typeof of === 'string') named.push({ id, digest: of });
  let before = '';
  for (const key of Object.keys(object)) {
    if (key < before) return false;
    before = key;
    const member = object[key] as Json;
    if (member !== null && typeof member === 'object' && !isSorted(member, named)) return false;
  }
  return true;
}

/** Milliseconds of an instant, or of a day's first moment in Asia/Shanghai; NaN of what is not written as we write them. */
function momentOf(time: string): number {
  const day = time.slice(0, 10);
  if (day !== lastDay) {
    lastDayStart = DAY.test(day) ? Date.parse(`${day}T00:00:00.000Z`) : Number.NaN;
    lastDay = day;
  }
  if (time.length === 10) return lastDayStart - 28_800_000;
  if (
    time.length !== 24 ||
    time[10] !== 'T' ||
    time[13] !== ':' ||
    time[16] !== ':' ||
    time[19] !== '.' ||
    time[23] !== 'Z'
  )
    return Number.NaN;
  const [hours, minutes, seconds] = [digits(time, 11, 2, 23), digits(time, 14, 2, 59), digits(time, 17, 2, 59)];
  return lastDayStart + ((hours * 60 + minutes) * 60 + seconds) * 1000 + digits(time, 20, 3, 999);
}
const DAY = /^\d{4}-\d\d-\d\d$/;
let lastDay = '';
let lastDayStart = Number.NaN;

/** The number that so many digits from a place on are, at most so large; NaN of what is none. */
function digits(text: string, at: number, many: number, most: number): number {
  let number = 0;
  for (let place = at; place < at + many; place += 1) {
    const digit = text.charCodeAt(place) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = number * 10 + digit;
  }
  return number > most ? Number.NaN : number;
}
