import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Split } from './separated.ts';
import { delimiterOf, Separated } from './separated.ts';

const split = (text: string, cuts: readonly number[] = [], delimiter = ',', limit?: number): Split[] => {
  const separated = new Separated(delimiter, limit);
  const places = [...new Set([0, ...cuts.map((cut) => cut % (text.length + 1)), text.length])].sort((a, b) => a - b);
  const found = places.slice(1).flatMap((place, at) => separated.push(text.slice(places[at], place)));
  return [...found, ...separated.end()];
};
const values = (found: readonly Split[]): string[][] => found.map((one) => one.values);

const field = fc.string({
  unit: fc.constantFrom('a', '1', '火', ',', ';', '"', '\n', '\r\n', ' ', '=', '𠮷'),
  maxLength: 8,
});
const table = fc.array(fc.array(field, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 12 });
const cuts = fc.array(fc.nat(400), { maxLength: 8 });

describe('a separated file', () => {
  it('gives back every table that a spreadsheet program wrote, in whatever pieces it arrives', () => {
    fc.assert(
      fc.property(table, cuts, fc.constantFrom('\n', '\r\n'), (rows, places, newline) => {
        const text = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')).join(newline);
        expect(values(split(text, places))).toEqual(rows);
      }),
    );
  });

  it('reads what csv-parse reads when quotation marks stand only where they are needed', () => {
    fc.assert(
      fc.property(table, cuts, (rows, places) => {
        const text = stringify(rows, { record_delimiter: '\n' });
        const expected = parse(text, { relax_column_count: true, record_delimiter: '\n' });
        expect(values(split(text, places))).toEqual(expected);
      }),
    );
  });

  it('reads the same from any text however it is cut, and counts every line of it', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r\n', ' '), maxLength: 60 });
    fc.assert(
      fc.property(text, cuts, (any, places) => {
        const whole = split(any);
        expect(split(any, places)).toEqual(whole);
        expect(whole.every((one, at) => at === 0 || one.row > (whole[at - 1] as Split).row)).toBe(true);
        for (const one of whole) expect(one.line).toBeLessThanOrEqual(any.split('\n').length);
      }),
      { numRuns: 2000 },
    );
  });

  it('loses one row, not the rest, to a quotation mark that is never closed', () => {
    const found = split('id,words\n1,"fire\n2,smoke\n3,"fine, really"\n4,end\n');
    expect(found.map((one) => [one.row, one.broken ?? one.values.join('|')])).toEqual([
      [1, 'id|words'],
      [2, 'quote'],
      [3, '2|smoke'],
      [4, '3|fine, really'],
      [5, '4|end'],
    ]);
  });

  it('refuses a row in which words follow a closing quotation mark', () => {
    expect(split('"a"b,c\nd,e\n').map((one) => one.broken)).toEqual(['quote', null]);
  });

  it('leaves a quotation mark inside an unquoted cell alone', () => {
    expect(values(split('5" pipe,burst\n'))).toEqual([['5" pipe', 'burst']]);
  });

  it('numbers rows as a spreadsheet does and lines as an editor does', () => {
    const found = split('a,b\n\n"one\ntwo",c\nd,e\n');
    expect(found.map((one) => [one.row, one.line])).toEqual([
      [1, 1],
      [3, 3],
      [4, 5],
    ]);
  });

  it('reads the old Macintosh line end and a file without a last one', () => {
    expect(values(split('a,b\rc,d\re,f'))).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
    ]);
  });

  it('gives up on a row longer than the limit and goes on behind it', () => {
    const text = `a,b\n${'x'.repeat(500)}\nc,d\n"${'y\n'.repeat(100)}\ne,f\n`;
    for (const places of [[], [100, 200, 300, 400]]) {
      const found = split(text, places, ',', 80);
      expect(found[0]?.values).toEqual(['a', 'b']);
      expect(found[1]?.broken).toBe('long');
      expect(found[2]?.values).toEqual(['c', 'd']);
      expect(found[3]?.broken).toBe('quote');
      expect(found.at(-1)?.values).toEqual(['e', 'f']);
    }
  });

  it('finds the delimiter in the first line, outside quotation marks', () => {
    expect(delimiterOf('a;b;c')).toBe(';');
    expect(delimiterOf('编号\t类别\t地址')).toBe('\t');
    expect(delimiterOf('"a;b;c;d",e,f')).toBe(',');
    expect(delimiterOf('alone')).toBe(',');
  });
});
