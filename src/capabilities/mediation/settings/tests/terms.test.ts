import { expect, test } from 'vitest';
import { STANDARD } from '../standard.rules.ts';
import { agreementNumber, DAYS, DAYS_TERMS, usedBy, wordOf } from '../terms.rules.ts';

test('a committee’s agreements are numbered by the word that was set, else by what tells its name from others', () => {
  const named = (nameZh: string, word = {}) => wordOf({ word }, { id: 'a', nameZh });
  expect(named('婺城区城东街道人民调解委员会')).toBe('城东');
  expect(named('金华市婺城区医疗纠纷人民调解委员会')).toBe('医疗');
  expect(named('吴家村人民调解委员会')).toBe('吴家');
  expect(named('浙江省金华市婺城区罗店镇人民调解委员会')).toBe('罗店');
  expect(named('婺城区城东街道东市街社区人民调解委员会')).toBe('城东');
  expect(named('柳湖社区人民调解委员会')).toBe('柳湖');
  expect(named('东市街社区人民调解委员会')).toBe('东市');
  expect(named('婺城区湖畔市场人民调解委员会')).toBe('湖畔');
  expect(named('歙县徽城镇人民调解委员会')).toBe('徽城');
  expect(named('婺城区司法局', { a: '吴' })).toBe('吴');
  expect(named('婺城区司法局', { b: '吴' })).toBe('司法');
  expect(named('constructor')).toBe('co');
  expect(named('')).toBe('');
  expect(agreementNumber(2026, '吴', 12)).toBe('（2026）吴人调字第12号');
});

test('two committees whose names begin alike are numbered by different words, whoever numbers first', () => {
  const street = { id: 'street', nameZh: '婺城区城东街道人民调解委员会' };
  const market = { id: 'market', nameZh: '婺城区城东市场人民调解委员会' };
  const namesake = { id: 'namesake', nameZh: '婺城区城东市场人民调解委员会' };
  const word = {};
  expect(wordOf({ word }, street, [street])).toBe('城东');
  expect(wordOf({ word }, market, [street])).toBe('城东市');
  expect(wordOf({ word }, street, [street, market])).toBe('城东街');
  // A word that was set for another is no default either; what was set stands.
  expect(wordOf({ word: { market: '城东' } }, street)).toBe('城东街');
  expect(wordOf({ word: { market: '城东' } }, market, [street])).toBe('城东');
  expect(wordOf({ word }, namesake, [market])).toBeNull();
  expect(usedBy('market', '城东', { word }, [street])).toEqual(street);
  expect(usedBy('market', '吴', { word: { street: '吴' } }, [street])).toEqual(street);
  expect(usedBy('market', '市', { word }, [street, market])).toBeNull();
});

test('the standard is within what each term may be, and makes up no amount of money', () => {
  for (const term of DAYS_TERMS) {
    expect(STANDARD[term]).toBe(DAYS[term].standard);
    expect(DAYS[term].standard).toBeLessThanOrEqual(DAYS[term].most);
  }
  expect(Object.values(STANDARD.subsidy)).toEqual([0, 0, 0, 0, 0, 0]);
});
