import fc from 'fast-check';
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

const street = { id: 'street', nameZh: '婺城区城东街道人民调解委员会' };
const market = { id: 'market', nameZh: '婺城区城东市场人民调解委员会' };
const namesake = { id: 'namesake', nameZh: '婺城区城东市场人民调解委员会' };
const estate = { id: 'estate', nameZh: '城东人民调解委员会' };

test('two committees whose names begin alike are numbered by different words, whoever numbers first', () => {
  const used = (...all: [word: string, body: string][]) => new Map(all);
  const word = {};
  expect(wordOf({ word }, street, used(['城东', 'street']))).toBe('城东');
  expect(wordOf({ word }, market, used(['城东', 'street']))).toBe('城东市');
  expect(wordOf({ word }, street, used(['城东', 'market']))).toBe('城东街');
  // A word that was set for another is no default either; what was set stands.
  expect(wordOf({ word: { market: '城东' } }, street)).toBe('城东街');
  expect(wordOf({ word: { market: '城东' } }, market)).toBe('城东');
  // What somebody has numbered by is theirs for the year, be it that another word is set for them by now, or that it was set for another.
  expect(wordOf({ word: { market: '市' } }, street, used(['城东', 'market']))).toBe('城东街');
  expect(wordOf({ word: { street: '城东' } }, street, used(['城东', 'market']))).toBeNull();
  const whole = Array.from('城东市场人民调解委员会');
  const every = whole.map((_, at): [string, string] => [whole.slice(0, at + 1).join(''), 'market']);
  expect(wordOf({ word }, namesake, used(...every))).toBeNull();
  expect(usedBy('market', '城东', used(['城东', 'street']))).toBe('street');
  expect(usedBy('street', '城东', used(['城东', 'street']))).toBeNull();
  expect(usedBy('market', '吴', used(['城东', 'street']))).toBeNull();
});

/** What may happen in any order: words are set as a whole, somebody seals an agreement, a year ends. */
type Act =
  | { readonly is: 'set'; readonly word: Readonly<Record<string, string>> }
  | { readonly is: 'seal'; readonly by: number }
  | { readonly is: 'year' };
const BODIES = [street, market, namesake, estate, { id: 'other', nameZh: '' }];
const WORDS = ['城东', '城东市', '城东街', '吴', ''] as const;
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ is: fc.constant('seal' as const), by: fc.nat(BODIES.length - 1) }) },
    {
      weight: 2,
      arbitrary: fc
        .array(fc.option(fc.constantFrom(...WORDS)), { minLength: BODIES.length, maxLength: BODIES.length })
        .map((all) => ({
          is: 'set' as const,
          word: Object.fromEntries(all.flatMap((one, at) => (one === null ? [] : [[BODIES[at]?.id ?? '', one]]))),
        })),
    },
    { weight: 1, arbitrary: fc.constant({ is: 'year' as const }) },
  ),
  { maxLength: 60 },
);

test('whatever is set, changed or left out in which order, no number is ever given twice', () => {
  fc.assert(
    fc.property(acts, (all) => {
      let word: Readonly<Record<string, string>> = {};
      let year = 2026;
      let used = new Map<string, string>();
      const counted = new Map<string, number>();
      const given = new Set<string>();
      for (const act of all) {
        if (act.is === 'year') {
          year += 1;
          used = new Map();
          counted.clear();
          continue;
        }
        if (act.is === 'set') {
          const before = word;
          const chosen = Object.values(act.word);
          const isRefused =
            new Set(chosen).size < chosen.length ||
            Object.entries(act.word).some(([body, one]) => before[body] !== one && usedBy(body, one, used) !== null);
          if (!isRefused) word = act.word;
          continue;
        }
        const body = BODIES[act.by] as (typeof BODIES)[number];
        const own = wordOf({ word }, body, used);
        if (own === null) continue;
        used.set(own, body.id);
        const n = (counted.get(body.id) ?? 0) + 1;
        counted.set(body.id, n);
        const number = agreementNumber(year, own, n);
        expect(given.has(number), number).toBe(false);
        given.add(number);
      }
      // In each year a word is one body's, and by its number it is told whose.
      expect(new Set(used.keys()).size).toBe(used.size);
    }),
    { numRuns: 2_000 },
  );
});

test('the standard is within what each term may be, and makes up no amount of money', () => {
  for (const term of DAYS_TERMS) {
    expect(STANDARD[term]).toBe(DAYS[term].standard);
    expect(DAYS[term].standard).toBeLessThanOrEqual(DAYS[term].most);
  }
  expect(Object.values(STANDARD.subsidy)).toEqual([0, 0, 0, 0, 0, 0]);
});
