import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberOf, receiptCode } from './number.rules.ts';

describe('the number that people say', () => {
  it('is the district, the Shanghai day and six characters of the id', () => {
    const id = '0192f3c4-0000-7000-8000-00003fffffff';
    expect(numberOf('330702', id, '2026-11-23T15:59:59.999Z')).toBe('0702-20261123-ZZZZZZ');
    expect(numberOf('330702', id, '2026-11-23T16:00:00.000Z')).toBe('0702-20261124-ZZZZZZ');
    expect(numberOf('990001', '0192f3c4-0000-7000-8000-000000000001', '2026-11-23')).toBe('0001-20261123-000001');
  });

  it('has no letter that is read as a digit, and is the same each time', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        const number = numberOf('330702', id, '2026-11-23');
        expect(number).toMatch(/^0702-20261123-[0-9A-HJKMNP-TV-Z]{6}$/);
        expect(numberOf('330702', id.toUpperCase(), '2026-11-23')).toBe(number);
      }),
    );
  });

  it('differs for ids that differ in their last thirty bits', () => {
    const tails = new Set(
      Array.from({ length: 2_000 }, (_, at) =>
        numberOf('330702', `00000000-0000-4000-8000-${(at * 536_870).toString(16).padStart(12, '0')}`, '2026-11-23'),
      ),
    );
    expect(tails.size).toBe(2_000);
  });
});

describe('the receipt code', () => {
  it('is twelve characters in groups of four, five bits from each byte', () => {
    expect(receiptCode(new Uint8Array(32))).toBe('0000-0000-0000');
    expect(receiptCode(new Uint8Array(32).fill(255))).toBe('ZZZZ-ZZZZ-ZZZZ');
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (random) => {
        expect(receiptCode(random)).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}$/);
      }),
    );
  });

  it('uses every character of its alphabet alike', () => {
    const letters = Array.from({ length: 256 }, (_, byte) => receiptCode(new Uint8Array(12).fill(byte))[0]);
    const times = [...Map.groupBy(letters, (one) => one).values()].map((all) => all.length);
    expect([times.length, new Set(times)]).toEqual([32, new Set([8])]);
  });
});
