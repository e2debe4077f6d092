import { expect, test } from 'vitest';
import { STANDARD } from '../standard.rules.ts';
import { agreementNumber, DAYS, DAYS_TERMS, wordOf } from '../terms.rules.ts';

test('a committee’s agreements are numbered by the word that was set, else by what tells its name from others', () => {
  const named = (nameZh: string, word = {}) => wordOf({ word }, { id: 'a', nameZh });
  expect(named('婺城区城东街道人民调解委员会')).toBe('城东');
  expect(named('金华市婺城区医疗纠纷人民调解委员会')).toBe('医疗');
  expect(named('吴家村人民调解委员会')).toBe('吴家');
  expect(named('婺城区司法局', { a: '吴' })).toBe('吴');
  expect(named('婺城区司法局', { b: '吴' })).toBe('司法');
  expect(named('constructor')).toBe('co');
  expect(named('')).toBe('');
  expect(agreementNumber(2026, '吴', 12)).toBe('（2026）吴人调字第12号');
});

test('the standard is within what each term may be, and makes up no amount of money', () => {
  for (const term of DAYS_TERMS) {
    expect(STANDARD[term]).toBe(DAYS[term].standard);
    expect(DAYS[term].standard).toBeLessThanOrEqual(DAYS[term].most);
  }
  expect(Object.values(STANDARD.subsidy)).toEqual([0, 0, 0, 0, 0, 0]);
});
