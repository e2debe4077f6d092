import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ancestorsOf,
  codeFault,
  districtOf,
  fromStatistical,
  isCode,
  levelOf,
  liesWithin,
  parentOf,
  subtreeOf,
  toStatistical,
} from './codes.rules.ts';

const group = fc.integer({ min: 1, max: 999 }).map((n) => String(n).padStart(3, '0'));
const district = fc
  .integer({ min: 110101, max: 659999 })
  .filter((n) => n % 100 !== 0 && Math.floor(n / 100) % 100 !== 0)
  .map(String);
const code = fc.tuple(district, fc.array(group, { maxLength: 3 })).map(([root, groups]) => root + groups.join(''));

describe('a territory code', () => {
  test('of Wucheng, of a street, of a village and of a grid is one', () => {
    expect(['330702', '330702001', '330702001002', '330702001002003'].map(levelOf)).toEqual([
      'district',
      'town',
      'village',
      'grid',
    ]);
  });

  test('with trailing zeros, a wrong length or letters is refused, and says why', () => {
    expect(codeFault('330702000000')).toBe('zeros');
    expect(codeFault('330702000001')).toBe('zeros');
    expect(codeFault('3307021')).toBe('length');
    expect(codeFault('33070200A')).toBe('digits');
    expect(codeFault('030702')).toBe('digits');
    expect(codeFault('')).toBe('digits');
    expect(() => levelOf('330702000')).toThrow(RangeError);
  });

  test('lists its ancestors from the district down to itself, each the parent of the next', () => {
    fc.assert(
      fc.property(code, (one) => {
        const line = ancestorsOf(one);
        expect(line[0]).toBe(districtOf(one));
        expect(line.at(-1)).toBe(one);
        expect(line.map(parentOf)).toEqual([null, ...line.slice(0, -1)]);
        expect(line.every(isCode)).toBe(true);
      }),
    );
  });

  test('lies in the range of another one exactly when it is that one or lies below it', () => {
    const pair = fc.oneof(
      fc.tuple(code, code),
      code.chain((one) => fc.tuple(fc.constant(one), fc.constantFrom(...ancestorsOf(one)))),
    );
    fc.assert(
      fc.property(pair, ([one, other]) => {
        const { from, to } = subtreeOf(other);
        expect(one >= from && one < to).toBe(ancestorsOf(one).includes(other));
        expect(liesWithin(one, other)).toBe(ancestorsOf(one).includes(other));
      }),
    );
  });

  test('goes to the statistical form and back, a grid excepted', () => {
    expect(toStatistical('330702')).toBe('330702000000');
    expect(fromStatistical('330702001000')).toBe('330702001');
    expect(toStatistical('330702001002003')).toBeNull();
    fc.assert(
      fc.property(
        code.filter((one) => one.length < 15),
        (one) => {
          expect(fromStatistical(toStatistical(one) ?? '')).toBe(one);
        },
      ),
    );
  });

  test('is not made from the statistical code of a province or a city', () => {
    expect(fromStatistical('330000000000')).toBeNull();
    expect(fromStatistical('330700000000')).toBeNull();
    expect(fromStatistical('330702')).toBeNull();
  });
});
