import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digest, Keyring, SealError } from './keyring.ts';
import { keyFor, openRows, sealRow } from './sealed.ts';

const master = Buffer.alloc(32, 7);
const suites = ['aes', 'sm4'] as const;

describe('the national algorithms of this runtime are the published ones', () => {
  test('SM3 of "abc" and of sixteen times "abcd" (GB/T 32905 annex A)', () => {
    const sm3 = (text: string) => createHash('sm3').update(text).digest('hex');
    expect(sm3('abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
    expect(sm3('abcd'.repeat(16))).toBe('debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732');
  });

  test('SM4 of the standard block under itself (GB/T 32907 annex A)', () => {
    const block = Buffer.from('0123456789abcdeffedcba9876543210', 'hex');
    const ecb = createCipheriv('sm4-ecb', block, null).setAutoPadding(false);
    expect(Buffer.concat([ecb.update(block), ecb.final()]).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246');
  });
});

describe.each(suites)('a text sealed under %s', (suite) => {
  const keyring = new Keyring(master, { suite });
  const { secret } = keyring.newKey('330702');

  test('opens as it was, whatever it holds, in the place it was sealed for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, place) => {
        expect(keyring.open(secret, keyring.seal(secret, text, place), place)).toBe(Buffer.from(text).toString());
      }),
    );
    const bytes = randomBytes(100_000);
    expect(keyring.openBytes(secret, keyring.seal(secret, bytes, 'a'), 'a').equals(bytes)).toBe(true);
  });

  test('does not open after any one bit of it was changed', () => {
    const cipher = keyring.seal(secret, '张三 13900000000', 'a');
    for (let bit = 0; bit < cipher.length * 8; bit++) {
      const altered = Buffer.from(cipher);
      altered.writeUInt8(altered.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(() => keyring.open(secret, altered, 'a'), `bit ${bit}`).toThrow(SealError);
    }
  });

  test('does not open cut short, longer, elsewhere or under another key', () => {
    const cipher = keyring.seal(secret, 'words', 'a');
    for (let length = 0; length < cipher.length; length++) {
      expect(() => keyring.open(secret, cipher.subarray(0, length), 'a')).toThrow(SealError);
    }
    expect(() => keyring.open(secret, Buffer.concat([cipher, Buffer.of(0)]), 'a')).toThrow(SealError);
    expect(() => keyring.open(secret, cipher, 'b')).toThrow(/altered/);
    expect(() => keyring.open(keyring.newKey('330702').secret, cipher, 'a')).toThrow(/altered/);
  });

  test('is never sealed twice to the same bytes, and names its suite first', () => {
    const one = keyring.seal(secret, 'words', 'a');
    expect(one.equals(keyring.seal(secret, 'words', 'a'))).toBe(false);
    expect(one[0]).toBe(suite === 'aes' ? 1 : 2);
  });

  test('opens after the setting was changed to the other suite', () => {
    const other = new Keyring(master, { suite: suite === 'aes' ? 'sm4' : 'aes' });
    const { secret: own, wrapped } = keyring.newKey('330702');
    expect(other.open(other.unwrap('330702', wrapped), keyring.seal(own, 'words', 'a'), 'a')).toBe('words');
  });

  test('rests on a key that only its own district and master key unwrap', () => {
    const key = keyring.newKey('330702');
    expect(keyring.unwrap('330702', key.wrapped).equals(key.secret)).toBe(true);
    expect(key.wrapped.includes(key.secret.export())).toBe(false);
    expect(() => keyring.unwrap('990001', key.wrapped)).toThrow(SealError);
    expect(() => new Keyring(Buffer.alloc(32, 8)).unwrap('330702', key.wrapped)).toThrow(SealError);
  });
});

test('SM4 is encrypted first and authenticated after: the tag covers the place, and padding is never probed', () => {
  const keyring = new Keyring(master, { suite: 'sm4' });
  const { secret } = keyring.newKey('330702');
  const cipher = keyring.seal(secret, 'x'.repeat(15), 'place');
  const lastOfIv = 16;
  cipher.writeUInt8(cipher.readUInt8(lastOfIv) ^ 1, lastOfIv);
  expect(() => keyring.open(secret, cipher, 'place')).toThrow(/altered/);
});

test('a suite from a later release is refused by name, not taken for damage', () => {
  const keyring = new Keyring(master);
  const { secret } = keyring.newKey('330702');
  expect(() => keyring.open(secret, Buffer.of(9, 1, 2, 3), 'a')).toThrow(/suite/);
});

test('a blind index is the same for the same value, and differs by district, purpose, value and master key', () => {
  const keyring = new Keyring(master);
  const phone = keyring.blindIndex('330702', 'phone', '13900000000');
  expect(new Keyring(master, { suite: 'sm4' }).blindIndex('330702', 'phone', '13900000000').equals(phone)).toBe(true);
  const others = [
    keyring.blindIndex('990001', 'phone', '13900000000'),
    keyring.blindIndex('330702', 'document', '13900000000'),
    keyring.blindIndex('330702', 'phone', '13900000001'),
    new Keyring(Buffer.alloc(32, 8)).blindIndex('330702', 'phone', '13900000000'),
  ];
  expect(new Set([phone, ...others].map((one) => one.toString('hex'))).size).toBe(5);
  expect(phone).toHaveLength(32);
});

test('a master key that is not 32 bytes is refused', () => {
  expect(() => new Keyring(Buffer.alloc(16))).toThrow(/32 bytes/);
});

describe('a row of sealed text', () => {
  const keyring = new Keyring(master);
  const subject = '0192f000-0000-7000-8000-000000000001';
  const { key, row: keyRow } = keyFor(keyring, {
    district: '330702',
    owner: subject,
    purpose: 'text',
    day: '2026-11-23',
  });
  const row = sealRow(keyring, {
    district: '330702',
    subject,
    territory: '330702001',
    slot: 'report.words',
    key,
    text: '楼道堆物',
  });

  test('opens with its key, and reads as null once the key is forgotten', () => {
    const read = { ...row, wrapped: keyRow.wrapped };
    expect(openRows(keyring, [read])[0]?.text).toBe('楼道堆物');
    expect(openRows(keyring, [{ ...read, wrapped: null }])[0]?.text).toBeNull();
  });

  test('does not open when it was moved to another subject or slot', () => {
    const read = { ...row, wrapped: keyRow.wrapped };
    expect(() => openRows(keyring, [{ ...read, slot: 'note' }])).toThrow(SealError);
    expect(() => openRows(keyring, [{ ...read, subject: key.id }])).toThrow(SealError);
  });

  test('has a digest that any tool can compute from the sealed bytes', () => {
    expect(digest(row.cipher).toString('hex')).toBe(createHash('sha256').update(row.cipher).digest('hex'));
  });
});
