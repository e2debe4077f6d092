import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Encoding } from './characters.ts';
import { decoded } from './characters.ts';
import { gb18030Of } from './gb18030.ts';

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const read = async (bytes: Uint8Array, size: number, encoding?: Encoding): Promise<string> => {
  let text = '';
  for await (const piece of decoded(pieces(bytes, size), encoding)) text += piece;
  return text;
};

describe('the characters of a file', () => {
  const text = fc.string({ unit: fc.constantFrom('a', ',', '\n', '婺', '城', '𠮷', '€', 'é'), maxLength: 40 });

  it('come out as they went in, in UTF-8 with or without a mark, however the file is cut', async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.boolean(), fc.integer({ min: 1, max: 9 }), async (any, mark, size) => {
        const bytes = Buffer.from((mark ? '\ufeff' : '') + any);
        expect(await read(bytes, size)).toBe(any);
      }),
    );
  });

  it('come out of GB18030 when the file is declared so', async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (any, size) => {
        expect(await read(gb18030Of(any), size, 'gb18030')).toBe(any);
      }),
    );
  });

  it('are recognised as GB18030 although the first thousand rows are plain ASCII', async () => {
    const words = `${'id,place\n'.repeat(1000)}1,婺城区城中街道\n`;
    expect(await read(gb18030Of(words), 256)).toBe(words);
    expect(await read(Buffer.from(words), 256)).toBe(words);
  });

  it('come out of UTF-16 by its mark', async () => {
    const little = Buffer.from('\ufeff编号,地址\n', 'utf16le');
    expect(await read(little, 3)).toBe('编号,地址\n');
    expect(await read(Buffer.from(little).swap16(), 3)).toBe('编号,地址\n');
  });

  it('become the mark of the unreadable, never an error, when bytes are damaged', async () => {
    expect(await read(Buffer.from([0x61, 0xff, 0x62]), 1, 'utf-8')).toBe('a\ufffdb');
  });

  it('can be written in GB18030, all of Unicode but 19 private-use points and the mark of the unreadable', () => {
    const decoder = new TextDecoder('gb18030', { ignoreBOM: true });
    const lost: number[] = [];
    for (let point = 0; point < 0x30000; point++) {
      if (point >= 0xd800 && point <= 0xdfff) continue;
      const character = String.fromCodePoint(point);
      if (decoder.decode(gb18030Of(character)) !== character) lost.push(point);
    }
    expect(lost).toHaveLength(20);
    expect(lost.every((point) => (point >= 0xe000 && point <= 0xf8ff) || point === 0xfffd)).toBe(true);
    expect(gb18030Of('\ue5e5').toString()).toBe('?');
  });
});
