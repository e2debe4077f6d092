import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { charterRefusals } from '../../../platform/charter/charter.rules.ts';
import { isNature, NATURES, natureOf } from './natures.rules.ts';

describe('what a dispute is about (GB/T 31000-2015, 事件类型)', () => {
  test('has the groups 01 to 13 and 99, and what the standard puts in each', () => {
    const groups = NATURES.filter(({ parent }) => parent === null).map(({ code }) => code);
    expect(groups).toEqual([...Array.from({ length: 13 }, (_, n) => String(n + 1).padStart(2, '0')), '99']);
    const held = Object.fromEntries(
      groups.map((code) => [code, NATURES.filter(({ parent }) => parent === code).length]),
    );
    expect(held).toEqual({
      '01': 4,
      '02': 4,
      '03': 4,
      '04': 4,
      '05': 8,
      '06': 5,
      '07': 5,
      '08': 5,
      '09': 5,
      '10': 7,
      '11': 6,
      '12': 4,
      '13': 8,
      '99': 0,
    });
    expect(natureOf('0502')).toMatchObject({ parent: '05', zh: '医疗损害' });
    expect(natureOf('0699')).toEqual({ code: '0699', parent: '06', zh: '其他（合同纠纷）', en: 'Other (Contracts)' });
  });

  test('stands in the order of its codes, each once', () => {
    const codes = NATURES.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).toEqual(codes.toSorted());
  });

  test('knows no case of police or court, no discipline, no people and no faith (charter, rule 3)', () => {
    for (const code of ['14', '1401', '1499', '15', '1501', '16', '1602']) expect(isNature(code)).toBe(false);
    const refused = NATURES.flatMap(({ code, zh, en }) => [
      ...charterRefusals([{ path: `nature.${code}`, zh, en }]),
      ...charterRefusals([{ path: 'gbt31000', code }]),
    ]);
    expect(refused).toEqual([]);
  });

  test('is no other text', () => {
    fc.assert(fc.property(fc.string(), (text) => isNature(text) === NATURES.some(({ code }) => code === text)));
    for (const text of ['', '1', '001', '9999', 'toString', 'otherOf']) expect(natureOf(text)).toBeNull();
  });
});
