/** What stands before the rows in COPY's binary form, and how long it is without the header's extension. */
const SIGNATURE = 'PGCOPY\n\u00ff\r\n\0';
const HEADER = 19;
const MOST_FIELDS = 32;
/** Microseconds from 1970 to PostgreSQL's own first moment, 2000-01-01. */
const EPOCH_MICROSECONDS = 946_684_800_000_000;

/**
 * The rows of COPY's binary form (PostgreSQL, "COPY", file formats), one after the other: `next` goes to the next row, the others read
 * fields of it by their place. What is read of a field is not checked against its type.
 */
export class CopyRows {
  readonly bytes: Buffer;
  #at: number;
  readonly #starts = new Int32Array(MOST_FIELDS);
  readonly #sizes = new Int32Array(MOST_FIELDS);

  constructor(bytes: Buffer) {
    if (bytes.toString('latin1', 0, SIGNATURE.length) !== SIGNATURE) throw new Error('not the binary form of COPY');
    this.bytes = bytes;
    this.#at = HEADER + bytes.readInt32BE(HEADER - 4);
  }

  /** Goes to the next row; false at the end. */
  next(): boolean {
    const bytes = this.bytes;
    const starts = this.#starts;
    const sizes = this.#sizes;
    let at = this.#at + 2;
    // A number of fields below zero ends the rows.
    if (at > bytes.length || (bytes[at - 2] as number) > 127) return false;
    const fields = bytes[at - 1] as number;
    for (let field = 0; field < fields; field += 1) {
      const size =
        ((bytes[at] as number) << 24) |
        ((bytes[at + 1] as number) << 16) |
        ((bytes[at + 2] as number) << 8) |
        (bytes[at + 3] as number);
      at += 4;
      starts[field] = at;
      sizes[field] = size;
      if (size > 0) at += size;
    }
    this.#at = at;
    return true;
  }

  /** A place to which `backTo` goes back: the row after the present one. */
  get mark(): number {
    return this.#at;
  }

  backTo(mark: number): void {
    this.#at = mark;
  }

  isNull(field: number): boolean {
    return this.size(field) < 0;
  }

  /** How many bytes a field has; -1 of a null. */
  size(field: number): number {
    return this.#sizes[field] ?? -1;
  }

  int16(field: number): number {
    return this.bytes.readInt16BE(this.#start(field));
  }

  int32(field: number): number {
    return this.bytes.readInt32BE(this.#start(field));
  }

  /** An int8 as a number; beyond 2^53 it is rounded. */
  int64(field: number): number {
    const start = this.#start(field);
    return this.bytes.readInt32BE(start) * 4_294_967_296 + this.bytes.readUInt32BE(start + 4);
  }

  /** A timestamptz in milliseconds since 1970. */
  moment(field: number): number {
    return (this.int64(field) + EPOCH_MICROSECONDS) / 1000;
  }

  text(field: number): string {
    const start = this.#start(field);
    return this.bytes.toString('utf8', start, start + this.size(field));
  }

  /** The field's own bytes, not a copy. */
  part(field: number): Buffer {
    const start = this.#start(field);
    return this.bytes.subarray(start, start + this.size(field));
  }

  hex(field: number): string {
    const start = this.#start(field);
    return this.bytes.toString('hex', start, start + this.size(field));
  }

  uuid(field: number): string {
    const hex = this.hex(field);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  /** Whether a uuid is the one that a text names in small letters; a null is none. */
  isUuid(field: number, text: string): boolean {
    if (this.size(field) !== 16 || text.length !== 36) return false;
    const { bytes } = this;
    let at = this.#start(field);
    for (let letter = 0; letter < 36; letter += 2) {
      if (DASH_BEFORE[letter] === 1) {
        if (text.charCodeAt(letter) !== 0x2d) return false;
        letter += 1;
      }
      const byte = bytes[at] ?? 0;
      if (text.charCodeAt(letter) !== HEX[byte >> 4] || text.charCodeAt(letter + 1) !== HEX[byte & 15]) return false;
      at += 1;
    }
    return true;
  }

  /** Whether a text field holds this text, which is ASCII. */
  isText(field: number, text: string): boolean {
    if (this.size(field) !== text.length) return false;
    const start = this.#start(field);
    for (let at = 0; at < text.length; at += 1) if (this.bytes[start + at] !== text.charCodeAt(at)) return false;
    return true;
  }

  /** Whether a text field holds ASCII alone that JSON writes as it is. */
  isPlain(field: number): boolean {
    const start = this.#start(field);
    for (let at = start; at < start + this.size(field); at += 1) {
      const letter = this.bytes[at] as number;
      if (letter < 0x20 || letter > 0x7e || letter === 0x22 || letter === 0x5c) return false;
    }
    return true;
  }

  #start(field: number): number {
    return this.#starts[field] ?? 0;
  }
}

const HEX = Uint8Array.from('0123456789abcdef', (letter) => letter.charCodeAt(0));
const DASH_BEFORE = Uint8Array.from({ length: 36 }, (_, at) =>
  at === 8 || at === 13 || at === 18 || at === 23 ? 1 : 0,
);
