type Tables = { readonly pairs: ReadonlyMap<number, number>; readonly fours: ReadonlyMap<number, number> };

let made: Tables | null = null;

/**
 * Text to GB18030 bytes, for desks whose software reads nothing else. Node decodes GB18030 but does not encode it, so the tables
 * are read off its decoder at first use (about 30 ms): two-byte codes, and four-byte ones of the basic plane; above it four-byte codes are
 * the standard's arithmetic. What has no code (19 private-use points and U+FFFD) becomes a question mark.
 */
export function gb18030Of(text: string): Buffer {
  made ??= { pairs: pairTable(), fours: fourTable() };
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) as number;
    const pair = made.pairs.get(point);
    const four = point > 0xffff ? 189_000 + (point - 0x10000) : made.fours.get(point);
    if (point < 0x80) bytes.push(point);
    else if (pair !== undefined) bytes.push(pair >> 8, pair & 0xff);
    else if (four !== undefined) bytes.push(...fourBytes(four));
    else bytes.push(0x3f);
  }
  return Buffer.from(bytes);
}

/** The four bytes of the code with this number: 0x81 to 0xfe, 0x30 to 0x39, and both again. */
const fourBytes = (index: number): [number, number, number, number] => [
  0x81 + Math.floor(index / 12_600),
  0x30 + (Math.floor(index / 1260) % 10),
  0x81 + (Math.floor(index / 10) % 126),
  0x30 + (index % 10),
];

function pairTable(): Map<number, number> {
  const decoder = new TextDecoder('gb18030');
  const table = new Map<number, number>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      const point = text.codePointAt(0) as number;
      const single = text.length === (point > 0xffff ? 2 : 1);
      if (trail !== 0x7f && single && point !== 0xfffd && !table.has(point)) table.set(point, (lead << 8) | trail);
    }
  }
  return table;
}

function fourTable(): Map<number, number> {
  const decoder = new TextDecoder('gb18030', { ignoreBOM: true });
  const table = new Map<number, number>();
  for (let index = 0; index < 39_420; index++) {
    const text = decoder.decode(Uint8Array.from(fourBytes(index)));
    if (text.length === 1 && text !== '\ufffd') table.set(text.charCodeAt(0), index);
  }
  return table;
}
