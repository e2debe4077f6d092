import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { paperId, paperNumber } from './paper.rules.ts';

const drawn = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 9, maxLength: 9 });
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

it('the same sheet is always the same report, and two sheets are two', () => {
  fc.assert(
    fc.property(drawn, drawn, (a, b) => {
      const [one, other] = [paperNumber(a), paperNumber(b)];
      expect(z.uuid().safeParse(paperId(one)).success).toBe(true);
      expect(paperId(one.toLowerCase().replace('-', ' '))).toBe(paperId(one));
      expect(paperId(one) === paperId(other)).toBe(one === other);
    }),
  );
});

it('a letter that was misread, or two that changed places, are found', () => {
  fc.assert(
    fc.property(drawn, fc.integer({ min: 0, max: 8 }), fc.integer({ min: 1, max: 30 }), (a, at, by) => {
      const letters = paperNumber(a).replace('-', '');
      const was = LETTERS.indexOf(letters[at] ?? '');
      const wrong = letters.slice(0, at) + LETTERS[(was + by) % 31] + letters.slice(at + 1);
      expect(paperId(wrong)).toBeNull();
      const swapped = letters.slice(0, at) + (letters[at + 1] ?? '') + (letters[at] ?? '') + letters.slice(at + 2);
      if (at < 8 && letters[at] !== letters[at + 1]) expect(paperId(swapped)).toBeNull();
    }),
  );
});

it('what is no number of a sheet is none', () => {
  for (const typed of ['', 'ABC', 'UUUUU-UUUUU', '12345-678901', '报-事']) expect(paperId(typed)).toBeNull();
});
